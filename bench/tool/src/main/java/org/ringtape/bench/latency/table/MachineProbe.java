package org.ringtape.bench.latency.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What the machine does to a thread that only spins, before anything is measured: the price of a look at the clock, and
 * the gaps between looks, which are times when the thread did not run.
 *
 * @param timerCostNs    of one look
 * @param spinSeconds    that the probe ran
 * @param stallsOver10us gaps above 10 µs
 * @param over10usNs     their sum
 * @param stallsOver100us gaps above 100 µs
 * @param over100usNs    their sum
 * @param stallsOver1ms  gaps above 1 ms
 * @param over1msNs      their sum
 * @param worstStallNs   the longest
 * @param stolenPercent  of the processors' time, taken by others on the same hardware meanwhile
 */
public record MachineProbe(
    double timerCostNs,
    double spinSeconds,
    long stallsOver10us,
    long over10usNs,
    long stallsOver100us,
    long over100usNs,
    long stallsOver1ms,
    long over1msNs,
    long worstStallNs,
    double stolenPercent)
{
    static final long SMALL_NS = TimeUnit.MICROSECONDS.toNanos(10);
    static final long MIDDLE_NS = TimeUnit.MICROSECONDS.toNanos(100);
    static final long LARGE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final int STOLEN_COLUMN = 8;
    private static final int TIMER_LOOKS = 1_000_000;
    private static final double NS_PER_S = 1e9;

    /** Spins for a time on the calling thread. */
    public static MachineProbe of(final double seconds, final BooleanSupplier stopped)
    {
        final Optional<long[]> before = processorTimes();
        final double timerCostNs = timerCost();
        final MachineProbe spun = spin(System::nanoTime, (long)(seconds * NS_PER_S), stopped);
        return new MachineProbe(timerCostNs, spun.spinSeconds, spun.stallsOver10us, spun.over10usNs,
            spun.stallsOver100us, spun.over100usNs, spun.stallsOver1ms, spun.over1msNs, spun.worstStallNs,
            stolenPercent(before, processorTimes()));
    }

    /** Looks at a clock until a time is over, and counts the gaps. */
    static MachineProbe spin(final LongSupplier clock, final long lengthNs, final BooleanSupplier stopped)
    {
        final long[] counts = new long[3];
        final long[] sums = new long[3];
        final long startNs = clock.getAsLong();
        long worstNs = 0;
        long lastNs = startNs;
        while (lastNs - startNs < lengthNs && !stopped.getAsBoolean())
        {
            final long nowNs = clock.getAsLong();
            final long gapNs = nowNs - lastNs;
            lastNs = nowNs;
            if (gapNs > SMALL_NS)
            {
                worstNs = Math.max(worstNs, gapNs);
                for (int i = gapNs > LARGE_NS ? 2 : gapNs > MIDDLE_NS ? 1 : 0; i >= 0; i--)
                {
                    counts[i]++;
                    sums[i] += gapNs;
                }
            }
        }
        return new MachineProbe(0, (lastNs - startNs) / NS_PER_S, counts[0], sums[0], counts[1], sums[1],
            counts[2], sums[2], worstNs, 0);
    }

    /** Part of the time within stalls of which the shortest is above a threshold, 0 to 1. */
    double stalledShare(final long thresholdNs)
    {
        final long sumNs = thresholdNs >= LARGE_NS ? over1msNs : thresholdNs >= MIDDLE_NS ? over100usNs : over10usNs;
        return spinSeconds == 0 ? 0 : sumNs / (spinSeconds * NS_PER_S);
    }

    private static double timerCost()
    {
        long bestNs = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++)
        {
            final long startNs = System.nanoTime();
            long lastNs = startNs;
            for (int i = 0; i < TIMER_LOOKS; i++)
            {
                lastNs = System.nanoTime();
            }
            bestNs = Math.min(bestNs, lastNs - startNs);
        }
        return (double)bestNs / TIMER_LOOKS;
    }

    private static double stolenPercent(final Optional<long[]> before, final Optional<long[]> after)
    {
        if (before.isEmpty() || after.isEmpty())
        {
            return 0;
        }
        long all = 0;
        for (int i = 0; i < before.get().length; i++)
        {
            all += after.get()[i] - before.get()[i];
        }
        return all == 0 ? 0 :
            100.0 * (after.get()[STOLEN_COLUMN - 1] - before.get()[STOLEN_COLUMN - 1]) / all;
    }

    /** User, nice, system, idle, waiting, interrupts, soft interrupts, stolen; none where it is not Linux. */
    private static Optional<long[]> processorTimes()
    {
        try
        {
            final List<String> columns = List.of(Files.readAllLines(STATISTICS).get(0).split("\\s+"));
            return columns.size() <= STOLEN_COLUMN ? Optional.empty() : Optional.of(
                columns.subList(1, STOLEN_COLUMN + 1).stream().mapToLong(Long::parseLong).toArray());
        }
        catch (final IOException notLinux)
        {
            return Optional.empty();
        }
    }
}
