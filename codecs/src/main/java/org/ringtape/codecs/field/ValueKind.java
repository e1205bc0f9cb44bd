package org.ringtape.codecs.field;

/** What a member of an event is, and so how a reader reads it and what it may be. */
public enum ValueKind
{
    /** Text that names the instrument, {@code "s":"BTCUSDT"}. */
    SYMBOL,
    /** Milliseconds since 1970, bare, {@code "T":1700000000321}; not beyond what nanoseconds can hold. */
    TIME,
    /** An id or a count: a bare integer of 0 or more, {@code "t":5266583935}. */
    NATURAL,
    /** As {@link #NATURAL}, but may be below 0: some venues write -1 for none. */
    INTEGER,
    /** A decimal, quoted where the venue keeps its own order, {@code "p":"61800.30"}. */
    DECIMAL,
    /** A decimal of 0 or more. */
    QUANTITY,
    /** One of a few texts, each with a number of ours: {@link WordTable}. */
    WORD,
    /** {@code true} or {@code false}; 1 or 0 with us. */
    FLAG,
    /** Text that the decoder reads itself; an event has one at most. */
    TEXT,
    /** A name that is known and not needed: the symbol once more. */
    NAME,
    /** Another name that nobody reads, {@code "ps":"BTCUSDT"}. */
    UNREAD_NAME,
    /** A quoted decimal that nobody reads, {@code "nq":"0.004"}. */
    UNREAD_DECIMAL,
    /** A bare integer that nobody reads, {@code "st":1}. */
    UNREAD_INTEGER;

    /** True if the value is read as a number of digits. */
    public boolean isNumber()
    {
        return this == TIME || this == NATURAL || this == INTEGER || this == DECIMAL || this == QUANTITY;
    }

    /** True if frames of one layout may have other letters and digits there. */
    public boolean isName()
    {
        return this == SYMBOL || this == NAME || this == UNREAD_NAME;
    }

    /** True if nobody reads it: it counts as a key that we do not know. */
    public boolean isUnread()
    {
        return this == UNREAD_NAME || this == UNREAD_DECIMAL || this == UNREAD_INTEGER;
    }

    /** True if the venue writes it in quotes. */
    boolean isQuoted()
    {
        return this == SYMBOL || this == DECIMAL || this == QUANTITY || this == WORD || this == TEXT ||
            this == NAME || this == UNREAD_NAME || this == UNREAD_DECIMAL;
    }
}
