package org.ringtape.feeds.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.AllocationMeter;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.subscription.Subscription;

/** Feeds as a host builds them, what they send, and what they make of a frame. */
class VaticFeedTest
{
    @Test
    void shouldSubscribeAllIntervalsOfAnAsset()
    {
        final VenueFeed feed = new VaticFeed().symbols("BTC").build();
        assertEquals(VaticModule.VENUE, feed.venue());
        assertEquals(List.of("btc@5min", "btc@15min", "btc@1hour", "btc@4hour", "btc@daily"), names(feed));
        assertEquals(new VenueFeed.Stream("btc@5min", "btc", ContinuityRule.NONE, false), feed.streams().get(0));
    }

    @Test
    void shouldNarrowIntervalsAddMarkPricesAndNameEachStreamOnce()
    {
        assertEquals(
            List.of("btc@15min", "btc@1hour", "btc@hyperliquid_mark_price", "eth@15min", "eth@1hour",
                "eth@hyperliquid_mark_price", "sol@4hour"),
            names(new VaticFeed().symbols("btc").intervals("1h", "15min").markPrices().symbols("eth")
                .streams("Sol@4h", "btc@hyperliquid_mark_price", "eth@15m").build()));
    }

    @Test
    void shouldTakeTheSameSettingsAsTexts()
    {
        final VaticFeed feed = new VaticFeed();
        assertEquals(Set.of("intervals", "markPrices", "overdueMs"), feed.settings());
        feed.symbols("btc").setting("intervals", " 5min , day").setting("markPrices", "true")
            .setting("overdueMs", "15000");
        assertEquals(List.of("btc@5min", "btc@daily", "btc@hyperliquid_mark_price"), names(feed.build()));
        assertEquals(List.of("btc@5min", "btc@daily"), names(feed.setting("markPrices", "false").build()));
    }

    @Test
    void shouldConnectToTheVenueUnlessToldOtherwise()
    {
        assertEquals(URI.create("wss://api.vatic.trading/ws"), protocol(new VaticFeed().symbols("btc")).endpoint());
        assertEquals(URI.create("ws://127.0.0.1:9001/v/ws"),
            protocol(new VaticFeed().symbols("btc").webSocket(URI.create("ws://127.0.0.1:9001/v"))).endpoint());
    }

    @Test
    void shouldNameWhatIsWrong()
    {
        final VaticFeed feed = new VaticFeed();
        refuses("not an asset: 'b c'", () -> feed.symbols("b c"));
        refuses("not an asset: ''", () -> feed.streams("@5min"));
        refuses("not a stream: 'btc'", () -> feed.streams("btc"));
        refuses("unknown interval '30min'; known: 5min, 15min, 1hour, 4hour, daily", () -> feed.streams("btc@30min"));
        refuses("unknown interval '2h'", () -> feed.intervals("2h"));
        refuses("intervals: none given", feed::intervals);
        refuses("overdueMs must be at least 1: 0", () -> feed.overdueMs(0));
        refuses("'soon'", () -> feed.setting("overdueMs", "soon"));
        refuses("markPrices must be true or false: 'yes'", () -> feed.setting("markPrices", "yes"));
        refuses("no such setting: depthLimit", () -> feed.setting("depthLimit", "5"));
        refuses("webSocket must be ws://host or wss://host: http://h/", () -> feed.webSocket(URI.create("http://h/")));
        refuses("rest must be http://host or https://host: ws://h/", () -> feed.rest(URI.create("ws://h/")));
        assertTrue(assertThrows(IllegalStateException.class, feed::build).getMessage().contains("vatic"));
    }

    @Test
    void shouldAskForOneAssetAtATimeAndAlwaysForAllThatIsWantedOfIt()
    {
        final VaticFeed feed = new VaticFeed().symbols("btc", "eth").intervals("5min", "1hour").markPrices();
        final VaticProtocol protocol = protocol(feed);
        final List<Subscription> pending = new ArrayList<>(subscriptions(feed.build()));
        final List<String> requests = new ArrayList<>();
        while (!pending.isEmpty())
        {
            final List<Subscription> batch = protocol.nextBatch(pending);
            assertTrue(pending.containsAll(batch) && !batch.isEmpty());
            requests.add(protocol.subscribeRequest(requests.size(), batch));
            pending.removeAll(batch);
        }
        final List<String> expected = List.of(
            "{\"type\":\"subscribe\",\"asset\":\"btc\",\"marketTypes\":[\"5min\",\"1hour\"]}",
            "{\"type\":\"subscribe\",\"channel\":\"hyperliquid_mark_price\",\"asset\":\"btc\"}",
            "{\"type\":\"subscribe\",\"asset\":\"eth\",\"marketTypes\":[\"5min\",\"1hour\"]}",
            "{\"type\":\"subscribe\",\"channel\":\"hyperliquid_mark_price\",\"asset\":\"eth\"}");
        assertEquals(expected, requests);
        final List<Subscription> one = List.of(subscriptions(feed.build()).get(1)); // refused once, asked again alone
        assertEquals(expected.get(0), protocol.subscribeRequest(9, protocol.nextBatch(one)));
        assertEquals("{\"type\":\"unsubscribe\"}", protocol.unsubscribeRequest(10, one));
    }

    @Test
    void shouldWaitForTheVenueAndForEachAnswer()
    {
        final VaticProtocol protocol = protocol(new VaticFeed().symbols("btc"));
        final SessionLimits limits = protocol.limits();
        assertTrue(protocol.waitsForReady());
        assertFalse(protocol.dataConfirms());
        assertNull(protocol.snapshots());
        assertEquals(1, limits.requestsUnanswered());
        assertEquals(20, limits.messagesPerSecond());
        assertEquals(TimeUnit.MILLISECONDS.toNanos(500), limits.firstRetryNs());
        assertEquals(TimeUnit.SECONDS.toNanos(60), limits.lastRetryNs());
        assertEquals(TimeUnit.MINUTES.toNanos(10), limits.dataSilenceNs());
        assertEquals(TimeUnit.SECONDS.toNanos(75), limits.linkSilenceNs());
        final VaticProtocol daily = protocol(new VaticFeed().streams("btc@daily"));
        assertTrue(daily.limits().dataSilenceNs() > TimeUnit.HOURS.toNanos(25));
    }

    @Test
    void shouldStageAWindowWithTheEndThatTheWallClockGivesIt() throws Exception
    {
        final Stage stage = new Stage();
        final String window = "{\"marketType\":\"day\",\"asset\":\"BTC\",\"windowStart\":1793505600," +
            "\"windowStartIso\":\"2026-11-01T04:00:00.000Z\",\"price\":\"8.24507500e4\",\"source\":\"binance\"," +
            "\"snapshot\":true,\"event\":\"window_open\"}";
        assertEquals(DecodeStatus.DECODED, stage.decode(window));
        final PriceTarget target = stage.target();
        assertEquals(1_793_505_600_000_000_000L, target.startNs());
        assertEquals(1_793_505_600_000_000_000L + TimeUnit.HOURS.toNanos(25), target.endNs());
        assertEquals(TimeUnit.HOURS.toNanos(24), target.intervalNs());
        assertEquals(824_507_500, target.price());
        assertEquals(4, target.priceScale());
        assertEquals(TargetStatus.OPEN, target.status());
        assertEquals("daily", target.interval());
        assertEquals("binance", target.source());
        assertEquals("", target.error());
        assertTrue(target.isSnapshot());
        assertEquals(stage.streamId, target.streamId());
        final byte[] bytes = window.getBytes(StandardCharsets.UTF_8);
        final AllocationMeter.Work work = () ->
        {
            for (int i = 0; i < 100_000; i++)
            {
                stage.sink.beginFrame(1, i);
                stage.decoder.decode(bytes, 0, bytes.length, stage.sink);
            }
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
    }

    @Test
    void shouldTellTheLogAndTheOfferWhatTheReceiverHears()
    {
        final Stage stage = new Stage();
        stage.decode("{\"event\":\"connected\",\"supportedAssets\":[\"btc\",\"pepe\"]," +
            "\"supportedMarketTypes\":[\"5min\"],\"supportedChannels\":[\"hyperliquid_mark_price\"]}");
        assertEquals(List.of("btc", "pepe"), stage.protocol.offer().assets());
        assertEquals(List.of("5min"), stage.protocol.offer().marketTypes());
        assertEquals(List.of("hyperliquid_mark_price"), stage.protocol.offer().channels());
        stage.decode("{\"event\":\"connected\"}");
        assertEquals(List.of(), stage.protocol.offer().assets());
    }

    private static void refuses(final String message, final Executable call)
    {
        final String said = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(said.contains(message), said);
    }

    private static VaticProtocol protocol(final VaticFeed feed)
    {
        return (VaticProtocol)feed.build().protocol();
    }

    private static List<String> names(final VenueFeed feed)
    {
        return feed.streams().stream().map(VenueFeed.Stream::name).toList();
    }

    private static List<Subscription> subscriptions(final VenueFeed feed)
    {
        final List<Subscription> subscriptions = new ArrayList<>();
        feed.streams().forEach((stream) -> subscriptions.add(new Subscription(
            new StreamDefinition(subscriptions.size(), VaticModule.VENUE.id(), 0, stream.name(), stream.rule()),
            stream.symbol(),
            stream.needsSnapshot())));
        return subscriptions;
    }

    /** A decoder of the feed's over a stage. */
    private static final class Stage
    {
        private final VaticProtocol protocol = protocol(new VaticFeed().streams("btc@daily"));
        private final StreamTable streams = new StreamTable(4);
        private final int streamId =
            streams.register(VaticModule.VENUE.id(), "btc@daily", 3, ContinuityRule.NONE).id();
        private final EventStage slots = new EventStage(4);
        private final StagingSink sink = new StagingSink(
            slots, streams, VaticModule.VENUE.id(), 1, ControlSink.NONE, StreamResolver.NONE);
        private final FrameDecoder decoder = protocol.newDecoder((bytes, offset, length) -> 3);

        DecodeStatus decode(final String frame)
        {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            sink.beginFrame(1, 1_000);
            return decoder.decode(bytes, 0, bytes.length, sink);
        }

        PriceTarget target()
        {
            assertEquals(1, slots.slotCount());
            final PriceTarget target = new PriceTarget();
            slots.wrap(target, 0);
            return target;
        }
    }
}
