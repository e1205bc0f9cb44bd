package org.ringtape.engine.book;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ringtape.engine.event.BookUpdate;

/** A book as one would write it on a slate: the oracle. */
final class NaiveBook implements TestBook
{
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    @Override
    public void apply(final BookUpdate chunk)
    {
        for (int i = 0; i < chunk.bidCount(); i++)
        {
            apply(bids, chunk, chunk.bidPrice(i), chunk.bidQuantity(i));
        }
        for (int i = 0; i < chunk.askCount(); i++)
        {
            apply(asks, chunk, chunk.askPrice(i), chunk.askQuantity(i));
        }
    }

    @Override
    public void clear()
    {
        bids.clear();
        asks.clear();
    }

    @Override
    public List<Row> rows(final boolean isBid)
    {
        final List<Row> rows = new ArrayList<>();
        side(isBid).forEach((price, quantity) -> rows.add(new Row(price, quantity)));
        return rows;
    }

    @Override
    public BigDecimal best(final boolean isBid)
    {
        return side(isBid).isEmpty() ? null : side(isBid).firstKey();
    }

    @Override
    public BigDecimal quantityAt(final boolean isBid, final BigDecimal price)
    {
        return side(isBid).getOrDefault(price.stripTrailingZeros(), BigDecimal.ZERO);
    }

    @Override
    public BigDecimal cumulativeQuantity(final boolean isBid, final int levels)
    {
        return side(isBid).values().stream().limit(levels).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public BigDecimal cumulativeQuantityTo(final boolean isBid, final BigDecimal price)
    {
        return side(isBid).headMap(price, true).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public BigDecimal priceForQuantity(final boolean isBid, final BigDecimal quantity)
    {
        BigDecimal left = quantity;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side(isBid).entrySet())
        {
            left = left.subtract(level.getValue());
            if (left.signum() <= 0)
            {
                return level.getKey();
            }
        }
        return null;
    }

    @Override
    public BigDecimal averagePriceForQuantity(final boolean isBid, final BigDecimal quantity)
    {
        BigDecimal left = quantity;
        BigDecimal paid = BigDecimal.ZERO;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side(isBid).entrySet())
        {
            final BigDecimal taken = left.min(level.getValue());
            paid = paid.add(taken.multiply(level.getKey()));
            left = left.subtract(taken);
            if (left.signum() == 0)
            {
                return paid.divide(quantity, new MathContext(60));
            }
        }
        return null;
    }

    @Override
    public boolean isCrossed()
    {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    private TreeMap<BigDecimal, BigDecimal> side(final boolean isBid)
    {
        return isBid ? bids : asks;
    }

    private static void apply(
        final TreeMap<BigDecimal, BigDecimal> side, final BookUpdate chunk, final long price, final long quantity)
    {
        final BigDecimal key = BigDecimal.valueOf(price, chunk.priceScale()).stripTrailingZeros();
        if (quantity == 0)
        {
            side.remove(key);
        }
        else
        {
            side.put(key, BigDecimal.valueOf(quantity, chunk.quantityScale()).stripTrailingZeros());
        }
    }
}
