package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** A link on which nothing comes at all, though data would be allowed to be silent for far longer. */
class VenueSessionLinkSilenceTest
{
    private static final long LIMIT_MS = 5_000;

    private final SessionRig rig = new SessionRig(protocol(LIMIT_MS), "c@trade");

    private static PlainProtocol protocol(final long limitMs)
    {
        return new PlainProtocol(SessionRig.LIMITS.copy()
            .linkSilenceNs(TimeUnit.MILLISECONDS.toNanos(limitMs))
            .dataSilenceNs(TimeUnit.MINUTES.toNanos(10)));
    }

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldGiveUpALinkBeyondTheLimitAndConnectAgain()
    {
        rig.goLive();
        rig.after(LIMIT_MS);
        assertEquals(0, rig.transports.last().aborts, "the limit itself is no violation");
        rig.after(1);
        assertEquals(1, rig.transports.last().aborts);
        rig.cycle();
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code 1006: nothing received for 5000 ms"),
            rig.told::toString);
        assertTrue(rig.told.contains("LOSS DISCONNECTED epoch 1"), rig.told::toString);
        rig.after(8_000);
        rig.cycle();
        assertEquals(2, rig.session.epoch());
    }

    @Test
    void shouldCountFromTheLastPingPongOrFrame()
    {
        rig.goLive();
        rig.after(LIMIT_MS - 1);
        rig.transports.last().listener.onPing();
        rig.after(LIMIT_MS);
        rig.transports.last().listener.onPong();
        rig.after(LIMIT_MS);
        rig.transports.last().frame(SessionRig.trade("c@trade", "C", 1));
        rig.after(LIMIT_MS);
        assertEquals(0, rig.transports.last().aborts);
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(1);
        assertEquals(1, rig.transports.last().aborts);
    }

    @Test
    void shouldWatchBeforeAnythingIsGranted()
    {
        final PlainProtocol slow = new PlainProtocol(SessionRig.LIMITS.copy()
            .linkSilenceNs(TimeUnit.MILLISECONDS.toNanos(400))); // shorter than the answer takes
        try (SessionRig other = new SessionRig(slow, "c@trade"))
        {
            other.open();
            assertEquals(SessionState.SUBSCRIBING, other.state());
            other.after(401);
            assertEquals(1, other.transports.last().aborts);
        }
    }

    @Test
    void shouldGiveANewConnectionItsWholeTime()
    {
        rig.goLive();
        rig.after(LIMIT_MS + 1);
        rig.cycle();
        rig.after(60_000);
        rig.cycle();
        assertEquals(2, rig.session.epoch());
        rig.transports.last().open();
        rig.cycle();
        rig.acknowledgeAll();
        rig.cycle();
        assertEquals(SessionState.LIVE, rig.state());
        rig.after(LIMIT_MS);
        assertEquals(0, rig.transports.last().aborts);
        rig.after(1);
        assertEquals(1, rig.transports.last().aborts);
    }

    @Test
    void shouldNeverGiveUpWithoutALimit()
    {
        try (SessionRig other = new SessionRig(protocol(0), "c@trade"))
        {
            other.goLive();
            other.after(TimeUnit.MINUTES.toMillis(10) - 1);
            assertEquals(0, other.transports.last().aborts);
            assertEquals(SessionState.LIVE, other.state());
            assertEquals(0, other.count(PipelineCounter.STALE_EPISODES));
            assertFalse(other.told.toString().contains("nothing received"));
        }
    }
}
