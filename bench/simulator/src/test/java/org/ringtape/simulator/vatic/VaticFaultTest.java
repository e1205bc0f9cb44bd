package org.ringtape.simulator.vatic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.KiyotakaRig;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.net.PlainClient;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every fault of Vatic, as a client observes it. */
final class VaticFaultTest
{
    private final VaticRig rig = VaticRig.generated("2026-01-15T04:52:00Z");
    private final PlainClient client = rig.subscribed("btc", "5min");

    @AfterEach
    void stop()
    {
        rig.close();
    }

    @Test
    void shouldSendAnErrorInstead()
    {
        rig.simulator.inject(Fault.parse("window-error:symbol=btc"));
        rig.pass(185);
        assertEquals(List.of("{\"event\":\"window_open_error\",\"asset\":\"btc\",\"marketType\":\"5min\"," +
            "\"windowStart\":1768452900,\"error\":\"upstream price unavailable\"}"), rig.texts(client));
        assertEquals(List.of(new InjectedFault(FaultKind.WINDOW_ERROR, "btc 5min 1768452900", Long.MIN_VALUE)),
            rig.simulator.injectedFaults());
    }

    @Test
    void shouldSendThePriceLateAfterAnError()
    {
        rig.simulator.inject(Fault.parse("late-window:ms=20000"));
        rig.pass(185);
        assertEquals(List.of("window_open_error"), names());
        rig.pass(19);
        assertEquals(List.of(), names());
        rig.pass(1);
        assertEquals(List.of("window_open"), names());
    }

    @Test
    void shouldRepeatAWindow()
    {
        rig.simulator.inject(Fault.parse("duplicate-window"));
        rig.pass(185);
        final List<String> texts = rig.texts(client);
        assertEquals(2, texts.size());
        assertEquals(texts.get(0), texts.get(1));
    }

    @Test
    void shouldCorrectAWindow()
    {
        rig.simulator.inject(Fault.parse("corrected-window"));
        rig.pass(185);
        final List<Map<?, ?>> events = rig.events(client);
        assertEquals(2, events.size());
        assertEquals(events.get(0).get("windowStart"), events.get(1).get("windowStart"));
        assertNotEquals(price(events.get(0)), price(events.get(1)));
        assertEquals(0, price(events.get(0)).compareTo(
            rig.simulator.truth("btc", VaticInterval.MIN_5, 1768452900).orElseThrow().price()));
    }

    @Test
    void shouldLoseAWindowButNotTheNext()
    {
        rig.simulator.inject(Fault.parse("lost-window"));
        rig.pass(185);
        assertEquals(List.of(), names());
        rig.pass(300);
        assertEquals(List.of("window_open"), names());
    }

    @Test
    void shouldQuoteNumbersOfSnapshotsToo()
    {
        rig.simulator.inject(Fault.parse("quoted-numbers:every=1"));
        rig.pass(185);
        client.send(VaticRig.subscribe("btc", "5min"));
        final List<Map<?, ?>> events = rig.events(client);
        assertEquals(3, events.size());
        assertTrue(events.get(0).get("price") instanceof String);
        assertEquals("1768452900", events.get(2).get("windowStart"));
    }

    @Test
    void shouldPutTheDiscriminatorLast()
    {
        rig.simulator.inject(Fault.parse("discriminator-last"));
        rig.pass(185);
        assertTrue(rig.texts(client).get(0).endsWith(",\"event\":\"window_open\"}"));
    }

    @ParameterizedTest
    @CsvSource({"shuffled-keys", "extra-keys", "blanks"})
    void shouldRespellAnEvent(final String fault)
    {
        rig.pass(185);
        final List<String> plain = rig.texts(client);
        client.send(VaticRig.subscribe("btc", "5min"));
        final List<Map<?, ?>> before = rig.events(client);
        rig.simulator.inject(Fault.parse(fault));
        client.send(VaticRig.subscribe("btc", "5min"));
        final List<String> texts = rig.texts(client);
        final Map<?, ?> after = KiyotakaRig.json(texts.get(1));
        assertEquals(1, plain.size());
        before.get(1).forEach((key, value) -> assertEquals(value, after.get(key)));
        assertNotEquals(JsonWriter.compact(before.get(1)), texts.get(1));
    }

    @Test
    void shouldCutAFrameInItsMiddle()
    {
        rig.simulator.inject(Fault.parse("malformed-frame"));
        rig.pass(185);
        final String text = rig.texts(client).get(0);
        assertTrue(text.startsWith("{\"event\":") && !text.endsWith("}"), text);
    }

    @Test
    void shouldSilenceOrStall()
    {
        rig.simulator.inject(Fault.parse("silence"));
        rig.pass(185);
        assertEquals(1, rig.texts(client).size());
        rig.pass(300);
        assertEquals(List.of(), rig.texts(client));
        final PlainClient other = rig.subscribed("eth", "5min");
        rig.simulator.inject(Fault.parse("stall:symbol=eth"));
        rig.pass(300);
        assertTrue(other.next().contains("eth"));
        other.send("{\"type\":\"unsubscribe\"}");
        client.send("{\"type\":\"unsubscribe\"}");
        assertEquals("{\"event\":\"unsubscribed\"}", client.next());
        assertEquals(List.of(), new ArrayList<>(other.texts));
        assertFalse(other.ended.isDone());
    }

    @ParameterizedTest
    @CsvSource({"close:code=1012,close 1012 closed by the venue", "disconnect,cut"})
    void shouldEndConnections(final String fault, final String end)
    {
        rig.simulator.inject(Fault.parse(fault));
        rig.pass(185);
        assertEquals(end, client.end());
        assertEquals(1, rig.simulator.statistics().framesSent() - 1, "a snapshot and the last event");
    }

    @Test
    void shouldRejectASubscription()
    {
        rig.simulator.inject(Fault.parse("reject-subscribe"));
        assertEquals("{\"event\":\"error\",\"message\":\"Unknown asset: eth\"}", client.ask(VaticRig.subscribe("eth")));
        assertTrue(client.ask(VaticRig.subscribe("eth")).contains("subscribed"));
    }

    @Test
    void shouldFailRestRequestsOnPurpose()
    {
        rig.simulator.inject(Fault.parse("snapshot-error:status=503"));
        final String path = "api/v1/targets/active?asset=btc";
        assertEquals(503, PlainClient.get(rig.simulator, path).statusCode());
        assertEquals(200, PlainClient.get(rig.simulator, path).statusCode());
    }

    private List<Object> names()
    {
        final List<Object> names = new ArrayList<>();
        rig.events(client).forEach(event -> names.add(event.get("event")));
        return names;
    }

    private static BigDecimal price(final Map<?, ?> event)
    {
        return ((JsonNumber)event.get("price")).value();
    }
}
