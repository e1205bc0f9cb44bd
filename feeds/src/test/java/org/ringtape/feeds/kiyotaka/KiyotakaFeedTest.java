package org.ringtape.feeds.kiyotaka;

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
import org.ringtape.codecs.kiyotaka.KiyotakaChannel;
import org.ringtape.codecs.kiyotaka.KiyotakaChannelType;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.transport.frame.BrotliInflater;

/** Feeds as a host builds them: which streams, where, within which limits. */
class KiyotakaFeedTest
{
    private static final String SYMBOL = "BINANCE_FUTURES:BTCUSDT";
    private static final String BOOK = "BLOCK_BOOK_SNAPSHOT:BINANCE_FUTURES:BTCUSDT";

    @Test
    void shouldMeanTheUsualChannelsByASymbolAndNoBookWithoutABlockSize()
    {
        final VenueFeed feed = feed().symbols(SYMBOL).build();
        assertEquals(KiyotakaModule.VENUE, feed.venue());
        assertEquals(
            List.of("TRADE:" + SYMBOL, "TRADE_AGG:" + SYMBOL, "LIQUIDATION:" + SYMBOL, "FUNDING_RATE:" + SYMBOL,
                "OPEN_INTEREST:" + SYMBOL, "VOLUME_PROFILE_AGG:" + SYMBOL),
            names(feed.endpoints().get(0)));
        assertEquals(1, feed.endpoints().size());
        assertTrue(feed.streams().stream().allMatch((stream) -> stream.symbol().equals(SYMBOL)));
    }

    @Test
    void shouldPutBooksOnAnEndpointOfTheirOwn()
    {
        final VenueFeed feed = feed().symbols("BITFINEX:BTC:USD").blockSize("25.0").build();
        assertEquals(2, feed.endpoints().size());
        assertEquals(
            List.of("BLOCK_BOOK_SNAPSHOT:BITFINEX:BTC:USD?blockSize=25"), names(feed.endpoints().get(0)));
        assertEquals(6, feed.endpoints().get(1).streams().size());
        assertEquals(uri("wss://ap-sin3.ws.api.kiyotaka.ai/ws?encoding=json"), protocol(feed, 0).endpoint());
        assertEquals(uri("wss://ap-sin3.ws.api.kiyotaka.ai/nonbook/ws?encoding=json"), protocol(feed, 1).endpoint());
        assertEquals("BITFINEX:BTC:USD", feed.streams().get(0).symbol());
    }

    @Test
    void shouldConnectToBooksOnlyIfNothingElseIsWanted()
    {
        final VenueFeed feed = feed().streams(BOOK + "?blockSize=25").build();
        assertEquals(1, feed.endpoints().size());
        assertEquals("/ws", protocol(feed, 0).endpoint().getPath());
    }

    @ParameterizedTest
    @CsvSource({"singapore,ap-sin3", "EUROPE,eu-de3"})
    void shouldConnectToTheRegion(final String region, final String host)
    {
        final VenueFeed feed = feed().setting("region", region).streams("TRADE:" + SYMBOL, BOOK + "?blockSize=25")
            .build();
        assertEquals(uri("wss://" + host + ".ws.api.kiyotaka.ai/ws?encoding=json"), protocol(feed, 0).endpoint());
        assertEquals(
            uri("wss://" + host + ".ws.api.kiyotaka.ai/nonbook/ws?encoding=json"), protocol(feed, 1).endpoint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void shouldAddThePathOfTheFamilyToAnOverriddenBase(final String slash)
    {
        final VenueFeed feed = feed().webSocket(uri("ws://127.0.0.1:9001/at" + slash)).region(KiyotakaRegion.EUROPE)
            .symbols(SYMBOL).blockSize("5").build();
        assertEquals(uri("ws://127.0.0.1:9001/at/ws?encoding=json"), protocol(feed, 0).endpoint());
        assertEquals(uri("ws://127.0.0.1:9001/at/nonbook/ws?encoding=json"), protocol(feed, 1).endpoint());
    }

    @Test
    void shouldTakeSettingsInAnyOrderForWhatDoesNotSayOtherwise()
    {
        final VenueFeed feed = feed()
            .streams(BOOK, "BLOCK_BOOK_SNAPSHOT:BYBIT:BTCUSDT?blockSize=10&updateFrequency=10s")
            .setting("blockSize", "25").setting("updateFrequency", "500ms").build();
        assertEquals(
            List.of(BOOK + "?blockSize=25", "BLOCK_BOOK_SNAPSHOT:BYBIT:BTCUSDT?blockSize=10"),
            names(feed.endpoints().get(0)));
        assertEquals(TimeUnit.SECONDS.toNanos(10), feed.streams().get(0).silenceNs());
        assertEquals(TimeUnit.SECONDS.toNanos(100), feed.streams().get(1).silenceNs());
    }

    @Test
    void shouldAskForTheNamedChannelsOfASymbolOnly()
    {
        final VenueFeed feed = feed().setting("channels", "FUNDING_RATE, TRADE").symbols(SYMBOL).blockSize("1").build();
        assertEquals(List.of("TRADE:" + SYMBOL, "FUNDING_RATE:" + SYMBOL), names(feed.endpoints().get(0)));
        assertEquals(1, feed.endpoints().size());
    }

    @Test
    void shouldPreferWhatIsAskedForToWhatASymbolUsuallyMeans()
    {
        final VenueFeed feed = feed().symbols(SYMBOL)
            .streams("TRADE_AGG:" + SYMBOL + "?batchInterval=200ms", "TRADE:*:BTCUSDT").build();
        assertEquals(
            List.of("TRADE:*:BTCUSDT", "LIQUIDATION:" + SYMBOL, "FUNDING_RATE:" + SYMBOL, "OPEN_INTEREST:" + SYMBOL,
                "VOLUME_PROFILE_AGG:" + SYMBOL),
            names(feed.endpoints().get(0)).stream().filter((name) -> !name.startsWith("TRADE_AGG")).toList());
        final KiyotakaProtocol protocol = (KiyotakaProtocol)protocol(feed, 0);
        assertTrue(Requests.subscribe(protocol, 1, "TRADE_AGG:" + SYMBOL).contains("\"batchInterval\":\"200ms\""));
    }

    @Test
    void shouldTakeAChannelAsItIs()
    {
        final VenueFeed feed = feed().category("SPOT")
            .channel(KiyotakaChannel.of(KiyotakaChannelType.TRADE, "OKEX", "BTC-USDT").build()).build();
        assertEquals(
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/subscribe\",\"params\":{\"channels\":[" +
                "{\"type\":\"TRADE\",\"exchange\":\"OKEX\",\"symbol\":\"BTC-USDT\"}],\"version\":\"v2\"}}",
            Requests.subscribe((KiyotakaProtocol)protocol(feed, 0), 3, "TRADE:OKEX:BTC-USDT"));
    }

    @Test
    void shouldTakeTheSameStreamTwiceAsOne()
    {
        final VenueFeed feed = feed().streams("TRADE:" + SYMBOL, "TRADE:" + SYMBOL + "?category=*").build();
        assertEquals(List.of("TRADE:" + SYMBOL), names(feed.endpoints().get(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE_AGG:OKEX:A?batchInterval=1s, TRADE_AGG:OKEX:A?batchInterval=5s",
        "TRADE:OKEX:A?category=SPOT, TRADE:OKEX:A?category=PERPETUAL",
        "TRADE:*:A, TRADE:OKEX:A",
        "TRADE:OKEX:A, TRADE:*:A",
        "TRADE:OKEX:*, TRADE:*:A",
        "TRADE:*:A?category=SPOT, TRADE:*:A",
        "BLOCK_BOOK_SNAPSHOT:OKEX:A?blockSize=5, BLOCK_BOOK_SNAPSHOT:*:A?blockSize=5.0"})
    void shouldRefuseStreamsWhoseEventsCannotBeToldApart(final String one, final String other)
    {
        final KiyotakaFeed feed = feed().streams(one.strip(), other.strip());
        final Exception thrown = assertThrows(IllegalArgumentException.class, feed::build);
        assertTrue(thrown.getMessage().contains("cannot be told apart"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("OKEX:") || thrown.getMessage().contains("*:A"), thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE:*:A?category=SPOT, TRADE:*:A?category=PERPETUAL",
        "TRADE:*:A, TRADE:OKEX:B",
        "TRADE:*:A, LIQUIDATION:OKEX:A",
        "VOLUME_PROFILE_AGG:*:BTC?groupByType=1, VOLUME_PROFILE_AGG:*:BTC",
        "BLOCK_BOOK_SNAPSHOT:OKEX:A?blockSize=5, BLOCK_BOOK_SNAPSHOT:*:A?blockSize=25"})
    void shouldTakeStreamsThatDoNotOverlap(final String one, final String other)
    {
        assertEquals(2, feed().streams(one.strip(), other.strip()).build().streams().size());
    }

    @Test
    void shouldKeepToTheLimitsOfTheVendor()
    {
        final VenueFeed feed = feed().symbols(SYMBOL).blockSize("25").updateFrequency("1s").build();
        final SessionLimits books = protocol(feed, 0).limits();
        assertEquals(TimeUnit.SECONDS.toNanos(30), books.pingNs());
        assertEquals(TimeUnit.SECONDS.toNanos(2), books.authAnswerNs());
        assertEquals(TimeUnit.SECONDS.toNanos(10), books.answerNs());
        assertEquals(TimeUnit.SECONDS.toNanos(1), books.firstRetryNs());
        assertEquals(TimeUnit.SECONDS.toNanos(30), books.lastRetryNs());
        assertEquals(5, books.messagesPerSecond());
        assertEquals(200, books.streamsPerRequest());
        assertEquals(5, books.malformedPerMinute());
        assertEquals(Integer.MAX_VALUE, books.streamsPerConnection());
        assertEquals(TimeUnit.SECONDS.toNanos(30), books.dataSilenceNs());
        assertEquals(TimeUnit.MINUTES.toNanos(5), protocol(feed, 1).limits().dataSilenceNs());
        assertEquals(
            TimeUnit.MILLISECONDS.toNanos(7),
            protocol(feed().symbols(SYMBOL).setting("dataSilenceMs", "7").build(), 0).limits().dataSilenceNs());
    }

    @Test
    void shouldInflateOnlyWhenCompressionIsWanted()
    {
        assertNull(protocol(feed().symbols(SYMBOL).build(), 0).newInflater());
        assertNull(protocol(feed().symbols(SYMBOL).setting("compression", "none").build(), 0).newInflater());
        assertEquals(
            BrotliInflater.class,
            protocol(feed().symbols(SYMBOL).setting("compression", "brotli").build(), 0).newInflater().getClass());
    }

    @Test
    void shouldKnowTheSettingsItNames()
    {
        final Set<String> settings = feed().settings();
        assertEquals(
            Set.of("region", "channels", "blockSize", "maxDepth", "updateFrequency", "batchInterval", "quote",
                "category", "compression", "authPlain", "keyFile", "keyVariable", "dataSilenceMs"),
            settings);
        for (final String name : settings)
        {
            final Exception thrown = assertThrows(
                IllegalArgumentException.class, () -> feed().setting(name, " "), name);
            assertTrue(!thrown.getMessage().contains("no such setting"), thrown.getMessage());
        }
    }

    @Test
    void shouldNameWhatIsWrong()
    {
        assertWrong("'BTCUSDT'", () -> feed().symbols("BTCUSDT"));
        assertWrong("'OKEX:'", () -> feed().symbols("OKEX:"));
        assertWrong("'OKEX:A?category=SPOT'", () -> feed().symbols("OKEX:A?category=SPOT"));
        assertWrong("not an exchange: 'OK EX'", () -> feed().symbols("OK EX:A"));
        assertWrong("not an exchange: ''", () -> feed().symbols(":A"));
        assertWrong("blockSize", () -> feed().blockSize("-1"));
        assertWrong("maxDepth", () -> feed().maxDepth("many"));
        assertWrong("updateFrequency", () -> feed().updateFrequency("1h"));
        assertWrong("batchInterval", () -> feed().batchInterval("0s"));
        assertWrong("quote", () -> feed().quote("EUR"));
        assertWrong("category", () -> feed().category(" "));
        assertWrong("channels", () -> feed().channels(Set.of()));
        assertWrong("TICKER", () -> feed().setting("channels", "TRADE,TICKER"));
        assertWrong("atlantis", () -> feed().setting("region", "atlantis"));
        assertWrong("gzip", () -> feed().setting("compression", "gzip"));
        assertWrong("authPlain", () -> feed().setting("authPlain", "yes"));
        assertWrong("dataSilenceMs", () -> feed().dataSilenceMs(0));
        assertWrong("bogus", () -> feed().setting("bogus", "1"));
        assertWrong("webSocket", () -> feed().webSocket(uri("http://127.0.0.1:1/")));
        assertWrong("rest", () -> feed().rest(uri("ws://127.0.0.1:1/")));
        assertWrong(BOOK + "': blockSize", () -> feed().streams(BOOK).build());
        assertWrong("blockSize", () -> feed().setting("channels", "BLOCK_BOOK_SNAPSHOT").symbols(SYMBOL).build());
        final Exception thrown = assertThrows(IllegalStateException.class, () -> feed().build());
        assertTrue(thrown.getMessage().startsWith("kiyotaka"), thrown.getMessage());
    }

    private static void assertWrong(final String name, final Executable call)
    {
        final Exception thrown = assertThrows(IllegalArgumentException.class, call);
        assertTrue(thrown.getMessage().contains(name), thrown.getMessage());
    }

    private static KiyotakaFeed feed()
    {
        return new KiyotakaFeed((variable) -> null);
    }

    private static VenueProtocol protocol(final VenueFeed feed, final int endpoint)
    {
        return feed.endpoints().get(endpoint).protocol();
    }

    private static List<String> names(final VenueFeed.Endpoint endpoint)
    {
        return endpoint.streams().stream().map(VenueFeed.Stream::name).toList();
    }

    private static URI uri(final String text)
    {
        return URI.create(text);
    }
}
