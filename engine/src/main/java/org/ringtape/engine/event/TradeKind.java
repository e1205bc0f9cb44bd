package org.ringtape.engine.event;

/** How a trade came about. */
public enum TradeKind
{
    /** Matched in the order book. */
    BOOK,
    /** Agreed off the book and reported. */
    BLOCK,
    /** Any other way. */
    OTHER,
    /** The venue closed a position against another one (auto-deleveraging). */
    ADL,
    /** The venue's insurance fund took a position over. */
    INSURANCE_FUND,
    /** Not a trade: the venue spent an id, which counts for continuity, on nothing. */
    PLACEHOLDER;

    private static final TradeKind[] KINDS = values();

    /** Kind of a code; {@link #OTHER} for a code that is not one. */
    public static TradeKind of(final int code)
    {
        return code >= 0 && code < KINDS.length ? KINDS[code] : OTHER;
    }
}
