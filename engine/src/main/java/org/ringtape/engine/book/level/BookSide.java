package org.ringtape.engine.book.level;

import static org.ringtape.engine.book.level.SideLevels.NONE;
import static org.ringtape.engine.event.EventLayout.ABSENT;

/**
 * One side of a book. Market thread only; reading allocates nothing. The best levels are the cheapest to read: the n-th
 * is found by walking there from the touch, many levels a step.
 * <p>
 * Levels are kept by keys that grow towards the touch on either side: the price of a bid, the complement of an ask's
 * price (complement reverses the order of all longs, negation fails for the smallest).
 */
public final class BookSide
{
    /** Part of the range behind the touch, one in this many, that is too little to go on with. */
    private static final int ALARM_PART = 10;

    private final long mask;
    private final SideLevels levels;
    /** The side is known from the touch to this key only; meaningless unless bounded. */
    private long knownKey;
    /** A best key below this is too near the end of what is known. */
    private long alarmKey;
    private boolean bounded;

    public BookSide(final boolean isBid, final int maxLevels)
    {
        mask = isBid ? 0 : -1;
        levels = new SideLevels(maxLevels);
    }

    /** Number of levels. */
    public int levels()
    {
        return levels.count();
    }

    /** True if there is no level. */
    public boolean isEmpty()
    {
        return levels.count() == 0;
    }

    /** Best price, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if the side is empty. */
    public long bestPrice()
    {
        return priceAt(levels.best());
    }

    /** Quantity at the best price, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if the side is empty. */
    public long bestQuantity()
    {
        return quantityOf(levels.best());
    }

    /** Price of the n-th level, 0 is the best; ABSENT where there is no such level. */
    public long price(final int n)
    {
        return priceAt(levels.place(n));
    }

    /**
     * Worst price up to which the side is known: its snapshot told as many levels as were asked for, and there may be
     * more behind the last one. What lies behind is what updates have told since, and may be incomplete.
     *
     * @return the price; {@link org.ringtape.engine.event.EventLayout#ABSENT} if the whole side is known
     */
    public long knownTo()
    {
        return bounded ? knownKey ^ mask : ABSENT;
    }

    /** Quantity of the n-th level, 0 is the best; ABSENT where there is no such level. */
    public long quantity(final int n)
    {
        return quantityOf(levels.place(n));
    }

    /** Quantity at exactly this price; 0 if there is no such level. */
    public long quantityAt(final long price)
    {
        final long place = levels.find(price ^ mask);
        return place == NONE ? 0 : levels.quantity(place);
    }

    /** Quantity of the first n levels together; {@link Long#MAX_VALUE} if it is more than that. */
    public long cumulativeQuantity(final int n)
    {
        long sum = 0;
        long place = levels.best();
        for (int i = 0; i < n && place != NONE; i++)
        {
            sum += levels.quantity(place);
            if (sum < 0)
            {
                return Long.MAX_VALUE;
            }
            place = levels.next(place);
        }
        return sum;
    }

    /** Quantity of every level at this price or better; {@link Long#MAX_VALUE} if it is more than that. */
    public long cumulativeQuantityTo(final long price)
    {
        final long key = price ^ mask;
        long sum = 0;
        for (long place = levels.best(); place != NONE && levels.key(place) >= key; place = levels.next(place))
        {
            sum += levels.quantity(place);
            if (sum < 0)
            {
                return Long.MAX_VALUE;
            }
        }
        return sum;
    }

    /**
     * Worst price that taking this quantity touches.
     *
     * @param quantity to take, above zero
     * @return the price; ABSENT if the side holds less, or the quantity is not above zero
     */
    public long priceForQuantity(final long quantity)
    {
        long left = quantity;
        for (long place = levels.best(); place != NONE && quantity > 0; place = levels.next(place))
        {
            left -= levels.quantity(place);
            if (left <= 0)
            {
                return levels.key(place) ^ mask;
            }
        }
        return ABSENT;
    }

    /**
     * Volume-weighted average price of taking this quantity. Exact in 128 bits, then cut to the price scale towards
     * the best price: the average is at most one unit of the scale worse than told.
     *
     * @param quantity to take, above zero
     * @return the price; ABSENT if the side holds less, or the quantity is not above zero
     */
    public long averagePriceForQuantity(final long quantity)
    {
        if (quantity <= 0 || isEmpty())
        {
            return ABSENT;
        }
        final long best = levels.key(levels.best());
        long left = quantity;
        long high = 0;
        long low = 0;
        for (long place = levels.best(); place != NONE; place = levels.next(place))
        {
            final long taken = Math.min(left, levels.quantity(place));
            final long distance = best - levels.key(place);   // unsigned: two longs are less than 2^64 apart
            final long product = distance * taken;
            low += product;
            high += Math.multiplyHigh(distance, taken) + (distance >> 63 & taken) +
                (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
            left -= taken;
            if (left == 0)
            {
                return best - quotient(high, low, quantity) ^ mask;
            }
        }
        return ABSENT;
    }

    /**
     * Visits every level, best first.
     *
     * @param isBid   what to tell the visitor
     * @param visitor takes the levels
     */
    public void forEachLevel(final boolean isBid, final LevelVisitor visitor)
    {
        for (long place = levels.best(); place != NONE; place = levels.next(place))
        {
            visitor.onLevel(isBid, levels.key(place) ^ mask, levels.quantity(place));
        }
    }

    /**
     * Sets or, with quantity 0, removes a level. Removing one that is not there is normal and changes nothing.
     *
     * @param price    a price
     * @param quantity at that price, not below 0
     * @return false if there is no room for one more level; nothing has changed then
     */
    public boolean apply(final long price, final long quantity)
    {
        final boolean fits = levels.set(price ^ mask, quantity);
        levels.settle();
        return fits;
    }

    /**
     * Applies levels of a chunk, in wire order.
     *
     * @param chunk at the book's scales
     * @param from  first level, by its place in the payload
     * @param to    behind the last level
     * @return false if a price is absent, a quantity absent or negative, or there is no room for one more level; the
     *     levels before that one are applied
     */
    public boolean apply(final ScaledLevels chunk, final int from, final int to)
    {
        final boolean fits = levels.set(chunk, from, to, mask);
        levels.settle();
        return fits;
    }

    public void clear()
    {
        levels.clear();
        bounded = false;
    }

    /** Says that the side is as of a snapshot of this many levels at most; 0 or less if it was of all. */
    public void known(final int askedLevels)
    {
        bounded = askedLevels > 0 && levels.count() >= askedLevels;
        if (bounded)
        {
            knownKey = levels.worstKey();
            alarmKey = knownKey + (levels.key(levels.best()) - knownKey) / ALARM_PART;
        }
    }

    /** True if the best price is not certain any more: it has come near the end of what is known, or past it. */
    public boolean isExhausted()
    {
        return bounded && (isEmpty() || levels.key(levels.best()) < alarmKey);
    }

    /** True if every price times 10^digits is still a long. */
    public boolean pricesFit(final int digits)
    {
        // sorted, so the outermost prices speak for all
        return isEmpty() ||
            Decimals.multiplied(levels.worstKey() ^ mask, digits) != ABSENT &&
            Decimals.multiplied(bestPrice(), digits) != ABSENT;
    }

    /** True if every quantity times 10^digits is still a long. */
    public boolean quantitiesFit(final int digits)
    {
        for (long place = levels.best(); place != NONE; place = levels.next(place))
        {
            if (Decimals.multiplied(levels.quantity(place), digits) == ABSENT)
            {
                return false;
            }
        }
        return true;
    }

    /** Multiplies every price by 10^digits, having asked {@link #pricesFit}. */
    public void widenPrices(final int digits)
    {
        knownKey = widened(knownKey, digits);
        alarmKey = widened(alarmKey, digits);
        levels.closeWindow();
        for (long place = levels.best(); place != NONE; place = levels.next(place))
        {
            levels.replaceKey(place, Decimals.multiplied(levels.key(place) ^ mask, digits) ^ mask);
        }
        levels.keysReplaced();
    }

    /** Multiplies every quantity by 10^digits, having asked {@link #quantitiesFit}. */
    public void widenQuantities(final int digits)
    {
        for (long place = levels.best(); place != NONE; place = levels.next(place))
        {
            levels.quantity(place, Decimals.multiplied(levels.quantity(place), digits));
        }
    }

    /** A bound that is no long any more lies beyond every price: the side is then asked for anew. */
    private long widened(final long key, final int digits)
    {
        final long price = Decimals.multiplied(key ^ mask, digits);
        return price == ABSENT ? Long.MAX_VALUE : price ^ mask;
    }

    private long priceAt(final long place)
    {
        return place == NONE ? ABSENT : levels.key(place) ^ mask;
    }

    private long quantityOf(final long place)
    {
        return place == NONE ? ABSENT : levels.quantity(place);
    }

    /** Unsigned 128-bit by positive 64-bit division whose quotient is known to fit 64 bits. */
    private static long quotient(final long high, final long low, final long divisor)
    {
        if (high == 0)
        {
            return Long.divideUnsigned(low, divisor);
        }
        long remainder = high;
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--)
        {
            remainder = remainder << 1 | (low >>> bit & 1);
            if (Long.compareUnsigned(remainder, divisor) >= 0)
            {
                remainder -= divisor;
                quotient |= 1L << bit;
            }
        }
        return quotient;
    }
}
