package org.ringtape.codecs.sink.row;

/** Decimals of a mark price, in the order of the event's fields. */
public enum MarkPriceField
{
    /** Mark price. */
    MARK,
    /** Price of the underlying's index. */
    INDEX,
    /** Estimated settlement price; zero until shortly before settlement. */
    SETTLEMENT,
    /** Best bid. */
    BID_PRICE,
    /** Best ask. */
    ASK_PRICE,
    /** Quantity at the best bid. */
    BID_QUANTITY,
    /** Quantity at the best ask. */
    ASK_QUANTITY,
    /** Highest price at which one may buy. */
    HIGH_LIMIT,
    /** Lowest price at which one may sell. */
    LOW_LIMIT,
    /** Risk-free rate, a fraction. */
    RATE,
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
    /** Greek rho. */
    RHO
}
