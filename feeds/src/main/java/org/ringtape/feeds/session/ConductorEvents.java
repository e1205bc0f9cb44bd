package org.ringtape.feeds.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.control.StreamDescription;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.publish.StreamDescriptions;

/**
 * Events that the conductor itself has to say, in order. What the ring has no room for waits here and is tried again
 * each duty cycle: a session does not reconnect before it was said that it had lost its connection. Conductor thread.
 */
public final class ConductorEvents
{
    private static final int MAX_WAITING = 256;

    private final EventStage stage;
    private final EventPublication publication;
    private final StreamTable streams;
    private final StreamDescription description = new StreamDescription();
    private final SessionStatus status = new SessionStatus();
    private final Loss loss = new Loss();
    private final RequestOutcome outcome = new RequestOutcome();
    private final Deque<LongConsumer> waiting = new ArrayDeque<>();

    /**
     * The conductor's way into the ring.
     *
     * @param stage       private to the conductor
     * @param publication private to the conductor
     * @param streams     what streams are, which is told in front of what is said of one
     */
    public ConductorEvents(final EventStage stage, final EventPublication publication, final StreamTable streams)
    {
        this.streams = streams;
        this.stage = stage;
        this.publication = publication;
    }

    /** True if everything said is in the ring. */
    public boolean isDrained()
    {
        return waiting.isEmpty();
    }

    /** True if something more may be said that could also be left out: the ring keeps up. */
    boolean hasRoom()
    {
        return waiting.size() < MAX_WAITING;
    }

    /** Publishes what waits, as far as there is room. */
    public int poll(final long nowNs)
    {
        int work = 0;
        while (!waiting.isEmpty())
        {
            stage.reset();
            waiting.peek().accept(nowNs);
            if (!publication.offer(stage))
            {
                break;
            }
            waiting.remove();
            work++;
        }
        return work;
    }

    void sessionStatus(
        final SessionIdentity session,
        final int epoch,
        final SessionState state,
        final int code,
        final long roundTripNs,
        final String text)
    {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        waiting.add((nowNs) ->
        {
            stage.append(status, EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH);
            describe(status, session, epoch, nowNs);
            status.state(state);
            status.closeCode(code);
            status.roundTripNs(roundTripNs);
            status.text(utf8);
        });
    }

    /**
     * What became of a request.
     *
     * @param session  that answered, or the conductor's own identity
     * @param epoch    of its connection
     * @param streamId of the request, or NO_ID
     */
    public void requestOutcome(
        final SessionIdentity session,
        final int epoch,
        final int streamId,
        final long requestId,
        final RequestOutcome.Kind kind,
        final RequestOutcome.Result result,
        final int code,
        final String text)
    {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        waiting.add((nowNs) ->
        {
            stage.append(outcome, EventType.REQUEST_OUTCOME, RequestOutcome.BASE_LENGTH);
            describe(outcome, session, epoch, nowNs);
            outcome.streamId(streamId);
            outcome.outcome(requestId, kind, result, code);
            outcome.text(utf8);
        });
    }

    void disconnected(final SessionIdentity session, final int epoch, final long sinceNs)
    {
        waiting.add((nowNs) ->
        {
            stage.append(loss, EventType.LOSS, Loss.LENGTH);
            describe(loss, session, epoch, nowNs);
            loss.frames(0);
            loss.missing(EventLayout.ABSENT, EventLayout.ABSENT);
            loss.period(sinceNs, nowNs);
            loss.cause(LossCause.DISCONNECTED);
        });
    }

    /** A stream has brought nothing for too long. */
    void streamSilent(
        final SessionIdentity session, final int epoch, final int streamId, final int instrumentId, final long sinceNs)
    {
        streamLost(session, epoch, streamId, instrumentId, sinceNs, LossCause.STREAM_SILENT);
    }

    /** The venue refuses a stream, or what it starts from. */
    void streamRefused(
        final SessionIdentity session, final int epoch, final int streamId, final int instrumentId, final long sinceNs)
    {
        streamLost(session, epoch, streamId, instrumentId, sinceNs, LossCause.STREAM_REFUSED);
    }

    private void streamLost(
        final SessionIdentity session,
        final int epoch,
        final int streamId,
        final int instrumentId,
        final long sinceNs,
        final LossCause cause)
    {
        waiting.add((nowNs) ->
        {
            describeStream(session, epoch, streamId, nowNs);
            stage.append(loss, EventType.LOSS, Loss.LENGTH);
            describe(loss, session, epoch, nowNs);
            loss.streamId(streamId);
            loss.instrumentId(instrumentId);
            loss.frames(0);
            loss.missing(EventLayout.ABSENT, EventLayout.ABSENT);
            loss.period(sinceNs, nowNs);
            loss.cause(cause);
        });
    }

    /** It may not have brought an event on this connection. */
    private void describeStream(
        final SessionIdentity session, final int epoch, final int streamId, final long nowNs)
    {
        final StreamDefinition stream = streams.stream(streamId);
        if (stream != null)
        {
            stage.append(description, EventType.STREAM, StreamDescription.BASE_LENGTH);
            describe(description, session, epoch, nowNs);
            StreamDescriptions.fill(description, stream);
        }
    }

    private static void describe(
        final EventHeader event, final SessionIdentity session, final int epoch, final long nowNs)
    {
        event.venueId(session.venueId());
        event.sessionId(session.sessionId());
        event.lineId(session.lineId());
        event.sessionEpoch(epoch);
        event.receiveTimeNs(nowNs);
    }
}
