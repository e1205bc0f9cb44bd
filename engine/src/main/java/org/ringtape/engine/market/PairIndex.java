package org.ringtape.engine.market;

import java.util.Arrays;

/** Maps pairs of numbers to 0, 1, 2 … in the order of adding. Open addressing; looking up allocates nothing. */
final class PairIndex
{
    static final int MISSING = -1;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private int[] table = new int[64];
    private long[] firsts = new long[32];
    private long[] seconds = new long[32];
    private int size;

    PairIndex()
    {
        Arrays.fill(table, MISSING);
    }

    int size()
    {
        return size;
    }

    /** Number of a pair, or {@link #MISSING}. */
    int find(final long first, final long second)
    {
        return table[slot(first, second)];
    }

    /** Number of a pair, new or not. */
    int add(final long first, final long second)
    {
        final int known = find(first, second);
        if (known != MISSING)
        {
            return known;
        }
        if (size == firsts.length)
        {
            grow();
        }
        firsts[size] = first;
        seconds[size] = second;
        table[slot(first, second)] = size;
        return size++;
    }

    /** Place of the pair in the table, or the empty place where it belongs; half of the places are empty. */
    private int slot(final long first, final long second)
    {
        final int mask = table.length - 1;
        int slot = hash(first, second) & mask;
        int number;
        while ((number = table[slot]) != MISSING && (firsts[number] != first || seconds[number] != second))
        {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow()
    {
        firsts = Arrays.copyOf(firsts, 2 * size);
        seconds = Arrays.copyOf(seconds, 2 * size);
        table = new int[4 * size];
        Arrays.fill(table, MISSING);
        for (int i = 0; i < size; i++)
        {
            table[slot(firsts[i], seconds[i])] = i;
        }
    }

    private static int hash(final long first, final long second)
    {
        long hash = (first * MULTIPLIER ^ second) * MULTIPLIER;
        hash ^= hash >>> 29;
        hash *= MULTIPLIER;
        return (int)(hash >>> 32);
    }
}
