package org.ringtape.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes a folder as the latency harness does, with figures that a test chooses. */
public final class SampleLatency
{
    private final Path folder;
    private final String started;
    private final int jdk;
    private final List<String> series = new ArrayList<>();
    private String more = "";

    public SampleLatency(final Path results, final String started, final int jdk) throws IOException
    {
        this.folder = Files.createDirectories(results.resolve(
            "latency-" + started.replaceAll("[-:Z]", "").replace('T', '-') + "-jdk" + jdk));
        this.started = started;
        this.jdk = jdk;
    }

    /** Members of the object besides the series, as JSON that begins with a comma. */
    public SampleLatency with(final String members)
    {
        more += members;
        return this;
    }

    /** A series whose values are logged, an interval of one second a histogram. */
    SampleLatency logged(final String name, final String path, final long rate, final List<Histogram> intervals)
        throws IOException
    {
        final String file = name + '-' + path + '-' + rate + ".hlog";
        writeLog(folder.resolve(file), "total", intervals);
        final Histogram whole = new Histogram(3);
        intervals.forEach(whole::add);
        return series(name, path, rate, "total", whole, file);
    }

    SampleLatency series(final String name, final String path, final long rate, final String stage,
        final Histogram values, final String log)
    {
        series.add("{\"name\":\"" + name + "\",\"path\":\"" + path + "\",\"venues\":\"mixed\",\"ratePerSecond\":" +
            rate + ",\"burst\":1,\"stage\":\"" + stage + "\",\"count\":" + values.getTotalCount() + ",\"p50Ns\":" +
            values.getValueAtPercentile(50) + ",\"p99Ns\":" + values.getValueAtPercentile(99) + ",\"p999Ns\":" +
            values.getValueAtPercentile(99.9) + ",\"p9999Ns\":" + values.getValueAtPercentile(99.99) + ",\"maxNs\":" +
            values.getMaxValue() + ",\"negative\":0,\"planned\":" +
            (values.getTotalCount() + 5) + ",\"withheld\":0,\"saturated\":" + (rate > 50_000) + ",\"sent\":" +
            values.getTotalCount() + ",\"received\":" + values.getTotalCount() +
            ",\"dropped\":0,\"booksEqual\":true,\"bytesPerFrame\":1.25,\"hlog\":" +
            (log == null ? "null" : '"' + log + '"') + '}');
        return this;
    }

    public Path write() throws IOException
    {
        Files.writeString(folder.resolve("run.json"), "{\"formatVersion\":1,\"kind\":\"latency\",\"started\":\"" +
            started + "\",\"command\":\"scripts/ringtape bench\",\"machine\":" + SampleJmh.machine("Sample CPU", jdk) +
            ",\"series\":[" + String.join(",", series) + ']' + more + "}\n");
        return folder;
    }

    public static void writeLog(final Path file, final String tag, final List<Histogram> intervals) throws IOException
    {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file)))
        {
            final HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputLegend();
            append(writer, tag, intervals);
        }
    }

    public static void append(final HistogramLogWriter writer, final String tag, final List<Histogram> intervals)
    {
        for (int i = 0; i < intervals.size(); i++)
        {
            final Histogram interval = intervals.get(i);
            interval.setTag(tag);
            interval.setStartTimeStamp(1_000L * i);
            interval.setEndTimeStamp(1_000L * (i + 1));
            writer.outputIntervalHistogram(interval);
        }
    }
}
