package org.ringtape.bench.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringtape.bench.latency.source.PlannedSchedule;
import org.ringtape.bench.latency.source.Timeline;

/** Latencies from what a timeline holds. */
final class StageFiguresTest
{
    private static final long START_NS = 5_000_000_000L;
    private static final int FRAMES = 1_000;

    private final PlannedSchedule everyMs = new PlannedSchedule(1_000, PlannedSchedule.EVEN);
    private final Timeline timeline = new Timeline(FRAMES);

    @Test
    void shouldCountFromThePlanSoThatAStopShowsInEveryFrameItHeldUp()
    {
        for (int i = 0; i < FRAMES; i++)
        {
            final long plannedNs = START_NS + everyMs.offsetNs(i);
            // nothing moves for 100 ms from frame 500 on; each frame itself takes 10 µs
            final long stopEndNs = START_NS + everyMs.offsetNs(600);
            timeline.sent[i] = i >= 500 && i < 600 ? stopEndNs : plannedNs;
            timeline.heard[i] = timeline.sent[i] + 10_000;
        }
        final StageFigures total = figures(Stage.TOTAL, 0);
        assertEquals(FRAMES, total.count());
        near(10_000, total.percentileNs(50));
        near(10_000, total.percentileNs(89));
        near(50_000_000, total.percentileNs(94.9), 2_000_000);
        near(100_010_000, total.maxNs());
        near(100_000_000, figures(Stage.SEND_LAG, 0).maxNs());
    }

    @Test
    void shouldCountNegativeLatenciesAndNotRecordThem()
    {
        timeline.published[0] = START_NS + 10;
        timeline.picked[0] = START_NS + 5;
        timeline.published[1] = START_NS + 10;
        timeline.picked[1] = START_NS + 30;
        final StageFigures handled = figures(Stage.PUBLISHED_HANDLED, 0);
        assertEquals(1, handled.negative());
        assertEquals(1, handled.count());
        assertEquals(20, handled.maxNs());
    }

    @Test
    void shouldLeaveOutWarmUpAndWhatNeverArrived()
    {
        timeline.heard[3] = START_NS + everyMs.offsetNs(3) + 70;
        timeline.heard[12] = START_NS + everyMs.offsetNs(12) + 50;
        final StageFigures total = figures(Stage.TOTAL, 10);
        assertEquals(1, total.count());
        assertEquals(50, total.maxNs());
    }

    @Test
    void shouldKeepIntervalsByPlannedTimeThatAddUp()
    {
        for (int i = 0; i < FRAMES; i++)
        {
            timeline.heard[i] = START_NS + everyMs.offsetNs(i) + (i < 500 ? 1_000 : 2_000);
        }
        final StageFigures total = figures(Stage.TOTAL, 0);
        assertEquals(2, total.intervals().size());
        assertEquals(500, total.intervals().get(0).getTotalCount());
        assertEquals(1_000, total.intervals().get(0).getMaxValue(), 1);
        assertEquals(500, total.intervals().get(1).getTotalCount());
        assertEquals(START_NS / 1_000_000 + 500, total.intervals().get(1).getStartTimeStamp());
        assertEquals(0, figures(Stage.SEND_LAG, 0).maxNs(), "nothing was sent");
        assertEquals(0, figures(Stage.SEND_LAG, 0).percentileNs(99));
    }

    private StageFigures figures(final Stage stage, final int first)
    {
        return StageFigures.of(stage, timeline, everyMs, START_NS, first, FRAMES);
    }

    private static void near(final long expected, final long actual)
    {
        near(expected, actual, expected / 500);
    }

    private static void near(final long expected, final long actual, final long within)
    {
        assertTrue(Math.abs(expected - actual) <= within, "expected about " + expected + ", was " + actual);
    }
}
