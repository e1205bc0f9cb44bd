package org.ringtape.feeds.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.ringtape.engine.event.control.SessionState;

/**
 * Where a line stands, finer than what it shows, how long it may stay there, and what follows if nothing happens. No
 * phase but the final two lasts for ever.
 * <pre>
 * phase           shows           lasts at most                       and then        or, by what happens
 * DISCONNECTED    DISCONNECTED    a cycle (a)                         CONNECTING      PREPARING BACKING_OFF CLOSED
 * PREPARING       CONNECTING      handshakeNs                         BACKING_OFF     CONNECTING CLOSED
 * CONNECTING      CONNECTING      handshakeNs                         ABORTING        AUTHENTICATING SUBSCRIBING
 *                                                                                     BACKING_OFF CLOSING
 * AUTHENTICATING  AUTHENTICATING  2 answerNs + authAnswerNs (b)       ABORTING        SUBSCRIBING BACKING_OFF CLOSING
 * SUBSCRIBING     SUBSCRIBING     answerNs + retryNs (b) (c)          ABORTING        LIVE BACKING_OFF CLOSING
 * LIVE            LIVE            dataSilenceNs without data (d)      STALE           ABORTING BACKING_OFF CLOSING
 * STALE           STALE           staleReconnectNs                    ABORTING        LIVE BACKING_OFF CLOSING
 * ABORTING        DRAINING        abortNs                             BACKING_OFF     CUTTING
 * CLOSING         DRAINING        closeNs                             CUTTING         CLOSED
 * CUTTING         DRAINING        closeNs                             CLOSED
 * BACKING_OFF     BACKING_OFF     as long as was drawn (a)            CONNECTING      PREPARING BACKING_OFF CLOSED
 * CLOSED, FAILED  the same        for ever
 *
 * FAILED follows on CONNECTING, or before, if no attempt can succeed, on ABORTING if too many transports never end,
 * and on every other phase if the conductor itself cannot go on.
 *
 * (a) and not before the ring has taken what was said, and the pace of its host permits it
 * (b) and for as long as the venue asks to wait, an hour at most and ten times in a row
 * (c) and, where all was refused, until that may be asked for again and is answered; LIVE if anything is granted then
 * (d) no limit where that is 0: linkSilenceNs, linkPingNs or pingNs find a dead link all the same: ABORTING
 * </pre>
 */
enum LinePhase
{
    /** Not connected, and nothing under way. */
    DISCONNECTED(SessionState.DISCONNECTED, (limits) -> 0L),
    /** What the venue wants before it is connected to is under way, such as a token. */
    PREPARING(SessionState.CONNECTING, SessionLimits::handshakeNs),
    /** TCP, TLS and the upgrade. */
    CONNECTING(SessionState.CONNECTING, SessionLimits::handshakeNs),
    /** The venue's greeting, and our credentials. */
    AUTHENTICATING(SessionState.AUTHENTICATING, (limits) -> 2 * limits.answerNs() + limits.authAnswerNs()),
    /** Requests are out, nothing or not everything is granted. */
    SUBSCRIBING(SessionState.SUBSCRIBING, (limits) -> limits.answerNs() + limits.retryNs()),
    /** Something is granted, and data is in time. */
    LIVE(SessionState.LIVE, SessionLimits::dataSilenceNs),
    /** Silent for too long. */
    STALE(SessionState.STALE, SessionLimits::staleReconnectNs),
    /** Given up: the end of the transport is awaited. */
    ABORTING(SessionState.DRAINING, SessionLimits::abortNs),
    /** Closed by the host: the venue's close frame is awaited. */
    CLOSING(SessionState.DRAINING, SessionLimits::closeNs),
    /** Closed by the host, and given up: the end of the transport is awaited. */
    CUTTING(SessionState.DRAINING, SessionLimits::closeNs),
    /** Waits before the next attempt. */
    BACKING_OFF(SessionState.BACKING_OFF, SessionLimits::lastRetryNs),
    /** Ended because the host asked for it. */
    CLOSED(SessionState.CLOSED, null),
    /** Ended because it cannot work. */
    FAILED(SessionState.FAILED, null);

    /** The ways out of each phase; first the one that is taken if nothing happens. */
    private static final Map<LinePhase, List<LinePhase>> WAYS_OUT = new EnumMap<>(Map.ofEntries(
        Map.entry(DISCONNECTED, List.of(CONNECTING, PREPARING, BACKING_OFF, CLOSED, FAILED)),
        Map.entry(PREPARING, List.of(BACKING_OFF, CONNECTING, CLOSED, FAILED)),
        Map.entry(CONNECTING, List.of(ABORTING, AUTHENTICATING, SUBSCRIBING, BACKING_OFF, CLOSING, FAILED)),
        Map.entry(AUTHENTICATING, List.of(ABORTING, SUBSCRIBING, BACKING_OFF, CLOSING, FAILED)),
        Map.entry(SUBSCRIBING, List.of(ABORTING, LIVE, BACKING_OFF, CLOSING, FAILED)),
        Map.entry(LIVE, List.of(STALE, ABORTING, BACKING_OFF, CLOSING, FAILED)),
        Map.entry(STALE, List.of(ABORTING, LIVE, BACKING_OFF, CLOSING, FAILED)),
        Map.entry(ABORTING, List.of(BACKING_OFF, CUTTING, FAILED)),
        Map.entry(CLOSING, List.of(CUTTING, CLOSED, FAILED)),
        Map.entry(CUTTING, List.of(CLOSED, FAILED)),
        Map.entry(BACKING_OFF, List.of(CONNECTING, PREPARING, BACKING_OFF, CLOSED, FAILED)),
        Map.entry(CLOSED, List.of()),
        Map.entry(FAILED, List.of())));

    private final SessionState shown;
    /** Null for ever. */
    private final ToLongFunction<SessionLimits> lasts;

    LinePhase(final SessionState shown, final ToLongFunction<SessionLimits> lasts)
    {
        this.shown = shown;
        this.lasts = lasts;
    }

    /** What hosts and the ring are told. */
    SessionState shown()
    {
        return shown;
    }

    /** True once nothing can follow. */
    boolean isFinal()
    {
        return lasts == null;
    }

    /** How long it may last, nanoseconds, but for what the table adds. */
    long lastsNs(final SessionLimits limits)
    {
        return lasts.applyAsLong(limits);
    }

    /** What follows if nothing happens; itself if it is final. */
    LinePhase afterDeadline()
    {
        return isFinal() ? this : WAYS_OUT.get(this).get(0);
    }

    /** True if another may follow at all. */
    boolean leadsTo(final LinePhase next)
    {
        return WAYS_OUT.get(this).contains(next);
    }

    /** True while a connection is open that nobody has given up. */
    boolean hasConnection()
    {
        return this == AUTHENTICATING || carriesData();
    }

    /** True while a connection carries data, or may. */
    boolean carriesData()
    {
        return this == SUBSCRIBING || this == LIVE || this == STALE;
    }
}
