package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Books that may be quiet for any time, and links that may not. */
class LinkProbeTest
{
    private static final long MINUTE_MS = 60_000;

    private final SessionRig rig = new SessionRig(new PlainProtocol(SessionRig.LIMITS.copy()
        .dataSilenceNs(TimeUnit.MINUTES.toNanos(15))
        .anyFrameCounts(true)
        .linkPingNs(TimeUnit.SECONDS.toNanos(30))
        .pongNs(TimeUnit.SECONDS.toNanos(10))), "a@depth");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldLeaveAQuietBookLiveWhileTheVenuePings()
    {
        rig.goLive();
        for (int minute = 0; minute < 600; minute += 5)
        {
            rig.after(5 * MINUTE_MS);
            rig.transports.last().listener.onPing();
            rig.cycle();
            assertEquals(SessionState.LIVE, rig.state(), "minute " + minute);
        }
        assertEquals(0, rig.count(PipelineCounter.STALE_EPISODES));
        assertEquals(1, rig.session.epoch());
    }

    @Test
    void shouldCallALinkStaleOnWhichNoFrameOfAnyKindComesThoughItNeverAnsweredAPing()
    {
        rig.goLive();
        rig.after(15 * MINUTE_MS);
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(1);
        assertEquals(SessionState.STALE, rig.state());
        assertTrue(rig.told.contains("STALE epoch 1: no frame for 900000 ms"), rig.told::toString);
        rig.transports.last().listener.onPing();
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
    }

    @Test
    void shouldFindOutEarlyWhetherTheVenueAnswersPings()
    {
        rig.goLive();
        rig.after(999);
        assertEquals(0, rig.transports.last().pings);
        rig.after(1);
        assertEquals(1, rig.transports.last().pings);
        rig.after(100);
        assertEquals(1, rig.transports.last().pings);
        assertEquals(1, rig.count(PipelineCounter.LINK_PINGS_SENT));
    }

    @Test
    void shouldGiveUpAHalfOpenLinkSoonIfTheVenueAnswersPings()
    {
        answered();
        rig.after(29_999);
        assertEquals(1, rig.transports.last().pings);
        rig.after(1);
        assertEquals(2, rig.transports.last().pings);
        rig.after(9_999);
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(1);
        assertEquals(SessionState.DRAINING, rig.state());
        assertEquals("a WebSocket ping without a pong or anything else for 10000 ms",
            rig.session.lastError().text());
        rig.cycle();
        rig.cycle();
        assertEquals(2, rig.session.epoch());
    }

    @Test
    void shouldTakeAnythingForAnAnswer()
    {
        answered();
        rig.after(30_000);
        rig.clock.advanceMs(5_000);
        rig.transports.last().listener.onPing();
        rig.after(20_000);
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(2, rig.transports.last().pings);
        rig.after(10_000);
        assertEquals(3, rig.transports.last().pings, "a whole period after the last sign of life");
    }

    @Test
    void shouldNotPingWhileThingsCome()
    {
        answered();
        for (int i = 0; i < 100; i++)
        {
            rig.clock.advanceMs(29_000);
            rig.transports.last().frame(SessionRig.trade("x@trade", "X", 1));
            rig.cycle();
        }
        assertEquals(1, rig.transports.last().pings);
    }

    @Test
    void shouldStartOverOnANewConnection()
    {
        answered();
        rig.after(30_000);
        rig.transports.last().closedByVenue(1001);
        rig.after(8_000);
        rig.cycle();
        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        rig.after(29_999);
        assertEquals(SessionState.LIVE, rig.state());
        assertEquals(0, rig.transports.last().pings);
        rig.after(1);
        assertEquals(1, rig.transports.last().pings);
    }

    @Test
    void shouldNotPingWhereTheVenueIsNotKnownToTakeIt()
    {
        try (SessionRig other = new SessionRig("a@depth"))
        {
            other.goLive();
            other.after(900);
            other.after(100_000);
            assertEquals(0, other.transports.made.get(0).pings);
        }
    }

    private void answered()
    {
        rig.goLive();
        rig.after(1_000);
        rig.transports.last().listener.onPong();
        rig.cycle();
    }
}
