package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookUpdate;

/** The pool of kept updates. */
final class PendingUpdatesTest
{
    private final BookEvents events = new BookEvents(null, null);
    private final BookUpdate window = new BookUpdate();

    @Test
    void shouldKeepWholeContentOldestFirst()
    {
        final PendingUpdates pool = new PendingUpdates(4096);
        final PendingUpdates.Kept kept = new PendingUpdates.Kept();
        assertEquals(ABSENT, pool.firstPrevious(kept));
        assertTrue(pool.append(kept, chunk(10, 20, FLAG_BEGIN | FLAG_END)));
        assertTrue(pool.append(kept, chunk(20, 30, FLAG_BEGIN | FLAG_END)));
        assertEquals(10, pool.firstPrevious(kept));
        pool.wrap(window, kept.head());
        assertEquals(20, window.lastSequence());
        assertTrue(window.wasKept());
        assertEquals(20, window.bidPrice(0));
        assertEquals(54, window.bidCount());
        assertEquals(21, window.bidQuantity(53));
        pool.wrap(window, pool.next(kept.head()));
        assertEquals(30, window.lastSequence());
        assertEquals(PendingUpdates.NO_BLOCK, pool.next(pool.next(kept.head())));
    }

    @Test
    void shouldDropAllChunksOfTheOldestEvent()
    {
        final PendingUpdates pool = new PendingUpdates(4096);
        final PendingUpdates.Kept kept = new PendingUpdates.Kept();
        pool.append(kept, chunk(10, 20, FLAG_BEGIN));
        pool.append(kept, chunk(10, 20, FLAG_END));
        pool.append(kept, chunk(20, 30, FLAG_BEGIN | FLAG_END));
        assertEquals(2, kept.events());
        pool.dropOldestEvent(kept);
        assertEquals(1, kept.events());
        assertEquals(1, pool.usedBlocks());
        assertEquals(20, pool.firstPrevious(kept));
        pool.dropOldestEvent(kept);
        assertTrue(kept.isEmpty());
        assertTrue(pool.append(kept, chunk(30, 40, FLAG_BEGIN | FLAG_END)));
        assertEquals(30, pool.firstPrevious(kept));
    }

    @Test
    void shouldRefuseWhenFullAndServeAgainAfterClearing()
    {
        final PendingUpdates pool = new PendingUpdates(3 * 1024 + 1000);
        final PendingUpdates.Kept one = new PendingUpdates.Kept();
        final PendingUpdates.Kept other = new PendingUpdates.Kept();
        assertEquals(3, pool.blockCount());
        for (int i = 0; i < 2; i++)
        {
            assertTrue(pool.append(one, chunk(1, 2, FLAG_BEGIN | FLAG_END)));
            assertTrue(pool.append(other, chunk(1, 2, FLAG_BEGIN | FLAG_END)));
            assertTrue(pool.append(one, chunk(2, 3, FLAG_BEGIN | FLAG_END)));
            assertFalse(pool.append(other, chunk(2, 3, FLAG_BEGIN | FLAG_END)));
            pool.clear(one);
            pool.clear(one);
            pool.clear(other);
            assertEquals(0, pool.usedBlocks());
            assertEquals(0, one.events());
        }
    }

    @Test
    void shouldKeepListsApartThroughManyRandomSteps()
    {
        final long seed = 99;
        final Random random = new Random(seed);
        final PendingUpdates pool = new PendingUpdates(50 * 1024);
        final List<PendingUpdates.Kept> lists = new ArrayList<>();
        final List<Deque<Long>> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++)
        {
            lists.add(new PendingUpdates.Kept());
            expected.add(new ArrayDeque<>());
        }
        for (long step = 1; step <= 20_000; step++)
        {
            final int list = random.nextInt(5);
            final int dice = random.nextInt(100);
            if (dice == 0)
            {
                pool.clear(lists.get(list));
                expected.get(list).clear();
            }
            else if (dice < 45)
            {
                pool.dropOldestEvent(lists.get(list));
                expected.get(list).poll();
            }
            else if (pool.append(lists.get(list), chunk(step, step + 1, FLAG_BEGIN | FLAG_END)))
            {
                expected.get(list).add(step);
            }
            else
            {
                assertEquals(pool.blockCount(), pool.usedBlocks(), "seed " + seed + ", step " + step);
            }
            assertEquals(List.copyOf(expected.get(list)), contents(pool, lists.get(list)), "step " + step);
        }
    }

    @Test
    void shouldTakeMemoryOnlyAsItIsNeeded()
    {
        final long before = direct();
        final PendingUpdates pool = new PendingUpdates(PendingUpdates.DEFAULT_LENGTH);
        assertTrue(direct() - before < 2 * PendingUpdates.STEP_LENGTH, "taken at launch: " + (direct() - before));
        final PendingUpdates.Kept kept = new PendingUpdates.Kept();
        for (int i = 0; i < 3_000; i++)
        {
            assertTrue(pool.append(kept, chunk(10L * i, 10L * i + 10, FLAG_BEGIN | FLAG_END)));
        }
        assertTrue(direct() - before < 5 * PendingUpdates.STEP_LENGTH);
        assertEquals(65_536, pool.blockCount());
        final List<Long> contents = contents(pool, kept);
        assertEquals(3_000, contents.size());
        assertEquals(29_990L, contents.get(2_999), "over the edges of steps");
        pool.clear(kept);
        assertEquals(0, pool.usedBlocks());
    }

    private static long direct()
    {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter((buffers) -> buffers.getName().equals("direct")).findFirst().orElseThrow().getMemoryUsed();
    }

    @Test
    void shouldRefuseSizesThatCannotBe()
    {
        assertThrows(IllegalArgumentException.class, () -> new PendingUpdates(1023));
        assertThrows(IllegalArgumentException.class, () -> new PendingUpdates(1L << 31));
    }

    private List<Long> contents(final PendingUpdates pool, final PendingUpdates.Kept kept)
    {
        final List<Long> contents = new ArrayList<>();
        for (int block = kept.head(); block != PendingUpdates.NO_BLOCK; block = pool.next(block))
        {
            pool.wrap(window, block);
            contents.add(window.previousSequence());
        }
        return contents;
    }

    private BookUpdate chunk(final long previous, final long last, final int flags)
    {
        final List<BookEvents.Level> levels = new ArrayList<>();
        for (int i = 0; i < 54; i++)
        {
            levels.add(bid(last + i, last + 1));
        }
        events.fill(events.slot, levels);
        events.slot.flags(flags);
        events.slot.previousSequence(previous);
        events.slot.lastSequence(last);
        return events.slot;
    }
}
