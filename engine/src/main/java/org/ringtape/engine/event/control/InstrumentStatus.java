package org.ringtape.engine.event.control;

/** Whether an instrument can be traded. The code in a slot is the ordinal. */
public enum InstrumentStatus
{
    /** Not said, or a word that we do not know. */
    UNKNOWN,
    /** It trades. */
    TRADING,
    /** It is listed and does not trade now. */
    HALTED,
    /** It does not trade any more. */
    CLOSED;

    private static final InstrumentStatus[] VALUES = values();

    /** The constant of a code; {@link #UNKNOWN} for a code that is not one. */
    public static InstrumentStatus of(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : UNKNOWN;
    }
}
