package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of phases against the session: each is left in time, for what the table says, though nothing happens. */
class SessionPhaseTest
{
    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy());
    private final SessionRig rig = new SessionRig(protocol, "a@depth", "c@trade");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"CLOSED", "FAILED"})
    void shouldLeaveEachPhaseAtItsDeadlineForWhatTheTableSays(final SessionPhase phase)
    {
        enter(phase);
        assertEquals(phase, rig.session.phase());
        final long lastsNs = phase == SessionPhase.BACKING_OFF ?
            TimeUnit.SECONDS.toNanos(60) : phase.lastsNs(protocol.limits());
        if (lastsNs > 0 && phase != SessionPhase.AUTHENTICATING) // whose steps have deadlines of their own, within it
        {
            rig.clock.nowNs += lastsNs - 1;
            rig.conduct();
            assertEquals(phase, rig.session.phase(), "before its time");
            rig.clock.nowNs -= lastsNs - 1;
        }
        rig.clock.nowNs += lastsNs + 1; // silences must be longer than their limits
        rig.conduct();
        assertEquals(phase.afterDeadline(), rig.session.phase());
        assertTrue(phase.leadsTo(phase.afterDeadline()));
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingThatIsFinalAndReachEverythingElse(final SessionPhase phase)
    {
        for (final SessionPhase next : SessionPhase.values())
        {
            assertTrue(!phase.isFinal() || !phase.leadsTo(next), () -> phase + " to " + next);
        }
        assertEquals(phase.isFinal(), phase.shown().isFinal());
        assertTrue(phase == SessionPhase.DISCONNECTED ||
            Arrays.stream(SessionPhase.values()).anyMatch((before) -> before.leadsTo(phase)), phase::name);
        rig.close();
    }

    /** Transports never end by themselves: the worst that can happen. */
    private void enter(final SessionPhase phase)
    {
        switch (phase)
        {
            case DISCONNECTED:
                break;
            case CONNECTING:
                connect();
                break;
            case AUTHENTICATING:
                protocol.waitsForReady = true;
                open();
                break;
            case SUBSCRIBING:
                open();
                break;
            case LIVE:
                live();
                break;
            case STALE:
                live();
                rig.after(1_001);
                break;
            case ABORTING:
                connect();
                rig.after(1_000);
                break;
            case CLOSING:
                live();
                rig.session.close(rig.clock.nowNs);
                break;
            case CUTTING:
                live();
                rig.session.close(rig.clock.nowNs);
                rig.after(200);
                break;
            default:
                connect();
                rig.transports.last().closedByVenue(1008);
                rig.conduct();
                break;
        }
    }

    private void connect()
    {
        rig.cycle();
        rig.transports.last().endsWhenAborted = false;
    }

    private void open()
    {
        connect();
        rig.transports.last().open();
        rig.conduct();
    }

    private void live()
    {
        open();
        rig.acknowledgeAll();
        rig.conduct();
    }
}
