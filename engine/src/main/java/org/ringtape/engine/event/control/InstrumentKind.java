package org.ringtape.engine.event.control;

/** What an instrument is. The code in a slot is the ordinal. */
public enum InstrumentKind
{
    /** Not said, or a word that we do not know. */
    UNKNOWN,
    /** Exchanged at once. */
    SPOT,
    /** Future without expiry. */
    PERPETUAL,
    /** Future with an expiry. */
    FUTURE,
    /** Option to buy. */
    CALL,
    /** Option to sell. */
    PUT,
    /** A price that nobody trades. */
    INDEX,
    /** Several legs. */
    COMBO;

    private static final InstrumentKind[] VALUES = values();

    /** The constant of a code; {@link #UNKNOWN} for a code that is not one. */
    public static InstrumentKind of(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : UNKNOWN;
    }
}
