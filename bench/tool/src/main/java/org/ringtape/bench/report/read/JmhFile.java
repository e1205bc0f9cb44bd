package org.ringtape.bench.report.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shape of a file of {@code scripts/bench}: the facts of the run around JMH's own results. */
final class JmhFile
{
    private static final String PERCENTILES = "scorePercentiles";
    private static final String MEDIAN = "50.0";
    private static final String RETAINED = "bytesRetained";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhFile()
    {
    }

    static JmhRun run(final String name, final String where, final Fields file)
    {
        final RunFacts facts = facts(name, where, file);
        return new JmhRun(facts, file.objects("results").stream().map(JmhFile::result).toList());
    }

    /** What files of every kind begin with. */
    static RunFacts facts(final String name, final String where, final Fields file)
    {
        try
        {
            return new RunFacts(name, Instant.parse(file.text("started")), file.text("command"),
                shown(file.object("machine")));
        }
        catch (final DateTimeException e)
        {
            throw new ReportException(where + ": `started` must be a time such as 2026-11-22T18:12:17Z");
        }
    }

    /** All members in words. */
    static Map<String, String> shown(final Fields object)
    {
        final Map<String, String> shown = new LinkedHashMap<>();
        for (final String name : object.names())
        {
            shown.put(name, object.shown(name));
        }
        return shown;
    }

    private static double median(final Fields metric)
    {
        return metric.has(PERCENTILES) ? metric.object(PERCENTILES).numberIfAny(MEDIAN) : Double.NaN;
    }

    private static JmhResult result(final Fields line)
    {
        final String benchmark = line.text("benchmark");
        final int method = benchmark.lastIndexOf('.');
        final Fields primary = line.object("primaryMetric");
        final Fields secondary = line.object("secondaryMetrics");
        final Fields allocated = secondary.has(ALLOCATED) ? secondary.object(ALLOCATED) : null;
        return new JmhResult(
            benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1, Math.max(0, method)),
            benchmark.substring(method + 1),
            line.has("params") ? shown(line.object("params")) : Map.of(),
            line.text("mode"),
            primary.text("scoreUnit"),
            line.text("jdkVersion").replaceFirst("[^0-9].*", ""),
            (int)(line.whole("forks") * line.whole("measurementIterations")),
            primary.number("score"),
            primary.number("scoreError"),
            median(primary),
            allocated == null ? Double.NaN : allocated.number("score"),
            allocated == null ? Double.NaN : allocated.number("scoreError"),
            secondary.has(RETAINED) ? median(secondary.object(RETAINED)) : Double.NaN);
    }
}
