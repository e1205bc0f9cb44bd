package org.ringtape.feeds.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** What is sent: each request to the last byte. */
class KiyotakaProtocolTest
{
    private static final String TRADE = "TRADE:BINANCE_FUTURES:BTCUSDT";
    private static final String GROUP = "BLOCK_BOOK_SNAPSHOT:OKEX_SWAP:coin=ETH?blockSize=5";

    @Test
    void shouldSubscribeWithTheParametersOfEachChannel()
    {
        final KiyotakaProtocol protocol = protocol(feed().streams(
            TRADE + "?category=PERPETUAL",
            "BLOCK_BOOK_SNAPSHOT:OKEX_SWAP:ETH?groupByType=1&blockSize=5.0&maxDepth=40&updateFrequency=500ms&quote=USD",
            "TRADE_AGG:*:ETHUSDT"));
        assertEquals(
            "{\"jsonrpc\":\"2.0\",\"id\":12,\"method\":\"public/subscribe\",\"params\":{\"channels\":[" +
                "{\"type\":\"BLOCK_BOOK_SNAPSHOT\",\"category\":\"*\",\"exchange\":\"OKEX_SWAP\",\"symbol\":\"ETH\"," +
                "\"blockSize\":\"5.0\",\"maxDepth\":\"40\",\"quote\":\"USD\",\"groupByType\":\"1\"," +
                "\"updateFrequency\":\"500ms\"}," +
                "{\"type\":\"TRADE\",\"exchange\":\"BINANCE_FUTURES\",\"symbol\":\"BTCUSDT\"," +
                "\"category\":\"PERPETUAL\"}," +
                "{\"type\":\"TRADE_AGG\",\"exchange\":\"*\",\"symbol\":\"ETHUSDT\",\"category\":\"*\"," +
                "\"batchInterval\":\"1s\"}],\"version\":\"v2\"}}",
            Requests.subscribe(protocol, 12, GROUP, TRADE, "TRADE_AGG:*:ETHUSDT?batchInterval=1s"));
    }

    @Test
    void shouldUnsubscribeWithTheSameParameters()
    {
        final KiyotakaProtocol protocol = protocol(feed().streams(TRADE + "?category=PERPETUAL"));
        assertEquals(
            "{\"jsonrpc\":\"2.0\",\"id\":13,\"method\":\"public/unsubscribe\",\"params\":{\"channels\":[" +
                "{\"type\":\"TRADE\",\"exchange\":\"BINANCE_FUTURES\",\"symbol\":\"BTCUSDT\"," +
                "\"category\":\"PERPETUAL\"}],\"version\":\"v2\"}}",
            Requests.unsubscribe(protocol, 13, TRADE));
    }

    @Test
    void shouldAskForCompressionUntilItIsOff()
    {
        final KiyotakaProtocol protocol = protocol(feed().streams(TRADE).brotli(true));
        assertTrue(Requests.subscribe(protocol, 1, TRADE).endsWith(
            "\"compression\":\"brotli\",\"version\":\"v2\"}}"));
        assertNotNull(protocol.newInflater());
        assertTrue(protocol.stopCompression());
        assertTrue(Requests.subscribe(protocol, 2, TRADE).endsWith("}],\"version\":\"v2\"}}"));
        assertNull(protocol.newInflater());
        assertFalse(protocol.stopCompression());
    }

    @Test
    void shouldRefuseToAskForWhatNobodyWanted()
    {
        final KiyotakaProtocol protocol = protocol(feed().streams(TRADE));
        final Exception thrown = assertThrows(
            IllegalArgumentException.class, () -> Requests.subscribe(protocol, 1, "TRADE:OKEX:A"));
        assertTrue(thrown.getMessage().contains("TRADE:OKEX:A"), thrown.getMessage());
    }

    @Test
    void shouldAuthenticateWithAnIdOrPlainly()
    {
        final KiyotakaFeed feed = feed().streams(TRADE).apiKey(() -> "to\"ken");
        assertEquals(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/authenticate\",\"params\":{\"token\":\"to\\\"ken\"}}",
            protocol(feed).authenticateRequest(1));
        assertEquals(
            "{\"method\":\"public/authenticate\",\"params\":{\"token\":\"to\\\"ken\"}}",
            protocol(feed.authPlain(true)).authenticateRequest(1));
        assertEquals(
            protocol(feed).authenticateRequest(1),
            protocol(feed.setting("authPlain", "true")).authenticateRequest(1));
    }

    @Test
    void shouldPingAndPongInMilliseconds()
    {
        final KiyotakaProtocol protocol = protocol(feed().streams(TRADE));
        assertEquals(
            "{\"type\":\"ping\",\"timestamp\":1769000000123}",
            protocol.pingRequest(TimeUnit.MILLISECONDS.toNanos(1_769_000_000_123L) + 999_999));
        assertEquals("{\"type\":\"pong\",\"timestamp\":77}", protocol.pongRequest(77));
    }

    @Test
    void shouldTakeDataForAnAnswerAndHaveNothingToRecover()
    {
        final KiyotakaProtocol protocol = protocol(feed().streams(TRADE));
        assertTrue(protocol.dataConfirms());
        assertNull(protocol.snapshots());
    }

    private static KiyotakaFeed feed()
    {
        return new KiyotakaFeed((variable) -> null);
    }

    private static KiyotakaProtocol protocol(final KiyotakaFeed feed)
    {
        return (KiyotakaProtocol)feed.build().protocol();
    }
}
