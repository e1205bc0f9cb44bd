package org.ringtape.bench.system.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.vatic.VaticInterval;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.vatic.VaticFeed;

/** Whatever goes wrong with a window, over real sockets and REST: it says so, and ends with the venue's price. */
@Timeout(60)
final class VaticFaultsOverSocketsTest
{
    /** So that no ping of the venue, every 30 s from here on, falls on the boundary and is cut before its answer. */
    private static final String BEGIN = "2026-01-15T04:52:10Z";
    /** The first boundary after that. */
    private static final long BOUNDARY = 1_768_452_900;
    private static final long OVERDUE = BOUNDARY + 20;

    @Test
    void shouldAskRestForAWindowThatFailed()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("window-error:symbol=btc");
            rig.passUntil(BOUNDARY + 6);
            assertEquals(List.of("DUE", "FAILED"), told(rig, "btc"));
            assertEquals("upstream price unavailable", rig.watch().error());
            rig.passUntil(OVERDUE - 1);
            assertEquals(0, rig.total(PipelineCounter.REST_REQUESTS), "not before it is overdue");
            rig.pass(1);
            awaitOpen(rig, "btc");
            assertEquals(List.of("DUE", "FAILED", "OPEN snapshot"), told(rig, "btc"));
            assertEquals(1, rig.total(PipelineCounter.REST_REQUESTS));
            assertEquals(0, rig.total(PipelineCounter.TARGETS_OVERDUE), "the venue said something");
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldTakeAPriceThatComesLateAndNotAskForIt()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("late-window:symbol=btc,ms=10000");
            rig.passUntil(BOUNDARY + 6);
            assertEquals(List.of("DUE", "FAILED"), told(rig, "btc"));
            rig.passUntil(OVERDUE + 30);
            assertEquals(List.of("DUE", "FAILED", "OPEN"), told(rig, "btc"));
            assertNull(difference(rig, "btc"));
            assertEquals(0, rig.total(PipelineCounter.REST_REQUESTS));
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldKeepTheRestPriceIfTheSocketsComesAfterIt()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("late-window:symbol=btc,ms=40000");
            rig.passUntil(OVERDUE);
            awaitOpen(rig, "btc");
            rig.passUntil(OVERDUE + 40);
            assertEquals(List.of("DUE", "FAILED", "OPEN snapshot"), told(rig, "btc"));
            assertEquals(1, rig.total(PipelineCounter.TARGETS_DUPLICATE));
            assertNull(difference(rig, "btc"));
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldSayThatAMissingWindowIsOverdueAndAskForIt()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("lost-window:symbol=btc");
            rig.passUntil(OVERDUE - 1);
            assertEquals(List.of("DUE"), told(rig, "btc"));
            rig.pass(1);
            assertEquals(List.of("DUE", "OVERDUE"), told(rig, "btc").subList(0, 2));
            awaitOpen(rig, "btc");
            assertEquals(List.of("DUE", "OVERDUE", "OPEN snapshot"), told(rig, "btc"));
            assertEquals(1, rig.total(PipelineCounter.TARGETS_OVERDUE));
            assertEquals(1, rig.total(PipelineCounter.REST_REQUESTS));
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldAskRestAgainAfterARefusal()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("lost-window:symbol=btc");
            rig.inject("snapshot-error:symbol=btc,status=502");
            rig.passUntil(OVERDUE);
            rig.await("a refused request", () -> rig.total(PipelineCounter.REST_FAILURES) == 1);
            assertEquals(List.of("DUE", "OVERDUE"), told(rig, "btc"));
            rig.pass(1);
            awaitOpen(rig, "btc");
            assertEquals(List.of("DUE", "OVERDUE", "OPEN snapshot"), told(rig, "btc"));
            assertEquals(2, rig.total(PipelineCounter.REST_REQUESTS));
            assertEquals(1, rig.venue().restErrors());
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldOnlyCountAWindowThatComesTwice()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("duplicate-window:symbol=btc");
            rig.passUntil(BOUNDARY + 6);
            assertEquals(List.of("DUE", "OPEN"), told(rig, "btc"));
            assertEquals(1, rig.total(PipelineCounter.TARGETS_DUPLICATE));
            assertEquals(0, rig.total(PipelineCounter.TARGETS_CORRECTED));
            assertNull(difference(rig, "btc"));
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldTellACorrectionAndKeepTheFirstPrice()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("corrected-window:symbol=btc");
            rig.passUntil(BOUNDARY + 6);
            assertEquals(List.of("DUE", "OPEN", "CORRECTED"), told(rig, "btc"));
            assertEquals(1, rig.total(PipelineCounter.TARGETS_CORRECTED));
            assertEquals(0, rig.total(PipelineCounter.TARGETS_DUPLICATE));
            final BigDecimal truth = rig.truth("btc", VaticInterval.MIN_5, BOUNDARY).price();
            final TargetWindow window = rig.current("btc", VaticInterval.MIN_5);
            assertEquals(TargetStatus.CORRECTED, window.status());
            assertEquals(0, truth.compareTo(VaticStepRig.price(window)));
            assertEquals(0, truth.multiply(new BigDecimal("1.001"))
                .compareTo(BigDecimal.valueOf(window.correctedPrice(), window.correctedPriceScale())));
            requireOtherUntouched(rig);
        }
    }

    @ParameterizedTest
    @CsvSource({"quoted-numbers", "discriminator-last", "shuffled-keys", "extra-keys", "blanks"})
    void shouldReadWhateverSpellingTheVenueChooses(final String fault)
    {
        try (VaticStepRig rig = rig(new VaticFeed().symbols("btc", "eth").markPrices()))
        {
            rig.inject(fault + ":every=1");
            rig.connect();
            for (final VaticInterval interval : VaticInterval.values())
            {
                assertNull(rig.difference(rig.current("btc", interval),
                    rig.truth("btc", interval, interval.startOf(rig.nowSeconds()))));
            }
            rig.passUntil(BOUNDARY + 6);
            assertEquals(List.of("DUE", "OPEN"), told(rig, "btc"));
            assertNull(difference(rig, "btc"));
            assertTrue(rig.venue().faultsInjected() >= rig.venue().framesSent(), rig::toString);
            assertEquals(rig.venue().framesSent(), rig.total(PipelineCounter.FRAMES_DECODED));
            assertTrue(rig.watch().markPrices() > 2 * 170, rig::toString);
            requireOtherUntouched(rig);
        }
    }

    @Test
    void shouldCountAFrameThatEndsInItsMiddleAndAskRest()
    {
        try (VaticStepRig rig = connected())
        {
            rig.inject("malformed-frame:symbol=btc");
            rig.passUntil(OVERDUE);
            awaitOpen(rig, "btc");
            assertEquals(List.of("DUE", "OVERDUE", "OPEN snapshot"), told(rig, "btc"));
            assertEquals(1, rig.total(PipelineCounter.FRAMES_MALFORMED));
            assertEquals(1, rig.watch().losses());
        }
    }

    @Test
    void shouldRestoreAllWindowsByTheirSnapshotsAfterADisconnect()
    {
        try (VaticStepRig rig = rig(new VaticFeed().symbols("btc", "eth").markPrices()))
        {
            rig.connect();
            rig.passUntil(BOUNDARY - 1);
            final int lossesBefore = rig.watch().losses();
            rig.inject("refuse-upgrade:every=1");
            rig.inject("disconnect:symbol=eth"); // after its next mark price: at the boundary, before any price of it
            rig.passUntil(BOUNDARY + 8);
            assertEquals(SessionState.BACKING_OFF, rig.state(), rig::toString);
            assertEquals(List.of("DUE"), told(rig, "btc"), "the calendar goes on without the socket");
            rig.simulator().clearFaults();
            while (rig.venue().connectionsOpened() == 1)
            {
                rig.pass(1);
            }
            rig.connect();
            assertTrue(rig.nowSeconds() < OVERDUE, rig::toString);
            assertTrue(rig.venue().upgradesRefused() >= 2, rig::toString);
            for (final String asset : List.of("btc", "eth"))
            {
                assertEquals(List.of("DUE", "OPEN snapshot"), told(rig, asset));
                for (final VaticInterval interval : VaticInterval.values())
                {
                    assertNull(rig.difference(rig.current(asset, interval),
                        rig.truth(asset, interval, interval.startOf(BOUNDARY))));
                }
                assertNull(rig.difference(rig.previous(asset, VaticInterval.MIN_5),
                    rig.truth(asset, VaticInterval.MIN_5, BOUNDARY - 300)));
            }
            assertTrue(rig.watch().losses() > lossesBefore);
            assertEquals(1, rig.total(PipelineCounter.DISCONNECTS));
            assertEquals(2, rig.total(PipelineCounter.CONNECTS));
            rig.passUntil(OVERDUE + 10);
            assertEquals(0, rig.total(PipelineCounter.TARGETS_OVERDUE));
            assertEquals(0, rig.total(PipelineCounter.REST_REQUESTS));
            rig.requireNoHarm();
        }
    }

    @Test
    void shouldAskRestForAWindowThatOpensAndEndsItsGraceWhileDisconnected()
    {
        try (VaticStepRig rig = rig(new VaticFeed().symbols("btc", "eth").markPrices()))
        {
            rig.connect();
            rig.passUntil(BOUNDARY - 1);
            rig.inject("refuse-upgrade:every=1");
            rig.inject("disconnect:symbol=eth");
            rig.passUntil(OVERDUE);
            for (final String asset : List.of("btc", "eth"))
            {
                awaitOpen(rig, asset);
                assertEquals(List.of("DUE", "OVERDUE", "OPEN snapshot"), told(rig, asset));
            }
            assertEquals(1, rig.venue().connectionsOpened(), "still away");
            rig.requireNoHarm();
        }
    }

    @Test
    void shouldKeepOtherAssetsSubscribedIfOneIsUnknown()
    {
        try (VaticStepRig rig = rig(new VaticFeed().symbols("zzz", "btc").intervals("5min")))
        {
            rig.connect();
            assertEquals(1, rig.total(PipelineCounter.SUBSCRIPTIONS_REFUSED));
            assertEquals(List.of("DUE", "OPEN snapshot"),
                rig.watch().told("btc", VaticInterval.MIN_5, BOUNDARY - 300));
            assertTrue(rig.watch().sessions().toString().contains("Unknown asset: zzz"), rig::toString);
            rig.passUntil(BOUNDARY + 6);
            assertEquals(List.of("DUE", "OPEN"), told(rig, "btc"));
            assertNull(difference(rig, "btc"));
            assertEquals(List.of("DUE"), told(rig, "zzz"));
            assertEquals(SessionState.LIVE, rig.state());
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            assertEquals(0, rig.total(PipelineCounter.DISCONNECTS));
            assertTrue(rig.venue().requestErrors() >= 2, "asked for again every 30 s: " + rig);
            assertEquals(rig.venue().requestErrors(), rig.total(PipelineCounter.SUBSCRIPTIONS_REFUSED));
            rig.requireNoHarm();
        }
    }

    @Test
    void shouldAnswerControlPingsAndStayConnected()
    {
        try (VaticStepRig rig = connected())
        {
            for (int i = 0; i < 120; i++)
            {
                rig.pass(5);
            }
            assertEquals(20, rig.venue().pingsSent());
            assertEquals(20, rig.venue().pongsReceived());
            assertEquals(0, rig.venue().pongsMissed());
            assertEquals(0, rig.total(PipelineCounter.DISCONNECTS));
            rig.requireNoHarm();
        }
    }

    @Test
    void shouldConnectAgainIfNothingCameFor75Seconds()
    {
        try (VaticStepRig rig = new VaticStepRig("2026-01-15T04:50:10Z", Duration.ofDays(1),
            new VaticFeed().symbols("btc").intervals("5min")))
        {
            rig.connect();
            rig.pass(75);
            assertEquals(1, rig.total(PipelineCounter.CONNECTS));
            assertEquals(0, rig.total(PipelineCounter.DISCONNECTS));
            rig.pass(1); // gives up
            rig.pass(1); // longer than the first wait, half a second and a fifth more at most
            rig.connect();
            assertTrue(rig.watch().sessions().contains("BACKING_OFF nothing received for 75000 ms"), rig::toString);
            assertEquals(1, rig.total(PipelineCounter.DISCONNECTS));
            assertEquals(2, rig.venue().connectionsOpened(), rig::toString);
            assertEquals(SessionState.LIVE, rig.state());
            assertEquals(1, rig.total(PipelineCounter.TARGETS_DUPLICATE), "the snapshot tells what is known");
            assertNull(rig.difference(rig.current("btc", VaticInterval.MIN_5),
                rig.truth("btc", VaticInterval.MIN_5, BOUNDARY - 300)));
            rig.requireNoHarm();
        }
    }

    private static VaticStepRig rig(final VaticFeed feed)
    {
        return new VaticStepRig(BEGIN, feed);
    }

    private static VaticStepRig connected()
    {
        final VaticStepRig rig = rig(new VaticFeed().symbols("btc", "eth").intervals("5min"));
        rig.connect();
        return rig;
    }

    private static List<String> told(final VaticStepRig rig, final String asset)
    {
        return rig.watch().told(asset, VaticInterval.MIN_5, BOUNDARY);
    }

    private static String difference(final VaticStepRig rig, final String asset)
    {
        return rig.difference(rig.current(asset, VaticInterval.MIN_5), rig.truth(asset, VaticInterval.MIN_5, BOUNDARY));
    }

    private static void awaitOpen(final VaticStepRig rig, final String asset)
    {
        rig.await("the price of " + asset, () -> difference(rig, asset) == null);
    }

    /** What befalls one asset is nothing to another. */
    private static void requireOtherUntouched(final VaticStepRig rig)
    {
        assertEquals(List.of("DUE", "OPEN"), told(rig, "eth"), rig::toString);
        assertNull(difference(rig, "eth"));
        assertEquals(1, rig.total(PipelineCounter.CONNECTS));
        assertEquals(SessionState.LIVE, rig.state());
        rig.requireNoHarm();
    }
}
