package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/**
 * Three true streams of one connection, wounded on their way to a handler, and a conductor that answers requests with
 * snapshots that take their time and are too old at times. After every event each LIVE book is held against the truth.
 */
final class WoundedMarket implements BookListener
{
    /** What can happen to an update on its way. */
    enum Wound
    {
        DROP, DROP_ANNOUNCED, DUPLICATE, LATE_DUPLICATE, SWAP, DISCONNECT
    }

    private record Delivery(int dueStep, int streamId)
    {
    }

    final int streamCount = 3;
    final int[] gaps = new int[streamCount];
    final int[] notLive = new int[streamCount];
    final CounterSet counters;
    private final int[] updatesSinceLive = new int[streamCount];
    private final Random random;
    private final String name;
    private final TrueStream[] streams = new TrueStream[streamCount];
    private final List<Delivery> deliveries = new ArrayList<>();
    private final BookHandler handler;
    private final BookEvents events;
    private TrueStream.Update held;
    private TrueStream.Update latest;
    private long sequence = 1000;
    private int step;
    private int cleanUpdates;

    WoundedMarket(final long seed, final CounterSet counters, final PendingUpdates pending)
    {
        this.counters = counters;
        random = new Random(seed);
        name = "seed " + seed;
        final MarketHealth health = new MarketHealth();
        handler = new BookHandler(health, BookLimits.DEFAULT, pending, this::request, this, counters, error ->
        {
            throw new AssertionError(name, error);
        });
        events = new BookEvents(health, handler);
        events.levelsPerChunk = 1 + random.nextInt(6);
        for (int i = 0; i < streamCount; i++)
        {
            streams[i] = new TrueStream(i, random, sequence);
        }
    }

    /** One update of some stream, and whatever snapshot is due. */
    void step()
    {
        final TrueStream stream = streams[random.nextInt(streamCount)];
        final TrueStream.Update update = next(stream);
        deliver(stream, update);
        if (stream.streamId == 0)
        {
            cleanUpdates++;
            if (held != null)
            {
                deliver(stream, held);
                held = null;
            }
        }
        finishStep();
    }

    /** One update of stream 0 that suffers a wound. */
    void wound(final Wound wound)
    {
        final TrueStream stream = streams[0];
        final TrueStream.Update before = latest;
        final TrueStream.Update update = next(stream);
        cleanUpdates = 0;
        switch (wound)
        {
            case DROP:
                break;

            case DROP_ANNOUNCED:
                events.loss(0, LossCause.RING_FULL);
                break;

            case DUPLICATE:
                deliver(stream, update);
                deliver(stream, update);
                break;

            case LATE_DUPLICATE:
                deliver(stream, update);
                if (before != null)
                {
                    deliver(stream, before);
                }
                break;

            case SWAP:
                held = update;
                break;

            case DISCONNECT:
                reconnect();
                break;

            default:
                throw new AssertionError(wound);
        }
        finishStep();
    }

    /** True once every book has been LIVE for more than an update: none stands on a snapshot from before a loss. */
    boolean isHealthy()
    {
        boolean healthy = held == null && cleanUpdates > 4;
        for (int i = 0; i < streamCount; i++)
        {
            healthy &= handler.book(i) != null && handler.book(i).isLive() && updatesSinceLive[i] > 1;
        }
        return healthy;
    }

    /** Runs without wounds until all is well, which must not take for ever. */
    void recover()
    {
        cleanUpdates = 0;
        final int deadline = step + 400;
        while (!isHealthy())
        {
            step();
            assertTrue(step < deadline, name + ": no recovery");
        }
        for (int i = 0; i < streamCount; i++)
        {
            assertTrue(streams[i].isTrue(handler.book(i)), name + ": wrong after recovery");
        }
    }

    long count(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    long hash()
    {
        return handler.stateHash();
    }

    @Override
    public void onGap(final OrderBook book, final long expectedPrevious, final long actualPrevious)
    {
        gaps[book.streamId()]++;
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        updatesSinceLive[book.streamId()] = 0;
        if (!book.isLive())
        {
            notLive[book.streamId()]++;
        }
        check(book);
    }

    private TrueStream.Update next(final TrueStream stream)
    {
        sequence += 1 + random.nextInt(5);
        final TrueStream.Update update = stream.next(sequence);
        if (stream.streamId == 0)
        {
            latest = update;
        }
        return update;
    }

    private void deliver(final TrueStream stream, final TrueStream.Update update)
    {
        events.event(
            ContinuityRule.CHAINED, 0, stream.streamId, update.previous(), update.last(), update.levels());
        updatesSinceLive[stream.streamId]++;
        check(handler.book(stream.streamId));
        assertEquals(handler.book(stream.streamId).state(), events.slot.bookState(), name);
    }

    private void reconnect()
    {
        events.status(SessionState.DISCONNECTED);
        for (int i = random.nextInt(6); i > 0; i--)
        {
            next(streams[random.nextInt(streamCount)]);
        }
        deliveries.clear();
        events.sessionEpoch++;
        for (int i = 0; i < streamCount; i++)
        {
            deliveries.add(new Delivery(step + 1 + random.nextInt(20), i));
        }
    }

    private boolean request(final int streamId, final int reason)
    {
        if (random.nextInt(5) == 0)
        {
            return false;
        }
        deliveries.add(new Delivery(step + 1 + random.nextInt(20), streamId));
        return true;
    }

    private void finishStep()
    {
        step++;
        final List<Delivery> due = new ArrayList<>();
        for (final Iterator<Delivery> i = deliveries.iterator(); i.hasNext();)
        {
            final Delivery delivery = i.next();
            if (delivery.dueStep <= step)
            {
                i.remove();
                due.add(delivery);
            }
        }
        for (final Delivery delivery : due)
        {
            final TrueStream stream = streams[delivery.streamId];
            final long at = stream.snapshotSequence(random.nextInt(4) == 0 ? random.nextInt(8) : random.nextInt(2));
            events.madeAfterNs = at * 10; // when the venue was there
            events.event(ContinuityRule.CHAINED, EventLayout.FLAG_SNAPSHOT, stream.streamId,
                EventLayout.ABSENT, at, stream.levelsAt(at));
            check(handler.book(stream.streamId));
        }
        handler.retryPendingRequests();
    }

    private void check(final OrderBook book)
    {
        if (book.isLive())
        {
            assertTrue(streams[book.streamId()].isTrue(book), () -> name + ": LIVE and wrong at step " + step);
        }
    }
}
