package org.ringtape.bench.cli.live;

import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.health.HealthReason;

/** Why a book is not live, in the engine's own words: the one place where commands ask for it. */
public final class HealthText
{
    private HealthText()
    {
    }

    /** Name of the reason, or null where there is none. Market thread. */
    public static String reason(final OrderBook book)
    {
        final HealthReason reason = book == null ? HealthReason.NO_DATA : book.reason();
        return reason == HealthReason.NONE ? null : reason.name();
    }
}
