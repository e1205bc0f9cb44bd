package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;

/** Feeds as a host builds them, and what they send. */
class BinanceFeedTest
{
    @Test
    void shouldNameTheStreamsOfFutures()
    {
        final VenueFeed feed = BinanceFeed.usdm().symbols("BTCUSDT").build();
        assertEquals(Venue.BINANCE_USDM, feed.venue());
        assertEquals(
            List.of("btcusdt@depth@100ms", "btcusdt@bookTicker", "btcusdt@trade"), names(feed));
    }

    @Test
    void shouldNameTheStreamsOfOptionsEachOnce()
    {
        final VenueFeed feed = BinanceFeed.options()
            .symbols("BTC-261030-85000-C").streams("btc-261030-85000-c@bookTicker").build();
        assertEquals(Venue.BINANCE_OPTIONS, feed.venue());
        assertEquals(List.of(
            "btc-261030-85000-c@depth@100ms", "btc-261030-85000-c@bookTicker", "btc-261030-85000-c@optionTrade"),
            names(feed));
    }

    @Test
    void shouldConnectToTheVenueUnlessToldOtherwise()
    {
        assertEquals(URI.create("wss://fstream.binance.com/public/stream"), protocol(BinanceFeed.usdm()).endpoint());
        assertEquals(
            URI.create("https://fapi.binance.com/fapi/v1/depth?symbol=BTCUSDT&limit=1000"),
            protocol(BinanceFeed.usdm()).snapshots().snapshotUri(subscription("btcusdt@depth", "BTCUSDT")));
        assertEquals(
            URI.create("https://eapi.binance.com/eapi/v1/depth?symbol=BTC-261030-85000-C&limit=1000"),
            protocol(BinanceFeed.options()).snapshots().snapshotUri(subscription("x@depth", "BTC-261030-85000-C")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void shouldAddThePathToAnOverriddenBase(final String slash)
    {
        final VenueProtocol protocol = protocol(BinanceFeed.usdm()
            .webSocket(URI.create("ws://127.0.0.1:9001" + slash))
            .rest(URI.create("http://127.0.0.1:9002/proxy" + slash)));
        assertEquals(URI.create("ws://127.0.0.1:9001/public/stream"), protocol.endpoint());
        assertEquals(
            URI.create("http://127.0.0.1:9002/proxy/fapi/v1/depth?symbol=A%26B&limit=1000"),
            protocol.snapshots().snapshotUri(subscription("x@depth", "A&B")));
    }

    @Test
    void shouldWeighASnapshotByItsDepth()
    {
        final int[] weights = {2, 2, 2, 2, 5, 10, 20};
        for (int i = 0; i < weights.length; i++)
        {
            final int depth = BinanceFeed.DEPTH_LIMITS.get(i);
            final VenueProtocol protocol = protocol(BinanceFeed.usdm().depthLimit(depth));
            assertEquals(weights[i], protocol.snapshots().snapshotWeight());
            assertTrue(protocol.snapshots().snapshotUri(subscription("x@depth", "X"))
                .toString().endsWith("limit=" + depth));
            assertTrue(protocol.snapshots().snapshotWeightPerMinute() <= 2_400);
        }
    }

    @Test
    void shouldKeepToTheLimitsOfTheVenue()
    {
        final VenueProtocol protocol = protocol(BinanceFeed.usdm().dataSilenceMs(7));
        assertEquals(TimeUnit.MILLISECONDS.toNanos(7), protocol.limits().dataSilenceNs());
        assertTrue(protocol.limits().messagesPerSecond() <= 10);
        assertEquals(200, protocol.limits().streamsPerConnection());
        assertEquals(TimeUnit.MINUTES.toNanos(15), protocol(BinanceFeed.options()).limits().dataSilenceNs());
        assertEquals(TimeUnit.SECONDS.toNanos(30), protocol(BinanceFeed.usdm()).limits().dataSilenceNs());
    }

    @Test
    void shouldWriteRequests()
    {
        final VenueProtocol protocol = protocol(BinanceFeed.usdm());
        final List<Subscription> batch = List.of(subscription("a@depth", "A"), subscription("b@trade", "B"));
        assertEquals("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@depth\",\"b@trade\"],\"id\":4}",
            protocol.subscribeRequest(4, batch));
        assertEquals("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"a@depth\",\"b@trade\"],\"id\":5}",
            protocol.unsubscribeRequest(5, batch));
    }

    @Test
    void shouldNameWhatIsWrong()
    {
        final BinanceFeed feed = BinanceFeed.usdm();
        assertWrong("btc/usdt", () -> feed.symbols("btc/usdt"));
        assertWrong("''", () -> feed.symbols(""));
        assertWrong("no-stream", () -> feed.streams("no-stream"));
        assertWrong("btcusdt@kline_1m", () -> feed.streams("btcusdt@kline_1m"));
        assertWrong("depthLimit", () -> feed.depthLimit(7));
        assertWrong("dataSilenceMs", () -> feed.dataSilenceMs(0));
        assertWrong("webSocket", () -> feed.webSocket(URI.create("http://127.0.0.1:1/")));
        assertWrong("webSocket", () -> feed.webSocket(URI.create("ws:/nowhere")));
        assertWrong("rest", () -> feed.rest(URI.create("127.0.0.1")));
        final Exception thrown = assertThrows(IllegalStateException.class, feed::build);
        assertTrue(thrown.getMessage().startsWith("binance-usdm"), thrown.getMessage());
    }

    private static void assertWrong(final String name, final Executable call)
    {
        final Exception thrown = assertThrows(IllegalArgumentException.class, call);
        assertTrue(thrown.getMessage().contains(name), thrown.getMessage());
    }

    private static VenueProtocol protocol(final BinanceFeed feed)
    {
        return feed.symbols("BTCUSDT").build().protocol();
    }

    private static Subscription subscription(final String stream, final String symbol)
    {
        return new Subscription(new StreamDefinition(0, 2, 0, stream, ContinuityRule.CHAINED), symbol, true);
    }

    private static List<String> names(final VenueFeed feed)
    {
        return feed.streams().stream().map(VenueFeed.Stream::name).toList();
    }
}
