package org.ringtape.feeds.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.feeds.session.connect.ReconnectPolicy;
import org.ringtape.feeds.session.SessionRig;

/** What data and answers of the vendor grant, and how long it is left alone. */
class KiyotakaAnswersTest
{
    private static final String BTC = "LIQUIDATION:BINANCE_FUTURES:BTCUSDT";
    private static final String ETH = "LIQUIDATION:BINANCE_FUTURES:ETHUSDT";
    private static final String ANY = "FUNDING_RATE:*:BTCUSDT";

    private SessionRig rig;

    @AfterEach
    void close()
    {
        if (rig != null)
        {
            rig.close();
        }
    }

    @Test
    void shouldConfirmOnlyTheStreamThatSpoke()
    {
        subscribe(BTC, ETH, ANY);
        liquidation("ETHUSDT");
        assertEquals(List.of("REQUESTED", "CONFIRMED", "REQUESTED"), states());
        rig.transports.last().frame("{\"points\":[{\"series\":{\"type\":\"FUNDING_RATE\",\"symbol\":\"BTCUSDT\"," +
            "\"exchange\":\"BYBIT\",\"category\":\"PERPETUAL\"},\"fundingRate\":{\"fundingRate\":0.0001," +
            "\"timestamp\":{\"seconds\":1769058900}}}]}");
        rig.cycle();
        assertEquals(List.of("REQUESTED", "CONFIRMED", "CONFIRMED"), states());
        rig.transports.last().frame("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"ok\"}");
        rig.cycle();
        assertEquals(List.of("CONFIRMED", "CONFIRMED", "CONFIRMED"), states());
    }

    @Test
    void shouldRefuseWhatTheAnswerRefusesThoughItHadSpoken()
    {
        subscribe(BTC, ETH);
        liquidation("ETHUSDT");
        rig.transports.last().frame(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32602,\"message\":\"Invalid params\"}}");
        rig.cycle();
        final List<String> sent = rig.transports.last().sent;
        assertEquals(4, sent.size(), sent::toString);
        rig.transports.last().frame(
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32602,\"message\":\"Invalid params\"}}");
        rig.cycle();
        assertEquals(List.of("REFUSED", "REQUESTED"), states());
        assertEquals("Invalid params", rig.session.subscriptions().all().get(0).lastError().text());
        assertTrue(rig.told.stream().anyMatch((line) -> line.contains("stream " + BTC + " refused: Invalid params")),
            rig.told::toString);
    }

    @Test
    void shouldNotTakeTheLateReplyToPlainCredentialsForOneToASubscription()
    {
        rig = SessionRig.of(feed(BTC).authPlain(true).build());
        rig.open();
        rig.after(2_000);
        assertEquals(SessionState.SUBSCRIBING, rig.state());
        rig.transports.last().frame("{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":\"ok\"}");
        rig.cycle();
        assertEquals(List.of("REQUESTED"), states());
    }

    @Test
    void shouldWaitAsLongAsIsDocumentedBeforeReconnects()
    {
        final ReconnectPolicy shortest = ReconnectPolicy.of(feed(BTC).build().protocol().limits(), drawing(0));
        final ReconnectPolicy longest = ReconnectPolicy.of(feed(BTC).build().protocol().limits(), drawing(1));
        for (final long seconds : new long[]{1, 2, 4, 8, 16, 30, 30, 30})
        {
            assertEquals(seconds * 1_000_000_000L, shortest.nextDelayNs(0));
            assertEquals(seconds * 1_500_000_000L, longest.nextDelayNs(0));
        }
        assertEquals(1_000_000_000L, shortest.nextDelayNs(30_000_000_000L), "after a spell of LIVE");
    }

    /** Draws the least or the largest value that a call allows. */
    private static RandomGenerator drawing(final int largest)
    {
        return new RandomGenerator()
        {
            @Override
            public long nextLong()
            {
                throw new AssertionError("unbounded draw");
            }

            @Override
            public long nextLong(final long bound)
            {
                return largest * (bound - 1);
            }
        };
    }

    private void subscribe(final String... streams)
    {
        rig = SessionRig.of(feed(streams).build());
        rig.open();
        rig.transports.last().frame("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"ok\"}");
        rig.cycle();
        assertEquals(2, rig.transports.last().sent.size(), rig.transports.last().sent::toString);
        rig.clock.advanceMs(1);
    }

    private void liquidation(final String symbol)
    {
        rig.transports.last().frame("{\"points\":[{\"series\":{\"type\":\"LIQUIDATION\",\"symbol\":\"" + symbol +
            "\",\"exchange\":\"BINANCE_FUTURES\",\"category\":\"PERPETUAL\",\"side\":\"SELL\"}," +
            "\"liquidation\":{\"id\":\"3\",\"price\":89750.5,\"amount\":0.15," +
            "\"timestamp\":{\"seconds\":1769058900}}}]}");
        rig.cycle();
    }

    private List<String> states()
    {
        return rig.session.subscriptions().all().stream().map((each) -> each.state().name()).toList();
    }

    private static KiyotakaFeed feed(final String... streams)
    {
        return new KiyotakaFeed((variable) -> "0123456789abcdef").streams(streams);
    }
}
