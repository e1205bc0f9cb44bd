package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plain book of maps, as slow and as obvious as can be. Guarded by its owner's lock. */
public final class PriceBook
{
    final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final String symbol;
    private long lastUpdateId;
    private long timeMs;

    public PriceBook(final String symbol)
    {
        this.symbol = symbol;
    }

    long lastUpdateId()
    {
        return lastUpdateId;
    }

    void advanceTo(final long updateId, final long updateTimeMs)
    {
        lastUpdateId = updateId;
        timeMs = updateTimeMs;
    }

    /** Applies changed levels of both sides, from a depth body or a diff. */
    public void apply(final Object bidLevels, final Object askLevels)
    {
        apply(bids, bidLevels);
        apply(asks, askLevels);
    }

    /** Sets one level; quantity zero removes it. */
    static void set(final Map<BigDecimal, BigDecimal> side, final BigDecimal price, final BigDecimal quantity)
    {
        if (quantity.signum() == 0)
        {
            side.remove(price);
        }
        else
        {
            side.put(price, quantity);
        }
    }

    public TrueBook copy()
    {
        return new TrueBook(symbol, lastUpdateId, timeMs, Collections.unmodifiableSortedMap(new TreeMap<>(bids)),
            Collections.unmodifiableSortedMap(new TreeMap<>(asks)));
    }

    private static void apply(final Map<BigDecimal, BigDecimal> side, final Object levels)
    {
        if (levels instanceof List<?> list)
        {
            for (final Object level : list)
            {
                final List<?> pair = (List<?>)level;
                set(side, new BigDecimal(pair.get(0).toString()), new BigDecimal(pair.get(1).toString()));
            }
        }
    }
}
