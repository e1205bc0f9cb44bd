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
 * What can be believed of each source and stream, judged from the ring's content alone. A source is one line of one
 * session ({@link EventHeader#sourceId()}); a stream has those that have brought it, usually one, and is lost when the
 * last of them is. First in the market handler:
 * {@link #onEvent} is called with every event before anybody else sees it, and everybody else asks here instead of
 * keeping an idea of epochs, losses and ages of their own. Market thread only.
 * <p>
 * What interrupts a stream is not searched for in what came by it: each stream counts its interruptions, and each
 * source, for what belongs to no stream. Each value is stamped with that count as it comes, and is current for as long
 * as the count stays.
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
    private static final int SESSION_MASK = 0xFFFF;

    private final Loss loss = new Loss();
    private final SessionStatus status = new SessionStatus();
    private HealthListener listener = HealthListener.NONE;
    /** By session, then by line. */
    private SourceHealth[][] sources = new SourceHealth[16][];
    private int[] formerInterruptions = new int[64];
    private StreamHealth[] streams = new StreamHealth[64];
    private int streamEnd;
    private long nowNs;
    private Age age = Age.CURRENT;
    private boolean beyondClock;

    /** Nothing known of any source. */
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
        final SourceHealth source = source(event.sourceId());
        age = source.note(event.sessionEpoch());
        if (age != Age.CURRENT)
        {
            if (age == Age.OLD)
            {
                return false;
            }
            // whether or not the end of the old one was told, nothing on the new one joins it
            loseSource(source, HealthReason.DISCONNECTED, true);
        }
        final int typeId = event.typeId();
        if (typeId == LOSS_ID)
        {
            loss.wrap(event);
            onLoss(source, loss);
        }
        else if (typeId == SESSION_STATUS_ID)
        {
            status.wrap(event);
            onStatus(source, status.state());
        }
        else
        {
            onData(source, event, typeId);
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

    /** True if the connection of the source's newest epoch has ended. */
    public boolean isDown(final int sourceId)
    {
        final SourceHealth source = sourceAt(sourceId);
        return source != null && source.isDown();
    }

    /** True if the source has been stale and nothing has come since. */
    public boolean isSilent(final int sourceId)
    {
        final SourceHealth source = sourceAt(sourceId);
        return source != null && source.isSilent();
    }

    /** True if nothing comes of a stream, be it silent itself or all that brought it last. */
    public boolean isSilent(final StreamHealth stream)
    {
        return stream.isSilent() || isSilent(stream.sourceId());
    }

    /** How often something was missing of a stream, or of a source if it is of none. Only grows. */
    public int losses(final int sourceId, final int streamId)
    {
        final StreamHealth stream = stream(streamId);
        final SourceHealth source = sourceAt(sourceId);
        return stream != null ? stream.losses() : source == null ? 0 : source.losses();
    }

    /** How often a stream was interrupted, or a source if it is of none: what a value is stamped with. */
    public int stamp(final int sourceId, final int streamId)
    {
        final StreamHealth stream = stream(streamId);
        if (stream != null || streamId >= 0)
        {
            return stream == null ? formerInterruptions(streamId) : stream.interruptions();
        }
        final SourceHealth source = sourceAt(sourceId);
        return source == null ? 0 : source.interruptions();
    }

    /** The stamp of what an event brings. */
    public int stamp(final EventHeader event)
    {
        return stamp(event.sourceId(), event.streamId());
    }

    /**
     * True if nothing has interrupted a stream since a value of it was stamped, and a connection that brings it
     * is up; or of a source, if the value is of no stream.
     */
    public boolean isCurrent(final int sourceId, final int streamId, final int stamp)
    {
        return stamp == stamp(sourceId, streamId) && (!isDown(sourceId) || hasOther(stream(streamId), sourceId));
    }

    /** The same for a copy of an event. */
    public boolean isCurrent(final EventHeader kept, final int stamp)
    {
        return isCurrent(kept.sourceId(), kept.streamId(), stamp);
    }

    /**
     * Why a value that was stamped is not current.
     *
     * @return {@link HealthReason#NONE} if it is
     */
    public HealthReason reason(final int sourceId, final int streamId, final int stamp)
    {
        if (isCurrent(sourceId, streamId, stamp))
        {
            return HealthReason.NONE;
        }
        if (isDown(sourceId))
        {
            return goneBy(sourceAt(sourceId).state());
        }
        final StreamHealth stream = stream(streamId);
        final HealthReason reason = stream == null ? HealthReason.NONE : stream.reason();
        return reason != HealthReason.NONE ? reason : isSilent(sourceId) ? HealthReason.SILENT : HealthReason.LOSS;
    }

    /** An answer to a question, as snapshots and definitions are, says nothing of what the stream itself does. */
    private void onData(final SourceHealth source, final EventHeader event, final int typeId)
    {
        beyondClock = source.isBeyondClock(event.venueTimeNs() - nowNs > MAX_AHEAD_NS);
        final int streamId = event.streamId();
        if (streamId < 0 || streamId >= MAX_STREAMS || saysNothingOfData(typeId))
        {
            return;
        }
        final StreamHealth stream = streamOf(streamId);
        final boolean answer = typeId == INSTRUMENT_ID || typeId == BOOK_UPDATE_ID &&
            event.hasFlags(EventLayout.FLAG_SNAPSHOT);
        if (answer || source.isDown())
        {
            stream.source(source.sourceId);
            return;
        }
        source.heard();
        stream.heard(source.sourceId);
    }

    /** Streams are named by what is said about them, too. */
    private static boolean saysNothingOfData(final int typeId)
    {
        return typeId == STREAM_ID || typeId == REQUEST_OUTCOME_ID || typeId == RETIRED_ID;
    }

    private void onLoss(final SourceHealth source, final Loss event)
    {
        final LossCause cause = event.cause();
        final boolean gone = cause == LossCause.DISCONNECTED;
        if (!event.concernsWholeSession())
        {
            final int streamId = event.streamId();
            if (streamId >= 0 && streamId < MAX_STREAMS)
            {
                onLoss(source, streamOf(streamId), cause);
            }
        }
        else if (cause == LossCause.STREAM_SILENT)
        {
            source.interrupt();
            forEachThatNeeds(source, this::silence);
        }
        else
        {
            loseSource(source, gone ? HealthReason.DISCONNECTED : HealthReason.LOSS, gone);
        }
    }

    private void onLoss(final SourceHealth source, final StreamHealth stream, final LossCause cause)
    {
        if (cause == LossCause.DISCONNECTED)
        {
            stream.sourceGone(source.sourceId);
        }
        if (isOfSourceAlone(cause) && hasOther(stream, source.sourceId))
        {
            return;
        }
        switch (cause)
        {
            case STREAM_SILENT:
                silence(stream);
                break;

            case STREAM_REFUSED:
                stream.loseAlone();
                stream.refuse();
                listener.onRefused(stream);
                break;

            case DISCONNECTED:
                stream.loseAlone();
                lose(stream, HealthReason.DISCONNECTED, true);
                break;

            default:
                stream.loseAlone();
                lose(stream, HealthReason.LOSS, false);
                break;
        }
    }

    /** What one source does not bring any more, another may bring still; what it lost on the way, nobody may have. */
    private static boolean isOfSourceAlone(final LossCause cause)
    {
        return cause == LossCause.STREAM_SILENT || cause == LossCause.STREAM_REFUSED ||
            cause == LossCause.DISCONNECTED;
    }

    private void onStatus(final SourceHealth source, final SessionState state)
    {
        source.state(state);
        if (state == SessionState.CLOSED)
        {
            source.interrupt();
            forEachThatNeeds(source, this::close);
        }
        else if (source.isDown())
        {
            loseSource(source, goneBy(state), true);
        }
        else if (state == SessionState.STALE)
        {
            source.interrupt();
            forEachThatNeeds(source, this::pause);
        }
        else if (state == SessionState.LIVE)
        {
            forEachOf(source, this::resume);
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

    /** Something of all that a source brings was lost, or the source itself: then another may bring it still. */
    private void loseSource(final SourceHealth source, final HealthReason why, final boolean connectionGone)
    {
        source.lose();
        for (int i = 0; i < streamEnd; i++)
        {
            final StreamHealth stream = streams[i];
            if (stream != null && stream.hasSource(source.sourceId))
            {
                if (connectionGone)
                {
                    stream.sourceGone(source.sourceId);
                }
                if (!connectionGone || !hasOther(stream, source.sourceId))
                {
                    stream.lose();
                    lose(stream, why, connectionGone);
                }
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
        stream.interrupt();
        stream.silence();
        listener.onSilent(stream, HealthReason.SILENT);
    }

    private void pause(final StreamHealth stream)
    {
        stream.interrupt();
        stream.pause(HealthReason.SILENT);
        listener.onSilent(stream, HealthReason.SILENT);
    }

    private void close(final StreamHealth stream)
    {
        stream.interrupt();
        stream.pause(HealthReason.CLOSED);
        listener.onSilent(stream, HealthReason.CLOSED);
    }

    private void resume(final StreamHealth stream)
    {
        stream.resume();
        listener.onHeard(stream);
    }

    private void forEachOf(final SourceHealth source, final Consumer<StreamHealth> visitor)
    {
        for (int i = 0; i < streamEnd; i++)
        {
            if (streams[i] != null && streams[i].hasSource(source.sourceId))
            {
                visitor.accept(streams[i]);
            }
        }
    }

    /** The streams that no other source brings now. */
    private void forEachThatNeeds(final SourceHealth source, final Consumer<StreamHealth> visitor)
    {
        for (int i = 0; i < streamEnd; i++)
        {
            final StreamHealth stream = streams[i];
            if (stream != null && stream.hasSource(source.sourceId) && !hasOther(stream, source.sourceId))
            {
                visitor.accept(stream);
            }
        }
    }

    /**
     * True if a source beside the given one brings the stream, and is neither down nor silent. Should that one cease to
     * bring it unnoticed, its own silence, its end or a gap in the stream's sequence says so.
     */
    private boolean hasOther(final StreamHealth stream, final int sourceId)
    {
        if (stream == null)
        {
            return false;
        }
        for (int i = 0; i < stream.sourceCount(); i++)
        {
            final int other = stream.sourceAt(i);
            if (other != sourceId && stream.isUp(i) && !isDown(other) && !isSilent(other))
            {
                return true;
            }
        }
        return false;
    }

    private SourceHealth sourceAt(final int sourceId)
    {
        final int session = sourceId & SESSION_MASK;
        final int line = sourceId >>> Short.SIZE;
        return sourceId >= 0 && session < sources.length && sources[session] != null &&
            line < sources[session].length ? sources[session][line] : null;
    }

    private SourceHealth source(final int sourceId)
    {
        final SourceHealth known = sourceAt(sourceId);
        return known != null ? known : addSource(sourceId);
    }

    private SourceHealth addSource(final int sourceId)
    {
        final int session = sourceId & SESSION_MASK;
        final int line = sourceId >>> Short.SIZE;
        if (session >= sources.length)
        {
            sources = Arrays.copyOf(sources, Math.max(session + 1, 2 * sources.length));
        }
        if (sources[session] == null || line >= sources[session].length)
        {
            sources[session] = sources[session] == null ?
                new SourceHealth[line + 1] : Arrays.copyOf(sources[session], line + 1);
        }
        final SourceHealth source = new SourceHealth(sourceId);
        sources[session][line] = source;
        return source;
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
