package org.ringtape.bench.latency.table;

import org.ringtape.bench.latency.HarnessThreads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the machine is fit for, in plain sentences. A percentile is out of its reach if a thread that only spins was
 * stopped for more of the time than the percentile leaves over: whatever is measured there is then the machine's.
 */
public final class Verdicts
{
    /** The percentiles that are reported beside the maximum. */
    static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9, 99.99);

    private static final double MUCH_STOLEN_PERCENT = 0.5;
    private static final double SLOW_TIMER_NS = 200;
    private static final double NS_PER_US = 1_000;

    private final MachineProbe probe;
    private final int cores;

    public Verdicts(final MachineProbe probe, final int cores)
    {
        this.probe = probe;
        this.cores = cores;
    }

    /** True if figures at a percentile are to be taken with care. */
    boolean isUnfit(final double percent)
    {
        return probe.stalledShare(MachineProbe.SMALL_NS) > (100.0 - percent) / 100.0;
    }

    /** True if the longest latencies are the machine's. */
    boolean isMaximumUnfit()
    {
        return probe.stallsOver10us() > 0;
    }

    public List<String> sentences(final boolean pinned)
    {
        final List<String> sentences = new ArrayList<>();
        for (final double percent : PERCENTILES)
        {
            addUnfit(percent, sentences);
        }
        if (isMaximumUnfit())
        {
            sentences.add(String.format(Locale.ROOT,
                "unfit for maxima below %s: the longest stop of the probe", length(probe.worstStallNs())));
        }
        if (probe.stolenPercent() > MUCH_STOLEN_PERCENT)
        {
            sentences.add(String.format(Locale.ROOT, "others took %.1f %% of the processors' time during the probe",
                probe.stolenPercent()));
        }
        if (probe.timerCostNs() > SLOW_TIMER_NS)
        {
            sentences.add(String.format(Locale.ROOT,
                "a look at the clock costs %.0f ns: stages below a microsecond are mostly that", probe.timerCostNs()));
        }
        if (cores <= HarnessThreads.BUSY)
        {
            sentences.add(cores + (cores == 1 ? " core" : " cores") + " for a sender that spins, a receiver and a " +
                "market thread: over sockets they wait for each other, and figures hold for this machine only");
        }
        if (!pinned)
        {
            sentences.add("threads are not pinned: the scheduler may move them at any time");
        }
        return sentences;
    }

    private void addUnfit(final double percent, final List<String> sentences)
    {
        final double left = (100.0 - percent) / 100.0;
        for (final long thresholdNs : new long[]{MachineProbe.LARGE_NS, MachineProbe.MIDDLE_NS, MachineProbe.SMALL_NS})
        {
            if (probe.stalledShare(thresholdNs) > left)
            {
                sentences.add(String.format(Locale.ROOT,
                    "unfit for p%s below %s: the probe itself was stopped for more than that %d times in %.1f s, " +
                    "%.3f %% of the time", trimmed(percent), length(thresholdNs), count(thresholdNs),
                    probe.spinSeconds(), 100 * probe.stalledShare(thresholdNs)));
                return;
            }
        }
    }

    private long count(final long thresholdNs)
    {
        return thresholdNs == MachineProbe.LARGE_NS ? probe.stallsOver1ms() :
            thresholdNs == MachineProbe.MIDDLE_NS ? probe.stallsOver100us() : probe.stallsOver10us();
    }

    static String trimmed(final double percent)
    {
        return percent == Math.rint(percent) ? Long.toString((long)percent) : Double.toString(percent);
    }

    /** A length of time in the unit that suits it. */
    static String length(final long ns)
    {
        return ns >= MachineProbe.LARGE_NS ?
            String.format(Locale.ROOT, ns % MachineProbe.LARGE_NS == 0 ? "%.0f ms" : "%.1f ms", ns / 1e6) :
            String.format(Locale.ROOT, ns % 1000 == 0 ? "%.0f µs" : "%.1f µs", ns / NS_PER_US);
    }
}
