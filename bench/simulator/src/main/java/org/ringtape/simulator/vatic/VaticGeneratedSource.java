package org.ringtape.simulator.vatic;

import org.ringtape.simulator.market.JsonWriter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/** Made-up windows: at each boundary, each price comes after its own random 1 to 5 seconds of simulated time. */
public final class VaticGeneratedSource extends VaticSource
{
    private static final long NANOS = 1_000_000_000L;
    private static final long LEAST_DELAY_NS = NANOS;
    private static final long MOST_DELAY_NS = 5 * NANOS;

    private final VaticPrices prices;
    private final long seed;
    private final String fourHourSource;
    private final VaticEarlySnapshot earlySnapshot;
    private final long markPeriodNs;
    private final Map<VaticInterval, Long> nextStart = new EnumMap<>(VaticInterval.class);
    private final PriorityQueue<Opening> openings = new PriorityQueue<>();
    private final Map<String, BigDecimal> marks = new HashMap<>();
    private long nextMarkNs;

    /** A price on its way. */
    private record Opening(long atNs, VaticTarget target) implements Comparable<Opening>
    {
        @Override
        public int compareTo(final Opening other)
        {
            return Long.compare(atNs, other.atNs);
        }
    }

    private VaticGeneratedSource(final Builder settings)
    {
        this.seed = settings.seed;
        this.prices = new VaticPrices(seed);
        this.fourHourSource = settings.fourHourSource;
        this.earlySnapshot = settings.earlySnapshot;
        this.markPeriodNs = settings.markPeriodNs;
    }

    /** @return settings with the defaults. */
    public static Builder builder()
    {
        return new Builder();
    }

    @Override
    public Optional<VaticTarget> truth(final String asset, final VaticInterval interval, final long startSeconds)
    {
        return assets().contains(asset) && interval.startOf(startSeconds) == startSeconds ?
            Optional.of(target(asset, interval, startSeconds)) : Optional.empty();
    }

    /** @return simulated epoch nanoseconds at which the price of a window is there. Any thread. */
    public long availableNs(final String asset, final VaticInterval interval, final long startSeconds)
    {
        final long key = ((seed * 31 + asset.hashCode()) * 31 + interval.ordinal()) * 31 + startSeconds;
        return startSeconds * NANOS + new SplittableRandom(key).nextLong(LEAST_DELAY_NS, MOST_DELAY_NS);
    }

    @Override
    byte[] connected()
    {
        return bytes(VaticEvents.connected(assets()));
    }

    @Override
    Set<String> assets()
    {
        return prices.assets();
    }

    @Override
    void start(final long nowNs)
    {
        final long now = Math.floorDiv(nowNs, NANOS);
        for (final VaticInterval interval : VaticInterval.values())
        {
            // A window that is younger than the longest delay still has prices to come.
            final long start = interval.startOf(now);
            schedule(interval, start, nowNs);
            nextStart.put(interval, interval.next(start));
        }
        nextMarkNs = nowNs + markPeriodNs;
    }

    @Override
    List<byte[]> snapshots(final String asset, final Collection<VaticInterval> intervals, final long nowNs)
    {
        final List<byte[]> snapshots = new ArrayList<>();
        for (final VaticInterval interval : intervals)
        {
            final long start = interval.startOf(Math.floorDiv(nowNs, NANOS));
            final VaticTarget target = target(asset, interval, start);
            if (isAvailable(target, nowNs))
            {
                snapshots.add(bytes(VaticEvents.opened(target, true)));
            }
            else if (earlySnapshot == VaticEarlySnapshot.ERROR)
            {
                snapshots.add(bytes(VaticEvents.failed(target)));
            }
            else if (earlySnapshot == VaticEarlySnapshot.PREVIOUS)
            {
                snapshots.add(bytes(VaticEvents.opened(target(asset, interval, interval.startOf(start - 1)), true)));
            }
        }
        return snapshots;
    }

    @Override
    Optional<byte[]> markSnapshot(final String asset, final long nowNs)
    {
        final long nowMs = Math.floorDiv(nowNs, 1_000_000);
        final BigDecimal price = marks.computeIfAbsent(asset, key -> mark(key, nowMs));
        return Optional.of(bytes(VaticEvents.mark(asset, price, nowMs, true)));
    }

    @Override
    boolean isAvailable(final VaticTarget target, final long nowNs)
    {
        return nowNs >= availableNs(target.asset(), target.interval(), target.startSeconds());
    }

    @Override
    int advance(final long nowNs, final boolean listened, final Output output)
    {
        for (final VaticInterval interval : VaticInterval.values())
        {
            while (nextStart.get(interval) * NANOS <= nowNs)
            {
                final long start = nextStart.get(interval);
                schedule(interval, start, start * NANOS);
                nextStart.put(interval, interval.next(start));
            }
        }
        int work = 0;
        for (; !openings.isEmpty() && openings.peek().atNs() <= nowNs; work++)
        {
            final VaticTarget target = openings.remove().target();
            output.onWindow(target, null, VaticEvents.opened(target, false));
        }
        if (nowNs >= nextMarkNs)
        {
            // Prices in between have no buyer once time has moved on: the channel carries the latest.
            nextMarkNs = nowNs + markPeriodNs;
            publishMarks(Math.floorDiv(nowNs, 1_000_000), output);
            work++;
        }
        return work;
    }

    private void publishMarks(final long nowMs, final Output output)
    {
        for (final String asset : assets())
        {
            final BigDecimal price = mark(asset, nowMs);
            marks.put(asset, price);
            output.onEvent(asset, null, null, VaticEvents.mark(asset, price, nowMs, false));
        }
    }

    private void schedule(final VaticInterval interval, final long startSeconds, final long fromNs)
    {
        for (final String asset : assets())
        {
            final long atNs = availableNs(asset, interval, startSeconds);
            if (atNs > fromNs)
            {
                openings.add(new Opening(atNs, target(asset, interval, startSeconds)));
            }
        }
    }

    private VaticTarget target(final String asset, final VaticInterval interval, final long startSeconds)
    {
        final String source = source(asset, interval);
        return new VaticTarget(asset, interval, startSeconds, prices.price(asset, source, startSeconds * 1000),
            source);
    }

    private String source(final String asset, final VaticInterval interval)
    {
        return switch (interval)
        {
            case MIN_5, MIN_15 -> VaticInferred.CHAINLINK;
            case HOUR_4 -> fourHourSource;
            case HOUR_1, DAILY -> VaticInferred.FUTURES_ASSET.equals(asset) ? VaticInferred.BINANCE_FUTURES :
                VaticInferred.BINANCE;
        };
    }

    private BigDecimal mark(final String asset, final long nowMs)
    {
        return prices.price(asset, VaticInferred.MARK_CHANNEL, nowMs);
    }

    private static byte[] bytes(final Map<String, Object> event)
    {
        return JsonWriter.compact(event).getBytes(StandardCharsets.UTF_8);
    }

    /** Settings of made-up windows. Not thread-safe. */
    public static final class Builder
    {
        private long seed = 1;
        private String fourHourSource = VaticInferred.BINANCE;
        private VaticEarlySnapshot earlySnapshot = VaticEarlySnapshot.NONE;
        private long markPeriodNs = NANOS;

        private Builder()
        {
        }

        /** @param randomSeed of prices and delays (default 1). */
        public Builder seed(final long randomSeed)
        {
            seed = randomSeed;
            return this;
        }

        /** @param source of {@code 4hour} windows (default {@code binance}); the vendor's pages disagree. */
        public Builder fourHourSource(final String source)
        {
            fourHourSource = source;
            return this;
        }

        /** @param what a subscription gets in the first seconds of a window (default: nothing). */
        public Builder earlySnapshot(final VaticEarlySnapshot what)
        {
            earlySnapshot = what;
            return this;
        }

        /** @param periodNs between mark prices, nanoseconds of simulated time (default 1 s). */
        public Builder markPeriodNs(final long periodNs)
        {
            markPeriodNs = periodNs;
            return this;
        }

        /** @return the source, not living yet. */
        public VaticGeneratedSource build()
        {
            return new VaticGeneratedSource(this);
        }
    }
}
