package org.ringtape.engine.event;

/** How a trade came about. */
public enum TradeKind
{
    /** Matched in the order book. */
    BOOK,
    /** Agreed off the book and reported. */
    BLOCK,
    /** Any other way. */
    OTHER;

    private static final TradeKind[] KINDS = values();

    /** Kind of a code; {@link #OTHER} for a code that is not one. */
    public static TradeKind of(final int code)
    {
        return code >= 0 && code < KINDS.length ? KINDS[code] : OTHER;
    }
}
