package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.Random;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Applying, asking, gapping and recovering allocate nothing once books have their size. */
final class BookAllocationTest implements BookListener
{
    private static final int SLOTS = 512;
    private static final int GAP_EVERY = 1000;

    private final UnsafeBuffer ring = new UnsafeBuffer(new byte[SLOTS * EventLayout.SLOT_LENGTH]);
    private final BookUpdate slot = new BookUpdate();
    private final CounterSet counters = CounterSet.inMemory();
    private final MarketHealth health = new MarketHealth();
    private final BookHandler handler = new BookHandler(
        health,
        BookLimits.DEFAULT,
        new PendingUpdates(1024 * 1024),
        (streamId, reason) -> true,
        this,
        counters,
        error ->
        {
            throw new AssertionError(error);
        });
    private final EventDispatch kinds = EventDispatch.of(handler::register);
    private long sequence = 1;
    private long read;

    @Test
    void shouldAllocateNothingOverAMillionAppliedEvents()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocated bytes");
        fillRing();
        run(300_000);
        final long applied = counters.total(PipelineCounter.BOOK_UPDATES_APPLIED);
        final long threadId = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(threadId);
        final long before = threads.getThreadAllocatedBytes(threadId);
        run(1_010_000);
        final long allocated = threads.getThreadAllocatedBytes(threadId) - before;
        assertEquals(0, allocated);
        assertTrue(counters.total(PipelineCounter.BOOK_UPDATES_APPLIED) - applied >= 1_000_000);
        assertTrue(counters.total(PipelineCounter.BOOK_GAPS) >= 1_000);
        assertTrue(read != 0);
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        read += book.bestBidPrice() + book.asks().cumulativeQuantity(5) + update.bestAskPrice() +
            book.bids().averagePriceForQuantity(50) + book.asks().quantityAt(100_500) + (book.isLive() ? 1 : 0);
    }

    private void run(final int events)
    {
        for (int i = 0; i < events; i++)
        {
            slot.wrap(ring, i % SLOTS * EventLayout.SLOT_LENGTH);
            if (i % GAP_EVERY == 0)
            {
                recover();
            }
            else
            {
                next(ContinuityRule.CHAINED, EventLayout.FLAG_BEGIN | EventLayout.FLAG_END, sequence, sequence + 2);
            }
        }
    }

    /** A hole, a kept update, and the snapshot that reaches it. */
    private void recover()
    {
        next(ContinuityRule.CHAINED, EventLayout.FLAG_BEGIN | EventLayout.FLAG_END, sequence + 5, sequence + 7);
        next(
            ContinuityRule.CHAINED,
            EventLayout.FLAG_BEGIN | EventLayout.FLAG_END | EventLayout.FLAG_SNAPSHOT,
            EventLayout.ABSENT,
            sequence);
    }

    private void next(final ContinuityRule rule, final int flags, final long previous, final long last)
    {
        slot.flags(flags);
        slot.continuityRule(rule);
        slot.previousSequence(previous);
        slot.lastSequence(last);
        sequence = last;
        health.onEvent(slot);
        kinds.dispatch(slot);
    }

    private void fillRing()
    {
        final Random random = new Random(5);
        for (int i = 0; i < SLOTS; i++)
        {
            slot.wrap(ring, i * EventLayout.SLOT_LENGTH);
            slot.init(EventType.BOOK_UPDATE, 20 * EventLayout.LEVEL_LENGTH);
            slot.streamId(0);
            slot.instrumentId(0);
            slot.bidCount(10);
            slot.askCount(10);
            slot.priceScale(i % 2);
            slot.quantityScale(i % 5);
            for (int level = 0; level < 20; level++)
            {
                final long price = level < 10 ? 10_000 - random.nextInt(100) : 10_001 + random.nextInt(100);
                slot.level(level, i % 2 == 0 ? price : 10 * price, random.nextInt(4) == 0 ? 0 : random.nextInt(1000));
            }
        }
    }
}
