package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.book.level.ExactScaling;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.book.level.SideLevels;
import org.ringtape.engine.event.EventLayout;

/** Levels of a chunk set in runs: the side is what it is when they are set one by one, window open or not. */
final class LevelRunsTest
{
    private static final int LEVELS = EventLayout.LEVELS_PER_SLOT;

    private final BookEvents events = new BookEvents(null, null);
    private final ScaledLevels scaled = new ScaledLevels();
    private final long[] prices = new long[LEVELS];
    private final long[] quantities = new long[LEVELS];
    private SideLevels inRuns;
    private SideLevels oneByOne;

    private void begin(final int room)
    {
        inRuns = new SideLevels(room);
        oneByOne = new SideLevels(room);
    }

    private boolean set(final int count, final long mask)
    {
        final List<BookEvents.Level> levels = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            levels.add(BookEvents.bid(prices[i], quantities[i]));
        }
        events.fill(events.slot, levels);
        assertTrue(scaled.take(events.slot, new ExactScaling(), new ExactScaling()));
        boolean fits = true;
        for (int i = 0; i < count && fits; i++)
        {
            fits = prices[i] != ABSENT && quantities[i] >= 0 && oneByOne.set(prices[i] ^ mask, quantities[i]);
        }
        assertEquals(fits, inRuns.set(scaled, 0, count, mask));
        oneByOne.settle();
        inRuns.settle();
        assertEquals(oneByOne.windowLength(), inRuns.windowLength());
        expectEqual();
        return fits;
    }

    private void expectEqual()
    {
        assertEquals(oneByOne.count(), inRuns.count());
        long place = inRuns.best();
        for (long other = oneByOne.best(); other != SideLevels.NONE; other = oneByOne.next(other))
        {
            assertEquals(oneByOne.key(other), inRuns.key(place));
            assertEquals(oneByOne.quantity(other), inRuns.quantity(place));
            place = inRuns.next(place);
        }
        assertEquals(SideLevels.NONE, place);
    }

    /** A dense side, its window open. */
    private void open(final int count)
    {
        for (int round = 0; inRuns.windowLength() == 0; round++)
        {
            assertTrue(round < 40);
            for (int from = 0; from < count; from += LEVELS)
            {
                for (int i = 0; i < LEVELS; i++)
                {
                    prices[i] = 10_000 - from - i;
                    quantities[i] = 1 + i;
                }
                assertTrue(set(Math.min(LEVELS, count - from), 0));
            }
        }
    }

    @Test
    void shouldEqualLevelsSetOneByOne()
    {
        int open = 0;
        for (int run = 0; run < 30; run++)
        {
            final long seed = 41_000 + run;
            final SplittableRandom random = new SplittableRandom(seed);
            final long mask = -(run & 1);
            final int room = run % 3 == 0 ? 700 : 100_000;
            begin(room);
            long touch = random.nextInt();
            for (int chunk = 0; chunk < 400; chunk++)
            {
                touch += random.nextInt(-3, 4);
                final int count = random.nextInt(LEVELS + 1);
                for (int i = 0; i < count; i++)
                {
                    final int spread = random.nextInt(10) == 0 ? 60_000 : 900;
                    prices[i] = touch - random.nextInt(spread) ^ mask;
                    quantities[i] = random.nextInt(3) == 0 ? 0 : random.nextLong(1, 1L << random.nextInt(1, 63));
                    quantities[i] = random.nextInt(4_000) == 0 ? -1 - random.nextInt(9) : quantities[i];
                    prices[i] = random.nextInt(4_000) == 0 ? ABSENT : prices[i];
                }
                set(count, mask);
                open += inRuns.windowLength() > 0 ? 1 : 0;
            }
        }
        assertTrue(open > 3_000, "chunks behind which the window was open: " + open);
    }

    @Test
    void shouldEndARunAtWhatMustNotBeSet()
    {
        for (final long mask : new long[]{0, -1})
        {
            for (final long[] bad : new long[][]{{9_990, -1}, {9_990, ABSENT}, {ABSENT, 7}, {ABSENT, 0}})
            {
                begin(100_000);
                open(500);
                prices[0] = 9_991 ^ mask;
                quantities[0] = 70;
                prices[1] = bad[0] == ABSENT ? ABSENT : bad[0] ^ mask;
                quantities[1] = bad[1];
                prices[2] = 9_989 ^ mask;
                quantities[2] = 71;
                assertFalse(set(3, mask));
                assertEquals(70, inRuns.quantity(inRuns.find(9_991)));
                assertEquals(12, inRuns.quantity(inRuns.find(9_989)));
            }
        }
    }

    @Test
    void shouldMakeRoomAndTakeItWithinARun()
    {
        begin(500);
        open(500);
        prices[0] = 10_001;
        quantities[0] = 1;
        assertFalse(set(1, 0));
        prices[0] = 10_000;
        quantities[0] = 0;
        prices[1] = 10_001;
        quantities[1] = 5;
        prices[2] = 9_000;
        quantities[2] = 0;
        prices[3] = 10_002;
        quantities[3] = 6;
        assertFalse(set(4, 0));
        assertEquals(10_001, inRuns.key(inRuns.best()));
        assertEquals(500, inRuns.count());
    }

    @Test
    void shouldLeaveMoreLevelsThanASlotHoldsToTheSlowPath()
    {
        events.fill(events.slot, List.of(BookEvents.bid(1, 1)));
        events.slot.bidCount(LEVELS);
        events.slot.askCount(1);
        assertFalse(scaled.take(events.slot, new ExactScaling(), new ExactScaling()));
    }
}
