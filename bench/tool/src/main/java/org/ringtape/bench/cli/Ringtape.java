package org.ringtape.bench.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.ServiceConfigurationError;

import org.ringtape.simulator.frames.FrameFileException;
import org.ringtape.simulator.SimulatorException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Exit status 0: it holds, 1: it does not (the reason is the last line), 2: wrong use or unreadable input.
 * Whatever goes wrong is said in one line.
 */
@Command(
    name = "ringtape",
    synopsisSubcommandLabel = "COMMAND",
    description = "Exact order books and trade tapes from crypto venues, in one low-latency pipeline.",
    footer = {
        "",
        "Exit status: 0 everything asked for was reached and holds; 1 not so, the reason is the last line; " +
            "2 wrong use or unreadable input; 130 Ctrl-C.",
        "",
        "Start with:  scripts/ringtape demo --seconds 20",
        "Each command explains itself:  scripts/ringtape COMMAND --help"
    },
    subcommands = {
        DemoCommand.class, RunCommand.class, DecodeCommand.class, ReplayCommand.class, BookCommand.class,
        SimulateCommand.class, VenuesCommand.class, BenchCommand.class
    })
public final class Ringtape implements Runnable
{
    private static final String DEBUG = "RINGTAPE_DEBUG";
    private static final int LEAST_WIDTH = 55;
    private static final int MOST_WIDTH = 110;
    /** What picocli adds below its message. */
    private static final String SUGGESTIONS = "(?s)\\R(Possible solutions|Did you mean).*";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<String, String> environment;

    private Ringtape(final Map<String, String> environment)
    {
        this.environment = environment;
    }

    /** Runs a command and exits. */
    public static void main(final String[] args)
    {
        final CommandLine commandLine = newCommandLine();
        int status;
        try
        {
            status = commandLine.execute(args);
        }
        catch (final Throwable e) // no stack trace, whatever it is; and threads that are left must not keep the JVM
        {
            status = onFailure(e, commandLine);
        }
        System.exit(status);
    }

    /** The command line of this program. */
    static CommandLine newCommandLine()
    {
        return newCommandLine(System.getenv());
    }

    /** The command line in an environment of its own, for tests. */
    static CommandLine newCommandLine(final Map<String, String> environment)
    {
        final CommandLine commandLine = new CommandLine(new Ringtape(environment))
            .setExpandAtFiles(false) // an argument that begins with @ is one, not the name of a file of arguments
            .setParameterExceptionHandler(Ringtape::onWrongUse)
            .setExecutionExceptionHandler((e, failed, parsed) -> onFailure(e, failed));
        final String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{1,3}"))
        {
            commandLine.setUsageHelpWidth(Math.min(Math.max(Integer.parseInt(columns), LEAST_WIDTH), MOST_WIDTH));
        }
        return commandLine;
    }

    /** Variables that commands read. */
    Map<String, String> environment()
    {
        return environment;
    }

    @Override
    public void run()
    {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int onWrongUse(final ParameterException e, final String[] args)
    {
        final CommandLine commandLine = e.getCommandLine();
        final String name = commandLine.getCommandSpec().qualifiedName();
        final boolean noSuchCommand = e instanceof UnmatchedArgumentException && commandLine.getParent() == null;
        final String problem = noSuchCommand ? "no such command or option: " +
            String.join(" ", ((UnmatchedArgumentException)e).getUnmatched()) :
            e.getMessage().replaceFirst(SUGGESTIONS, "");
        say(commandLine, problem + " (see " + name + " --help)");
        return ExitStatus.WRONG_USE;
    }

    /** What a user can mend is said as it is; anything else is ours, and not the user's wrong use. */
    private static int onFailure(final Throwable e, final CommandLine commandLine)
    {
        final boolean known =
            e instanceof UserError || e instanceof FrameFileException || e instanceof SimulatorException ||
            e instanceof ServiceConfigurationError; // a jar on the class path names a module that is none
        say(commandLine, known ? e.getMessage() :
            "unexpected: " + Messages.of(e) + " (please report it; RINGTAPE_DEBUG=1 shows where)");
        if (!known && System.getenv(DEBUG) != null)
        {
            e.printStackTrace(commandLine.getErr());
        }
        return known ? ExitStatus.WRONG_USE : ExitStatus.DOES_NOT_HOLD;
    }

    /** One line for a person, behind everything that was printed before. */
    public static void say(final CommandLine commandLine, final String message)
    {
        commandLine.getOut().flush();
        final PrintWriter err = commandLine.getErr();
        err.println("ringtape: " + OneLine.of(message));
        err.flush();
    }
}
