package org.ringtape.bench.latency.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.bench.latency.ManualClock;

/** The open loop, on a clock that moves only when the sender idles or the output takes its time. */
final class PacerTest
{
    private static final long START_NS = 1_000;
    private static final long NEVER_NS = Long.MAX_VALUE / 2;

    private final ManualClock clock = new ManualClock(0);
    private final PlannedSchedule everyMs = new PlannedSchedule(1_000, PlannedSchedule.EVEN);
    private final List<String> sent = new ArrayList<>();
    private boolean stopped;

    @Test
    void shouldSendEachFrameWhenItIsPlanned() throws IOException
    {
        final long[] sentNs = new long[3];
        assertEquals(3, run(NEVER_NS, (from, to) -> sent.add(from + "-" + to), 64, sentNs));
        assertEquals(List.of("0-1", "1-2", "2-3"), sent);
        assertArrayEquals(new long[]{1_000, 1_001_000, 2_001_000}, sentNs);
    }

    @Test
    void shouldSendWhatIsOverdueTogetherAndNoteHowLateItWas() throws IOException
    {
        final long[] sentNs = new long[6];
        run(NEVER_NS, (from, to) ->
        {
            sent.add(from + "-" + to);
            clock.nowNs += from == 0 ? 3_500_000 : 0;
        }, 2, sentNs);
        assertEquals(List.of("0-1", "1-3", "3-4", "4-5", "5-6"), sent);
        assertArrayEquals(new long[]{1_000, 3_501_000, 3_501_000, 3_501_000, 4_001_000, 5_001_000}, sentNs);
    }

    @Test
    void shouldGiveUpAtTheDeadline() throws IOException
    {
        final long[] sentNs = new long[100];
        assertEquals(2, run(5_000_000, (from, to) -> clock.nowNs += 3_000_000, 1, sentNs));
        assertEquals(0, sentNs[2], "never sent");
    }

    @Test
    void shouldStopWhenAsked() throws IOException
    {
        assertEquals(1, run(NEVER_NS, (from, to) -> stopped = true, 64, new long[10]));
    }

    private int run(final long deadlineNs, final FrameOutput output, final int batch, final long[] sentNs)
        throws IOException
    {
        return new Pacer(clock, () -> clock.nowNs += 500, () -> stopped, batch)
            .run(everyMs, START_NS, sentNs.length, deadlineNs, output, sentNs);
    }
}
