package org.ringtape.bench.cli;

import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;

/** Why a book is not live, in the engine's own words: the one place where commands ask for it. */
final class HealthText
{
    private HealthText()
    {
    }

    /** Name of the reason, or null where a book is live or the state alone says it. Market thread. */
    static String reason(final OrderBook book)
    {
        return book == null || book.state() == BookState.AWAITING_SNAPSHOT ? "NO_DATA" : null;
    }
}
