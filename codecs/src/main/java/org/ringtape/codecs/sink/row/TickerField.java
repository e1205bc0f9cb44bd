package org.ringtape.codecs.sink.row;

/** Decimals of a ticker, in the order of the event's fields. */
public enum TickerField
{
    /** Price of the last trade. */
    LAST_PRICE,
    /** Quantity of the last trade. */
    LAST_QUANTITY,
    /** First price of the window. */
    OPEN,
    /** Highest price of the window. */
    HIGH,
    /** Lowest price of the window. */
    LOW,
    /** Last price less first. */
    PRICE_CHANGE,
    /** Relative change as the venue writes it; whether ratio or percentage is the venue's secret. */
    RELATIVE_CHANGE_AS_SENT,
    /** Price weighted by quantity. */
    WEIGHTED_PRICE,
    /** Traded quantity. */
    QUANTITY,
    /** Traded quantity in the quote asset. */
    NOTIONAL,
    /** Best bid. */
    BID_PRICE,
    /** Quantity at the best bid. */
    BID_QUANTITY,
    /** Best ask. */
    ASK_PRICE,
    /** Quantity at the best ask. */
    ASK_QUANTITY,
    /** Implied volatility of the bid, a fraction. */
    BID_VOLATILITY,
    /** Implied volatility of the ask, a fraction. */
    ASK_VOLATILITY,
    /** Implied volatility of the mark price, a fraction. */
    MARK_VOLATILITY,
    /** Greek delta. */
    DELTA,
    /** Greek theta. */
    THETA,
    /** Greek gamma. */
    GAMMA,
    /** Greek vega. */
    VEGA,
    /** Mark price. */
    MARK_PRICE,
    /** Highest price at which one may buy. */
    HIGH_LIMIT,
    /** Lowest price at which one may sell. */
    LOW_LIMIT,
    /** What settlement would be now. */
    ESTIMATED_SETTLEMENT_PRICE
}
