package org.ringtape.engine.market;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Maps pairs of numbers to dense numbers: the lowest free ones. The pairs of one owner, which is the low half of their
 * first number, can be taken out together. Open addressing; looking up allocates nothing.
 */
final class PairIndex
{
    static final int MISSING = -1;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private int[] table = new int[64];
    private long[] firsts = new long[32];
    private long[] seconds = new long[32];
    /** By number: the next one of the same owner, or, of a free one, the next free one. */
    private int[] nexts = new int[32];
    /** By owner: its number added last. */
    private int[] heads = new int[64];
    private int free = MISSING;
    /** Numbers that are taken or were. */
    private int limit;
    private int size;

    PairIndex()
    {
        Arrays.fill(table, MISSING);
        Arrays.fill(heads, MISSING);
    }

    /** Pairs in the index. */
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
        final int number = takeNumber();
        firsts[number] = first;
        seconds[number] = second;
        table[slot(first, second)] = number;
        link((int)first, number);
        size++;
        return number;
    }

    /**
     * Takes out all pairs of an owner.
     *
     * @param owner the low half of their first number, not negative
     * @param freed takes the numbers they had
     */
    void remove(final int owner, final IntConsumer freed)
    {
        if (owner >= heads.length)
        {
            return;
        }
        int number = heads[owner];
        heads[owner] = MISSING;
        while (number != MISSING)
        {
            final int next = nexts[number];
            close(slot(firsts[number], seconds[number]));
            nexts[number] = free;
            free = number;
            size--;
            freed.accept(number);
            number = next;
        }
    }

    private int takeNumber()
    {
        if (free != MISSING)
        {
            final int number = free;
            free = nexts[number];
            return number;
        }
        if (limit == firsts.length)
        {
            grow();
        }
        return limit++;
    }

    private void link(final int owner, final int number)
    {
        if (owner >= heads.length)
        {
            final int before = heads.length;
            heads = Arrays.copyOf(heads, Math.max(owner + 1, 2 * before));
            Arrays.fill(heads, before, heads.length, MISSING);
        }
        nexts[number] = heads[owner];
        heads[owner] = number;
    }

    /** Empties a place, and moves up whatever a search would not find behind the hole. */
    private void close(final int emptied)
    {
        final int mask = table.length - 1;
        int hole = emptied;
        int at = hole + 1 & mask;
        while (table[at] != MISSING)
        {
            final int home = hash(firsts[table[at]], seconds[table[at]]) & mask;
            if ((at - home & mask) >= (at - hole & mask))
            {
                table[hole] = table[at];
                hole = at;
            }
            at = at + 1 & mask;
        }
        table[hole] = MISSING;
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

    /** Called only while no number is free. */
    private void grow()
    {
        firsts = Arrays.copyOf(firsts, 2 * limit);
        seconds = Arrays.copyOf(seconds, 2 * limit);
        nexts = Arrays.copyOf(nexts, 2 * limit);
        table = new int[4 * limit];
        Arrays.fill(table, MISSING);
        for (int i = 0; i < limit; i++)
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
