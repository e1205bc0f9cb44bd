package org.ringtape.codecs.sink;

/** Receives best quotes. Every number is {@code field × 10^-scale}; an empty side has price {@link #NO_QUOTE}. */
public interface TopOfBookSink
{
    /** Price of a side without a quote; its quantity is 0. */
    long NO_QUOTE = Long.MIN_VALUE;

    /**
     * Best bid and ask.
     *
     * @param instrumentId     as the {@link InstrumentLookup} gave it
     * @param bidPrice         mantissa, or {@link #NO_QUOTE}
     * @param bidPriceScale    decimals
     * @param bidQuantity      mantissa
     * @param bidQuantityScale decimals
     * @param askPrice         mantissa, or {@link #NO_QUOTE}
     * @param askPriceScale    decimals
     * @param askQuantity      mantissa
     * @param askQuantityScale decimals
     * @param venueTimeNs      epoch nanoseconds, 0 if the venue sent none
     * @param sequence         venue sequence of the book that this is the top of
     * @param inexact          true if a number had to be rounded to 18 digits
     */
    void onTopOfBook(
        int instrumentId,
        long bidPrice,
        int bidPriceScale,
        long bidQuantity,
        int bidQuantityScale,
        long askPrice,
        int askPriceScale,
        long askQuantity,
        int askQuantityScale,
        long venueTimeNs,
        long sequence,
        boolean inexact);
}
