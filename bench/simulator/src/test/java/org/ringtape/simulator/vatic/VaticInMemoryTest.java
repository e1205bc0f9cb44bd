package org.ringtape.simulator.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.net.InMemoryVenue;
import org.ringtape.simulator.net.PlainClient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The venue without sockets: the same calls bring the same bytes, and sockets bring no others. */
final class VaticInMemoryTest
{
    private static final String BEGIN = "2026-01-15T10:00:00Z";
    private static final long BEGIN_NS = Instant.parse(BEGIN).getEpochSecond() * 1_000_000_000L;
    private static final long STEP_NS = 10_000_000_000L;
    private static final int STEPS = 1_800;
    private static final List<String> FAULTS = List.of("window-error:every=3,seed=5", "duplicate-window:every=2,seed=6",
        "quoted-numbers:every=4,seed=7", "late-window:every=5,ms=2000,seed=8", "blanks:every=3,seed=9");

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
        try (VaticRig rig = new VaticRig(BEGIN, source(7), (builder) ->
        {
            builder.seed(7);
            FAULTS.forEach((fault) -> builder.fault(Fault.parse(fault)));
            return builder;
        }))
        {
            final PlainClient client = new PlainClient(rig.simulator, "ws");
            actual.add("TEXT " + client.next());
            client.send(VaticRig.subscribe("btc", "5min"));
            for (int i = actual.size(); i < 2; i++)
            {
                actual.add("TEXT " + client.next());
            }
            for (int step = 1; step <= STEPS; step++)
            {
                rig.nowNs.set(BEGIN_NS + step * STEP_NS);
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
    void shouldRefuseAndAnswerWithoutSockets()
    {
        final InMemoryVenue<?, ?> venue = venue(7, List.of());
        assertThrows(IllegalStateException.class, () -> venue.connect("/elsewhere"));
        assertEquals(200, venue.get("/health", Map.of(), Map.of()).status());
        final InMemoryVenue<?, ?>.Client client = venue.connect("/ws");
        client.say("nonsense");
        assertEquals(2, client.take().size());
        client.leave();
        client.say(VaticRig.subscribe("btc", "5min"));
        assertEquals(List.of(), client.take());
    }

    private static List<String> run(final long seed)
    {
        final InMemoryVenue<?, ?> venue = venue(seed, FAULTS);
        final InMemoryVenue<?, ?>.Client client = venue.connect("/ws");
        client.say(VaticRig.subscribe("btc", "5min"));
        venue.advanceTo(BEGIN_NS + STEPS * STEP_NS, STEP_NS);
        return client.take().stream()
            .map((message) -> message.timeNs() + " " + message.kind() + " " + message.text()).toList();
    }

    private static InMemoryVenue<?, ?> venue(final long seed, final List<String> faults)
    {
        final VaticSimulator.Builder builder = VaticSimulator.builder(source(seed)).seed(seed)
            .pings(VaticRig.NEVER, VaticRig.NEVER);
        faults.forEach((fault) -> builder.fault(Fault.parse(fault)));
        return new InMemoryVenue<>(builder.logic(BEGIN_NS), BEGIN_NS);
    }

    private static VaticSource source(final long seed)
    {
        return VaticGeneratedSource.builder().seed(seed).build();
    }
}
