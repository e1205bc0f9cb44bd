package org.ringtape.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.HdrHistogram.Histogram;

/** A folder of results with something in each part of the report; its figures are made up. */
final class SampleResults
{
    private static final long SEED = 20261122L;

    private SampleResults()
    {
    }

    static void write(final Path folder) throws IOException
    {
        benchmarks("2026-11-20T08:00:00Z", 17, 1.05).write(folder);
        for (final int jdk : new int[] {17, 25})
        {
            benchmarks("2026-11-22T08:00:00Z", jdk, jdk == 17 ? 1 : 0.9).write(folder);
        }
        final SplittableRandom random = new SplittableRandom(SEED);
        final SampleLatency latency = new SampleLatency(folder, "2026-11-22T09:00:00Z", 17);
        for (final String path : List.of("memory", "socket"))
        {
            for (final long rate : new long[] {10_000, 100_000})
            {
                latency.logged("ringtape", path, rate, intervals(random, 2_000 + rate / 100));
                latency.logged("naive", path, rate, intervals(random, 20_000 + rate / 2));
                for (final String stage : List.of("socket-decoded", "decoded-published", "published-handled",
                    "handled-listener", "send-lag"))
                {
                    latency.series("ringtape", path, rate, stage, intervals(random, 300 + rate / 1_000).get(0), null);
                }
            }
        }
        latency.with(",\"probe\":{\"timerCostNs\":21.5,\"spinSeconds\":2,\"stallsOver10us\":31,\"stallsOver100us\":3," +
            "\"stallsOver1ms\":1,\"worstStallNs\":1400000,\"stolenPercent\":1.2,\"cores\":2,\"spinningThreads\":2," +
            "\"pinned\":true,\"verdicts\":[\"unfit for p99.99: <stalls> over 1 ms\"]}," +
            "\"excluded\":[\"the kernel's receive path\"]," +
            "\"waitStrategies\":[{\"waitStrategy\":\"busy-spin\",\"ratePerSecond\":10000,\"p50Ns\":900," +
            "\"p99Ns\":4100,\"maxNs\":1200000,\"cpuPercent\":99.5,\"cores\":2}]," +
            "\"receive\":[{\"receive\":\"spinning\",\"tls\":\"conscrypt\",\"ratePerSecond\":10000,\"p50Ns\":11000," +
            "\"p99Ns\":43000,\"maxNs\":2000000,\"cpuPercent\":98,\"bytesPerFrame\":0.5,\"cores\":2}]").write();
    }

    private static SampleJmh benchmarks(final String started, final int jdk, final double factor)
    {
        final SampleJmh jmh = new SampleJmh(started, jdk);
        for (final String frame : List.of("depth20", "trade"))
        {
            final double size = "trade".equals(frame) ? 0.2 : 1;
            jmh.cost("ReadBenchmark.dslJsonReader", Map.of("frame", frame), 3_000 * factor * size, 90, 24);
            jmh.cost("ReadBenchmark.jacksonTree", Map.of("frame", frame), 9_500 * factor * size, 700, 12_345);
            jmh.cost("ReadBenchmark.ringtape", Map.of("frame", frame), 812.5 * factor * size, 21, 0);
        }
        for (final int levels : new int[] {10, 100, 1_000, 5_000})
        {
            jmh.cost("BookGrowthBenchmark.ringtape", Map.of("levels", "" + levels), (40 + levels / 1_000.0) * factor,
                2, 0);
            jmh.cost("BookGrowthBenchmark.treeMap", Map.of("levels", "" + levels),
                (90 + 40 * Math.log(levels)) * factor, 15, 96);
        }
        jmh.line("TransportBenchmark.ringtape", "thrpt", "ops/s", Map.of(), 1_400_000 / factor, Double.NaN, 1.1);
        jmh.line("TransportBenchmark.stock", "thrpt", "ops/s", Map.of(), 270_000 / factor, 9_000, 4_365);
        return jmh;
    }

    /** Ten seconds of a skewed distribution. */
    private static List<Histogram> intervals(final SplittableRandom random, final long median)
    {
        final List<Histogram> intervals = new ArrayList<>();
        for (int second = 0; second < 10; second++)
        {
            final Histogram interval = new Histogram(3);
            for (int i = 0; i < 2_000; i++)
            {
                interval.recordValue((long)(median * 0.7 / Math.pow(1 - random.nextDouble(), 0.5)));
            }
            intervals.add(interval);
        }
        return intervals;
    }
}
