package org.ringtape.bench.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ringtape.bench.report.page.Page;
import org.ringtape.bench.report.read.ReportException;
import org.ringtape.bench.report.read.ResultFolder;
import org.ringtape.bench.report.read.Results;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code scripts/report}. Exit status 0: written, 2: wrong use or unreadable results. */
@Command(
    name = "report",
    sortOptions = false,
    description = "One HTML page of everything measured, which opens without a network, and its charts as SVG.")
public final class ReportProgram implements Callable<Integer>
{
    private static final int WRONG_USE = 2;

    @Option(names = "--results", paramLabel = "FOLDER", defaultValue = "${sys:ringtape.results:-jmh-results}",
        description = "results of scripts/bench and scripts/ringtape bench; jmh-results if not given")
    private Path results;

    @Option(names = "--output", paramLabel = "FILE",
        description = "the page; report.html among the results if not given")
    private Path output;

    @Option(names = "--pictures", paramLabel = "FOLDER",
        description = "also writes each chart as an SVG file there; needs Chromium")
    private Path pictures;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
        description = "with --pictures: names of the wanted charts, with commas between")
    private List<String> only = new ArrayList<>();

    @Option(names = "--readme", paramLabel = "FILE",
        description = "puts the figures of the newest runs into this file, between " + ReadmeFigures.BEGIN + " and " +
            ReadmeFigures.END)
    private Path readme;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private ReportProgram()
    {
    }

    /** Runs and exits. */
    public static void main(final String[] arguments)
    {
        System.exit(newCommandLine().execute(arguments));
    }

    /** The command line, for this program and for tests. */
    static CommandLine newCommandLine()
    {
        return new CommandLine(new ReportProgram())
            .setParameterExceptionHandler((e, arguments) -> fail(e.getCommandLine(), e.getMessage() +
                " (see scripts/report --help)"))
            .setExecutionExceptionHandler((e, commandLine, parsed) -> fail(commandLine,
                e instanceof ReportException ? e.getMessage() : "internal error: " + e));
    }

    @Override
    public Integer call()
    {
        if (pictures == null && !only.isEmpty())
        {
            throw new ReportException("--only names pictures, so it needs --pictures");
        }
        final Results found = ResultFolder.read(results);
        final Page page = Report.of(found);
        final Path file = output == null ? results.resolve("report.html") : output;
        write(file, page.html(Report.made(found)));
        final PrintWriter out = spec.commandLine().getOut();
        out.println("Report: " + file);
        if (readme != null)
        {
            write(readme, ReadmeFigures.replaced(read(readme), readme.toString(), ReadmeFigures.of(found)));
            out.println("Figures: " + readme);
        }
        if (pictures != null)
        {
            Pictures.write(page, pictures, only, Chromium.find())
                .forEach(name -> out.println("Picture: " + pictures.resolve(name + ".svg")));
        }
        out.flush();
        return 0;
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException e)
        {
            throw new ReportException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static void write(final Path file, final String html)
    {
        try
        {
            if (file.getParent() != null)
            {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, html);
        }
        catch (final IOException e)
        {
            throw new ReportException(file + ": cannot be written: " + e.getMessage());
        }
    }

    private static int fail(final CommandLine commandLine, final String message)
    {
        commandLine.getErr().println("report: " + message.lines().findFirst().orElse(message));
        commandLine.getErr().flush();
        return WRONG_USE;
    }
}
