package org.ringtape.engine.book;

import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.health.HealthReason;

/** Empty books of a state. */
public final class BooksByState
{
    private BooksByState()
    {
    }

    /** A book of stream 0 in a state. */
    public static OrderBook inState(final BookState state)
    {
        final OrderBook book = new OrderBook(0, 0, new BookLimits(16, 9), new ScaledLevels());
        book.state(state, HealthReason.NONE);
        return book;
    }
}
