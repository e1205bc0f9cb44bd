package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrueBook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The parameters of one subscription at work: windows of its own length, images at its own pace. */
final class KiyotakaGeneratedTap extends KiyotakaTap
{
    private final List<KiyotakaMarketState> markets;
    private final Map<KiyotakaMarketState, KiyotakaWindow> windows = new IdentityHashMap<>();
    private final Map<String, List<KiyotakaMarketState>> groups = new LinkedHashMap<>();
    private long nextImageNs = Long.MIN_VALUE;

    KiyotakaGeneratedTap(final KiyotakaChannel channel, final List<KiyotakaMarketState> markets)
    {
        super(channel);
        this.markets = markets.stream().filter(state -> channel.covers(state.market())).toList();
        for (final KiyotakaMarketState state : this.markets)
        {
            // INFERRED: a group is made per exchange; both documented examples name one.
            final String key = channel.grouped() ? state.market().exchange() :
                state.market().exchange() + ' ' + state.market().symbol();
            groups.computeIfAbsent(key, exchange -> new ArrayList<>()).add(state);
            windows.put(state, new KiyotakaWindow(state.market(), channel.batchIntervalNs()));
        }
    }

    /** Puts out what the tick that ended now brings to this subscription. */
    void onTick(final long nowNs, final Consumer<KiyotakaPoint> out)
    {
        switch (channel().type())
        {
            case TRADE_AGG:
                aggregate(nowNs, out);
                break;
            case BLOCK_BOOK_SNAPSHOT:
            case VOLUME_PROFILE_AGG:
                if (nowNs >= nextImageNs)
                {
                    nextImageNs = nowNs + channel().updateFrequencyNs();
                    groups.values().forEach(group -> image(group, nowNs, out));
                }
                break;
            default:
                printed(out);
                break;
        }
    }

    private void printed(final Consumer<KiyotakaPoint> out)
    {
        for (final KiyotakaMarketState state : markets)
        {
            for (final KiyotakaPoint point : state.points())
            {
                if (point.series().type() == channel().type())
                {
                    out.accept(point);
                }
            }
        }
    }

    private void aggregate(final long nowNs, final Consumer<KiyotakaPoint> out)
    {
        for (final KiyotakaMarketState state : markets)
        {
            final KiyotakaWindow window = windows.get(state);
            state.trades().forEach(trade -> window.onTrade(trade, out));
            window.onTime(nowNs, out);
        }
    }

    private void image(final List<KiyotakaMarketState> group, final long nowNs, final Consumer<KiyotakaPoint> out)
    {
        if (channel().type().isBook())
        {
            out.accept(KiyotakaPoints.book(group.get(0).market(), channel(), side(group, true), side(group, false),
                nowNs));
            return;
        }
        final KiyotakaMarket first = group.get(0).market();
        // Markets of one coin in one group share the width of the first.
        final NavigableMap<BigDecimal, double[]> sum = new TreeMap<>();
        group.forEach(state -> state.profile().forEach((price, volumes) ->
        {
            final BigDecimal bucket = price.divideToIntegralValue(first.blockSize()).multiply(first.blockSize());
            final double[] total = sum.computeIfAbsent(bucket.stripTrailingZeros(), key -> new double[2]);
            total[0] += volumes[0];
            total[1] += volumes[1];
        }));
        final List<Object> triplets = new ArrayList<>();
        sum.forEach((price, volumes) ->
        {
            final double unit = channel().usd() ? price.doubleValue() : 1;
            triplets.add(KiyotakaNumbers.number(price));
            triplets.add(KiyotakaNumbers.number(volumes[0] * unit));
            triplets.add(KiyotakaNumbers.number(volumes[1] * unit));
        });
        final long startNs = group.stream().mapToLong(KiyotakaMarketState::profileStartNs).max().orElseThrow();
        out.accept(KiyotakaPoints.profile(first, channel().grouped(), first.blockSize(), triplets, startNs));
    }

    private List<KiyotakaTrueBook.Level> side(final List<KiyotakaMarketState> group, final boolean bid)
    {
        if (group.size() == 1)
        {
            return group.get(0).book().buckets(bid, channel().blockSize(), channel().maxDepth());
        }
        final NavigableMap<BigDecimal, BigDecimal> sum =
            new TreeMap<>(bid ? Comparator.<BigDecimal>reverseOrder() : Comparator.<BigDecimal>naturalOrder());
        group.forEach(state -> state.book().buckets(bid, channel().blockSize(), Integer.MAX_VALUE)
            .forEach(level -> sum.merge(level.price().stripTrailingZeros(), level.volume(), BigDecimal::add)));
        return sum.entrySet().stream().limit(channel().maxDepth())
            .map(level -> new KiyotakaTrueBook.Level(level.getKey(), level.getValue())).toList();
    }
}
