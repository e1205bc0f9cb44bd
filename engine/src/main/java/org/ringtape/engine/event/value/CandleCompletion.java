package org.ringtape.engine.event.value;

/** Whether a candle's interval is over. The code in a slot is the ordinal. */
public enum CandleCompletion
{
    /** The interval goes on. */
    STILL_OPEN,
    /** The interval is over and the candle final. */
    CLOSED,
    /** The venue does not say. */
    MAYBE_CLOSED;

    private static final CandleCompletion[] VALUES = values();

    /** The constant of a code; {@link #STILL_OPEN} for a code that is not one. */
    public static CandleCompletion of(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : STILL_OPEN;
    }
}
