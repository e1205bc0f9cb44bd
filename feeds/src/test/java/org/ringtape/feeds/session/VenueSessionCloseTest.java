package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Closing in every state. */
class VenueSessionCloseTest
{
    private final SessionRig rig = new SessionRig("a@depth", "c@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldEndAtOnceIfItNeverConnected()
    {
        closeSession();
        assertEquals(List.of("CLOSED epoch 0: closed by the host"), rig.told);
        rig.after(100_000);
        assertEquals(0, rig.transports.made.size());
    }

    @Test
    void shouldEndAtOnceWhileBackingOff()
    {
        rig.cycle();
        rig.transports.last().closedByVenue(1008);
        rig.cycle();
        assertEquals(SessionState.BACKING_OFF, rig.state());
        closeSession();
        assertEquals(SessionState.CLOSED, rig.state());
    }

    @Test
    void shouldUnsubscribeCloseAndWaitForTheVenue()
    {
        rig.goLive();
        rig.after(1_000); // the close frame needs room within the rate, too
        closeSession();
        assertEquals(SessionState.DRAINING, rig.state());
        assertEquals(List.of("sub 1 a@depth c@trade", "unsub 2 a@depth c@trade"), rig.transports.last().sent);
        assertEquals(1000, rig.transports.last().closeCode);

        rig.transports.last().closedByVenue(1000);
        rig.cycle();
        assertEquals(SessionState.CLOSED, rig.state());
        assertEquals(0, rig.transports.last().aborts);
        closeSession();
        assertEquals(SessionState.CLOSED, rig.state());
    }

    @Test
    void shouldLeaveOutTheUnsubscribeWhenTheRateHasRoomForTheCloseFrameOnly()
    {
        rig.goLive();
        closeSession();
        assertEquals(List.of("sub 1 a@depth c@trade"), rig.transports.last().sent);
        assertEquals(1000, rig.transports.last().closeCode);
    }

    @Test
    void shouldAbortIfTheVenueNeverAnswersTheClose()
    {
        rig.goLive();
        closeSession();
        rig.after(199);
        assertEquals(SessionState.DRAINING, rig.state());
        rig.after(1);
        rig.cycle();
        assertEquals(SessionState.CLOSED, rig.state());
        assertTrue(rig.told.contains("CLOSED epoch 1 code 1006: no close answer in time"));
    }

    @Test
    void shouldEndEvenIfTheReceiverIsStuck()
    {
        rig.cycle();
        rig.transports.last().endsWhenAborted = false;
        closeSession();
        rig.after(200);
        assertEquals(1, rig.transports.last().aborts);
        assertEquals(SessionState.DRAINING, rig.state());
        rig.after(200);
        assertEquals(SessionState.CLOSED, rig.state());
        rig.transports.last().closedByVenue(1006);
        rig.cycle();
        assertEquals(1, rig.count(PipelineCounter.CONNECT_FAILURES));
    }

    @Test
    void shouldEndAConnectionThatOpensAsItCloses()
    {
        rig.cycle();
        rig.transports.last().open();
        rig.transports.last().frame(SessionRig.trade("c@trade", "C", 1));
        closeSession();
        rig.transports.last().closedByVenue(1000);
        rig.cycle();
        rig.cycle();

        assertEquals(SessionState.CLOSED, rig.state());
        assertEquals(1, rig.count(PipelineCounter.CONNECTS));
        assertEquals(1, rig.count(PipelineCounter.DISCONNECTS));
        assertFalse(rig.told.contains("LOSS DISCONNECTED epoch 1"), "what the host closes is not lost");
    }

    @Test
    void shouldEndWhileStale()
    {
        rig.goLive();
        rig.after(1_001);
        assertEquals(SessionState.STALE, rig.state());
        closeSession();
        rig.transports.last().closedByVenue(1000);
        rig.cycle();
        assertEquals(SessionState.CLOSED, rig.state());
    }

    @Test
    void shouldEndAConnectionThatWasAlreadyGivenUp()
    {
        rig.goLive();
        rig.transports.last().endsWhenAborted = false;
        rig.after(1_001);
        rig.after(2_001);
        assertEquals(1, rig.transports.last().aborts);
        closeSession();
        rig.after(200);
        assertEquals(SessionState.CLOSED, rig.state());
    }

    private void closeSession()
    {
        rig.session.close(rig.clock.nowNs);
        rig.cycle();
    }
}
