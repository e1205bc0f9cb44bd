package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Pings and pongs inside the data. */
class VenueSessionHeartbeatTest
{
    private static final long PERIOD_MS = 3_000;

    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy()
        .pingNs(TimeUnit.MILLISECONDS.toNanos(PERIOD_MS))
        .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
    private final SessionRig rig = new SessionRig(protocol, "c@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldPingOnceAPeriodFromTheOpeningOn()
    {
        rig.goLive();
        rig.after(PERIOD_MS - 1);
        assertEquals(1, sent().size());
        rig.after(1);
        assertEquals("ping " + rig.clock.nowNs / 1_000_000, sent().get(1));
        frame("!pong " + rig.clock.nowNs / 1_000_000);
        rig.after(PERIOD_MS);
        assertEquals(3, sent().size());
        assertEquals(2, rig.count(PipelineCounter.PINGS_SENT));
        assertEquals(1, rig.count(PipelineCounter.PONGS_RECEIVED));
    }

    @Test
    void shouldPingBeforeItIsAuthenticated()
    {
        final PlainProtocol slow = new PlainProtocol(SessionRig.LIMITS.copy()
            .pingNs(TimeUnit.MILLISECONDS.toNanos(100))
            .authAnswerNs(TimeUnit.SECONDS.toNanos(5)));
        slow.token = "secret";
        try (SessionRig other = new SessionRig(slow, "c@trade"))
        {
            other.open();
            other.after(100);
            other.after(100);
            assertEquals(SessionState.AUTHENTICATING, other.state());
            assertEquals(2, other.transports.last().sent.size(), "beyond the rate of 2 a second");
            other.after(900);
            assertEquals(3, other.transports.last().sent.size());
        }
    }

    @Test
    void shouldMeasureTheRoundTrip()
    {
        rig.goLive();
        assertEquals(0, rig.session.roundTripNs());
        rig.after(PERIOD_MS);
        final long timestamp = rig.clock.nowNs / 1_000_000;
        rig.clock.advanceMs(37);
        frame("!pong " + timestamp);
        rig.clock.advanceMs(100); // the conductor comes late
        rig.cycle();
        assertEquals(37_000_000, rig.session.roundTripNs());

        rig.transports.last().closedByVenue(1001);
        rig.cycle();
        assertEquals(37_000_000, rig.roundTripNs);
    }

    @Test
    void shouldMeasureNothingByAPongThatEchoesNothing()
    {
        rig.goLive();
        frame("!pong 1");
        rig.after(PERIOD_MS);
        frame("!pong 2");
        rig.cycle();
        assertEquals(0, rig.session.roundTripNs());
        assertEquals(2, rig.count(PipelineCounter.PONGS_RECEIVED));
    }

    @Test
    void shouldTellAPongToThePingBeforeFromOneToTheLast()
    {
        rig.goLive();
        rig.after(PERIOD_MS);
        final long timestamp = rig.clock.nowNs / 1_000_000;
        rig.after(PERIOD_MS);
        rig.clock.advanceMs(1);
        frame("!pong " + timestamp);
        rig.cycle();
        assertEquals((PERIOD_MS + 1) * 1_000_000, rig.session.roundTripNs());
    }

    @Test
    void shouldGiveUpALinkOnWhichNothingAnswersTwoPings()
    {
        rig.goLive();
        rig.after(PERIOD_MS);
        rig.after(PERIOD_MS);
        rig.after(PERIOD_MS - 1);
        assertEquals(0, rig.transports.last().aborts);
        rig.after(1);
        assertEquals(1, rig.transports.last().aborts);
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.session.epoch());
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: two pings without a pong or anything else"));
        assertEquals(2, rig.count(PipelineCounter.PINGS_SENT));
    }

    @Test
    void shouldKeepALinkOnWhichAnythingComes()
    {
        rig.goLive();
        for (int i = 0; i < 10; i++)
        {
            rig.after(PERIOD_MS - 1);
            rig.transports.last().listener.onPing();
            rig.after(1);
        }
        assertEquals(0, rig.transports.last().aborts);
        assertEquals(10, rig.count(PipelineCounter.PINGS_SENT));

        rig.after(PERIOD_MS);
        rig.after(PERIOD_MS);
        assertEquals(1, rig.transports.last().aborts, "the last two pings count");
    }

    @Test
    void shouldStartOverOnANewConnection()
    {
        rig.goLive();
        rig.after(PERIOD_MS);
        rig.after(PERIOD_MS);
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        rig.after(PERIOD_MS - 1);
        assertEquals(List.of("sub 2 c@trade"), sent());
        rig.after(1);
        rig.after(PERIOD_MS - 1);
        assertEquals(0, rig.transports.last().aborts);
    }

    @Test
    void shouldAnswerPingsOfTheVenue()
    {
        rig.goLive();
        frame("!ping 77");
        rig.cycle();
        assertEquals("pong 77", sent().get(1));
        assertEquals(1, rig.count(PipelineCounter.PINGS_RECEIVED));
    }

    @Test
    void shouldAnswerOnlyTheNewestOfAFloodOfPings()
    {
        rig.goLive();
        rig.clock.advanceMs(1_000);
        for (int i = 0; i < 100; i++)
        {
            frame("!ping " + i);
        }
        rig.cycle();
        assertEquals(List.of("pong 92", "pong 93"), sent().subList(1, 3));
        for (int i = 0; i < 10; i++)
        {
            rig.after(500);
        }
        assertEquals(8, sent().stream().filter((text) -> text.startsWith("pong")).count());
        assertEquals(100, rig.count(PipelineCounter.PINGS_RECEIVED));
    }

    private List<String> sent()
    {
        return rig.transports.last().sent;
    }

    private void frame(final String text)
    {
        rig.transports.last().frame(text);
    }
}
