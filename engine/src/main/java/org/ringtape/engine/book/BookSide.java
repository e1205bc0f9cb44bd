package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.util.Arrays;

/**
 * One side of a book: levels in two parallel arrays, sorted so that the best one stands last. Most changes happen near
 * the touch, so the search starts there and little has to move. Market thread only; reading allocates nothing.
 * <p>
 * The array holds keys that grow towards the touch on either side: the price of a bid, the complement of an ask's
 * price (complement reverses the order of all longs, negation fails for the smallest).
 */
public final class BookSide
{
    /** Levels next to the touch that are searched first; the next window is wider by this power of two, and so on. */
    private static final int FIRST_WINDOW = 16;
    private static final int WINDOW_GROWTH = 2;
    private static final int INITIAL_CAPACITY = 64;

    private final long mask;
    private final int maxLevels;
    private long[] keys;
    private long[] quantities;
    private int count;

    BookSide(final boolean isBid, final int maxLevels)
    {
        mask = isBid ? 0 : -1;
        this.maxLevels = maxLevels;
        final int capacity = Math.min(INITIAL_CAPACITY, maxLevels);
        keys = new long[capacity];
        quantities = new long[capacity];
    }

    /** Number of levels. */
    public int levels()
    {
        return count;
    }

    /** True if there is no level. */
    public boolean isEmpty()
    {
        return count == 0;
    }

    /** Best price, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if the side is empty. */
    public long bestPrice()
    {
        return price(0);
    }

    /** Quantity at the best price, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if the side is empty. */
    public long bestQuantity()
    {
        return quantity(0);
    }

    /** Price of the n-th level, 0 is the best; ABSENT where there is no such level. */
    public long price(final int n)
    {
        return n >= 0 && n < count ? keys[count - 1 - n] ^ mask : ABSENT;
    }

    /** Quantity of the n-th level, 0 is the best; ABSENT where there is no such level. */
    public long quantity(final int n)
    {
        return n >= 0 && n < count ? quantities[count - 1 - n] : ABSENT;
    }

    /** Quantity at exactly this price; 0 if there is no such level. */
    public long quantityAt(final long price)
    {
        final int index = find(price ^ mask);
        return index >= 0 ? quantities[index] : 0;
    }

    /** Quantity of the first n levels together; {@link Long#MAX_VALUE} if it is more than that. */
    public long cumulativeQuantity(final int n)
    {
        final int last = count - Math.max(0, Math.min(n, count));
        long sum = 0;
        for (int i = count - 1; i >= last; i--)
        {
            sum += quantities[i];
            if (sum < 0)
            {
                return Long.MAX_VALUE;
            }
        }
        return sum;
    }

    /** Quantity of every level at this price or better; {@link Long#MAX_VALUE} if it is more than that. */
    public long cumulativeQuantityTo(final long price)
    {
        final int index = find(price ^ mask);
        return cumulativeQuantity(count - (index >= 0 ? index : ~index));
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
        for (int i = count - 1; i >= 0 && quantity > 0; i--)
        {
            left -= quantities[i];
            if (left <= 0)
            {
                return keys[i] ^ mask;
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
        if (quantity <= 0 || count == 0)
        {
            return ABSENT;
        }
        final long best = keys[count - 1];
        long left = quantity;
        long high = 0;
        long low = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            final long taken = Math.min(left, quantities[i]);
            final long distance = best - keys[i];   // unsigned: two longs are less than 2^64 apart
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
     * Sets or, with quantity 0, removes a level. Removing one that is not there is normal and changes nothing.
     *
     * @return false if there is no room for one more level; nothing has changed then
     */
    boolean apply(final long price, final long quantity)
    {
        final long key = price ^ mask;
        final int index = find(key);
        if (index >= 0)
        {
            if (quantity == 0)
            {
                remove(index);
            }
            else
            {
                quantities[index] = quantity;
            }
            return true;
        }
        return quantity == 0 || insert(~index, key, quantity);
    }

    void clear()
    {
        count = 0;
    }

    /** True if every price times 10^digits is still a long. */
    boolean pricesFit(final int digits)
    {
        // sorted, so the outermost prices speak for all
        return count == 0 ||
            Decimals.multiplied(keys[0] ^ mask, digits) != ABSENT &&
            Decimals.multiplied(keys[count - 1] ^ mask, digits) != ABSENT;
    }

    /** True if every quantity times 10^digits is still a long. */
    boolean quantitiesFit(final int digits)
    {
        for (int i = 0; i < count; i++)
        {
            if (Decimals.multiplied(quantities[i], digits) == ABSENT)
            {
                return false;
            }
        }
        return true;
    }

    /** Multiplies every price by 10^digits, having asked {@link #pricesFit}. */
    void widenPrices(final int digits)
    {
        for (int i = 0; i < count; i++)
        {
            keys[i] = Decimals.multiplied(keys[i] ^ mask, digits) ^ mask;
        }
    }

    /** Multiplies every quantity by 10^digits, having asked {@link #quantitiesFit}. */
    void widenQuantities(final int digits)
    {
        for (int i = 0; i < count; i++)
        {
            quantities[i] = Decimals.multiplied(quantities[i], digits);
        }
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

    /** Place of a key or, if it is not there, the complement of the place where it belongs. */
    private int find(final long key)
    {
        final long[] sorted = keys;
        int high = count;
        int width = FIRST_WINDOW;
        int low = high - width;
        while (low > 0 && sorted[low] > key)
        {
            high = low;
            width <<= WINDOW_GROWTH;
            low -= width;
        }
        low = Math.max(0, low);
        int length = high - low;
        while (length > 1)
        {
            // no branch to mispredict: compiled to a conditional move
            final int half = length >>> 1;
            low = sorted[low + half] <= key ? low + half : low;
            length -= half;
        }
        if (length == 0 || sorted[low] > key)
        {
            return ~low;
        }
        return sorted[low] == key ? low : ~(low + 1);
    }

    private void remove(final int index)
    {
        final int moved = count - 1 - index;
        System.arraycopy(keys, index + 1, keys, index, moved);
        System.arraycopy(quantities, index + 1, quantities, index, moved);
        count--;
    }

    private boolean insert(final int index, final long key, final long quantity)
    {
        if (count == keys.length && !grow())
        {
            return false;
        }
        System.arraycopy(keys, index, keys, index + 1, count - index);
        System.arraycopy(quantities, index, quantities, index + 1, count - index);
        keys[index] = key;
        quantities[index] = quantity;
        count++;
        return true;
    }

    private boolean grow()
    {
        if (count >= maxLevels)
        {
            return false;
        }
        final int capacity = (int)Math.min(2L * count, maxLevels);
        keys = Arrays.copyOf(keys, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        return true;
    }
}
