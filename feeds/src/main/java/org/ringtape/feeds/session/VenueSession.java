package org.ringtape.feeds.session;

import java.util.List;
import java.util.function.Consumer;

import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.session.connect.ConnectPlanner;
import org.ringtape.feeds.session.connect.ReconnectPolicy;
import org.ringtape.feeds.session.connect.TransportFactory;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;

/**
 * What some subscriptions of a venue need: the subscriptions themselves, and the lines that carry them. A session shows
 * the best that one of its lines can do. Conductor thread only, but for what says otherwise.
 * <pre>
 *             ┌─ subscriptions: which streams, granted or not
 *  session ───┤
 *             └─ lines: connection, receiver, dialogue, watches, epoch     one today; {@link Line} draws its states
 *
 *  SERVING ─► LEAVING ─► ENDED          {@link SessionPhase} says how long each may last
 * </pre>
 */
public final class VenueSession
{
    private final SessionIdentity identity;
    private final VenueProtocol protocol;
    private final SubscriptionManager subscriptions = new SubscriptionManager();
    private final Line line;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile SessionPhase phase = SessionPhase.SERVING;

    /**
     * A session that has not connected yet, with one line.
     *
     * @param identity    who it is
     * @param protocol    what its venue speaks
     * @param receiver    the line's receiving side
     * @param transports  makes connections
     * @param events      the conductor's way into the ring
     * @param reconnects  how long to wait between attempts; the line's own
     * @param pace        of the host that it connects to; asked before each attempt, and told of each refusal
     * @param planner     plans the attempts to connect; the line's own
     * @param counters    where to count
     * @param onConfirmed told of each subscription that the venue has confirmed
     */
    public VenueSession(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final SessionReceiver receiver,
        final TransportFactory transports,
        final ConductorEvents events,
        final ReconnectPolicy reconnects,
        final HostPace pace,
        final ConnectPlanner planner,
        final CounterSet counters,
        final Consumer<Subscription> onConfirmed)
    {
        this.identity = identity;
        this.protocol = protocol;
        line = new Line(identity, protocol, subscriptions, receiver, transports, events, reconnects, pace, planner,
            counters, onConfirmed);
    }

    /** Who it is. */
    public SessionIdentity identity()
    {
        return identity;
    }

    /** What it is to receive. */
    public SubscriptionManager subscriptions()
    {
        return subscriptions;
    }

    /** What its venue speaks. */
    public VenueProtocol protocol()
    {
        return protocol;
    }

    /** Where the best of its lines stands. Any thread; a moment old for others than the conductor. */
    public SessionState state()
    {
        return line.phase().shown();
    }

    /** How far it is in its life. Any thread. */
    SessionPhase phase()
    {
        return phase;
    }

    /** Its connections, the oldest first. */
    List<Line> lines()
    {
        return List.of(line);
    }

    /** How many times its line has tried to connect; what its events carry. Any thread. */
    public int epoch()
    {
        return line.epoch();
    }

    /** True while a connection carries data, or may. Conductor thread. */
    public boolean isConnected()
    {
        return line.phase().carriesData();
    }

    /** What the last ping inside the data took, nanoseconds; 0 until measured on this connection. Any thread. */
    public long roundTripNs()
    {
        return line.roundTripNs();
    }

    /** What last went wrong, in the venue's own words where it had some; never a credential. Any thread. */
    public LastError lastError()
    {
        return line.lastError();
    }

    /** One duty cycle; returns how much there was to do. What it throws leaves all deadlines in force. */
    public int poll(final long nowNs)
    {
        try
        {
            return line.poll(nowNs);
        }
        finally
        {
            noteEnd();
        }
    }

    /** Ends in good order, at the latest after twice the close limit. Idempotent. */
    public void close(final long nowNs)
    {
        if (phase == SessionPhase.SERVING)
        {
            to(SessionPhase.LEAVING);
        }
        line.close(nowNs);
        noteEnd();
    }

    /** It cannot be kept up any more: its connections are given up at once, and for good. Idempotent. */
    public void fail(final long nowNs, final String reason)
    {
        line.fail(nowNs, reason);
        noteEnd();
    }

    /**
     * The venue refuses a stream, or what it starts from, for good: the ring hears of it, then the host, as of a
     * {@link #remark}. Conductor thread.
     */
    public void streamRefused(final Subscription subscription, final int code, final String text, final long nowNs)
    {
        line.streamRefused(subscription, code, text, nowNs);
    }

    /** A text without the session's secrets. */
    public String withoutSecrets(final String text)
    {
        return line.withoutSecrets(text);
    }

    /**
     * The life of a subscription's instrument is over: it is not asked for any more, which is said with the reason, and
     * a session that has nothing left to receive closes.
     */
    public void end(final Subscription subscription, final String why, final long nowNs)
    {
        subscriptions.end(subscription);
        line.forget(subscription);
        remark(0, "stream " + subscription.stream().name() + " has ended: " + why, nowNs);
        if (subscriptions.haveEnded())
        {
            close(nowNs);
        }
    }

    /**
     * Lets the host know of something that concerns the session, with the state as it is; as long as the ring takes
     * what we say. Conductor thread.
     *
     * @param code HTTP status or the venue's own number
     * @param text for people; secrets of the session are taken out of it
     */
    public void remark(final int code, final String text, final long nowNs)
    {
        line.remark(code, text, nowNs);
    }

    private void noteEnd()
    {
        if (line.phase().isFinal() && phase != SessionPhase.ENDED)
        {
            to(SessionPhase.ENDED);
        }
    }

    private void to(final SessionPhase next)
    {
        if (!phase.leadsTo(next))
        {
            throw new IllegalStateException(phase + " does not lead to " + next);
        }
        phase = next;
    }
}
