package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.engine.status.ControlLog;
import org.ringtape.feeds.session.connect.ConnectPlan;
import org.ringtape.feeds.session.connect.ConnectStep;

/**
 * The table of phases against the line: each is left in time, for what the table says, though nothing happens; every
 * way out is taken, and no other.
 */
class LinePhaseTest
{
    private static final ConnectStep READY =
        ConnectStep.ready(ConnectPlan.to(URI.create("ws://venue/stream")));

    private final PlainProtocol protocol = new PlainProtocol(SessionRig.LIMITS.copy());
    private final SessionRig rig;
    private ConnectStep step = READY;

    LinePhaseTest()
    {
        protocol.planner = (nowNs) -> step;
        rig = new SessionRig(protocol, "a@depth", "c@trade");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"CLOSED", "FAILED"})
    void shouldLeaveEachPhaseAtItsDeadlineForWhatTheTableSays(final LinePhase phase)
    {
        enter(phase);
        assertEquals(phase, rig.session.lines().get(0).phase());
        final long lastsNs = phase == LinePhase.BACKING_OFF ?
            TimeUnit.SECONDS.toNanos(60) : phase.lastsNs(protocol.limits());
        if (lastsNs > 0 && phase != LinePhase.AUTHENTICATING) // whose steps have deadlines of their own, within it
        {
            rig.clock.nowNs += lastsNs - 1;
            rig.conduct();
            assertEquals(phase, rig.session.lines().get(0).phase(), "before its time");
            rig.clock.nowNs -= lastsNs - 1;
        }
        rig.clock.nowNs += lastsNs + 1; // silences must be longer than their limits
        rig.conduct();
        assertEquals(phase.afterDeadline(), rig.session.lines().get(0).phase());
        assertTrue(phase.leadsTo(phase.afterDeadline()));
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingThatIsFinalAndReachEverythingElse(final LinePhase phase)
    {
        for (final LinePhase next : LinePhase.values())
        {
            assertTrue(!phase.isFinal() || !phase.leadsTo(next), () -> phase + " to " + next);
        }
        assertEquals(phase.isFinal(), phase.shown().isFinal());
        assertTrue(phase == LinePhase.DISCONNECTED ||
            Arrays.stream(LinePhase.values()).anyMatch((before) -> before.leadsTo(phase)), phase::name);
        rig.close();
    }

    static Stream<Arguments> waysOut()
    {
        return Arrays.stream(LinePhase.values()).flatMap((phase) -> Arrays.stream(LinePhase.values())
            .filter(phase::leadsTo).map((next) -> Arguments.of(phase, next)));
    }

    /** Every row of the table is taken, by what the row stands for. */
    @ParameterizedTest
    @MethodSource("waysOut")
    void shouldTakeEveryWayOut(final LinePhase phase, final LinePhase next)
    {
        enter(phase);
        assertEquals(phase, line().phase());
        leave(phase, next);
        assertEquals(next, line().phase());
        assertEquals(next.isFinal() ? SessionPhase.ENDED : next == LinePhase.CLOSING || next == LinePhase.CUTTING ?
            SessionPhase.LEAVING : SessionPhase.SERVING, rig.session.phase());
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEveryOtherWayAndStayAsItWas(final LinePhase phase)
    {
        final LineStanding standing = new LineStanding(SessionRig.LIMITS,
            new SessionVoice(rig.identity, rig.events, (text) -> text, ControlLog.of(LinePhaseTest.class)),
            new DataWatch(SessionRig.LIMITS, rig.receiver), () -> 0L);
        wayTo(phase).forEach((step) -> standing.to(step, 0, 0, ""));
        assertEquals(phase, standing.phase());
        for (final LinePhase next : LinePhase.values())
        {
            if (!phase.leadsTo(next))
            {
                assertThrows(IllegalStateException.class, () -> standing.to(next, 0, 0, "test"));
                assertEquals(phase, standing.phase());
            }
        }
        rig.close();
    }

    /** Breadth first through the table. */
    private static List<LinePhase> wayTo(final LinePhase phase)
    {
        final Map<LinePhase, List<LinePhase>> ways = new EnumMap<>(LinePhase.class);
        ways.put(LinePhase.DISCONNECTED, List.of());
        final Deque<LinePhase> open = new ArrayDeque<>(List.of(LinePhase.DISCONNECTED));
        while (!ways.containsKey(phase))
        {
            final LinePhase from = open.remove();
            for (final LinePhase next : LinePhase.values())
            {
                if (from.leadsTo(next) && !ways.containsKey(next))
                {
                    final List<LinePhase> way = new ArrayList<>(ways.get(from));
                    way.add(next);
                    ways.put(next, way);
                    open.add(next);
                }
            }
        }
        return ways.get(phase);
    }

    private void leave(final LinePhase phase, final LinePhase next)
    {
        switch (next)
        {
            case FAILED:
                rig.session.fail(rig.clock.nowNs, "test");
                return;
            case CLOSING:
                rig.session.close(rig.clock.nowNs);
                return;
            case AUTHENTICATING:
                protocol.waitsForReady = true;
                rig.transports.last().open();
                break;
            case SUBSCRIBING:
                if (phase == LinePhase.CONNECTING)
                {
                    rig.transports.last().open();
                }
                else
                {
                    rig.transports.last().frame("!ready");
                }
                break;
            case LIVE:
                if (phase == LinePhase.STALE)
                {
                    rig.transports.last().frame("!trades - c@trade");
                }
                else
                {
                    rig.acknowledgeAll();
                }
                break;
            case PREPARING:
                step = ConnectStep.WAITING;
                rig.clock.nowNs += TimeUnit.SECONDS.toNanos(60) + 1;
                break;
            case BACKING_OFF:
                if (phase == LinePhase.DISCONNECTED || phase == LinePhase.BACKING_OFF)
                {
                    step = ConnectStep.failed(503, "no token");
                    rig.clock.nowNs += TimeUnit.SECONDS.toNanos(60) + 1;
                }
                else if (phase == LinePhase.PREPARING)
                {
                    rig.clock.nowNs += phase.lastsNs(protocol.limits());
                }
                else
                {
                    rig.transports.last().closedByVenue(1006);
                }
                break;
            case ABORTING:
                if (phase == LinePhase.LIVE)
                {
                    rig.transports.last().frame("!ended");
                    break;
                }
                rig.clock.nowNs += phase.lastsNs(protocol.limits()) + 1;
                break;
            case CLOSED:
                if (phase == LinePhase.CLOSING)
                {
                    rig.transports.last().closedByVenue(1000);
                    break;
                }
                if (phase != LinePhase.CUTTING)
                {
                    rig.session.close(rig.clock.nowNs);
                    return;
                }
                rig.clock.nowNs += phase.lastsNs(protocol.limits());
                break;
            case CUTTING:
                if (phase == LinePhase.ABORTING)
                {
                    rig.session.close(rig.clock.nowNs);
                    return;
                }
                rig.clock.nowNs += phase.lastsNs(protocol.limits());
                break;
            default:
                step = READY;
                rig.clock.nowNs += phase == LinePhase.PREPARING ? 0 : TimeUnit.SECONDS.toNanos(60) + 1;
                break;
        }
        rig.conduct();
    }

    private Line line()
    {
        return rig.session.lines().get(0);
    }

    /** Transports never end by themselves: the worst that can happen. */
    private void enter(final LinePhase phase)
    {
        switch (phase)
        {
            case DISCONNECTED:
                break;
            case PREPARING:
                step = ConnectStep.WAITING;
                rig.cycle();
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
