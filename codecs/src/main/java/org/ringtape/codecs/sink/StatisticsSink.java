package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.sink.row.TickerField;

/**
 * Receives what a venue says of an instrument beside its book and trades. Instrument ids are as the
 * {@link InstrumentLookup} gave them; times are epoch nanoseconds, 0 if the venue sent none; rows are valid during the
 * call only.
 */
public interface StatisticsSink
{
    /**
     * Statistics of a rolling window.
     *
     * @param openTimeNs   begin of the window, or {@link DecimalRow#ABSENT}
     * @param closeTimeNs  its end, or {@link DecimalRow#ABSENT}
     * @param firstTradeId id of its first trade, or {@link DecimalRow#ABSENT}
     * @param lastTradeId  id of its last trade, or {@link DecimalRow#ABSENT}
     * @param tradeCount   trades in it, or {@link DecimalRow#ABSENT}
     * @param decimals     by {@link TickerField}
     */
    void onTicker(
        int instrumentId,
        long venueTimeNs,
        long openTimeNs,
        long closeTimeNs,
        long firstTradeId,
        long lastTradeId,
        long tradeCount,
        DecimalRow decimals);

    /**
     * Mark price, with greeks and implied volatilities where the venue has them.
     *
     * @param decimals by {@link MarkPriceField}
     */
    void onMarkPrice(int instrumentId, long venueTimeNs, DecimalRow decimals);

    /**
     * Price of an index.
     *
     * @param price   mantissa
     * @param scale   decimals
     * @param inexact true if it had to be rounded to 18 digits
     */
    void onIndexPrice(int instrumentId, long venueTimeNs, long price, int scale, boolean inexact);

    /**
     * Funding rate.
     *
     * @param periodNs length of the funding period, or {@link DecimalRow#ABSENT}
     * @param decimals by {@link FundingField}; every one may be unknown
     */
    void onFunding(int instrumentId, long venueTimeNs, long periodNs, DecimalRow decimals);

    /**
     * Open interest.
     *
     * @param unit     what the quantity counts
     * @param decimals by {@link OpenInterestField}; every one may be unknown
     */
    void onOpenInterest(int instrumentId, long venueTimeNs, InterestUnit unit, DecimalRow decimals);

    /**
     * One liquidation.
     *
     * @param price         mantissa
     * @param priceScale    decimals of the price
     * @param quantity      mantissa, never negative
     * @param quantityScale decimals of the quantity
     * @param id            the venue's id; its kind is NONE if the venue sent none
     * @param rawSide       one of the {@link TradeSink} AGGRESSOR constants, as the venue words it: whose position it
     *                      was is not said
     * @param inexact       true if a number had to be rounded to 18 digits
     */
    void onLiquidation(
        int instrumentId,
        long venueTimeNs,
        long price,
        int priceScale,
        long quantity,
        int quantityScale,
        WireId id,
        int rawSide,
        boolean inexact);
}
