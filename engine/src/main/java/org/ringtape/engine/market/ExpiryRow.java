package org.ringtape.engine.market;

import java.util.Arrays;

import org.ringtape.engine.book.level.Decimals;

/** The options of one expiry by strike, lowest first. Market thread only. */
final class ExpiryRow
{
    final long expiryNs;
    int strikeCount;
    long[] strikes = new long[16];
    byte[] strikeScales = new byte[16];
    ChainOption[] calls = new ChainOption[16];
    ChainOption[] puts = new ChainOption[16];

    ExpiryRow(final long expiryNs)
    {
        this.expiryNs = expiryNs;
    }

    /** Place of a strike, or {@code -1 - place} where it belongs. */
    int find(final long strike, final int scale)
    {
        int low = 0;
        int high = strikeCount - 1;
        while (low <= high)
        {
            final int middle = low + high >>> 1;
            final int order = Decimals.compare(strikes[middle], strikeScales[middle], strike, scale);
            if (order == 0)
            {
                return middle;
            }
            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** False if there is such an option already. */
    boolean add(final ChainOption option)
    {
        int place = find(option.strike(), option.strikeScale());
        if (place < 0)
        {
            place = -1 - place;
            insert(place, option);
        }
        final ChainOption[] column = option.isCall() ? calls : puts;
        if (column[place] != null)
        {
            return false;
        }
        column[place] = option;
        return true;
    }

    void remove(final ChainOption option)
    {
        final int place = find(option.strike(), option.strikeScale());
        (option.isCall() ? calls : puts)[place] = null;
        if (calls[place] == null && puts[place] == null)
        {
            move(place + 1, place);
            strikeCount--;
            calls[strikeCount] = null;
            puts[strikeCount] = null;
        }
    }

    private void insert(final int place, final ChainOption option)
    {
        if (strikeCount == strikes.length)
        {
            final int length = 2 * strikeCount;
            strikes = Arrays.copyOf(strikes, length);
            strikeScales = Arrays.copyOf(strikeScales, length);
            calls = Arrays.copyOf(calls, length);
            puts = Arrays.copyOf(puts, length);
        }
        move(place, place + 1);
        strikeCount++;
        strikes[place] = option.strike();
        strikeScales[place] = (byte)option.strikeScale();
        calls[place] = null;
        puts[place] = null;
    }

    private void move(final int from, final int to)
    {
        final int count = strikeCount - from;
        System.arraycopy(strikes, from, strikes, to, count);
        System.arraycopy(strikeScales, from, strikeScales, to, count);
        System.arraycopy(calls, from, calls, to, count);
        System.arraycopy(puts, from, puts, to, count);
    }
}
