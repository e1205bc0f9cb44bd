package org.ringtape.codecs.sink;

/**
 * Receives L2 books: a start, levels in wire order, and an end that carries the header, since a venue may send header
 * keys after the levels. Every number is {@code field × 10^-scale}, scale −32 … 32, at most 18 digits.
 */
public interface BookSink
{
    /** The levels change those of the book; quantity 0 removes one. */
    int UPDATE = 0;
    /** The levels are the whole book as the venue streams it (a top-N image). */
    int IMAGE = 1;
    /** The levels are the answer to a snapshot request. */
    int SNAPSHOT = 2;
    /** As {@link #IMAGE}, with the levels summed into buckets of price: a locked or crossed touch is legal. */
    int BUCKETED_IMAGE = 3;

    /** A sequence field that the venue did not send. */
    long ABSENT = Long.MIN_VALUE;

    /** Opens a book event. Levels follow, then {@link #onBookEnd} or {@link #onBookAbort()}. */
    void onBookStart();

    /**
     * A bid level.
     *
     * @param price         mantissa
     * @param priceScale    decimals of the price
     * @param quantity      mantissa, 0 removes the level
     * @param quantityScale decimals of the quantity
     */
    void onBid(long price, int priceScale, long quantity, int quantityScale);

    /**
     * An ask level.
     *
     * @param price         mantissa
     * @param priceScale    decimals of the price
     * @param quantity      mantissa, 0 removes the level
     * @param quantityScale decimals of the quantity
     */
    void onAsk(long price, int priceScale, long quantity, int quantityScale);

    /**
     * Hands a level to its side.
     *
     * @param sink          that gets it
     * @param bid           true for {@link #onBid}, false for {@link #onAsk}
     * @param price         mantissa
     * @param priceScale    decimals of the price
     * @param quantity      mantissa, 0 removes the level
     * @param quantityScale decimals of the quantity
     */
    static void level(
        final BookSink sink,
        final boolean bid,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale)
    {
        if (bid)
        {
            sink.onBid(price, priceScale, quantity, quantityScale);
        }
        else
        {
            sink.onAsk(price, priceScale, quantity, quantityScale);
        }
    }

    /**
     * Bids of the same scales, in the venue's order; unless overridden, each goes to {@link #onBid}.
     *
     * @param prices        mantissas, valid until the call returns
     * @param priceScale    decimals of the prices
     * @param quantities    mantissas, valid until the call returns; 0 removes the level
     * @param quantityScale decimals of the quantities
     * @param count         of levels
     */
    default void onBids(
        final long[] prices,
        final int priceScale,
        final long[] quantities,
        final int quantityScale,
        final int count)
    {
        for (int i = 0; i < count; i++)
        {
            onBid(prices[i], priceScale, quantities[i], quantityScale);
        }
    }

    /**
     * Asks of the same scales, in the venue's order; unless overridden, each goes to {@link #onAsk}.
     *
     * @param prices        mantissas, valid until the call returns
     * @param priceScale    decimals of the prices
     * @param quantities    mantissas, valid until the call returns; 0 removes the level
     * @param quantityScale decimals of the quantities
     * @param count         of levels
     */
    default void onAsks(
        final long[] prices,
        final int priceScale,
        final long[] quantities,
        final int quantityScale,
        final int count)
    {
        for (int i = 0; i < count; i++)
        {
            onAsk(prices[i], priceScale, quantities[i], quantityScale);
        }
    }

    /**
     * Completes the event.
     *
     * @param kind             {@link #UPDATE}, {@link #IMAGE}, {@link #SNAPSHOT} or {@link #BUCKETED_IMAGE}
     * @param instrumentId     as the {@link InstrumentLookup} gave it
     * @param venueTimeNs      epoch nanoseconds, 0 if the venue sent none
     * @param firstSequence    first venue sequence in the event, or {@link #ABSENT}
     * @param lastSequence     last venue sequence in the event, or {@link #ABSENT}
     * @param previousSequence last venue sequence of the event before, or {@link #ABSENT}
     * @param inexact          true if a number had to be rounded to 18 digits
     */
    void onBookEnd(
        int kind,
        int instrumentId,
        long venueTimeNs,
        long firstSequence,
        long lastSequence,
        long previousSequence,
        boolean inexact);

    /** Takes the open event back, levels included. */
    void onBookAbort();
}
