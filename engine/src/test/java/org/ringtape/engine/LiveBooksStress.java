package org.ringtape.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.ringtape.engine.book.BooksByState;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;

/** Whoever reads a state also sees what the market thread wrote before it; an old state may still be read, no other. */
@JCStressTest
@Outcome(id = {"0, AWAITING_SNAPSHOT", "1, AWAITING_SNAPSHOT", "2, AWAITING_SNAPSHOT"}, expect = ACCEPTABLE,
    desc = "not yet; what is written may be seen before")
@Outcome(id = {"1, LIVE", "2, LIVE", "2, GAPPED"}, expect = ACCEPTABLE, desc = "and what was written before it")
@Outcome(expect = FORBIDDEN, desc = "a state without what was written before it, or one that never was")
@State
public class LiveBooksStress
{
    private static final OrderBook LIVE = BooksByState.inState(BookState.LIVE);
    private static final OrderBook GAPPED = BooksByState.inState(BookState.GAPPED);

    private final LiveBooks books = new LiveBooks(new Strategy()
    {
    }, 1);
    /** Plain: only the state's order makes it seen. */
    private int written;

    /** The market thread. */
    @Actor
    public void market()
    {
        written = 1;
        books.onBookState(LIVE, BookState.AWAITING_SNAPSHOT);
        written = 2;
        books.onBookState(GAPPED, BookState.LIVE);
    }

    /** Any other thread. */
    @Actor
    public void reader(final IL_Result result)
    {
        result.r2 = books.state(0);
        result.r1 = written;
    }
}
