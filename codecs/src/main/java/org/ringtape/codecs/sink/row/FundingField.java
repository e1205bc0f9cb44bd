package org.ringtape.codecs.sink.row;

/** Decimals of a funding rate, in the order of the event's fields; rates are fractions. */
public enum FundingField
{
    /** Rate of the running period. */
    CURRENT,
    /** Rate expected for the next period. */
    PREDICTED,
    /** Rate scaled to an hour. */
    HOURLY,
    /** Rate scaled to a year. */
    YEARLY,
    /** Price of the spot market it is derived from. */
    SPOT,
    /** Price of the perpetual it is derived from. */
    PERPETUAL
}
