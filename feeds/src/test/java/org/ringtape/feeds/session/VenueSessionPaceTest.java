package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.feeds.transport.TransportListener;

/** A session asks its host's pace before it connects, and tells it of refusals. */
class VenueSessionPaceTest
{
    private final SessionRig rig = new SessionRig("a@trade");

    @AfterEach
    void close()
    {
        rig.close();
    }

    /** C1 at the upgrade. Where the session itself is more patient, that is its own rule. */
    @ParameterizedTest
    @CsvSource({
        "503, 2, 2000", "503, 4.5, 4500", "503, 'Tue, 14 Nov 2023 22:13:27 GMT', 7000", "503, 1000000, 86400000",
        "500, 3, 3000", "418, 120, 120000", "418, '', 120000", "418, 3600, 3600000", "429, 90, 90000"})
    void shouldConnectAgainNoEarlierThanARefusedUpgradeAsks(
        final int status, final String retryAfter, final long waitMs)
    {
        refuse(status, retryAfter);
        final long hereMs = waitMs - 1;
        rig.after(hereMs);
        rig.after(0);
        assertEquals(1, rig.transports.made.size());
        rig.after(1);
        assertEquals(2, rig.transports.made.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "soon", "-3", "Tue, 14 Nov 2023 22:13:19 GMT"})
    void shouldGoByItsOwnPolicyWhereNothingReadableIsAsked(final String retryAfter)
    {
        refuse(503, retryAfter);
        assertEquals(2, rig.transports.made.size(), "the first time at once");
    }

    @Test
    void shouldPauseWhatElseIsAskedOfTheHost()
    {
        refuse(418, "300");
        assertTrue(rig.pace.isPaused(rig.clock.nowNs));
        assertEquals(rig.clock.nowNs + TimeUnit.SECONDS.toNanos(300), rig.pace.nextRequestNs(1, rig.clock.nowNs));
    }

    @Test
    void shouldNotConnectWhileTheHostPausesForARequest()
    {
        rig.pace.onRefused(418, 0L, rig.clock.nowNs);
        rig.after(119_999);
        assertEquals(SessionState.DISCONNECTED, rig.state());
        assertEquals(0, rig.transports.made.size());
        rig.after(1);
        assertEquals(SessionState.CONNECTING, rig.state());
    }

    @Test
    void shouldWaitForItsTurnWhenOthersConnectToTheHost()
    {
        while (rig.pace.tryConnect(rig.clock.nowNs))
        {
            assertEquals(0, rig.transports.made.size());
        }
        rig.cycle();
        assertEquals(0, rig.session.epoch(), "an attempt that was not made is not counted");
        rig.after(1_000);
        assertEquals(1, rig.session.epoch());
    }

    @Test
    void shouldNotCarryARefusalOverToTheNextAttempt()
    {
        refuse(503, "2");
        rig.after(2_000);
        final TransportListener listener = rig.transports.last().listener;
        listener.onUpgradeRefused(503, "Unavailable");
        listener.onClosed(1006, "", true);
        rig.cycle();
        assertEquals(false, rig.pace.isPaused(rig.clock.nowNs));
    }

    private void refuse(final int status, final String retryAfter)
    {
        rig.cycle();
        assertEquals(URI.create("ws://venue/stream"), rig.transports.last().endpoint);
        final TransportListener listener = rig.transports.last().listener;
        listener.onUpgradeRefused(status, "Refused");
        if (!retryAfter.isEmpty())
        {
            listener.onRetryAfter(retryAfter, null);
        }
        listener.onClosed(1006, "upgrade refused with HTTP status " + status, true);
        rig.cycle();
        rig.cycle();
        assertTrue(rig.told.contains("BACKING_OFF epoch 1 code " + status + ": upgrade refused: " + status +
            " Refused"), rig.told::toString);
    }
}
