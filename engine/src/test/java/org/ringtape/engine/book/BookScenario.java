package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** A handler, the events it is fed, and everything it says. */
final class BookScenario implements BookListener
{
    static final int STREAM = 7;

    final MarketHealth health = new MarketHealth();
    final CounterSet counters = CounterSet.inMemory();
    final PendingUpdates pending;
    final List<String> told = new ArrayList<>();
    final List<Integer> requestReasons = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    final BookHandler handler;
    final BookEvents events;
    boolean queueFull;
    RuntimeException thrownByOnBook;
    RuntimeException thrownByOnBookState;

    BookScenario()
    {
        this(64, BookLimits.DEFAULT);
    }

    BookScenario(final int blocks, final BookLimits limits)
    {
        pending = new PendingUpdates(blocks * 1024L);
        handler = new BookHandler(health, limits, pending, this::request, this, counters, errors::add);
        events = new BookEvents(health, handler);
    }

    /** A scenario whose book is LIVE as of sequence 100, bid 1000 × 1000, ask 1100 × 2000, and told nothing yet. */
    static BookScenario bridging()
    {
        final BookScenario scenario = new BookScenario();
        scenario.events.snapshot(STREAM, 100, BookEvents.bid(1000, 1000), BookEvents.ask(1100, 2000));
        scenario.told.clear();
        return scenario;
    }

    /** The same, with an update from 90 to 110 applied. */
    static BookScenario live()
    {
        final BookScenario scenario = bridging();
        scenario.events.update(STREAM, 90, 110, BookEvents.bid(1001, 1000));
        scenario.told.clear();
        return scenario;
    }

    /** A live scenario that saw a gap and keeps one update from 120 to 130. */
    static BookScenario gapped()
    {
        final BookScenario scenario = live();
        scenario.events.update(STREAM, 120, 130, BookEvents.bid(1002, 1000));
        scenario.told.clear();
        scenario.requestReasons.clear();
        return scenario;
    }

    OrderBook book()
    {
        return handler.book(STREAM);
    }

    void expect(final BookState state, final long sequence)
    {
        assertEquals(state, book().state());
        assertEquals(sequence, book().sequence());
    }

    void expectCount(final long expected, final PipelineCounter counter)
    {
        assertEquals(expected, counters.total(counter), counter.name());
    }

    void expectRequests(final ResyncReason... reasons)
    {
        final List<Integer> codes = new ArrayList<>();
        for (final ResyncReason reason : reasons)
        {
            codes.add(reason.code());
        }
        assertEquals(codes, requestReasons);
    }

    void expectTold(final String... lines)
    {
        assertEquals(List.of(lines), told);
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        told.add("book " + book.streamId() + " at " + book.sequence());
        assertEquals(book.state(), update.bookState());
        if (thrownByOnBook != null)
        {
            throw thrownByOnBook;
        }
    }

    @Override
    public void onGap(final OrderBook book, final long expectedPrevious, final long actualPrevious)
    {
        told.add("gap " + expectedPrevious + " " + (actualPrevious == Long.MIN_VALUE ? "-" : actualPrevious));
        assertEquals(false, book.isLive());
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        told.add(previous + " to " + book.state());
        if (thrownByOnBookState != null)
        {
            throw thrownByOnBookState;
        }
    }

    private boolean request(final int streamId, final int reason)
    {
        assertEquals(STREAM, streamId);
        if (!queueFull)
        {
            requestReasons.add(reason);
        }
        return !queueFull;
    }
}
