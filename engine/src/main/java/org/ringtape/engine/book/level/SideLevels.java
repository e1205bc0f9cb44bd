package org.ringtape.engine.book.level;

import static org.ringtape.engine.event.EventLayout.ABSENT;

/**
 * Quantities by key, the best key the highest: the keys near the touch in a {@link TickWindow} where levels are dense
 * enough to be worth one, all that are worse, or all, in {@link SortedLevels}. Market thread only; allocates only to
 * grow.
 * <p>
 * The window holds every level from its lowest key on. A level above it closes it, as nothing else could be better than
 * the best in it; levels below it go to the blocks. Whether and where it opens is reviewed after so many changes beside
 * it that moving every level is a small part of what they cost, so no sequence of changes can make it expensive. What a
 * book says does not depend on it.
 * <p>
 * Nine of ten recorded BTCUSDT changes are within 4,096 ticks of the touch, 97 of 100 within 32,768.
 * <p>
 * A place is either a window's index or a block's place, valid until the next change.
 */
public final class SideLevels
{
    /** Answer for a place that does not exist. */
    public static final long NONE = SortedLevels.NONE;

    private static final long IN_WINDOW = 1L << 62;
    private static final int SHORTEST_WINDOW = 256;
    private static final int LONGEST_WINDOW = 1 << 15;
    /** The most keys of a window for each level: 64 KB for 512 levels, and never more than 256 KB. */
    private static final int KEYS_PER_LEVEL = 16;
    /** Changes beside the window until the next review, for each level that may have to move and at least. */
    private static final int PATIENCE_PER_LEVEL = 2;
    private static final int LEAST_PATIENCE = 64;

    private final int maxLevels;
    private final SortedLevels sorted;
    private final TickWindow window = new TickWindow();
    private long patience = LEAST_PATIENCE;
    /** Block of the last change: levels of an update are sorted, so the next one is most likely nearby. */
    private int lastRank;

    public SideLevels(final int maxLevels)
    {
        this.maxLevels = maxLevels;
        sorted = new SortedLevels(maxLevels);
    }

    /** Number of levels. */
    public int count()
    {
        return window.count() + sorted.count();
    }

    /** Drops every level; what follows will most likely be near the same prices, so the window stays. */
    void clear()
    {
        window.clear();
        sorted.clear();
    }

    /** Place of the highest key, or {@link #NONE}. */
    public long best()
    {
        final int index = window.best();
        return index == TickWindow.NONE ? sorted.best() : IN_WINDOW | index;
    }

    /** Place of the key below, or {@link #NONE}. */
    public long next(final long place)
    {
        if (place < IN_WINDOW)
        {
            return sorted.next(place);
        }
        final int index = window.next((int)place);
        return index == TickWindow.NONE ? sorted.best() : IN_WINDOW | index;
    }

    /** Place of the n-th key from the best, which is 0; {@link #NONE} where there is no such level. */
    long place(final int n)
    {
        if (n < 0 || n >= window.count())
        {
            return n < 0 ? NONE : sorted.place(n - window.count());
        }
        return IN_WINDOW | window.index(n);
    }

    /** Place of exactly this key, or {@link #NONE}. */
    public long find(final long key)
    {
        if (window.covers(key))
        {
            return window.has(key) ? IN_WINDOW | key - window.base() : NONE;
        }
        return sorted.find(key);
    }

    /** Key at a place. */
    public long key(final long place)
    {
        return place < IN_WINDOW ? sorted.key(place) : window.key((int)place);
    }

    /** Quantity at a place. */
    public long quantity(final long place)
    {
        return place < IN_WINDOW ? sorted.quantity(place) : window.quantity((int)place);
    }

    /** Sets the quantity at a place, above 0. */
    public void quantity(final long place, final long quantity)
    {
        if (place < IN_WINDOW)
        {
            sorted.quantity(place, quantity);
        }
        else
        {
            window.quantity((int)place, quantity);
        }
    }

    /** The key furthest from the best; only if there are levels. */
    long worstKey()
    {
        return sorted.count() > 0 ? sorted.worstKey() : window.key(window.atOrAbove(0));
    }

    /**
     * Sets or, with quantity 0, removes a level; removing one that is not there changes nothing.
     *
     * @param key      of the level
     * @param quantity at least 0
     * @return false if there is no room for one more level; no level has changed then
     */
    public boolean set(final long key, final long quantity)
    {
        return window.covers(key) ? window.set(key, quantity, maxLevels - count()) : setBeside(key, quantity);
    }

    /**
     * Sets or removes levels of a chunk, in wire order: those in the window in runs, the others one by one.
     *
     * @param chunk holds them
     * @param from  first level, by its place in the payload
     * @param to    behind the last level
     * @param mask  makes a key of a price
     * @return false if a price is absent, a quantity absent or negative, or there is no room for one more level; the
     *     levels before that one are set
     */
    public boolean set(final ScaledLevels chunk, final int from, final int to, final long mask)
    {
        final long[] prices = chunk.prices();
        final long[] quantities = chunk.quantities();
        int next = from;
        while (true)
        {
            if (window.length() > 0) // a closed one would end the run at once, but asking it costs more
            {
                next = window.set(chunk, next, to, mask, maxLevels - count());
            }
            if (next >= to)
            {
                return true;
            }
            final long price = prices[next];
            final long quantity = quantities[next];
            // ABSENT is the smallest long, so an absent quantity is caught as a negative one
            if (price == ABSENT || quantity < 0 || !set(price ^ mask, quantity))
            {
                return false;
            }
            next++;
        }
    }

    /** Says that a run of changes is over; the window may open, move or close now. */
    public void settle()
    {
        if (patience <= 0)
        {
            review();
        }
    }

    /** Closes the window until the next review. All levels are in blocks then, see {@link #replaceKey}. */
    void closeWindow()
    {
        // upwards, so that each becomes the last of the last block
        for (int index = window.atOrAbove(0); index != TickWindow.NONE; index = window.atOrAbove(index + 1))
        {
            put(window.key(index), window.quantity(index));
        }
        window.close();
        patience = LEAST_PATIENCE + (long)PATIENCE_PER_LEVEL * count();
    }

    /** As {@link SortedLevels#replaceKey}, the window being closed. */
    void replaceKey(final long place, final long key)
    {
        sorted.replaceKey(place, key);
    }

    /** Ends what {@link #replaceKey} began. */
    void keysReplaced()
    {
        sorted.keysReplaced();
    }

    /** Number of keys the window covers, 0 if it is closed. */
    public int windowLength()
    {
        return window.length();
    }

    private boolean setBeside(final long key, final long quantity)
    {
        patience--;
        if (quantity == 0)
        {
            lastRank = sorted.rankOf(key, lastRank);
            sorted.remove(key, lastRank);
            return true;
        }
        if (window.length() > 0)
        {
            if (count() >= maxLevels && sorted.find(key) == NONE)
            {
                return false;
            }
            if (key > window.base())
            {
                closeWindow();
            }
        }
        return put(key, quantity);
    }

    private boolean put(final long key, final long quantity)
    {
        lastRank = sorted.rankOf(key, lastRank);
        return sorted.put(key, quantity, lastRank);
    }

    private void review()
    {
        final int levels = count();
        patience = LEAST_PATIENCE + (long)PATIENCE_PER_LEVEL * levels;
        if (levels == 0)
        {
            return;
        }
        final long best = key(best());
        final int length = wantedLength(best);
        final int above = length / 4;
        final long base = best - (length - above);
        // neither end wraps, and the smallest long, which is what an absent bid's key is, is not covered
        final boolean fits = base > Long.MIN_VALUE && base < best && base + length > best;
        if (!fits || key(place(levels / 2)) < base)
        {
            closeWindow(); // too sparse to be worth it
        }
        else if (length != window.length() || Math.abs(base - window.base()) > length / 8)
        {
            closeWindow();
            openWindow(base, length);
        }
    }

    /** Twice the keys that seven levels of eight span, for a touch that moves, if their number allows that. */
    private int wantedLength(final long best)
    {
        final long span = best - key(place((int)(count() * 7L / 8)));
        final long longest = Math.min(LONGEST_WINDOW, (long)KEYS_PER_LEVEL * count());
        int length = SHORTEST_WINDOW;
        while (length * 2 <= longest && Long.compareUnsigned(span, length / 2) > 0)
        {
            length *= 2;
        }
        return length;
    }

    private void openWindow(final long base, final int length)
    {
        window.open(base, length);
        for (long place = sorted.best(); place != NONE && sorted.key(place) >= base; place = sorted.best())
        {
            final long key = sorted.key(place);
            window.set(key, sorted.quantity(place), maxLevels);
            lastRank = sorted.rankOf(key, Integer.MAX_VALUE);
            sorted.remove(key, lastRank);
        }
    }
}
