package org.ringtape.engine.market;

/** The numbers kept of an option. */
public enum OptionField
{
    /** Mark price. */
    MARK,
    /** Price of the underlying's index as it came with the mark price. */
    INDEX,
    /** Estimated settlement price. */
    SETTLEMENT,
    /** Best bid. */
    BID_PRICE,
    /** Quantity at the best bid. */
    BID_QUANTITY,
    /** Best ask. */
    ASK_PRICE,
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
    RHO,
    /** Price of the last trade. */
    LAST_PRICE,
    /** Open quantity. */
    OPEN_INTEREST,
    /** Open quantity in the quote asset. */
    OPEN_NOTIONAL
}
