package org.ringtape.simulator.vatic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.net.BareSocket;
import org.ringtape.simulator.net.PlainClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Greeting, subscriptions, windows and control pings of Vatic, as a stranger's client sees them. */
final class VaticProtocolTest
{
    private static final String[] ASSETS = {"btc", "eth", "sol", "xrp", "hype", "doge", "bnb"};

    private VaticRig rig = VaticRig.generated("2026-01-15T04:52:00Z");

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @Test
    void shouldGreetFirst()
    {
        try (PlainClient client = new PlainClient(rig.simulator, "ws"))
        {
            assertEquals("{\"event\":\"connected\"," +
                "\"supportedAssets\":[\"btc\",\"eth\",\"sol\",\"xrp\",\"hype\",\"doge\",\"bnb\"]," +
                "\"supportedMarketTypes\":[\"5min\",\"15min\",\"1hour\",\"4hour\",\"daily\"]," +
                "\"supportedChannels\":[\"hyperliquid_mark_price\"]," +
                "\"usage\":\"Send {\\\"type\\\":\\\"subscribe\\\",\\\"asset\\\":\\\"btc\\\"," +
                "\\\"marketTypes\\\":[\\\"5min\\\",\\\"15min\\\"]}\"}", client.next());
        }
    }

    @Test
    void shouldRefuseOtherPaths()
    {
        assertEquals(404, PlainClient.refusedStatus(rig.simulator, "feed"));
    }

    @Test
    void shouldEchoTheSubscriptionThenSendSnapshots()
    {
        final PlainClient client = rig.client();
        client.send(VaticRig.subscribe("btc"));
        final List<String> texts = rig.texts(client);
        assertEquals("{\"event\":\"subscribed\",\"asset\":\"btc\"," +
            "\"marketTypes\":[\"5min\",\"15min\",\"1hour\",\"4hour\",\"daily\"]}", texts.get(0));
        assertEquals(6, texts.size());
        final VaticTarget truth = truth("btc", VaticInterval.MIN_5, "2026-01-15T04:50:00Z");
        assertEquals("{\"event\":\"window_open\",\"asset\":\"btc\",\"marketType\":\"5min\"," +
            "\"windowStart\":1768452600,\"windowStartIso\":\"2026-01-15T04:50:00.000Z\",\"price\":" +
            truth.price().stripTrailingZeros().toPlainString() + ",\"source\":\"chainlink\",\"snapshot\":true}",
            texts.get(1));
        assertTrue(texts.get(5).contains("\"windowStartIso\":\"2026-01-14T05:00:00.000Z\""), texts.get(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "nope|Invalid JSON", "7|Invalid JSON",
        "{'type':'subscribe','asset':'foo'}|Unknown asset: foo",
        "{'type':'subscribe'}|Unknown asset: null",
        "{'type':'subscribe','asset':'BTC'}|Unknown asset: BTC",
        "{'type':'subscribe','asset':'btc','marketTypes':['5min','1h']}|Unknown market type: 1h",
        "{'type':'subscribe','asset':'btc','marketTypes':[]}|Unknown market type: []",
        "{'type':'subscribe','asset':'btc','channel':'trades'}|Unknown channel: trades",
        "{'type':'hello'}|Unknown message type: hello"})
    void shouldAnswerErrors(final String request, final String message)
    {
        final PlainClient client = rig.client();
        assertEquals("{\"event\":\"error\",\"message\":\"" + message + "\"}", client.ask(request.replace('\'', '"')));
        rig.pass(600);
        assertEquals(List.of(), rig.texts(client));
        assertEquals(2, rig.simulator.statistics().requestErrors());
    }

    @Test
    void shouldOpenEveryWindowOfTheMidnightBurstAfterItsOwnDelay()
    {
        final PlainClient client = rig.client();
        for (final String asset : ASSETS)
        {
            client.send(VaticRig.subscribe(asset));
        }
        rig.texts(client);
        rig.pass(8 * 60);
        rig.texts(client);
        assertEquals("2026-01-15T05:00:00Z", Instant.ofEpochMilli(rig.nowNs.get() / 1_000_000).toString());
        final Set<String> seen = new HashSet<>();
        final List<String> assetOrder = new ArrayList<>();
        for (int second = 1; second <= 5; second++)
        {
            rig.pass(1);
            for (final Map<?, ?> event : rig.events(client))
            {
                final String asset = (String)event.get("asset");
                final VaticInterval interval = VaticInterval.named(event.get("marketType")).orElseThrow();
                assertTrue(seen.add(asset + interval), "once");
                assertFalse(event.containsKey("snapshot"));
                assertEquals(1768453200, ((JsonNumber)event.get("windowStart")).longValue());
                assertEquals(0, truth(asset, interval, "2026-01-15T05:00:00Z").price()
                    .compareTo(((JsonNumber)event.get("price")).value()));
                final long availableNs = ((VaticGeneratedSource)rig.simulator.source())
                    .availableNs(asset, interval, 1768453200);
                assertEquals(second, Math.floorDiv(availableNs - 1, 1_000_000_000L) - 1768453200 + 1);
                assetOrder.add(asset);
            }
            assertTrue(second > 1 || seen.isEmpty(), "nothing before a second has passed");
        }
        assertEquals(35, seen.size());
        assertFalse(assetOrder.subList(0, 5).stream().allMatch(assetOrder.get(0)::equals));
    }

    @Test
    void shouldNameTheSources()
    {
        final PlainClient client = rig.client();
        client.send(VaticRig.subscribe("hype"));
        assertEquals(List.of("chainlink", "chainlink", "binance_futures", "binance", "binance_futures"),
            rig.events(client).stream().skip(1).map(event -> event.get("source")).toList());
        assertEquals("binance", truth("btc", VaticInterval.HOUR_1, "2026-01-15T04:00:00Z").source());
    }

    @Test
    void shouldAddIntervalsOrReplaceThemAsSet()
    {
        assertEquals(Set.of("5min", "15min"), intervalsAfterTwoSubscriptions());
        rig.close();
        rig = new VaticRig("2026-01-15T04:52:00Z", VaticGeneratedSource.builder().build(),
            builder -> builder.replaceOnResubscribe(true));
        assertEquals(Set.of("15min"), intervalsAfterTwoSubscriptions());
    }

    private Set<Object> intervalsAfterTwoSubscriptions()
    {
        final PlainClient client = rig.subscribed("btc", "5min");
        client.send(VaticRig.subscribe("btc", "15min"));
        rig.texts(client);
        rig.pass(485);
        final Set<Object> seen = new HashSet<>();
        rig.events(client).forEach(event -> seen.add(event.get("marketType")));
        return seen;
    }

    @Test
    void shouldDropAllSubscriptionsAtUnsubscribe()
    {
        final PlainClient client = rig.subscribed("btc");
        assertEquals("{\"event\":\"unsubscribed\"}", client.ask("{\"type\":\"unsubscribe\"}"));
        rig.pass(3600);
        assertEquals(List.of(), rig.texts(client));
    }

    @ParameterizedTest
    @CsvSource({"NONE,", "PREVIOUS,2026-01-15T04:50:00.000Z", "ERROR,window_open_error"})
    void shouldTreatAnEarlySubscriptionAsSet(final VaticEarlySnapshot early, final String expected)
    {
        rig.close();
        rig = new VaticRig("2026-01-15T04:54:00Z",
            VaticGeneratedSource.builder().earlySnapshot(early).build(), builder -> builder);
        rig.pass(60);
        final PlainClient client = rig.client();
        client.send(VaticRig.subscribe("btc", "5min"));
        final List<String> texts = rig.texts(client);
        assertEquals(expected == null ? 1 : 2, texts.size());
        assertTrue(expected == null || texts.get(1).contains(expected), texts::toString);
        rig.pass(5);
        assertTrue(rig.texts(client).get(0).contains("2026-01-15T04:55:00.000Z"));
    }

    @Test
    void shouldStreamMarkPrices()
    {
        final PlainClient client = rig.client();
        client.send("{\"type\":\"subscribe\",\"channel\":\"hyperliquid_mark_price\",\"asset\":\"eth\"}");
        final List<Map<?, ?>> first = rig.events(client);
        assertEquals("hyperliquid_mark_price", first.get(0).get("channel"));
        assertEquals(Boolean.TRUE, first.get(1).get("snapshot"));
        for (int i = 0; i < 10; i++)
        {
            rig.pass(1);
        }
        final List<Map<?, ?>> live = rig.events(client);
        assertEquals(10, live.size());
        assertEquals(rig.nowNs.get() / 1_000_000, ((JsonNumber)live.get(9).get("timestamp")).longValue());
        assertTrue(live.stream().map(event -> event.get("markPrice")).distinct().count() > 5);
    }

    @Test
    void shouldRunFasterThanItsClock()
    {
        rig.close();
        rig = new VaticRig("2026-01-15T00:00:00Z", VaticGeneratedSource.builder().build(),
            builder -> builder.speed(300).begin(Instant.parse("2026-03-08T04:59:00Z")));
        final PlainClient client = rig.subscribed("btc");
        rig.pass(48);
        assertEquals("2026-03-08T08:59:00Z",
            Instant.ofEpochMilli(rig.simulator.simulatedNs() / 1_000_000).toString());
        final List<String> opened = rig.events(client).stream()
            .filter(event -> "4hour".equals(event.get("marketType")))
            .map(event -> (String)event.get("windowStartIso")).toList();
        assertEquals(List.of("2026-03-08T05:00:00.000Z", "2026-03-08T08:00:00.000Z"), opened);
    }

    @Test
    void shouldLiveByItsOwnThreadUnlessStepped()
    {
        final AtomicLong nowNs = new AtomicLong(
            Instant.parse("2026-01-15T04:52:00Z").getEpochSecond() * 1_000_000_000L);
        try (VaticSimulator simulator =
            VaticSimulator.builder(VaticGeneratedSource.builder().build()).clock(nowNs::get).build())
        {
            simulator.start();
            try (PlainClient client = new PlainClient(simulator, "ws"))
            {
                client.send(VaticRig.subscribe("btc", "5min"));
                client.next(3);
                nowNs.addAndGet(300_000_000_000L);
                assertTrue(client.next().contains("\"windowStart\":1768452900"));
            }
        }
    }

    @Test
    void shouldPingEveryThirtySecondsAndDropThoseWhoDoNotAnswer() throws Exception
    {
        rig.close();
        rig = new VaticRig("2026-01-15T00:00:00Z", VaticGeneratedSource.builder().build(),
            builder -> builder.pings(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        final PlainClient client = rig.client();
        try (BareSocket deaf = new BareSocket(rig.simulator, "ws"))
        {
            await(2, () -> rig.simulator.statistics().connectionsOpen());
            rig.pass(29);
            assertEquals(0, rig.simulator.statistics().pingsSent());
            rig.pass(1);
            assertEquals(2, rig.simulator.statistics().pingsSent());
            await(1, () -> rig.simulator.statistics().pongsReceived());
            rig.pass(30);
            assertEquals(1, rig.simulator.statistics().pongsMissed());
            deaf.awaitEnd();
        }
        assertEquals(List.of(), rig.texts(client));
        assertFalse(client.ended.isDone());
    }

    /** The other side's threads count; what is awaited is on its way. */
    private static void await(final long count, final LongSupplier counter)
    {
        final long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (counter.getAsLong() < count)
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "too few");
            Thread.onSpinWait();
        }
    }

    private VaticTarget truth(final String asset, final VaticInterval interval, final String start)
    {
        return rig.simulator.truth(asset, interval, Instant.parse(start).getEpochSecond()).orElseThrow();
    }
}
