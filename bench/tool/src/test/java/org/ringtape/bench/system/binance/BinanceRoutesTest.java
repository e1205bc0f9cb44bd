package org.ringtape.bench.system.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.binance.BinanceStreams;

/** Streams on paths and connections: one asked for in the wrong place is told of, and many are spread. */
@Timeout(40)
final class BinanceRoutesTest
{
    private static final int MANY_SYMBOLS = 300;
    private static final int STREAMS_PER_CONNECTION = 200;
    /** Deep enough for any generated book, and light enough to have as many within the venue's limits. */
    private static final int DEPTH_LIMIT = 50;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final String CANDLES = "@kline_1m";
    private static final String MISPLACED_MARKS = "btcusdt@optionMarkPrice";
    private static final String WELL_PLACED = "ethusdt@optionMarkPrice";

    @Test
    void shouldTellOfAStreamThatIsGrantedAndSilentOnTheWrongPath()
    {
        try (OptionsRig rig = new OptionsRig(GeneratedMarket.options(6), BinanceRoutesTest::withOneMisplaced))
        {
            rig.await("the silence", () -> rig.watch().losses(LossCause.STREAM_SILENT) > 1);
            rig.await("what is in its place", () -> rig.watch().countOf(EventType.MARK_PRICE) > 0 &&
                rig.watch().countOf(EventType.CANDLE) > 0);
            rig.awaitStill((context) -> rig.differenceOfBooks(context, 6, 0));

            assertEquals(Set.of(misplaced(rig.market()), MISPLACED_MARKS), rig.watch().silentStreams().stream()
                .map(rig::streamName).collect(Collectors.toSet()));
            assertNull(rig.ask((context) -> candleOf(rig, context, 0)), "granted and silent");
            assertNotNull(rig.ask((context) -> candleOf(rig, context, 1)), "in its place");
            rig.requireNothingLost();
        }
    }

    @Test
    void shouldSpreadManyStreamsOverConnections()
    {
        try (OptionsRig rig = new OptionsRig(GeneratedMarket.options(MANY_SYMBOLS), BinanceRoutesTest::allBooks))
        {
            rig.await("all definitions", () -> rig.watch().definedInstruments().size() >= MANY_SYMBOLS);
            rig.awaitStill((context) -> rig.differenceOfBooks(context, MANY_SYMBOLS, 0));
            rig.requireNothingLost();

            final List<Integer> streams = rig.feeds().sessions().stream()
                .map((session) -> session.subscriptions().all().size()).toList();
            assertEquals(6, streams.size(), "900 of /public by 200, and 1 of /market: " + streams);
            assertTrue(streams.stream().allMatch((count) -> count <= STREAMS_PER_CONNECTION), streams::toString);
            assertEquals(0, rig.watch().losses(LossCause.RING_FULL));
            assertEquals(0, rig.watch().losses(LossCause.STREAM_SILENT));
        }
    }

    private static String misplaced(final GeneratedMarket market)
    {
        return candles(market, 0);
    }

    private static String candles(final GeneratedMarket market, final int symbol)
    {
        return List.copyOf(market.symbols()).get(symbol).toLowerCase(Locale.ROOT) + CANDLES;
    }

    private static Candle candleOf(final OptionsRig rig, final StrategyContext context, final int symbol)
    {
        final int id = rig.instrument(BinanceModule.OPTIONS.id(), List.copyOf(rig.market().symbols()).get(symbol));
        return context.values().candle(id, TimeUnit.MINUTES.toNanos(1));
    }

    /** Candles of one symbol on the path of the books, of another where they belong, and marks too. */
    private static VenueFeed withOneMisplaced(final GeneratedMarket market, final BinanceSimulator simulator)
    {
        final VenueFeed right = at(simulator)
            .symbols(market.symbols().toArray(new String[0]))
            .streams(WELL_PLACED, candles(market, 1))
            .build();
        final List<VenueFeed.Endpoint> endpoints = new ArrayList<>();
        for (final VenueFeed.Endpoint endpoint : right.endpoints())
        {
            final List<VenueFeed.Stream> streams = new ArrayList<>();
            endpoint.streams().forEach((stream) -> streams.add(impatient(stream)));
            if (endpoint.protocol().endpoint().getPath().startsWith("/public"))
            {
                streams.add(impatient(BinanceStreams.parse(BinanceModule.OPTIONS, misplaced(market))));
                streams.add(impatient(BinanceStreams.parse(BinanceModule.OPTIONS, MISPLACED_MARKS)));
            }
            endpoints.add(new VenueFeed.Endpoint(endpoint.protocol(), streams));
        }
        return new VenueFeed(right.venue(), endpoints);
    }

    /** The same stream, but it is said when it is silent, and soon: the venue's clock runs fast. */
    private static VenueFeed.Stream impatient(final VenueFeed.Stream stream)
    {
        return new VenueFeed.Stream(stream.name(), stream.symbol(), stream.rule(), stream.needsSnapshot(),
            stream.silenceNs() > 0 || stream.name().endsWith(CANDLES) ? SILENCE_NS : 0L);
    }

    private static VenueFeed allBooks(final GeneratedMarket market, final BinanceSimulator simulator)
    {
        return at(simulator)
            .symbols(market.symbols().toArray(new String[0]))
            .streams("!index@arr")
            .exchangeInfo(true)
            .depthLimit(DEPTH_LIMIT)
            .build();
    }

    private static BinanceFeed at(final BinanceSimulator simulator)
    {
        return BinanceFeed.options().webSocket(simulator.webSocketUri()).rest(simulator.restUri());
    }
}
