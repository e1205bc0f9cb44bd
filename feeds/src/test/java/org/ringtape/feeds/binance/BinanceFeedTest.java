package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.StreamDefinition;
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
        assertEquals(BinanceModule.USDM, feed.venue());
        assertEquals(
            List.of("btcusdt@depth@100ms", "btcusdt@bookTicker", "btcusdt@trade"), names(feed));
    }

    @Test
    void shouldNameTheStreamsOfOptionsEachOnce()
    {
        final VenueFeed feed = BinanceFeed.options()
            .symbols("BTC-261030-85000-C").streams("btc-261030-85000-c@bookTicker").build();
        assertEquals(BinanceModule.OPTIONS, feed.venue());
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
            URI.create("https://eapi.binance.com/eapi/v1/depth?symbol=BTC-261030-85000-C&limit=100"),
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
    void shouldKnowHowOldASnapshotMayBe()
    {
        assertEquals(TimeUnit.SECONDS.toNanos(30), protocol(BinanceFeed.options()).snapshots().longestCacheAgeNs());
        assertEquals(0, protocol(BinanceFeed.usdm()).snapshots().longestCacheAgeNs());
        assertEquals(100, protocol(BinanceFeed.options()).snapshots().askedLevels());
        assertEquals(1_000, protocol(BinanceFeed.usdm()).snapshots().askedLevels());
    }

    @ParameterizedTest
    @CsvSource({
        "400, -1121, true", "400, 0, true", "404, 0, true", "400, -1008, false", "400, -1000, false",
        "400, -1021, false", "403, -1121, false", "429, -1121, false", "500, -1121, false", "418, 0, false"})
    void shouldTellARefusalThatIsFinalFromWhatTimeMends(final int status, final long code, final boolean isFinal)
    {
        assertEquals(isFinal, protocol(BinanceFeed.options()).snapshots().isFinal(status, code));
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
        assertWrong("btcusdt@kline_2m", () -> feed.streams("btcusdt@kline_2m"));
        assertWrong("btc-261030-85000-c@nothing", () -> feed.channels("nothing"));
        assertWrong("no underlyings", () -> feed.underlyings("BTCUSDT"));
        assertWrong("'261330'", () -> feed.expiries("261330"));
        assertWrong("openInterestChannel", () -> BinanceFeed.options().openInterestChannel("optionTicker"));
        assertWrong("optionOpenInterest", () -> BinanceFeed.optionsLegacy().openInterestChannel("optionOpenInterest"));
        assertWrong("btc-261030-85000-c@optionMarkPrice", () -> BinanceFeed.options().channels("optionMarkPrice"));
        assertWrong("'BTC USDT'", () -> BinanceFeed.options().underlyings("BTC USDT"));
        assertWrong("depthLimit", () -> feed.depthLimit(7));
        assertWrong("dataSilenceMs", () -> feed.dataSilenceMs(0));
        assertWrong("webSocket", () -> feed.webSocket(URI.create("http://127.0.0.1:1/")));
        assertWrong("webSocket", () -> feed.webSocket(URI.create("ws:/nowhere")));
        assertWrong("rest", () -> feed.rest(URI.create("127.0.0.1")));
        final Exception thrown = assertThrows(IllegalStateException.class, feed::build);
        assertTrue(thrown.getMessage().startsWith("binance-usdm"), thrown.getMessage());
        final BinanceFeed aimless = BinanceFeed.options().symbols("BTC-261030-85000-C").expiries("261030");
        assertTrue(assertThrows(IllegalStateException.class, aimless::build).getMessage().contains("no underlyings"));
    }

    @Test
    void shouldSendEachStreamToThePathThatCarriesIt()
    {
        final VenueFeed feed = BinanceFeed.options()
            .symbols("BTC-261030-85000-C")
            .channels("depth", "kline_1m", "depth10", "optionTicker", "depth20@500ms")
            .underlyings("BTCUSDT", "ethusdt")
            .expiries("261030", "261127")
            .streams("btcusdt@optionTrade")
            .build();
        assertEquals(2, feed.endpoints().size());
        final VenueFeed.Endpoint books = feed.endpoints().get(0);
        assertEquals(URI.create("wss://fstream.binance.com/public/stream"), books.protocol().endpoint());
        assertEquals(List.of(
            "btc-261030-85000-c@depth@100ms", "btc-261030-85000-c@depth10@100ms", "btc-261030-85000-c@optionTicker",
            "btc-261030-85000-c@depth20@500ms", "btcusdt@optionTrade"), names(books));
        final VenueFeed.Endpoint market = feed.endpoints().get(1);
        assertEquals(URI.create("wss://fstream.binance.com/market/stream"), market.protocol().endpoint());
        assertEquals(List.of(
            "btc-261030-85000-c@kline_1m", "btcusdt@optionMarkPrice", "!index@arr", "!optionSymbol",
            "btcusdt@openInterest@261030", "btcusdt@openInterest@261127", "ethusdt@optionMarkPrice",
            "ethusdt@openInterest@261030", "ethusdt@openInterest@261127"), names(market));
    }

    @Test
    void shouldSpellOpenInterestAsConfigured()
    {
        assertTrue(names(BinanceFeed.options().underlyings("BTCUSDT").expiries("261030")
            .openInterestChannel("optionOpenInterest").build()).contains("btcusdt@optionOpenInterest@261030"));
    }

    @Test
    void shouldHaveOneEndpointForTheRetiredStreams()
    {
        final VenueFeed feed = BinanceFeed.optionsLegacy()
            .symbols("btc-220930-18000-c").underlyings("BTCUSDT").expiries("220930").build();
        assertEquals(BinanceModule.OPTIONS_LEGACY, feed.venue());
        assertEquals(1, feed.endpoints().size());
        assertEquals(URI.create("wss://nbstream.binance.com/eoptions/stream"), feed.protocol().endpoint());
        assertEquals(List.of(
            "BTC-220930-18000-C@depth100@100ms", "BTC-220930-18000-C@trade", "BTC-220930-18000-C@ticker",
            "BTC@markPrice", "BTCUSDT@index", "option_pair", "BTC@openInterest@220930"), names(feed));
        assertNull(feed.protocol().snapshots(), "books are images");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:9001", "ws://127.0.0.1:9001/eoptions", "ws://127.0.0.1:9001/eoptions/"})
    void shouldNotAddTheRetiredPathTwice(final String base)
    {
        assertEquals(
            URI.create("ws://127.0.0.1:9001/eoptions/stream"),
            BinanceFeed.optionsLegacy().symbols("A-1-2-C").webSocket(URI.create(base)).build().protocol().endpoint());
    }

    @Test
    void shouldFitTheWatchdogToTheMostRegularStreamOfASession()
    {
        assertEquals(TimeUnit.SECONDS.toNanos(5), silenceNs(BinanceFeed.options().underlyings("BTCUSDT")));
        assertEquals(TimeUnit.SECONDS.toNanos(300),
            silenceNs(BinanceFeed.options().streams("btcusdt@openInterest@261030", "!optionSymbol")));
        assertEquals(TimeUnit.MINUTES.toNanos(15), silenceNs(BinanceFeed.options().streams("!optionSymbol")));
        assertEquals(TimeUnit.MINUTES.toNanos(15), silenceNs(BinanceFeed.optionsLegacy().symbols("A-1-2-C")));
        assertEquals(TimeUnit.SECONDS.toNanos(15), silenceNs(BinanceFeed.usdm().streams("btcusdt@markPrice")));
    }

    @Test
    void shouldFitTheWatchdogToTheQuietestOfSeveralSessions()
    {
        final BinanceFeed feed = BinanceFeed.options().streams("!index@arr");
        for (int i = 1; i < 200; i++)
        {
            feed.streams("a-1-" + i + "-c@kline_1m");
        }
        assertEquals(TimeUnit.SECONDS.toNanos(5), silenceNs(feed));
        assertEquals(TimeUnit.MINUTES.toNanos(15), silenceNs(feed.streams("a-1-200-c@kline_1m")));
    }

    @Test
    void shouldMakeAllSettingsByName()
    {
        final BinanceFeed feed = BinanceFeed.options();
        assertEquals(
            Set.of("depthLimit", "dataSilenceMs", "channels", "underlyings", "expiries", "openInterestChannel",
                "exchangeInfo", "allInstruments"),
            feed.settings());
        assertTrue(feed.settings().containsAll(feed.listSettings()));
        final VenueFeed built = feed
            .setting("depthLimit", "50")
            .setting("dataSilenceMs", "7")
            .setting("channels", "bookTicker")
            .setting("channels", "depth10")
            .setting("underlyings", "XRPUSDT")
            .setting("expiries", "261030")
            .setting("openInterestChannel", "optionOpenInterest")
            .setting("exchangeInfo", "false")
            .setting("allInstruments", "true")
            .symbols("A-1-2-C")
            .build();
        assertEquals(List.of(
            "a-1-2-c@bookTicker", "a-1-2-c@depth10@100ms", "xrpusdt@optionMarkPrice", "!index@arr", "!optionSymbol",
            "xrpusdt@optionOpenInterest@261030"), names(built));
        assertEquals(1, built.protocol().snapshots().snapshotWeight());
        assertEquals(50, built.protocol().snapshots().askedLevels());
        assertEquals(7_000_000L, built.protocol().limits().dataSilenceNs());
        assertWrong("yes", () -> feed.setting("exchangeInfo", "yes"));
        assertWrong("depthlimit", () -> feed.setting("depthlimit", "5"));
    }

    @Test
    void shouldHaveNoSettingsThatMeanNothingToTheVenue()
    {
        assertEquals(Set.of("depthLimit", "dataSilenceMs", "channels", "exchangeInfo", "allInstruments"),
            BinanceFeed.usdm().settings());
        assertWrong("underlyings", () -> BinanceFeed.usdm().setting("underlyings", "BTCUSDT"));
        assertWrong("depthLimit", () -> BinanceFeed.optionsLegacy().setting("depthLimit", "5"));
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

    private static long silenceNs(final BinanceFeed feed)
    {
        final List<VenueFeed.Endpoint> endpoints = feed.build().endpoints();
        return endpoints.get(endpoints.size() - 1).protocol().limits().dataSilenceNs();
    }

    private static List<String> names(final VenueFeed.Endpoint endpoint)
    {
        return endpoint.streams().stream().map(VenueFeed.Stream::name).toList();
    }

    private static List<String> names(final VenueFeed feed)
    {
        return feed.streams().stream().map(VenueFeed.Stream::name).toList();
    }
}
