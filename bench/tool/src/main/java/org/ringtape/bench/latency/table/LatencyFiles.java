package org.ringtape.bench.latency.table;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.ringtape.bench.results.Json;

/**
 * A run as files: {@code run.json}, and of each series a log of its interval histograms, in which the tag of an
 * interval is its stage.
 */
public final class LatencyFiles
{
    /** Version of the shape of {@code run.json}. */
    public static final int FORMAT_VERSION = 1;

    private static final DateTimeFormatter STAMP =
        DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String EXTENSION = ".hlog";

    private LatencyFiles()
    {
    }

    /** Name of the folder of a run below the folder of results. */
    public static String folderName(final LatencyReport report)
    {
        return "latency-" + STAMP.format(report.started()) + "-jdk" + Runtime.version().feature();
    }

    /** Writes a run into a folder, which is made if need be. */
    public static void write(final LatencyReport report, final Path folder) throws IOException
    {
        Files.createDirectories(folder);
        for (final SeriesResult series : report.series())
        {
            writeLog(report, series, folder.resolve(logName(series.key())));
        }
        Files.writeString(folder.resolve("run.json"), Json.text(json(report)) + "\n");
    }

    private static String logName(final SeriesKey key)
    {
        return key.label() + EXTENSION;
    }

    private static void writeLog(final LatencyReport report, final SeriesResult series, final Path file)
        throws IOException
    {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.US_ASCII))
        {
            final HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            log.outputComment("[latencies in nanoseconds by planned time, " + report.started() + "]");
            log.outputStartTime(report.started().toEpochMilli());
            log.setBaseTime(report.started().toEpochMilli());
            log.outputLegend();
            for (final StageFigures figures : series.stages())
            {
                write(figures, log);
            }
        }
    }

    private static void write(final StageFigures figures, final HistogramLogWriter log)
    {
        for (final Histogram interval : figures.intervals())
        {
            if (interval.getTotalCount() > 0)
            {
                interval.setTag(figures.stage().label());
                log.outputIntervalHistogram(interval);
            }
        }
    }

    /** A run as {@code run.json} holds it. */
    static Map<String, Object> json(final LatencyReport report)
    {
        final List<Object> series = new ArrayList<>();
        for (final SeriesResult result : report.series())
        {
            result.stages().forEach((figures) -> series.add(json(result, figures)));
        }
        final MachineProbe probe = report.probe();
        final Map<String, Object> run = Json.map(
            "formatVersion", FORMAT_VERSION,
            "kind", "latency",
            "started", report.started().toString(),
            "command", report.command(),
            "complete", report.complete(),
            "machine", report.machine(),
            "probe", Json.map(
                "timerCostNs", probe.timerCostNs(),
                "spinSeconds", probe.spinSeconds(),
                "stallsOver10us", probe.stallsOver10us(),
                "stallsOver100us", probe.stallsOver100us(),
                "stallsOver1ms", probe.stallsOver1ms(),
                "worstStallNs", probe.worstStallNs(),
                "stolenPercent", probe.stolenPercent(),
                "cores", report.cores(),
                "spinningThreads", report.spinning(),
                "pinned", report.pinned(),
                "verdicts", report.verdicts()),
            "excluded", report.excluded(),
            "series", series);
        run.putAll(report.tables());
        return run;
    }

    private static Map<String, Object> json(final SeriesResult result, final StageFigures figures)
    {
        return Json.map(
            "name", result.key().name(),
            "path", result.key().path(),
            "venues", result.key().venues().label(),
            "ratePerSecond", result.key().ratePerSecond(),
            "burst", result.key().burst(),
            "stage", figures.stage().label(),
            "count", figures.count(),
            "p50Ns", figures.percentileNs(50),
            "p99Ns", figures.percentileNs(99),
            "p999Ns", figures.percentileNs(99.9),
            "p9999Ns", figures.percentileNs(99.99),
            "maxNs", figures.maxNs(),
            "negative", figures.negative(),
            "planned", result.planned(),
            "sent", result.sent(),
            "received", result.received(),
            "dropped", result.dropped(),
            "withheld", result.withheld(),
            "saturated", result.isSaturated(),
            "booksEqual", result.booksEqual(),
            "payloadBytes", result.payloadBytes(),
            "bytesPerFrame", Double.isNaN(result.bytesPerFrame()) ? null : result.bytesPerFrame(),
            "hlog", figures.count() == 0 ? null : logName(result.key()));
    }
}
