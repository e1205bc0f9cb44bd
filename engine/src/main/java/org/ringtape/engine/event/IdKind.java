package org.ringtape.engine.event;

/** What the 128 bits of an id field hold. */
public enum IdKind
{
    /** Nothing. */
    NONE,
    /** An unsigned 64-bit number in the low half. */
    U64,
    /** 32 hexadecimal digits. */
    HEX128,
    /** A UUID. */
    UUID128,
    /** A ULID. */
    ULID128,
    /** A hash of the text that stands whole in the event's text tail. */
    TEXT,
    /** A hash of a text that was too long to be carried. */
    HASH128;

    private static final IdKind[] KINDS = values();

    /** Kind of a code; {@link #NONE} for a code that is not one. */
    public static IdKind of(final int code)
    {
        return code >= 0 && code < KINDS.length ? KINDS[code] : NONE;
    }
}
