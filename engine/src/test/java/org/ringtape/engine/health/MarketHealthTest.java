package org.ringtape.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;

/** What is believed of sessions and streams without a book. */
final class MarketHealthTest
{
    private static final int SESSION = 3;
    private static final int STREAM = 7;
    private static final long SECOND = 1_000_000_000L;

    private final MarketHealth health = new MarketHealth();
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[EventLayout.SLOT_LENGTH]);
    private final List<String> told = new ArrayList<>();
    private int session = SESSION;
    private int line;
    private int epoch = 1;
    private long nowNs = 100 * SECOND;

    @Test
    void shouldBeCurrentFromTheFirstEventOn()
    {
        assertNull(health.stream(STREAM));
        data(STREAM, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        assertEquals(nowNs, health.stream(STREAM).sinceNs());
        assertEquals(List.of("7 NO_DATA to NONE"), told);
    }

    @Test
    void shouldDoubtAStreamFromALossToItsNextEvent()
    {
        data(STREAM, 0);
        data(8, 0);
        loss(STREAM, LossCause.MALFORMED_FRAME);
        assertEquals(HealthReason.LOSS, health.stream(STREAM).reason());
        assertTrue(health.stream(8).isCurrent());
        assertEquals(nowNs, health.stream(STREAM).lostAtNs());
        data(STREAM, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        assertEquals(
            List.of("7 NO_DATA to NONE", "8 NO_DATA to NONE", "7 NONE to LOSS", "7 LOSS to NONE"), told);
    }

    @Test
    void shouldDoubtEveryStreamOfASessionAndNoOther()
    {
        data(STREAM, 0);
        session = SESSION + 1;
        data(8, 0);
        session = SESSION;
        final int stamp = health.stamp(SESSION, STREAM);
        final int other = health.stamp(SESSION + 1, 8);
        loss(NO_ID, LossCause.RING_FULL);
        assertEquals(HealthReason.LOSS, health.stream(STREAM).reason());
        assertFalse(health.isCurrent(SESSION, STREAM, stamp));
        assertEquals(HealthReason.LOSS, health.reason(SESSION, STREAM, stamp));
        assertTrue(health.isCurrent(SESSION + 1, 8, other));
        assertTrue(health.stream(8).isCurrent());
    }

    @Test
    void shouldKeepAStreamAsItIsWhileAnotherLineBringsIt()
    {
        data(STREAM, 0);
        line = 1;
        data(STREAM, 0);
        final int stamp = health.stamp(EventHeader.sourceId(SESSION, 0), STREAM);
        told.clear();
        line = 0;
        loss(NO_ID, LossCause.DISCONNECTED);
        status(SessionState.BACKING_OFF);
        assertTrue(health.stream(STREAM).isCurrent());
        assertTrue(health.isCurrent(EventHeader.sourceId(SESSION, 0), STREAM, stamp), "the other line brings it on");
        assertEquals(List.of(), told);
        line = 1;
        status(SessionState.BACKING_OFF);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason());
        assertFalse(health.isCurrent(EventHeader.sourceId(SESSION, 0), STREAM, stamp));
        assertEquals(List.of("7 NONE to DISCONNECTED"), told);
    }

    @Test
    void shouldLoseAStreamWhoseOtherLinesAreSilentOrOfAnotherConnection()
    {
        data(STREAM, 0);
        line = 1;
        data(STREAM, 0);
        status(SessionState.STALE);
        assertTrue(health.stream(STREAM).isCurrent());
        line = 0;
        loss(NO_ID, LossCause.DISCONNECTED);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason(), "the other one is silent");
        line = 1;
        status(SessionState.LIVE);
        data(STREAM, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        epoch++;
        data(8, 0);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason(), "its new connection has not spoken");
    }

    @Test
    void shouldNotCountALineThatHasLostTheStreamAmongThoseThatBringIt()
    {
        data(STREAM, 0);
        line = 1;
        data(STREAM, 0);
        line = 0;
        epoch++;
        data(8, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        line = 1;
        epoch--;
        loss(NO_ID, LossCause.DISCONNECTED);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason(),
            "the first line is up again, and has not brought it since");
    }

    @Test
    void shouldLoseAStreamIfOneLineLostSomethingOfIt()
    {
        data(STREAM, 0);
        line = 1;
        data(STREAM, 0);
        loss(NO_ID, LossCause.RING_FULL);
        assertEquals(HealthReason.LOSS, health.stream(STREAM).reason(), "nothing says that the other line had it");
        data(STREAM, 0);
        line = 0;
        loss(STREAM, LossCause.STREAM_SILENT);
        assertTrue(health.stream(STREAM).isCurrent(), "it comes by the other line");
    }

    @Test
    void shouldTellOfEveryStreamThatALossOfItsSessionChanges()
    {
        data(STREAM, 0);
        data(8, 0);
        told.clear();
        loss(NO_ID, LossCause.RING_FULL);
        assertEquals(List.of("7 NONE to LOSS", "8 NONE to LOSS"), told);
    }

    @Test
    void shouldSayDisconnectedUntilTheNextConnectionSpeaks()
    {
        data(STREAM, 0);
        final int stamp = health.stamp(SESSION, STREAM);
        status(SessionState.BACKING_OFF);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason());
        assertEquals(HealthReason.DISCONNECTED, health.reason(SESSION, STREAM, stamp));
        epoch++;
        status(SessionState.CONNECTING);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason());
        data(STREAM, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        assertFalse(health.isCurrent(SESSION, STREAM, stamp), "what came before may be outdated");
    }

    @Test
    void shouldNoticeANewConnectionThoughTheEndOfTheOldOneWasNotTold()
    {
        data(STREAM, 0);
        final int losses = health.losses(SESSION, STREAM);
        epoch++;
        data(8, 0);
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason());
        assertTrue(health.losses(SESSION, STREAM) > losses);
    }

    @Test
    void shouldBelieveNothingOfAReplacedConnection()
    {
        data(STREAM, 0);
        epoch++;
        data(8, 0);
        epoch--;
        assertFalse(data(STREAM, 0));
        assertEquals(MarketHealth.Age.OLD, health.age());
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason());
    }

    @Test
    void shouldTakeAnEpochBehindTheLargestNumberForTheNextConnection()
    {
        epoch = Integer.MAX_VALUE;
        data(STREAM, 0);
        epoch++;
        assertTrue(data(STREAM, 0));
        assertEquals(MarketHealth.Age.NEW_CONNECTION, health.age());
        epoch--;
        assertFalse(data(STREAM, 0));
    }

    @Test
    void shouldNotHearAStreamOfAConnectionThatIsDown()
    {
        data(STREAM, 0);
        status(SessionState.BACKING_OFF);
        assertTrue(data(STREAM, 0), "a straggler of the newest connection there was");
        assertEquals(HealthReason.DISCONNECTED, health.stream(STREAM).reason());
    }

    @Test
    void shouldSaySilentWhileASessionIsStale()
    {
        data(STREAM, 0);
        status(SessionState.STALE);
        assertEquals(HealthReason.SILENT, health.stream(STREAM).reason());
        assertTrue(health.isSilent(SESSION));
        final int losses = health.losses(SESSION, STREAM);
        status(SessionState.LIVE);
        assertTrue(health.stream(STREAM).isCurrent());
        assertEquals(losses, health.losses(SESSION, STREAM), "silence is no loss");
    }

    @Test
    void shouldKeepAStreamSilentUntilItSpeaksItself()
    {
        data(STREAM, 0);
        loss(STREAM, LossCause.STREAM_SILENT);
        status(SessionState.LIVE);
        assertEquals(HealthReason.SILENT, health.stream(STREAM).reason());
        data(8, 0);
        assertTrue(health.stream(STREAM).isSilent());
        data(STREAM, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        assertFalse(health.stream(STREAM).isSilent());
    }

    @Test
    void shouldSayClosedOrFailedWhenTheSessionEnds()
    {
        data(STREAM, 0);
        final int stamp = health.stamp(SESSION, STREAM);
        status(SessionState.CLOSED);
        assertEquals(HealthReason.CLOSED, health.stream(STREAM).reason());
        assertEquals(HealthReason.CLOSED, health.reason(SESSION, STREAM, stamp));
        epoch++;
        data(STREAM, 0);
        status(SessionState.FAILED);
        assertEquals(HealthReason.FAILED, health.stream(STREAM).reason());
    }

    @Test
    void shouldSayFailedForAStreamThatTheVenueRefuses()
    {
        loss(STREAM, LossCause.STREAM_REFUSED);
        assertEquals(HealthReason.FAILED, health.stream(STREAM).reason());
        assertTrue(health.stream(STREAM).isRefused());
        epoch++;
        data(STREAM, 0);
        assertTrue(health.stream(STREAM).isCurrent());
        assertFalse(health.stream(STREAM).isRefused());
    }

    @Test
    void shouldRefuseOneTimeFarBeyondOurClockAmongOthers()
    {
        data(STREAM, nowNs - SECOND);
        assertFalse(health.isBeyondClock());
        data(STREAM, nowNs + 1 + MarketHealth.MAX_AHEAD_NS);
        assertFalse(health.isBeyondClock());
        data(STREAM, nowNs + MarketHealth.MAX_AHEAD_NS + 2);
        assertTrue(health.isBeyondClock());
        data(STREAM, nowNs);
        assertFalse(health.isBeyondClock());
    }

    @Test
    void shouldBelieveTheVenueOnceItsTimesAreAllBeyondOurClock()
    {
        data(STREAM, nowNs);
        for (int i = 1; i < MarketHealth.AHEAD_LIMIT; i++)
        {
            data(STREAM, nowNs + 3_600 * SECOND);
            assertTrue(health.isBeyondClock());
        }
        data(STREAM, nowNs + 3_600 * SECOND);
        assertFalse(health.isBeyondClock());
        data(STREAM, nowNs + 3_600 * SECOND);
        assertFalse(health.isBeyondClock());
    }

    @Test
    void shouldRefuseEachTimeFarBeyondOurClockWhileOthersAgreeWithIt()
    {
        data(STREAM, nowNs);
        for (int i = 0; i < 3 * MarketHealth.AHEAD_LIMIT; i++)
        {
            data(STREAM, nowNs + 3_600 * SECOND);
            assertTrue(health.isBeyondClock());
            data(STREAM, nowNs);
            assertFalse(health.isBeyondClock());
        }
    }

    @Test
    void shouldNotDoubtTheVenueIfOurClockNeverAgreedWithIt()
    {
        data(STREAM, nowNs + 3_600 * SECOND);
        assertFalse(health.isBeyondClock());
    }

    private boolean data(final int streamId, final long venueTimeNs)
    {
        final EventHeader event = new EventHeader();
        init(event, EventType.TRADE, 16);
        event.streamId(streamId);
        event.venueTimeNs(venueTimeNs);
        return handle(event);
    }

    private void loss(final int streamId, final LossCause cause)
    {
        final Loss event = new Loss();
        init(event, EventType.LOSS, Loss.LENGTH);
        event.streamId(streamId);
        event.cause(cause);
        handle(event);
    }

    private void status(final SessionState state)
    {
        final SessionStatus event = new SessionStatus();
        init(event, EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH);
        event.streamId(NO_ID);
        event.state(state);
        handle(event);
    }

    private void init(final EventHeader event, final EventType type, final int length)
    {
        event.wrap(slot, 0);
        event.init(type, length);
        event.sessionId(session);
        event.lineId(line);
        event.sessionEpoch(epoch);
        event.receiveTimeNs(++nowNs);
    }

    private boolean handle(final EventHeader event)
    {
        final boolean believed = health.onEvent(event);
        health.tellChanges(event,
            (stream, previous) -> told.add(stream.streamId() + " " + previous + " to " + stream.reason()));
        return believed;
    }
}
