package org.ringtape.feeds.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.VenueProtocol;

/** Names that come in frames, and whether anybody asked for them. */
class WantedChannelsTest
{
    @Test
    void shouldResolveEveryExchangeUnderAWildcard()
    {
        final VenueFeed feed = feed("TRADE:*:BTCUSDT");
        assertEquals(
            new VenueFeed.Stream("TRADE:*:BTCUSDT", null, ContinuityRule.TIMED, false), feed.streams().get(0));
        final VenueProtocol protocol = feed.protocol();
        assertStream(protocol, "TRADE:BYBIT:BTCUSDT", "BYBIT:BTCUSDT", ContinuityRule.TIMED, 0);
        assertStream(protocol, "TRADE:NEW_ONE:BTCUSDT", "NEW_ONE:BTCUSDT", ContinuityRule.TIMED, 0);
        assertNull(protocol.streamFor("TRADE:BYBIT:ETHUSDT"));
        assertNull(protocol.streamFor("LIQUIDATION:BYBIT:BTCUSDT"));
        assertNull(protocol.streamFor("TRADE_AGG:BYBIT:BTCUSDT"));
        assertNull(protocol.streamFor("TRADE:BYBIT:coin=BTCUSDT"));
        assertNull(protocol.streamFor("TRADE:BYBIT"));
        assertNull(protocol.streamFor(""));
    }

    @Test
    void shouldResolveEverySymbolUnderAWildcard()
    {
        final VenueProtocol protocol = feed("LIQUIDATION:BITFINEX:*", "FUNDING_RATE:*:*").protocol();
        assertStream(protocol, "LIQUIDATION:BITFINEX:BTC:USD", "BITFINEX:BTC:USD", ContinuityRule.TIMED, 0);
        assertStream(protocol, "FUNDING_RATE:OKEX:A", "OKEX:A", ContinuityRule.NONE, 0);
        assertNull(protocol.streamFor("LIQUIDATION:OKEX:A"));
        assertNull(protocol.streamFor("LIQUIDATION:BITFINEX:coin=BTC"));
    }

    @Test
    void shouldTakeBooksOfTheBlockSizeThatWasAskedForOnly()
    {
        final VenueProtocol protocol = feed(
            "BLOCK_BOOK_SNAPSHOT:*:BTCUSDT?blockSize=25.0&updateFrequency=5s",
            "BLOCK_BOOK_SNAPSHOT:DERIBIT:*?blockSize=10").protocol();
        assertStream(
            protocol, "BLOCK_BOOK_SNAPSHOT:OKEX:BTCUSDT?blockSize=25", "OKEX:BTCUSDT", ContinuityRule.IMAGE, 50);
        assertNull(protocol.streamFor("BLOCK_BOOK_SNAPSHOT:OKEX:BTCUSDT?blockSize=5"));
        assertNull(protocol.streamFor("BLOCK_BOOK_SNAPSHOT:OKEX:BTCUSDT"));
        assertStream(protocol, "BLOCK_BOOK_SNAPSHOT:DERIBIT:ETH-PERPETUAL?blockSize=10", "DERIBIT:ETH-PERPETUAL",
            ContinuityRule.IMAGE, 50);
        assertNull(protocol.streamFor("BLOCK_BOOK_SNAPSHOT:DERIBIT:ETH-PERPETUAL?blockSize=110"));
        assertNull(protocol.streamFor("BLOCK_BOOK_SNAPSHOT:DERIBIT:coin=ETH?blockSize=10"));
    }

    @Test
    void shouldResolveGroupedStreamsWithAndWithoutAnExchange()
    {
        final VenueFeed feed = feed("BLOCK_BOOK_SNAPSHOT:OKEX:BTC?groupByType=1&blockSize=25&updateFrequency=100ms");
        final String name = "BLOCK_BOOK_SNAPSHOT:OKEX:coin=BTC?blockSize=25";
        assertEquals(
            new VenueFeed.Stream(
                name, "OKEX:coin=BTC", ContinuityRule.IMAGE, false, TimeUnit.SECONDS.toNanos(10)),
            feed.streams().get(0));
        assertStream(feed.protocol(), name, "OKEX:coin=BTC", ContinuityRule.IMAGE, 10);
        assertStream(
            feed.protocol(), "BLOCK_BOOK_SNAPSHOT::coin=BTC?blockSize=25", ":coin=BTC", ContinuityRule.IMAGE, 10);
        assertNull(feed.protocol().streamFor("BLOCK_BOOK_SNAPSHOT::coin=ETH?blockSize=25"));
        assertNull(feed.protocol().streamFor("BLOCK_BOOK_SNAPSHOT:OKEX:BTC?blockSize=25"));
        assertNull(feed.protocol().streamFor("BLOCK_BOOK_SNAPSHOT:BYBIT:coin=BTC?blockSize=25"));
    }

    @Test
    void shouldResolveGroupedStreamsOfEveryCoin()
    {
        final VenueProtocol protocol = feed("VOLUME_PROFILE_AGG:*:*?groupByType=1").protocol();
        assertStream(protocol, "VOLUME_PROFILE_AGG:OKEX:coin=SOL", "OKEX:coin=SOL", ContinuityRule.NONE, 0);
        assertNull(protocol.streamFor("VOLUME_PROFILE_AGG:OKEX:SOLUSDT"));
    }

    @Test
    void shouldResolveTheNamesOfConcreteStreamsAsWell()
    {
        final VenueFeed feed = feed("TRADE_AGG:OKEX:A", "BLOCK_BOOK_SNAPSHOT:OKEX:A?blockSize=1");
        feed.streams().forEach((stream) -> assertEquals(stream, feed.protocol().streamFor(stream.name())));
        assertNull(feed.protocol().streamFor("TRADE_AGG:OKEX:B"));
        assertNull(feed.protocol().streamFor("TRADE_AGG::A"));
    }

    @Test
    void shouldGiveABookOfUnknownPaceTheLongestThatIsUsual()
    {
        assertEquals(
            TimeUnit.SECONDS.toNanos(50), feed("BLOCK_BOOK_SNAPSHOT:OKEX:A?blockSize=1").streams().get(0).silenceNs());
    }

    private static VenueFeed feed(final String... streams)
    {
        return new KiyotakaFeed((variable) -> null).streams(streams).build();
    }

    private static void assertStream(
        final VenueProtocol protocol,
        final String name,
        final String symbol,
        final ContinuityRule rule,
        final long silenceSeconds)
    {
        final VenueFeed.Stream stream = protocol.streamFor(name);
        assertNotNull(stream, name);
        assertEquals(
            new VenueFeed.Stream(name, symbol, rule, false, TimeUnit.SECONDS.toNanos(silenceSeconds)), stream);
    }
}
