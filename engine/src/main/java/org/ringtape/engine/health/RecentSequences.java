package org.ringtape.engine.health;

/**
 * The last sequences of a chain with their venue times, to tell a late copy from a sequence that begins anew. A copy
 * has both the sequence and the time of an event that was applied; an event of a new count may meet the sequence, but
 * not the time as well.
 */
final class RecentSequences
{
    /** How far back a copy is recognised. */
    static final int CAPACITY = 32;

    private final long[] sequences = new long[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private int count;

    void add(final long sequence, final long timeNs)
    {
        final int place = count++ & CAPACITY - 1;
        sequences[place] = sequence;
        times[place] = timeNs;
        count = count == 2 * CAPACITY ? CAPACITY : count; // only "full or not" and the place matter
    }

    boolean contains(final long sequence, final long timeNs)
    {
        for (int i = Math.min(count, CAPACITY) - 1; i >= 0; i--)
        {
            if (sequences[i] == sequence && times[i] == timeNs)
            {
                return true;
            }
        }
        return false;
    }

    void clear()
    {
        count = 0;
    }
}
