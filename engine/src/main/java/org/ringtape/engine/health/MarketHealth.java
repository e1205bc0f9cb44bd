package org.ringtape.engine.health;

import java.util.Arrays;
import java.util.function.Consumer;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;

/**
 * What can be believed of each session and stream, judged from the ring's content alone. First in the market handler:
 * {@link #onEvent} is called with every event before anybody else sees it, and everybody else asks here instead of
 * keeping an idea of epochs, losses and ages of their own. Market thread only.
 * <p>
 * What interrupts a stream is not searched for in what came by it: each session and stream counts its interruptions,
 * each value is stamped with both counts as it comes, and is current for as long as they stay.
 */
public final class MarketHealth
{
    /** Streams have ids below this. */
    public static final int MAX_STREAMS = 1 << 20;
    /** How far a venue's clock may be ahead of ours. Beyond, a time is wrong, or our own clock is. */
    public static final long MAX_AHEAD_NS = 60_000_000_000L;
    /** Events further ahead in a row after which it is our clock that is wrong, and their times are believed. */
    public static final int AHEAD_LIMIT = 8;

    /** How an event's epoch relates to the newest one of its session. */
    public enum Age
    {
        /** The session's first event, or one of the newest epoch. */
        CURRENT,
        /** The first event of a new connection; the epoch is now the newest. */
        NEW_CONNECTION,
        /** An event of a connection that has been replaced. */
        OLD
    }

    private static final int LOSS_ID = EventType.LOSS.id();
    private static final int SESSION_STATUS_ID = EventType.SESSION_STATUS.id();
    private static final int STREAM_ID = EventType.STREAM.id();
    private static final int REQUEST_OUTCOME_ID = EventType.REQUEST_OUTCOME.id();
    private static final int RETIRED_ID = EventType.RETIRED.id();
    private static final int BOOK_UPDATE_ID = EventType.BOOK_UPDATE.id();
    private static final int INSTRUMENT_ID = EventType.INSTRUMENT.id();

    private final Loss loss = new Loss();
    private final SessionStatus status = new SessionStatus();
    private HealthListener listener = HealthListener.NONE;
    private SessionHealth[] sessions = new SessionHealth[16];
    private int[] formerInterruptions = new int[64];
    private StreamHealth[] streams = new StreamHealth[64];
    private int streamEnd;
    private long nowNs;
    private Age age = Age.CURRENT;
    private boolean beyondClock;

    /** Nothing known of any session. */
    public MarketHealth()
    {
    }

    /** Who is told what happens to streams beside their own events; one, to be set before the first event. */
    public void listener(final HealthListener newListener)
    {
        listener = newListener;
    }

    /**
     * Notes an event.
     *
     * @param event wrapped around its slot
     * @return false if it is of a connection that has been replaced: nothing may be believed of it
     */
    public boolean onEvent(final EventHeader event)
    {
        nowNs = event.receiveTimeNs();
        final SessionHealth session = session(event.sessionId());
        age = session.note(event.sessionEpoch());
        if (age != Age.CURRENT)
        {
            if (age == Age.OLD)
            {
                return false;
            }
            // whether or not the end of the old one was told, nothing on the new one joins it
            loseSession(session, HealthReason.DISCONNECTED, true);
        }
        final int typeId = event.typeId();
        if (typeId == LOSS_ID)
        {
            loss.wrap(event);
            onLoss(session, loss);
        }
        else if (typeId == SESSION_STATUS_ID)
        {
            status.wrap(event);
            onStatus(session, status.state());
        }
        else
        {
            onData(session, event, typeId);
        }
        return true;
    }

    /** Receive time of the event at hand, epoch nanoseconds of our clock. */
    public long nowNs()
    {
        return nowNs;
    }

    /** How old the event at hand is. */
    public Age age()
    {
        return age;
    }

    /**
     * True if the venue time of the event at hand is too far ahead of our clock to be believed; see
     * {@link #MAX_AHEAD_NS} and {@link #AHEAD_LIMIT}.
     */
    public boolean isBeyondClock()
    {
        return beyondClock;
    }

    /** Health of a stream; it is made if it is not there yet. {@code 0 <= streamId < MAX_STREAMS} */
    public StreamHealth streamOf(final int streamId)
    {
        final StreamHealth stream = stream(streamId);
        return stream != null ? stream : addStream(streamId);
    }

    /** Health of a stream, or null before its first event. */
    public StreamHealth stream(final int streamId)
    {
        return streamId >= 0 && streamId < streams.length ? streams[streamId] : null;
    }

    /**
     * Tells what has changed with the event at hand: of its stream, or of all if it is of more than one.
     *
     * @param event  that was handled
     * @param change is told, once a change
     */
    public void tellChanges(final EventHeader event, final StreamHealth.Change change)
    {
        final int typeId = event.typeId();
        if (age != Age.CURRENT || typeId == LOSS_ID || typeId == SESSION_STATUS_ID)
        {
            for (int i = 0; i < streamEnd; i++)
            {
                tell(streams[i], change);
            }
        }
        else
        {
            tell(stream(event.streamId()), change);
        }
    }

    private static void tell(final StreamHealth stream, final StreamHealth.Change change)
    {
        if (stream != null)
        {
            stream.tell(change);
        }
    }

    /** Forgets a stream that was retired: what was stamped of it is not current any more, whoever has its id next. */
    public void retire(final int streamId)
    {
        final StreamHealth stream = stream(streamId);
        if (stream != null)
        {
            formerInterruptions = formerInterruptions.length > streamId ? formerInterruptions :
                Arrays.copyOf(formerInterruptions, Math.max(streamId + 1, 2 * formerInterruptions.length));
            formerInterruptions[streamId] = stream.interruptions() + 1;
            streams[streamId] = null;
        }
    }

    private int formerInterruptions(final int streamId)
    {
        return streamId >= 0 && streamId < formerInterruptions.length ? formerInterruptions[streamId] : 0;
    }

    /** True if the connection of the session's newest epoch has ended. */
    public boolean isDown(final int sessionId)
    {
        final SessionHealth session = sessionAt(sessionId);
        return session != null && session.isDown();
    }

    /** True if the session has been stale and nothing has come since. */
    public boolean isSilent(final int sessionId)
    {
        final SessionHealth session = sessionAt(sessionId);
        return session != null && session.isSilent();
    }

    /** How often something was missing of a session and stream. Both counts only grow: equal sums, equal counts. */
    public int losses(final int sessionId, final int streamId)
    {
        final SessionHealth session = sessionAt(sessionId);
        final StreamHealth stream = stream(streamId);
        return (session == null ? 0 : session.losses()) + (stream == null ? 0 : stream.losses());
    }

    /** How often a session and stream were interrupted: what a value is stamped with. */
    public int stamp(final int sessionId, final int streamId)
    {
        final SessionHealth session = sessionAt(sessionId);
        final StreamHealth stream = stream(streamId);
        return (session == null ? 0 : session.interruptions()) +
            (stream == null ? formerInterruptions(streamId) : stream.interruptions());
    }

    /** How often the session and stream of an event were interrupted: what a value is stamped with. */
    public int stamp(final EventHeader event)
    {
        return stamp(event.sessionId(), event.streamId());
    }

    /** True if nothing has interrupted a session and stream since a value was stamped, and its connection is up. */
    public boolean isCurrent(final int sessionId, final int streamId, final int stamp)
    {
        return stamp == stamp(sessionId, streamId) && !isDown(sessionId);
    }

    /** The same for a copy of an event. */
    public boolean isCurrent(final EventHeader kept, final int stamp)
    {
        return isCurrent(kept.sessionId(), kept.streamId(), stamp);
    }

    /**
     * Why a value that was stamped is not current.
     *
     * @return {@link HealthReason#NONE} if it is
     */
    public HealthReason reason(final int sessionId, final int streamId, final int stamp)
    {
        if (isCurrent(sessionId, streamId, stamp))
        {
            return HealthReason.NONE;
        }
        if (isDown(sessionId))
        {
            return goneBy(sessionAt(sessionId).state());
        }
        final StreamHealth stream = stream(streamId);
        final HealthReason reason = stream == null ? HealthReason.NONE : stream.reason();
        return reason != HealthReason.NONE ? reason : isSilent(sessionId) ? HealthReason.SILENT : HealthReason.LOSS;
    }

    /** An answer to a question, as snapshots and definitions are, says nothing of what the stream itself does. */
    private void onData(final SessionHealth session, final EventHeader event, final int typeId)
    {
        beyondClock = session.isBeyondClock(event.venueTimeNs() - nowNs > MAX_AHEAD_NS);
        final int streamId = event.streamId();
        if (streamId < 0 || streamId >= MAX_STREAMS || saysNothingOfData(typeId))
        {
            return;
        }
        final StreamHealth stream = streamOf(streamId);
        final boolean answer = typeId == INSTRUMENT_ID || typeId == BOOK_UPDATE_ID &&
            event.hasFlags(EventLayout.FLAG_SNAPSHOT);
        if (answer || session.isDown())
        {
            stream.session(session.sessionId);
            return;
        }
        session.heard();
        stream.heard(session.sessionId);
    }

    /** Streams are named by what is said about them, too. */
    private static boolean saysNothingOfData(final int typeId)
    {
        return typeId == STREAM_ID || typeId == REQUEST_OUTCOME_ID || typeId == RETIRED_ID;
    }

    private void onLoss(final SessionHealth session, final Loss event)
    {
        final LossCause cause = event.cause();
        final boolean gone = cause == LossCause.DISCONNECTED;
        if (!event.concernsWholeSession())
        {
            final int streamId = event.streamId();
            if (streamId >= 0 && streamId < MAX_STREAMS)
            {
                onLoss(streamOf(streamId), cause);
            }
        }
        else if (cause == LossCause.STREAM_SILENT)
        {
            session.interrupt();
            forEachOf(session, this::silence);
        }
        else
        {
            loseSession(session, gone ? HealthReason.DISCONNECTED : HealthReason.LOSS, gone);
        }
    }

    private void onLoss(final StreamHealth stream, final LossCause cause)
    {
        switch (cause)
        {
            case STREAM_SILENT:
                stream.interrupt();
                silence(stream);
                break;

            case STREAM_REFUSED:
                stream.lose();
                stream.refuse();
                listener.onRefused(stream);
                break;

            case DISCONNECTED:
                stream.lose();
                lose(stream, HealthReason.DISCONNECTED, true);
                break;

            default:
                stream.lose();
                lose(stream, HealthReason.LOSS, false);
                break;
        }
    }

    private void onStatus(final SessionHealth session, final SessionState state)
    {
        session.state(state);
        if (state == SessionState.CLOSED)
        {
            session.interrupt();
            forEachOf(session, this::close);
        }
        else if (session.isDown())
        {
            loseSession(session, goneBy(state), true);
        }
        else if (state == SessionState.STALE)
        {
            session.interrupt();
            forEachOf(session, this::pause);
        }
        else if (state == SessionState.LIVE)
        {
            forEachOf(session, this::resume);
        }
    }

    private static HealthReason goneBy(final SessionState state)
    {
        switch (state)
        {
            case FAILED:
                return HealthReason.FAILED;

            case CLOSED:
                return HealthReason.CLOSED;

            default:
                return HealthReason.DISCONNECTED;
        }
    }

    private void loseSession(final SessionHealth session, final HealthReason why, final boolean connectionGone)
    {
        session.lose();
        for (int i = 0; i < streamEnd; i++)
        {
            if (streams[i] != null && streams[i].sessionId() == session.sessionId)
            {
                lose(streams[i], why, connectionGone);
            }
        }
    }

    private void lose(final StreamHealth stream, final HealthReason why, final boolean connectionGone)
    {
        stream.lost(why, connectionGone);
        listener.onLost(stream, why, connectionGone);
    }

    private void silence(final StreamHealth stream)
    {
        stream.silence();
        listener.onSilent(stream, HealthReason.SILENT);
    }

    private void pause(final StreamHealth stream)
    {
        stream.pause(HealthReason.SILENT);
        listener.onSilent(stream, HealthReason.SILENT);
    }

    private void close(final StreamHealth stream)
    {
        stream.pause(HealthReason.CLOSED);
        listener.onSilent(stream, HealthReason.CLOSED);
    }

    private void resume(final StreamHealth stream)
    {
        stream.resume();
        listener.onHeard(stream);
    }

    private void forEachOf(final SessionHealth session, final Consumer<StreamHealth> visitor)
    {
        for (int i = 0; i < streamEnd; i++)
        {
            if (streams[i] != null && streams[i].sessionId() == session.sessionId)
            {
                visitor.accept(streams[i]);
            }
        }
    }

    private SessionHealth sessionAt(final int sessionId)
    {
        return sessionId >= 0 && sessionId < sessions.length ? sessions[sessionId] : null;
    }

    private SessionHealth session(final int sessionId)
    {
        final SessionHealth known = sessionAt(sessionId);
        return known != null ? known : addSession(sessionId);
    }

    private SessionHealth addSession(final int sessionId)
    {
        if (sessionId >= sessions.length)
        {
            sessions = Arrays.copyOf(sessions, Math.max(sessionId + 1, 2 * sessions.length));
        }
        final SessionHealth session = new SessionHealth(sessionId);
        sessions[sessionId] = session;
        return session;
    }

    private StreamHealth addStream(final int streamId)
    {
        if (streamId >= streams.length)
        {
            streams = Arrays.copyOf(streams, Math.max(streamId + 1, 2 * streams.length));
        }
        final StreamHealth stream = new StreamHealth(streamId, this, formerInterruptions(streamId));
        streams[streamId] = stream;
        streamEnd = Math.max(streamEnd, streamId + 1);
        return stream;
    }
}
