package org.ringtape.codecs.sink.row;

/** Decimals of an open interest, in the order of the event's fields. */
public enum OpenInterestField
{
    /** Open quantity. */
    QUANTITY,
    /** Open quantity in the quote asset. */
    NOTIONAL
}
