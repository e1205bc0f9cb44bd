package org.ringtape.engine.book;

import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;

/**
 * Levels of one chunk at the scales of its book, copied out of the slot in one pass that scales them, and finds out
 * whether that is exact: what follows reads plain arrays. Reading a slot keeps the compiler from holding fields in
 * registers, so a loop that both reads slots and changes a book takes longer than two that do one each. Market thread
 * only; allocates nothing once made.
 */
final class ScaledLevels
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
    boolean take(final BookUpdate chunk, final ExactScaling priceScaling, final ExactScaling quantityScaling)
    {
        final int count = chunk.levelCount();
        return count <= prices.length && // a damaged slot may say anything
            takePrices(chunk, count, priceScaling) && takeQuantities(chunk, count, quantityScaling);
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

    private boolean takePrices(final BookUpdate chunk, final int count, final ExactScaling scaling)
    {
        final long[] scaled = prices;
        if (scaling.isIdentity())
        {
            for (int i = 0; i < count; i++)
            {
                scaled[i] = chunk.bidPrice(i);
            }
            return true;
        }
        boolean exact = true;
        for (int i = 0; i < count; i++)
        {
            final long price = chunk.bidPrice(i);
            exact &= scaling.isExact(price);
            scaled[i] = scaling.apply(price);
        }
        return exact;
    }

    private boolean takeQuantities(final BookUpdate chunk, final int count, final ExactScaling scaling)
    {
        final long[] scaled = quantities;
        if (scaling.isIdentity())
        {
            for (int i = 0; i < count; i++)
            {
                scaled[i] = chunk.bidQuantity(i);
            }
            return true;
        }
        boolean exact = true;
        for (int i = 0; i < count; i++)
        {
            final long quantity = chunk.bidQuantity(i);
            exact &= scaling.isExact(quantity);
            scaled[i] = scaling.apply(quantity);
        }
        return exact;
    }
}
