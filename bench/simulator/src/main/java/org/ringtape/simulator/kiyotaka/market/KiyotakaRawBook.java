package org.ringtape.simulator.kiyotaka.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The unbucketed book of one generated market: ticks to lots, never crossed, never empty. Guarded by its source. */
public final class KiyotakaRawBook
{
    private static final int NEAR_LEVELS = 12;
    private static final double REMOVED_SHARE = 0.35;

    private final KiyotakaMarket market;
    private final RandomGenerator random;
    private final int levels;
    private final int spacing;
    private final NavigableMap<Long, Long> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final NavigableMap<Long, Long> asks = new TreeMap<>();

    /** @param levels least number of price levels on each side. */
    public KiyotakaRawBook(final KiyotakaMarket market, final RandomGenerator random, final int levels)
    {
        this.market = market;
        this.random = random;
        this.levels = levels;
        this.spacing = Math.max(1, market.blockSize().divideToIntegralValue(market.tick()).intValueExact() / 4);
        final long mid = market.price().divideToIntegralValue(market.tick()).longValueExact();
        bids.put(mid, lots());
        asks.put(mid + 1, lots());
        refill();
    }

    /** Puts, changes or removes one order near the touch. */
    public void change()
    {
        final boolean bid = random.nextBoolean();
        final NavigableMap<Long, Long> side = bid ? bids : asks;
        if (random.nextDouble() < REMOVED_SHARE && side.size() > 1)
        {
            side.remove(near(side));
        }
        else
        {
            final long best = side.firstKey();
            final long away = (long)Math.abs(random.nextGaussian() * 2 * spacing) - 1;
            final long price = bid ? best - away : best + away;
            if (price > 0 && (bid ? price < asks.firstKey() : price > bids.firstKey()))
            {
                side.put(price, lots());
            }
        }
        refill();
    }

    /** @return ticks and lots of an order that hit the touch. */
    public long[] trade(final boolean buy)
    {
        final NavigableMap<Long, Long> side = buy ? asks : bids;
        final Map.Entry<Long, Long> best = side.firstEntry();
        final long lots = Math.min(best.getValue(), 1 + (long)(Math.abs(random.nextGaussian()) * 40));
        if (lots == best.getValue() && side.size() > 1)
        {
            side.remove(best.getKey());
            refill();
        }
        else
        {
            side.put(best.getKey(), Math.max(1, best.getValue() - lots));
        }
        return new long[]{best.getKey(), lots};
    }

    /** @return the buckets of one side, nearest to mid first, at most {@code depth}. */
    public List<KiyotakaTrueBook.Level> buckets(final boolean bid, final BigDecimal blockSize, final int depth)
    {
        final int scale = Math.max(0, Math.max(blockSize.scale(), market.tick().scale()));
        final long tick = market.tick().setScale(scale).unscaledValue().longValueExact();
        final long block = blockSize.setScale(scale).unscaledValue().longValueExact();
        final List<KiyotakaTrueBook.Level> buckets = new ArrayList<>();
        long bucket = Long.MIN_VALUE;
        long lots = 0;
        for (final Map.Entry<Long, Long> level : (bid ? bids : asks).entrySet())
        {
            final long of = Math.floorDiv(level.getKey() * tick, block);
            if (of != bucket && lots > 0)
            {
                buckets.add(level(BigDecimal.valueOf(bucket * block, scale), lots));
                lots = 0;
            }
            if (buckets.size() == depth)
            {
                return buckets;
            }
            bucket = of;
            lots += level.getValue();
        }
        buckets.add(level(BigDecimal.valueOf(bucket * block, scale), lots));
        return buckets;
    }

    private KiyotakaTrueBook.Level level(final BigDecimal price, final long lots)
    {
        return new KiyotakaTrueBook.Level(price, BigDecimal.valueOf(lots).multiply(market.lot()));
    }

    private long near(final NavigableMap<Long, Long> side)
    {
        int skip = random.nextInt(Math.min(NEAR_LEVELS, side.size()));
        for (final long price : side.keySet())
        {
            if (skip-- == 0)
            {
                return price;
            }
        }
        return side.firstKey();
    }

    private void refill()
    {
        while (bids.size() < levels && bids.lastKey() > spacing + 1)
        {
            bids.put(bids.lastKey() - 1 - random.nextInt(spacing), lots());
        }
        while (asks.size() < levels)
        {
            asks.put(asks.lastKey() + 1 + random.nextInt(spacing), lots());
        }
        while (bids.size() > 2 * levels)
        {
            bids.pollLastEntry();
        }
        while (asks.size() > 2 * levels)
        {
            asks.pollLastEntry();
        }
    }

    private long lots()
    {
        return 1 + random.nextInt(2000);
    }
}
