package org.ringtape.bench.cli;

import java.io.PrintWriter;

import org.ringtape.bench.frames.FrameFileException;
import org.ringtape.bench.simulator.SimulatorException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. Exit status 0: it holds, 1: it does not, 2: wrong use or unreadable input. */
@Command(
    name = "ringtape",
    synopsisSubcommandLabel = "COMMAND",
    description = "Exact order books and trade tapes from crypto venues, in one low-latency pipeline.",
    footer = {
        "",
        "Start with:  scripts/ringtape demo --seconds 20",
        "Each command explains itself:  scripts/ringtape COMMAND --help"
    },
    subcommands = {
        DemoCommand.class, RunCommand.class, DecodeCommand.class, ReplayCommand.class, BookCommand.class,
        SimulateCommand.class, BenchCommand.class
    })
public final class Ringtape implements Runnable
{
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Ringtape()
    {
    }

    /** Runs a command and exits. */
    public static void main(final String[] args)
    {
        System.exit(newCommandLine().execute(args));
    }

    /** The command line, for this program and for tests. */
    static CommandLine newCommandLine()
    {
        return new CommandLine(new Ringtape())
            .setParameterExceptionHandler(Ringtape::onWrongUse)
            .setExecutionExceptionHandler((e, commandLine, parsed) -> onFailure(e, commandLine));
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
            String.join(" ", ((UnmatchedArgumentException)e).getUnmatched()) : firstLine(e.getMessage());
        say(commandLine, problem + " (see " + name + " --help)");
        return ExitStatus.WRONG_USE;
    }

    private static int onFailure(final Exception e, final CommandLine commandLine)
    {
        if (e instanceof UserError || e instanceof FrameFileException || e instanceof SimulatorException)
        {
            say(commandLine, firstLine(e.getMessage()));
        }
        else
        {
            say(commandLine, "internal error: " + e);
            if (System.getenv("RINGTAPE_DEBUG") != null)
            {
                e.printStackTrace(commandLine.getErr());
            }
        }
        return ExitStatus.WRONG_USE;
    }

    private static void say(final CommandLine commandLine, final String message)
    {
        final PrintWriter err = commandLine.getErr();
        err.println("ringtape: " + message);
        err.flush();
    }

    private static String firstLine(final String message)
    {
        return message.lines().findFirst().orElse(message);
    }
}
