package org.ringtape.bench.latency.table;

import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.ringtape.bench.latency.source.PlannedSchedule;
import org.ringtape.bench.latency.source.Timeline;

/**
 * The latencies of one stage of one series, in nanoseconds to three digits: in intervals, and all together. A negative
 * one is counted and not recorded.
 */
public final class StageFigures
{
    static final long INTERVAL_NS = 500_000_000L;

    private static final int DIGITS = 3;
    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final long NS_PER_MS = 1_000_000L;

    private final Stage stage;
    private final Histogram all = new Histogram(LONGEST_NS, DIGITS);
    private final List<Histogram> intervals = new ArrayList<>();
    private long negative;

    private StageFigures(final Stage stage)
    {
        this.stage = stage;
    }

    /**
     * Evaluates a stage.
     *
     * @param first first frame that counts; those before it are warm-up
     * @param end   behind the last frame sent
     */
    public static StageFigures of(
        final Stage stage,
        final Timeline timeline,
        final PlannedSchedule schedule,
        final long startNs,
        final int first,
        final int end)
    {
        final StageFigures figures = new StageFigures(stage);
        for (int frame = first; frame < end; frame++)
        {
            final long plannedNs = startNs + schedule.offsetNs(frame);
            final long fromNs = stage.fromNs(timeline, frame, plannedNs);
            final long toNs = stage.toNs(timeline, frame);
            if (fromNs != 0 && toNs != 0)
            {
                figures.record(plannedNs - startNs, startNs, toNs - fromNs);
            }
        }
        return figures;
    }

    private void record(final long offsetNs, final long startNs, final long latencyNs)
    {
        if (latencyNs < 0)
        {
            negative++;
            return;
        }
        final int interval = (int)(offsetNs / INTERVAL_NS);
        while (intervals.size() <= interval)
        {
            final long beginNs = startNs + intervals.size() * INTERVAL_NS;
            final Histogram empty = new Histogram(LONGEST_NS, DIGITS);
            empty.setStartTimeStamp(beginNs / NS_PER_MS);
            empty.setEndTimeStamp((beginNs + INTERVAL_NS) / NS_PER_MS);
            intervals.add(empty);
        }
        final long recorded = Math.min(latencyNs, LONGEST_NS);
        intervals.get(interval).recordValue(recorded);
        all.recordValue(recorded);
    }

    /** Which stage. */
    public Stage stage()
    {
        return stage;
    }

    /** Latencies recorded. */
    public long count()
    {
        return all.getTotalCount();
    }

    /** Latencies below zero, which are not recorded. */
    public long negative()
    {
        return negative;
    }

    /** The value that so many percent do not exceed; 0 if nothing was recorded. */
    public long percentileNs(final double percent)
    {
        return count() == 0 ? 0 : all.getValueAtPercentile(percent);
    }

    /** The longest. */
    public long maxNs()
    {
        return count() == 0 ? 0 : all.getMaxValue();
    }

    /** Histograms of the intervals by planned time, oldest first; empty ones among them. */
    List<Histogram> intervals()
    {
        return intervals;
    }
}
