package org.ringtape.codecs.sink.row;

/** Decimals of an instrument's definition, in the order of the event's fields. */
public enum InstrumentField
{
    /** Strike of an option. */
    STRIKE,
    /** Smallest step of the price. */
    TICK,
    /** Smallest step of the quantity. */
    STEP,
    /** Lowest price of an order. */
    MIN_PRICE,
    /** Highest price of an order. */
    MAX_PRICE,
    /** Smallest quantity of an order. */
    MIN_QUANTITY,
    /** Largest quantity of an order. */
    MAX_QUANTITY,
    /** Units of the underlying in one contract. */
    CONTRACT_SIZE
}
