package org.ringtape.bench.system.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.bench.system.LiveRig;
import org.ringtape.simulator.vatic.VaticGeneratedSource;
import org.ringtape.simulator.vatic.VaticInterval;
import org.ringtape.simulator.vatic.VaticSimulator;
import org.ringtape.simulator.vatic.VaticTarget;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.vatic.VaticFeed;

/** Vatic and pipeline on threads of their own, by a clock that runs fast: whatever is late, each price is right. */
@Timeout(60)
final class VaticAcceleratedTest
{
    private static final long SEED = 5_011_000;
    private static final double SPEED = 100;
    private static final Instant BEGIN = Instant.parse("2026-03-08T04:58:30Z");
    private static final Instant LAST = Instant.parse("2026-03-08T05:05:00Z");
    private static final List<String> ASSETS = List.of("btc", "eth", "sol", "xrp", "hype", "doge", "bnb");

    @Test
    void shouldHaveTheRightPriceOfEachWindowAcrossMidnight()
    {
        System.out.println("Vatic seed " + SEED);
        final AtomicReference<Throwable> error = new AtomicReference<>();
        final Prices prices = new Prices();
        final AtomicLong goNs = new AtomicLong();
        try (VaticSimulator simulator = VaticSimulator.builder(VaticGeneratedSource.builder().seed(SEED).build())
            .speed(SPEED)
            .clock(() -> goNs.get() == 0 ? 0 : System.nanoTime() - goNs.get()) // stands still until all is connected
            .begin(BEGIN)
            .pings(Duration.ofMillis(200), Duration.ofSeconds(10)) // 20 s of the simulated clock
            .build();
            CounterSet counters = CounterSet.inMemory())
        {
            simulator.start();
            try (MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
                .ringCapacity(1024)
                .clock(simulator::simulatedNs)
                .counters(counters)
                .errorHandler((thrown) -> error.compareAndSet(null, thrown))
                .strategy(prices));
                Feeds feeds = Feeds.launch(new FeedsContext()
                    .pipeline(pipeline)
                    .random(new SplittableRandom(SEED))
                    .add(new VaticFeed()
                        .symbols(ASSETS.toArray(new String[0]))
                        .webSocket(simulator.webSocketUri())
                        .rest(simulator.restUri())
                        .build())))
            {
                final Map<String, String> expected = expected(simulator);
                assertTrue(LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, () -> isSubscribed(feeds, prices)));
                goNs.set(System.nanoTime());
                LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, () -> prices.first.keySet().containsAll(expected.keySet()));
                final Map<String, String> seen = new TreeMap<>(prices.first);
                seen.keySet().retainAll(expected.keySet());
                assertEquals(expected, seen, () -> feeds.sessions().get(0).state() + " " + simulator.statistics());
            }
            assertNull(error.get());
            assertEquals(0, counters.total(PipelineCounter.TARGETS_CORRECTED));
            assertEquals(0, counters.total(PipelineCounter.TARGETS_REJECTED));
            assertEquals(0, counters.total(PipelineCounter.FRAMES_MALFORMED));
            assertTrue(counters.total(PipelineCounter.FRAMES_DECODED) > 0);
        }
    }

    private static boolean isSubscribed(final Feeds feeds, final Prices prices)
    {
        return feeds.sessions().get(0).state() == SessionState.LIVE &&
            prices.first.size() == ASSETS.size() * VaticInterval.values().length;
    }

    /** Every window that is current at any time from the midnight on, until the last begin. */
    private static Map<String, String> expected(final VaticSimulator simulator)
    {
        final Map<String, String> expected = new TreeMap<>();
        final long from = Instant.parse("2026-03-08T05:00:00Z").getEpochSecond();
        for (final VaticInterval interval : VaticInterval.values())
        {
            for (long start = interval.startOf(from); start <= LAST.getEpochSecond(); start = interval.next(start))
            {
                for (final String asset : ASSETS)
                {
                    final VaticTarget truth = simulator.truth(asset, interval, start).orElseThrow();
                    expected.put(
                        key(asset, interval.label(), start),
                        value(interval.next(start), truth.price(), truth.source()));
                }
            }
        }
        return expected;
    }

    private static String key(final String asset, final String interval, final long start)
    {
        return asset + " " + interval + " " + start;
    }

    private static String value(final long end, final BigDecimal price, final String source)
    {
        return end + " " + price.stripTrailingZeros().toPlainString() + " " + source;
    }

    /** The first price told of each window. Written by the market thread. */
    private static final class Prices implements Strategy
    {
        private final Map<String, String> first = new ConcurrentHashMap<>();
        private StrategyContext context;

        @Override
        public void onStart(final StrategyContext strategyContext)
        {
            context = strategyContext;
        }

        @Override
        public void onPriceTarget(final TargetWindow window, final PriceTarget event)
        {
            if (window.hasPrice())
            {
                first.putIfAbsent(
                    key(context.instruments().instrument(window.instrumentId()).symbol(), window.interval(),
                        TimeUnit.NANOSECONDS.toSeconds(window.startNs())),
                    value(TimeUnit.NANOSECONDS.toSeconds(window.endNs()),
                        BigDecimal.valueOf(window.price(), window.priceScale()), window.source()));
            }
        }
    }
}
