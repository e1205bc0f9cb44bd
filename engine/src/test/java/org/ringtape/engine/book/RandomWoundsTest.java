package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.book.WoundedMarket.Wound;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Updates lost, repeated, swapped and cut off, by seed: never LIVE and wrong, one gap a loss, right again after it. */
final class RandomWoundsTest
{
    private static final Wound[] WOUNDS = Wound.values();

    @Test
    void shouldCountEachIsolatedWoundRightAndRecover()
    {
        final CounterSet counters = CounterSet.inMemory();
        final PendingUpdates pending = new PendingUpdates(1024 * 1024);
        for (long seed = 1; seed <= 1200; seed++)
        {
            final Random random = new Random(seed * 31);
            final WoundedMarket market = new WoundedMarket(seed, counters, pending);
            market.recover();
            final int[] expectedGaps = market.gaps.clone();
            final int[] expectedNotLive = market.notLive.clone();
            for (int i = 0; i < 5; i++)
            {
                final Wound wound = WOUNDS[random.nextInt(WOUNDS.length)];
                final long duplicates = market.count(PipelineCounter.BOOK_UPDATES_DUPLICATE);
                final long gaps = market.count(PipelineCounter.BOOK_GAPS);
                market.wound(wound);
                market.recover();
                final int added = expect(wound, expectedGaps, expectedNotLive);
                final String message = "seed " + seed + ", wound " + i + ": " + wound;
                assertArrayEquals(expectedGaps, market.gaps, message);
                if (wound == Wound.DROP_ANNOUNCED || wound == Wound.DISCONNECT)
                {
                    final int affected = wound == Wound.DISCONNECT ? market.streamCount : 1;
                    allowSnapshotFromBeforeTheLoss(affected, expectedNotLive, market.notLive);
                }
                assertArrayEquals(expectedNotLive, market.notLive, message);
                assertEquals(gaps + added, market.count(PipelineCounter.BOOK_GAPS), message);
                if (wound == Wound.DUPLICATE || wound == Wound.LATE_DUPLICATE || wound == Wound.SWAP)
                {
                    assertEquals(duplicates + 1, market.count(PipelineCounter.BOOK_UPDATES_DUPLICATE), message);
                }
            }
            assertEquals(0, pending.usedBlocks(), "seed " + seed);
        }
        assertTrue(counters.total(PipelineCounter.SNAPSHOTS_TOO_OLD) > 100);
        assertTrue(counters.total(PipelineCounter.BOOK_UPDATES_SUPERSEDED) > 100);
    }

    @Test
    void shouldNeverBeLiveAndWrongHoweverWoundsPileUp()
    {
        final CounterSet counters = CounterSet.inMemory();
        for (long seed = 1; seed <= 1000; seed++)
        {
            chaos(seed, counters);
        }
        assertTrue(counters.total(PipelineCounter.PENDING_OVERFLOWS) > 0);
        assertTrue(counters.total(PipelineCounter.SNAPSHOTS_APPLIED) > 3000);
    }

    @Test
    void shouldGiveSameBooksForSameSeed()
    {
        for (long seed = 1; seed <= 20; seed++)
        {
            assertEquals(chaos(seed, CounterSet.inMemory()), chaos(seed, CounterSet.inMemory()), "seed " + seed);
        }
    }

    /** With nothing kept, such a snapshot is LIVE as of its sequence until the hole shows: no more gaps, but a turn. */
    private static void allowSnapshotFromBeforeTheLoss(
        final int affected, final int[] expectedNotLive, final int[] notLive)
    {
        for (int i = 0; i < affected; i++)
        {
            if (notLive[i] == expectedNotLive[i] + 1)
            {
                expectedNotLive[i]++;
            }
        }
    }

    private static long chaos(final long seed, final CounterSet counters)
    {
        final Random random = new Random(seed * 17);
        final PendingUpdates pending = new PendingUpdates((4 + random.nextInt(40)) * 1024L);
        final WoundedMarket market = new WoundedMarket(seed, counters, pending);
        for (int i = 0; i < 150; i++)
        {
            if (random.nextInt(6) == 0)
            {
                market.wound(WOUNDS[random.nextInt(WOUNDS.length)]);
            }
            else
            {
                market.step();
            }
        }
        market.recover();
        assertEquals(0, pending.usedBlocks(), "seed " + seed);
        return market.hash();
    }

    /** Adds what a wound must have caused to the expected numbers; returns the gaps added. */
    private static int expect(final Wound wound, final int[] gaps, final int[] notLive)
    {
        int added = 0;
        for (int i = 0; i < gaps.length; i++)
        {
            final boolean lost = wound == Wound.DISCONNECT ||
                i == 0 && (wound == Wound.DROP || wound == Wound.DROP_ANNOUNCED || wound == Wound.SWAP);
            if (lost)
            {
                gaps[i]++;
                notLive[i]++;
                added++;
            }
        }
        return added;
    }
}
