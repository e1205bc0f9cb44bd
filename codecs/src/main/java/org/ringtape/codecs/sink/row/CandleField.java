package org.ringtape.codecs.sink.row;

/** Decimals of a candle, in the order of the event's fields. */
public enum CandleField
{
    /** First price. */
    OPEN,
    /** Highest price. */
    HIGH,
    /** Lowest price. */
    LOW,
    /** Last price. */
    CLOSE,
    /** Traded quantity. */
    QUANTITY,
    /** Traded quantity in the quote asset. */
    NOTIONAL,
    /** Part of the quantity that buyers took. */
    TAKER_BUY_QUANTITY,
    /** Part of the notional that buyers took. */
    TAKER_BUY_NOTIONAL
}
