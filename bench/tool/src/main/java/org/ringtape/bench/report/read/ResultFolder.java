package org.ringtape.bench.report.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;

/** Finds and reads the results in a folder; a file that is not what its name says ends the reading. */
public final class ResultFolder
{
    private static final int FORMAT_VERSION = 1;
    private static final String RUN_FILE = "run.json";

    private ResultFolder()
    {
    }

    public static Results read(final Path folder)
    {
        if (!Files.isDirectory(folder))
        {
            throw new ReportException(folder + ": no such folder");
        }
        final List<JmhRun> benchmarks = new ArrayList<>();
        final List<LatencyRun> latencies = new ArrayList<>();
        final List<String> remarks = new ArrayList<>();
        for (final Path entry : entries(folder))
        {
            final String name = entry.getFileName().toString();
            if (name.startsWith("jmh-") && name.endsWith(".json"))
            {
                benchmarks.add(JmhFile.run(name, entry.toString(), object(entry, "jmh")));
            }
            else if (name.startsWith("latency-") && Files.isDirectory(entry))
            {
                final Path file = entry.resolve(RUN_FILE);
                if (Files.exists(file))
                {
                    latencies.add(LatencyFile.run(name + '/' + RUN_FILE, entry, object(file, "latency")));
                }
                else
                {
                    remarks.add(name + " holds no " + RUN_FILE + ": that run did not come to its end.");
                }
            }
        }
        benchmarks.sort(Comparator.comparing(run -> run.facts().started()));
        latencies.sort(Comparator.comparing(run -> run.facts().started()));
        return new Results(benchmarks, latencies, remarks);
    }

    private static List<Path> entries(final Path folder)
    {
        try (Stream<Path> entries = Files.list(folder))
        {
            return entries.sorted().toList();
        }
        catch (final IOException e)
        {
            throw new ReportException(folder + ": cannot be listed: " + e.getMessage());
        }
    }

    private static Fields object(final Path file, final String kind)
    {
        final Fields fields = Fields.of(file.toString(), json(file));
        if (!fields.has("formatVersion") || fields.number("formatVersion") != FORMAT_VERSION)
        {
            throw new ReportException(file + ": formatVersion " + fields.shown("formatVersion") +
                ", but this program reads " + FORMAT_VERSION);
        }
        if (!kind.equals(fields.shown("kind")))
        {
            throw new ReportException(file + ": kind " + fields.shown("kind") + ", but its name says " + kind);
        }
        return fields;
    }

    private static Object json(final Path file)
    {
        try
        {
            return JsonReader.read(Files.readAllBytes(file));
        }
        catch (final JsonSyntaxException e)
        {
            throw new ReportException(file + ": not JSON: " + e.getMessage());
        }
        catch (final IOException e)
        {
            throw new ReportException(file + ": cannot be read: " + e.getMessage());
        }
    }
}
