package org.ringtape.engine.event.value;

/** What a quantity counts. The code in a slot is the ordinal. */
public enum QuantityUnit
{
    /** Not said; it may differ by exchange. */
    UNKNOWN,
    /** Contracts. */
    CONTRACTS,
    /** The base asset. */
    BASE,
    /** The quote asset. */
    QUOTE;

    private static final QuantityUnit[] VALUES = values();

    /** The constant of a code; {@link #UNKNOWN} for a code that is not one. */
    public static QuantityUnit of(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : UNKNOWN;
    }
}
