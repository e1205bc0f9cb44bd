package org.ringtape.codecs.sink.row;

/** What a quantity counts. */
public enum InterestUnit
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
