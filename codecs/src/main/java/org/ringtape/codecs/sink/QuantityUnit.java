package org.ringtape.codecs.sink;

/** What a quantity counts. */
public enum QuantityUnit
{
    /** Not said; it may differ by exchange. */
    UNKNOWN,
    /** Contracts. */
    CONTRACTS,
    /** The base asset. */
    BASE,
    /** The quote asset. */
    QUOTE
}
