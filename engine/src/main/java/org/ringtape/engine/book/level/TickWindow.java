package org.ringtape.engine.book.level;

import java.util.Arrays;

/**
 * Quantities of a run of neighbouring keys, one place for each, and a bit for each that has a level: setting one and
 * removing one is the same few instructions without a branch, however many levels there are. Market thread only;
 * allocates only to grow.
 * <p>
 * An index is the distance of a key from the lowest one that the window covers.
 */
final class TickWindow
{
    /** Answer for a level that does not exist. */
    static final int NONE = -1;

    private static final int WORD_SHIFT = 6;

    private long[] quantities = {};
    private long[] occupied = {};
    private long base;
    private int length;
    private int count;
    /** No level is above it; it may be none itself. */
    private int top;

    /** Number of levels. */
    int count()
    {
        return count;
    }

    /** Number of keys that are covered, 0 if the window is closed. */
    int length()
    {
        return length;
    }

    /** Lowest key that is covered. */
    long base()
    {
        return base;
    }

    /** Whether a key has its place here. */
    boolean covers(final long key)
    {
        final long distance = key - base; // wraps where the key is far away, and is none of ours then
        return distance >= 0 && distance < length;
    }

    /**
     * Covers other keys and drops every level.
     *
     * @param newBase   lowest key
     * @param newLength number of keys, a power of two from 64 on; the last one must be a {@code long}
     */
    void open(final long newBase, final int newLength)
    {
        if (newLength > quantities.length)
        {
            quantities = new long[newLength];
            occupied = new long[newLength / Long.SIZE];
        }
        base = newBase;
        length = newLength;
        clear();
    }

    /** Covers nothing. */
    void close()
    {
        clear();
        length = 0;
    }

    /** Drops every level. */
    void clear()
    {
        Arrays.fill(occupied, 0, length / Long.SIZE, 0);
        count = 0;
        top = 0;
    }

    /**
     * Sets or, with quantity 0, removes a level; removing one that is not there changes nothing.
     *
     * @param key      that is covered
     * @param quantity at least 0
     * @param room     number of levels that may be added
     * @return false if there is no room; nothing has changed then
     */
    boolean set(final long key, final long quantity, final int room)
    {
        final int index = (int)(key - base);
        final int word = index >>> WORD_SHIFT;
        final long bit = 1L << index;
        final long has = -quantity >> Long.SIZE - 1; // all bits or none
        final long bits = occupied[word];
        final long newBits = bits & ~bit | has & bit;
        final int change = Long.bitCount(newBits) - Long.bitCount(bits);
        if (change > room)
        {
            return false;
        }
        occupied[word] = newBits;
        quantities[index] = quantity;
        count += change;
        top = Math.max(top, index & (int)has);
        return true;
    }

    /**
     * Sets or removes levels of a chunk, in wire order, up to the first one that is none for this window: its key is
     * not covered, its quantity is below 0, or there may be no room for it. The loop has few variables, so that the
     * compiler can hold them in registers.
     *
     * @param chunk holds them
     * @param from  first level, by its place in the payload
     * @param to    behind the last level
     * @param mask  makes a key of a price
     * @param room  number of levels that may be added
     * @return the level that ended the run, or {@code to}
     */
    int set(final ScaledLevels chunk, final int from, final int to, final long mask, final int room)
    {
        final long[] newPrices = chunk.prices();
        final long[] newQuantities = chunk.quantities();
        final long[] words = occupied;
        final long[] values = quantities;
        final int end = from + Math.min(room, to - from);
        final long lowest = base;
        final long last = length - 1L;
        int highest = top;
        int added = 0;
        int i = from;
        for (; i < end; i++)
        {
            final long distance = (newPrices[i] ^ mask) - lowest;
            final long quantity = newQuantities[i];
            if ((distance | quantity | last - distance) < 0)
            {
                break;
            }
            final int index = (int)distance;
            final long has = -quantity >> Long.SIZE - 1; // all bits or none
            final long bit = 1L << index;
            final long bits = words[index >>> WORD_SHIFT];
            final long newBits = bits & ~bit | has & bit;
            words[index >>> WORD_SHIFT] = newBits;
            values[index] = quantity;
            added += Long.bitCount(newBits) - Long.bitCount(bits);
            highest = Math.max(highest, index);
        }
        count += added;
        top = highest;
        return i;
    }

    /** Whether there is a level at a key that is covered. */
    boolean has(final long key)
    {
        final int index = (int)(key - base);
        return (occupied[index >>> WORD_SHIFT] >>> index & 1) != 0;
    }

    /** Key at an index. */
    long key(final int index)
    {
        return base + index;
    }

    /** Quantity at the index of a level. */
    long quantity(final int index)
    {
        return quantities[index];
    }

    /** Sets the quantity at the index of a level, above 0. */
    void quantity(final int index, final long quantity)
    {
        quantities[index] = quantity;
    }

    /** Index of the highest level, or {@link #NONE}. */
    int best()
    {
        if (count == 0)
        {
            return NONE;
        }
        top = atOrBelow(top);
        return top;
    }

    /** Index of the highest level below an index, or {@link #NONE}. */
    int next(final int index)
    {
        return index == 0 ? NONE : atOrBelow(index - 1);
    }

    /** Index of the lowest level at or above an index, or {@link #NONE}. */
    int atOrAbove(final int index)
    {
        int word = index >>> WORD_SHIFT;
        final int words = length / Long.SIZE;
        long bits = word < words ? occupied[word] & -1L << index : 0;
        while (bits == 0)
        {
            if (++word >= words)
            {
                return NONE;
            }
            bits = occupied[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    /** Index of the n-th level from the best, which is 0; n is below {@link #count()}. */
    int index(final int n)
    {
        int word = best() / Long.SIZE;
        int left = n;
        for (int bitCount = Long.bitCount(occupied[word]); left >= bitCount;)
        {
            left -= bitCount;
            bitCount = Long.bitCount(occupied[--word]);
        }
        long bits = occupied[word];
        for (; left > 0; left--)
        {
            bits &= ~Long.highestOneBit(bits);
        }
        return highest(word, bits);
    }

    private int atOrBelow(final int index)
    {
        int word = index >>> WORD_SHIFT;
        long bits = occupied[word] & -1L >>> ~index;
        while (bits == 0)
        {
            if (word == 0)
            {
                return NONE;
            }
            bits = occupied[--word];
        }
        return highest(word, bits);
    }

    private static int highest(final int word, final long bits)
    {
        return word * Long.SIZE + Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }
}
