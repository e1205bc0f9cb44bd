package org.ringtape.engine.book.level;

import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;

/**
 * Levels of one chunk at the scales of its book, copied out of the slot and scaled, if that is exact: what follows
 * reads plain arrays. Reading a slot keeps the compiler from holding fields in registers, so a loop that both reads
 * slots and changes a book takes longer than two that do one each. All books of a thread share one; allocates nothing
 * once made.
 */
public final class ScaledLevels
{
    private final long[] prices = new long[EventLayout.LEVELS_PER_SLOT];
    private final long[] quantities = new long[EventLayout.LEVELS_PER_SLOT];

    /**
     * Takes the levels of a chunk instead of those before.
     *
     * @param chunk           holds them
     * @param priceScaling    from the chunk's scale to the book's
     * @param quantityScaling from the chunk's scale to the book's
     * @return false if one cannot be scaled exactly, or there are more than fit a slot; what is held is of no use
     *     then. A scaling that changes nothing is exact for all values, ABSENT and negative ones included
     */
    public boolean take(final BookUpdate chunk, final ExactScaling priceScaling, final ExactScaling quantityScaling)
    {
        final int count = chunk.levelCount();
        if (count > prices.length)
        {
            return false; // a damaged slot may say anything
        }
        for (int i = 0; i < count; i++)
        {
            prices[i] = chunk.bidPrice(i);
            quantities[i] = chunk.bidQuantity(i);
        }
        return priceScaling.apply(prices, count) && quantityScaling.apply(quantities, count);
    }

    /** Prices by their place in the payload. For reading only. */
    long[] prices()
    {
        return prices;
    }

    /** Quantities by their place in the payload. For reading only. */
    long[] quantities()
    {
        return quantities;
    }
}
