package org.ringtape.bench.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.ringtape.bench.results.Json;
import org.ringtape.bench.results.MachineFacts;

/**
 * Runs benchmarks with JMH's own options, always with the allocation profiler, and leaves JMH's raw results in one file
 * of {@code jmh-results} together with the machine, the JDK, its flags, the commit and the command.
 */
public final class Suite
{
    private static final int FORMAT_VERSION = 1;
    private static final int WRONG_USE = 2;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
        .withZone(ZoneOffset.UTC);

    private Suite()
    {
    }

    /**
     * Runs what the arguments select; exit status 2 if that is nothing or an option is wrong.
     *
     * @param arguments folder of the results, then JMH's options
     */
    public static void main(final String[] arguments) throws IOException
    {
        try
        {
            run(arguments);
        }
        catch (final CommandLineOptionException | RunnerException e)
        {
            System.err.println("bench: " + (e instanceof NoBenchmarksException ?
                "no benchmark has such a name; -l lists them" : e.getMessage()));
            System.exit(WRONG_USE);
        }
    }

    private static void run(final String[] arguments)
        throws CommandLineOptionException, RunnerException, IOException
    {
        final Path folder = Files.createDirectories(Path.of(arguments[0]));
        final String[] jmh = List.of(arguments).subList(1, arguments.length).toArray(new String[0]);
        final CommandLineOptions asked = new CommandLineOptions(jmh);
        if (asked.shouldHelp())
        {
            asked.showHelp();
            return;
        }
        final Runner listing = new Runner(asked);
        if (asked.shouldList() || asked.shouldListWithParams())
        {
            if (asked.shouldListWithParams())
            {
                listing.listWithParams(asked);
            }
            else
            {
                listing.list();
            }
            return;
        }
        if (asked.shouldListProfilers())
        {
            asked.listProfilers();
            return;
        }
        final Instant started = Instant.now();
        final Path raw = Files.createTempFile("jmh", ".json");
        new Runner(new OptionsBuilder().parent(asked)
            .forks(asked.getForkCount().orElse(1))
            .warmupIterations(asked.getWarmupIterations().orElse(3))
            .warmupTime(asked.getWarmupTime().orElse(TimeValue.seconds(1)))
            .measurementIterations(asked.getMeasurementIterations().orElse(5))
            .measurementTime(asked.getMeasurementTime().orElse(TimeValue.seconds(1)))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .resultFormat(ResultFormatType.JSON)
            .result(raw.toString())
            .build()).run();
        final String head = Json.text(Json.map(
            "formatVersion", FORMAT_VERSION,
            "kind", "jmh",
            "started", started.toString(),
            "command", ("scripts/bench " + String.join(" ", jmh)).strip(),
            "machine", MachineFacts.read()));
        final Path result = folder.resolve(
            "jmh-" + STAMP.format(started) + "-jdk" + Runtime.version().feature() + ".json");
        Files.writeString(result, head.substring(0, head.length() - 1) + ",\"results\":" +
            withoutPaths(Files.readString(raw, StandardCharsets.UTF_8)).strip() + "}\n");
        Files.delete(raw);
        System.out.println("Results: " + result);
    }

    /** Where the JVM is installed is nobody's business; which one it was, stands elsewhere. */
    private static String withoutPaths(final String results)
    {
        return results.replaceAll("\"jvm\" : \"[^\"]*\"", "\"jvm\" : \"java\"");
    }
}
