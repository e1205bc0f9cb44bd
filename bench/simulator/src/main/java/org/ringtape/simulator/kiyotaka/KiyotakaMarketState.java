package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaRawBook;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrade;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One generated market: its book, its prints and what accumulates from them. Guarded by its source. */
final class KiyotakaMarketState
{
    private static final double ZERO_AMOUNT_SHARE = 0.001;
    private static final double LIQUIDATION_SHARE = 0.02;
    private static final double UNKNOWN_SHARE = 0.2;

    private final KiyotakaMarket market;
    private final RandomGenerator random;
    private final KiyotakaRawBook book;
    private final NavigableMap<BigDecimal, double[]> profile = new TreeMap<>();
    private final List<KiyotakaTrade> trades = new ArrayList<>();
    private final List<KiyotakaPoint> points = new ArrayList<>();
    private long profileStartNs;
    private long nextId = 7_000_000_000L;
    private double tradesDue;
    private double changesDue;

    KiyotakaMarketState(final KiyotakaMarket market, final RandomGenerator random, final int levels)
    {
        this.market = market;
        this.random = random;
        this.book = new KiyotakaRawBook(market, random, levels);
    }

    KiyotakaMarket market()
    {
        return market;
    }

    KiyotakaRawBook book()
    {
        return book;
    }

    /** @return the trades of the last tick, in time order. */
    List<KiyotakaTrade> trades()
    {
        return trades;
    }

    /** @return the points of the last tick: trades, liquidations and slow values. */
    List<KiyotakaPoint> points()
    {
        return points;
    }

    long profileStartNs()
    {
        return profileStartNs;
    }

    /** @return bucket price to bought and sold coin; not a copy. */
    NavigableMap<BigDecimal, double[]> profile()
    {
        return profile;
    }

    /** Lets a span of time pass, with so many trades and book changes on average. */
    void pass(final long fromNs, final long toNs, final double expectedTrades, final double expectedChanges)
    {
        clearTick();
        changesDue += expectedChanges * 2 * random.nextDouble();
        for (; changesDue >= 1; changesDue--)
        {
            book.change();
        }
        tradesDue += expectedTrades * 2 * random.nextDouble();
        final List<Long> times = new ArrayList<>();
        for (; tradesDue >= 1; tradesDue--)
        {
            // Exchanges stamp with milliseconds, some with less.
            final long unitNs = market.ids() == KiyotakaMarket.TradeIds.HASH ? 1 : 1_000_000;
            times.add(fromNs + random.nextLong(toNs - fromNs) / unitNs * unitNs);
        }
        Collections.sort(times);
        times.forEach(this::print);
    }

    /** Forgets the events of the last tick. */
    void clearTick()
    {
        trades.clear();
        points.clear();
    }

    /** Publishes the values that come at a low rate. */
    void publishSlowValues(final long timeNs)
    {
        if (!KiyotakaMarket.PERPETUAL.equals(market.category()))
        {
            return;
        }
        final BigDecimal[] rates = {rate(), rate()};
        points.add(KiyotakaPoints.funding(market, rates, timeNs));
        points.add(KiyotakaPoints.openInterest(market, open(), timeNs));
    }

    private void print(final long timeNs)
    {
        final boolean buy = random.nextBoolean();
        final long[] hit = book.trade(buy);
        final BigDecimal price = market.tick().multiply(BigDecimal.valueOf(hit[0]));
        final BigDecimal amount = random.nextDouble() < ZERO_AMOUNT_SHARE ? BigDecimal.ZERO :
            market.lot().multiply(BigDecimal.valueOf(hit[1]));
        final KiyotakaTrade trade = new KiyotakaTrade(buy, price, amount, timeNs);
        trades.add(trade);
        points.add(KiyotakaPoints.print(KiyotakaType.TRADE, market, nextId(), trade));
        if (random.nextDouble() < LIQUIDATION_SHARE)
        {
            points.add(KiyotakaPoints.print(KiyotakaType.LIQUIDATION, market, nextId(), trade));
        }
        accumulate(trade);
    }

    private void accumulate(final KiyotakaTrade trade)
    {
        final long startNs = Math.floorDiv(trade.timeNs(), KiyotakaInferred.PROFILE_PERIOD_NS) *
            KiyotakaInferred.PROFILE_PERIOD_NS;
        if (startNs != profileStartNs)
        {
            profileStartNs = startNs;
            profile.clear();
        }
        final BigDecimal bucket = trade.price().divideToIntegralValue(market.blockSize()).multiply(market.blockSize());
        final double[] volumes = profile.computeIfAbsent(bucket.stripTrailingZeros(), price -> new double[2]);
        volumes[trade.buy() ? 0 : 1] += trade.amount().doubleValue();
    }

    private String nextId()
    {
        final long id = nextId += 1 + random.nextInt(3);
        return switch (market.ids())
        {
            case DECIMAL -> Long.toString(id);
            case UUID -> new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                .toString();
            case HASH -> hash(id);
        };
    }

    private String hash(final long id)
    {
        final StringBuilder text = new StringBuilder("0x").append(HexFormat.of().toHexDigits(id));
        for (int i = 0; i < 3; i++)
        {
            text.append(HexFormat.of().toHexDigits(random.nextLong()));
        }
        return text.toString();
    }

    private BigDecimal rate()
    {
        return random.nextDouble() < UNKNOWN_SHARE ? null :
            BigDecimal.valueOf(random.nextGaussian() * 1e-4).setScale(random.nextInt(4, 10), RoundingMode.HALF_EVEN);
    }

    private BigDecimal open()
    {
        return random.nextDouble() < UNKNOWN_SHARE / 4 ? null : BigDecimal.valueOf(random.nextLong(10_000_000_000L), 3);
    }

    /** @return a copy of the profile. */
    NavigableMap<BigDecimal, double[]> profileCopy()
    {
        final NavigableMap<BigDecimal, double[]> copy = new TreeMap<>();
        for (final Map.Entry<BigDecimal, double[]> bucket : profile.entrySet())
        {
            copy.put(bucket.getKey(), bucket.getValue().clone());
        }
        return copy;
    }
}
