package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.DecimalRow;

/** Receives public trades. Every number is {@code field × 10^-scale}, scale −32 … 32, at most 18 digits. */
public interface TradeSink
{
    /** The venue does not say who took liquidity. */
    int AGGRESSOR_UNKNOWN = 0;
    /** The buyer took liquidity. */
    int AGGRESSOR_BUY = 1;
    /** The seller took liquidity. */
    int AGGRESSOR_SELL = 2;

    /** Matched in the order book. */
    int KIND_BOOK = 0;
    /** Agreed off the book and reported (a block trade). */
    int KIND_BLOCK = 1;
    /** The venue names a kind that we do not know. */
    int KIND_OTHER = 2;
    /** A position was closed against another one by the venue (auto-deleveraging). */
    int KIND_ADL = 3;
    /** The venue's insurance fund took a position over. */
    int KIND_INSURANCE_FUND = 4;
    /** Nothing was traded: the venue spends an id. It counts for continuity and is no trade. */
    int KIND_PLACEHOLDER = 5;

    /**
     * One trade.
     *
     * @param instrumentId  as the {@link InstrumentLookup} gave it
     * @param price         mantissa
     * @param priceScale    decimals of the price
     * @param quantity      mantissa, never negative
     * @param quantityScale decimals of the quantity
     * @param tradeId       venue's id
     * @param aggressor     one of the AGGRESSOR constants
     * @param kind          one of the KIND constants
     * @param venueTimeNs   epoch nanoseconds, 0 if the venue sent none
     * @param inexact       true if a number had to be rounded to 18 digits
     */
    void onTrade(
        int instrumentId,
        long price,
        int priceScale,
        long quantity,
        int quantityScale,
        long tradeId,
        int aggressor,
        int kind,
        long venueTimeNs,
        boolean inexact);

    /**
     * One trade whose id may be anything.
     *
     * @param instrumentId  as the {@link InstrumentLookup} gave it
     * @param price         mantissa
     * @param priceScale    decimals of the price
     * @param quantity      mantissa, never negative
     * @param quantityScale decimals of the quantity
     * @param id            venue's id; its kind is NONE if the venue sent none
     * @param buyerOrderId  venue's id of the buyer's order, or {@link DecimalRow#ABSENT}
     * @param sellerOrderId venue's id of the seller's order, or {@link DecimalRow#ABSENT}
     * @param aggressor     one of the AGGRESSOR constants
     * @param kind          one of the KIND constants
     * @param venueTimeNs   epoch nanoseconds, 0 if the venue sent none
     * @param inexact       true if a number had to be rounded to 18 digits
     */
    void onTrade(
        int instrumentId,
        long price,
        int priceScale,
        long quantity,
        int quantityScale,
        WireId id,
        long buyerOrderId,
        long sellerOrderId,
        int aggressor,
        int kind,
        long venueTimeNs,
        boolean inexact);
}
