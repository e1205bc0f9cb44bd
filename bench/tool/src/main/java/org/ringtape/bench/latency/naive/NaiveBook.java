package org.ringtape.bench.latency.naive;

import org.ringtape.bench.latency.source.BookRows;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A book of two sorted maps. Consumer's thread. */
public final class NaiveBook
{
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private long lastId = -1;
    private boolean broken;

    /** Replaces the book. */
    public void replace(final NaiveEvent image)
    {
        bids.clear();
        asks.clear();
        apply(image);
        broken = false;
    }

    /** Applies an update that must chain. */
    public void update(final NaiveEvent diff)
    {
        broken |= diff.previousId() != lastId;
        apply(diff);
    }

    public boolean isTrusted()
    {
        return !broken;
    }

    String rows()
    {
        final BookRows rows = new BookRows();
        bids.forEach((price, quantity) -> rows.add(true, price, quantity));
        asks.forEach((price, quantity) -> rows.add(false, price, quantity));
        return rows.toString();
    }

    private void apply(final NaiveEvent event)
    {
        apply(bids, event.bids());
        apply(asks, event.asks());
        lastId = event.lastId();
    }

    private static void apply(final NavigableMap<BigDecimal, BigDecimal> side, final List<NaiveLevel> levels)
    {
        for (final NaiveLevel level : levels)
        {
            if (level.quantity().signum() == 0)
            {
                side.remove(level.price());
            }
            else
            {
                side.put(level.price(), level.quantity());
            }
        }
    }
}
