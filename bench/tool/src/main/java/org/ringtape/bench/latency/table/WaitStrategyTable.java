package org.ringtape.bench.latency.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.ringtape.bench.latency.source.TradeEcho;
import org.ringtape.engine.WaitStrategy;

/**
 * What each wait strategy of the market thread costs on this machine: latency from the planned time of a publication to
 * the strategy's callback, and the share of a core that the market thread takes, with events far apart and with events
 * close together. One thread publishes; it spins before each planned time, as the socket's thread has work to do then.
 */
public final class WaitStrategyTable
{
    /** Publishing patterns, events a second: one every millisecond, and one every 10 µs. */
    private static final int[] RATES = {1_000, 100_000};
    private static final long WARM_UP_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private WaitStrategyTable()
    {
    }

    /**
     * Measures every strategy with either pattern, one after the other, each in a pipeline of its own.
     *
     * @param nanosEach how long to publish for each row, at least 10 ms; there are eight rows, and each strategy is
     *                  warmed up for at most 0.3 s
     * @return a row each: {@code waitStrategy}, {@code ratePerSecond}, {@code p50Ns}, {@code p99Ns}, {@code maxNs},
     *     {@code cpuPercent} of one core taken by the market thread, −1 where the JVM does not say, and {@code cores}
     *     available to this process
     * @throws InterruptedException if the thread is interrupted
     */
    public static List<Map<String, Object>> measure(final long nanosEach) throws InterruptedException
    {
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (final WaitStrategy waitStrategy : WaitStrategy.values())
        {
            run(waitStrategy, RATES[RATES.length - 1], Math.min(WARM_UP_NS, nanosEach));
            for (final int rate : RATES)
            {
                rows.add(run(waitStrategy, rate, nanosEach));
            }
        }
        return rows;
    }

    private static Map<String, Object> run(final WaitStrategy waitStrategy, final int rate, final long runNs)
        throws InterruptedException
    {
        try (TradeEcho echo = new TradeEcho(waitStrategy))
        {
            final double cpuPercent = echo.publish(rate, runNs);
            final Histogram latencies = echo.latencies();
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("waitStrategy", waitStrategy.name());
            row.put("ratePerSecond", rate);
            row.put("p50Ns", latencies.getValueAtPercentile(50.0));
            row.put("p99Ns", latencies.getValueAtPercentile(99.0));
            row.put("maxNs", latencies.getMaxValue());
            row.put("cpuPercent", cpuPercent);
            row.put("cores", Runtime.getRuntime().availableProcessors());
            return row;
        }
    }
}
