package org.ringtape.bench.cli.live;

import java.util.LinkedHashMap;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.ringtape.engine.event.EventHeader;

/**
 * Latencies by stage: from the payload being complete to the ring, from the ring to the strategy, and both together.
 * Writer: market thread; read by one other thread.
 */
final class LatencyRecorder
{
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder publish = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
    private final SingleWriterRecorder handle = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
    private final SingleWriterRecorder total = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
    private final Map<String, Histogram> sums = new LinkedHashMap<>();

    /** Records one event that is being handled now. */
    void record(final EventHeader event, final long nowNs)
    {
        publish.recordValue(inRange(event.publishTimeNs() - event.receiveTimeNs()));
        handle.recordValue(inRange(nowNs - event.publishTimeNs()));
        total.recordValue(inRange(nowNs - event.receiveTimeNs()));
    }

    /** All of our own clock, so negative only if that clock was set back. */
    private static long inRange(final long latencyNs)
    {
        return Math.max(0L, Math.min(HIGHEST_NS, latencyNs));
    }

    /** Everything recorded until now, by stage. Reading thread. */
    Map<String, Histogram> histograms()
    {
        add("receive to ring", publish);
        add("ring to strategy", handle);
        add("receive to strategy", total);
        return sums;
    }

    private void add(final String stage, final SingleWriterRecorder recorder)
    {
        sums.computeIfAbsent(stage, (key) -> new Histogram(HIGHEST_NS, DIGITS)).add(recorder.getIntervalHistogram());
    }
}
