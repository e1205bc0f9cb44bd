package org.ringtape.simulator.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.net.InMemoryVenue;
import org.ringtape.simulator.net.PlainClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The venue without sockets: the same calls bring the same bytes, and sockets bring no others. */
final class KiyotakaInMemoryTest
{
    private static final long STEP_NS = 50_000_000L;
    private static final int STEPS = 200;
    private static final String CHANNEL = "'type':'TRADE'," + KiyotakaRig.BTC;
    private static final List<String> FAULTS = List.of("quoted-numbers:every=4,seed=7", "blanks:every=3,seed=9",
        "malformed-point:every=5,seed=2", "duplicate-trade:every=2,seed=3");

    @Test
    void shouldBringTheSameBytesForTheSameCallsAndOthersForAnotherSeed()
    {
        final List<String> first = run(7);
        assertTrue(first.size() > 20, () -> String.valueOf(first));
        assertEquals(first, run(7));
        assertNotEquals(first, run(8));
    }

    @Test
    void shouldBringOverSocketsWhatItBringsWithout()
    {
        final List<String> expected = run(7).stream().map((line) -> line.substring(line.indexOf(' ') + 1)).toList();
        final List<String> actual = new ArrayList<>();
        try (KiyotakaRig rig = new KiyotakaRig(source(7), settings(7)))
        {
            final PlainClient client = new PlainClient(rig.simulator, KiyotakaRig.OTHER);
            client.send(authenticate());
            actual.add("TEXT " + client.next());
            client.send(subscribe());
            actual.add("TEXT " + client.next());
            for (int step = 1; step <= STEPS; step++)
            {
                rig.nowNs.set(KiyotakaRig.START_NS + step * STEP_NS);
                rig.simulator.poll();
            }
            while (actual.size() < expected.size())
            {
                actual.add("TEXT " + client.next());
            }
            client.close();
        }
        assertEquals(expected, actual);
    }

    @Test
    void shouldKeepItsRulesWithoutSockets()
    {
        final InMemoryVenue<?, ?> venue = venue(7);
        assertEquals(401, venue.get("/v1/markets", Map.of(), Map.of()).status());
        assertEquals(200,
            venue.get("/v1/markets", Map.of(), Map.of("X-Kiyotaka-Key", KiyotakaSimulator.DEFAULT_API_KEY)).status());
        final InMemoryVenue<?, ?>.Client client = venue.connect("/" + KiyotakaRig.OTHER);
        client.say("{\"type\":\"ping\",\"timestamp\":5}");
        assertEquals("{\"type\":\"pong\",\"timestamp\":5}", client.take().get(0).text());
        venue.advanceTo(KiyotakaRig.START_NS + 61_000_000_000L, 1_000_000_000L);
        assertEquals(InMemoryVenue.Kind.CLOSE, client.take().get(0).kind());
    }

    private static List<String> run(final long seed)
    {
        final InMemoryVenue<?, ?> venue = venue(seed);
        final InMemoryVenue<?, ?>.Client client = venue.connect("/" + KiyotakaRig.OTHER);
        client.say(authenticate());
        client.say(subscribe());
        venue.advanceTo(KiyotakaRig.START_NS + STEPS * STEP_NS, STEP_NS);
        return client.take().stream()
            .map((message) -> message.timeNs() + " " + message.kind() + " " + message.text()).toList();
    }

    private static InMemoryVenue<?, ?> venue(final long seed)
    {
        return new InMemoryVenue<>(
            settings(seed).apply(KiyotakaSimulator.builder(source(seed))).logic(), KiyotakaRig.START_NS);
    }

    private static UnaryOperator<KiyotakaSimulator.Builder> settings(final long seed)
    {
        return (builder) ->
        {
            builder.seed(seed);
            FAULTS.forEach((fault) -> builder.fault(Fault.parse(fault)));
            return builder;
        };
    }

    private static KiyotakaSource source(final long seed)
    {
        return KiyotakaGeneratedSource.builder().seed(seed).build();
    }

    private static String authenticate()
    {
        return KiyotakaRig.quoted("{'jsonrpc':'2.0','id':1,'method':'public/authenticate'," +
            "'params':{'token':'simulated-key'}}");
    }

    private static String subscribe()
    {
        return KiyotakaRig.quoted(KiyotakaRig.subscribe(2, "", CHANNEL));
    }
}
