package org.ringtape.engine.event;

/** The side that took liquidity. */
public enum Aggressor
{
    /** The venue does not say. */
    UNKNOWN,
    /** The buyer. */
    BUY,
    /** The seller. */
    SELL;

    private static final Aggressor[] AGGRESSORS = values();

    /** Aggressor of a code; {@link #UNKNOWN} for a code that is not one. */
    public static Aggressor of(final int code)
    {
        return code >= 0 && code < AGGRESSORS.length ? AGGRESSORS[code] : UNKNOWN;
    }
}
