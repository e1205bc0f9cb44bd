package org.ringtape.feeds.session.receive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameReader;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.RetryAfter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamActivity;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.transport.frame.PayloadInflater;
import org.ringtape.feeds.transport.TransportListener;

/**
 * The receiving side of one session: decodes each frame into its stage and publishes it, or counts why not. Lives as
 * long as the session; one connection at a time feeds it, on that connection's receiver thread. It keeps no timers: it
 * notes when it last received and posts signals, and the conductor does the rest.
 */
public final class SessionReceiver
{
    private final EpochNanoClock clock;
    private final FrameDecoder decoder;
    private final StagingSink sink;
    private final EventStage stage;
    private final EventPublication publication;
    private final SignalQueue signals;

    private final VenueProtocol protocol;
    private final boolean hasLines;
    private final StreamActivity activity;
    private final AnnouncedInstruments announced;
    private final InstrumentTable instruments;
    /** Says that ids may be held: from the beginning of a frame until its events are in the ring. */
    private final NameReader names;
    private final NamesWithoutRoom withoutRoom;
    private final AtomicCounter namesWithoutRoom;
    private final StreamTable streams;
    private final int venueId;

    private final AtomicCounter framesReceived;
    private final AtomicCounter bytesReceived;
    private final AtomicCounter framesNotInflated;
    private final AtomicCounter bytesInflated;
    private final FrameOddities oddities;
    private final AtomicCounter[] framesByStatus;

    /** When a frame of data last came; writer: receiver. */
    private volatile long lastDataNs;
    /** When anything last came; writer: receiver. */
    private volatile long lastReceivedNs;
    /** When a pong last came; writer: receiver. */
    private volatile long lastPongNs;
    /** Pongs that the transport has sent by itself, on all connections; writer: receiver. */
    private volatile long pongsSent;
    /** The connection that is heard, null if none: of one that is late to end nothing is. Writer: conductor. */
    private volatile Connection current;
    /** Connections that were let go and have not ended. Writers: conductor and receivers, by atomic addition. */
    private final AtomicInteger stuck = new AtomicInteger();

    /** Epoch of the frame being decoded; receiver thread only. */
    private int frameEpoch;
    /** Its stream is of one instrument and its event of another; receiver thread only. */
    private boolean contradiction;
    /** When it came; receiver thread only. */
    private long frameNs;

    /**
     * The receiving side of a session.
     *
     * @param identity    of the session
     * @param protocol    makes what decodes, inflates and describes for this session
     * @param instruments symbols to ids; unknown symbols of streams that carry several are added
     * @param streams     names of streams that are ours
     * @param stage       private to the receiver
     * @param publication private to the receiver, but for overdue losses
     * @param clock       read once a frame
     * @param counters    where to count
     */
    public SessionReceiver(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final InstrumentTable instruments,
        final StreamTable streams,
        final EventStage stage,
        final EventPublication publication,
        final EpochNanoClock clock,
        final CounterSet counters)
    {
        this.clock = clock;
        this.stage = stage;
        this.publication = publication;
        this.instruments = instruments;
        this.streams = streams;
        venueId = identity.venueId();
        this.protocol = protocol;
        hasLines = protocol.sendsLines();
        names = instruments.newReader();
        activity = new StreamActivity(streams);
        withoutRoom = new NamesWithoutRoom(instruments, streams);
        namesWithoutRoom = identity.counter(counters, PipelineCounter.NAMES_WITHOUT_ROOM);
        announced = new AnnouncedInstruments(protocol.newDescriber(), instruments);
        sink = new StagingSink(
            stage, streams, venueId, identity.sessionId(), new Answers(),
            new WildcardStreams(
                protocol, venueId, instruments, streams, activity, namesWithoutRoom, this::remark),
            activity).generations(instruments).describingStreams().line(identity.lineId());
        decoder = protocol.newDecoder(lookup());
        signals = new SignalQueue(identity.counter(counters, PipelineCounter.SIGNALS_DROPPED));
        framesReceived = identity.counter(counters, PipelineCounter.FRAMES_RECEIVED);
        bytesReceived = identity.counter(counters, PipelineCounter.BYTES_RECEIVED);
        framesNotInflated = identity.counter(counters, PipelineCounter.FRAMES_NOT_INFLATED);
        bytesInflated = identity.counter(counters, PipelineCounter.BYTES_INFLATED);
        oddities = new FrameOddities(identity, counters);
        framesByStatus = new AtomicCounter[DecodeStatus.values().length];
        for (final DecodeStatus status : DecodeStatus.values())
        {
            framesByStatus[status.ordinal()] = identity.counter(counters, counterOf(status));
        }
    }

    /** The name of a stream that the venue may have sent. Any thread. */
    String streamName(final int streamId)
    {
        return streams.stream(streamId).name();
    }

    /** When watched streams last brought events. */
    public StreamActivity activity()
    {
        return activity;
    }

    /** The listener of one connection. Conductor thread; the one before has ended or is heard no more. */
    public TransportListener connection(final int number)
    {
        final Connection connection = new Connection(number);
        current = connection;
        return connection;
    }

    /** Hears nothing more of the present connection, which never began. Conductor thread. */
    public void hearNothing()
    {
        current = null;
    }

    /** Hears nothing more of the present connection, whose end does not come. Conductor thread. */
    public void letGo()
    {
        final Connection connection = current;
        current = null;
        if (connection != null)
        {
            connection.letGo();
        }
    }

    /** Connections that were let go and still have not ended. Any thread. */
    public int stuck()
    {
        return stuck.get();
    }

    /** Pongs that the transport has sent by itself, on all connections so far. Any thread. */
    public long pongsSent()
    {
        return pongsSent;
    }

    /** What happened since the last call, oldest first; null if nothing. Conductor thread. */
    public SessionSignal pollSignal()
    {
        return signals.poll();
    }

    /** When a frame of data last came, epoch nanoseconds; 0 before the first. Any thread. */
    public long lastDataNs()
    {
        return lastDataNs;
    }

    /** When a frame of data, a ping or a pong last came, epoch nanoseconds; 0 before the first. Any thread. */
    public long lastReceivedNs()
    {
        return lastReceivedNs;
    }

    /** When a pong last came, epoch nanoseconds; 0 before the first. Any thread. */
    public long lastPongNs()
    {
        return lastPongNs;
    }

    /** The way into the ring, for losses that the conductor must announce. */
    public EventPublication publication()
    {
        return publication;
    }

    /**
     * One complete frame of text. Receiver thread.
     *
     * @return what became of it; MALFORMED if it holds several objects, and one of them is
     */
    public DecodeStatus onFrame(final int epoch, final byte[] buffer, final int offset, final int length)
    {
        names.enter();
        try
        {
            if (hasLines)
            {
                return decodeLines(epoch, buffer, offset, offset + length);
            }
            begin(epoch, length);
            return decode(buffer, offset, length);
        }
        finally
        {
            names.exit();
        }
    }

    /**
     * One complete binary frame. A venue without compression sends the same as text. Receiver thread.
     *
     * @param inflater of the connection; null if the venue never compresses
     * @param faults   of the connection
     * @return what became of it
     */
    DecodeStatus onBinaryFrame(
        final int epoch,
        final byte[] buffer,
        final int offset,
        final int length,
        final PayloadInflater inflater,
        final FrameFaults faults)
    {
        names.enter();
        try
        {
            begin(epoch, length);
            return decodeBinary(epoch, buffer, offset, length, inflater, faults);
        }
        finally
        {
            names.exit();
        }
    }

    /** Each line is decoded, published and counted as a frame of its own; what is wrong in one harms no other. */
    private DecodeStatus decodeLines(final int epoch, final byte[] buffer, final int offset, final int end)
    {
        DecodeStatus worst = DecodeStatus.DECODED;
        int from = offset;
        while (from < end)
        {
            int to = from;
            while (to < end && buffer[to] != '\n')
            {
                to++;
            }
            if (to > from)
            {
                begin(epoch, to - from);
                final DecodeStatus status = decode(buffer, from, to - from);
                worst = worst == DecodeStatus.MALFORMED ? worst : status;
            }
            from = to + 1;
        }
        return worst;
    }

    private DecodeStatus decodeBinary(
        final int epoch,
        final byte[] buffer,
        final int offset,
        final int length,
        final PayloadInflater inflater,
        final FrameFaults faults)
    {
        if (length == 0)
        {
            return count(DecodeStatus.IGNORED);
        }
        if (inflater == null || buffer[offset] == '{') // begins no Brotli stream: Kiyotaka spec, "Compression"
        {
            return decode(buffer, offset, length);
        }
        final int inflatedLength = inflater.inflate(buffer, offset, length);
        if (inflatedLength == PayloadInflater.REFUSED)
        {
            framesNotInflated.incrementOrdered();
            if (faults.onNotInflated())
            {
                signal(SessionSignal.Kind.NOT_INFLATED, epoch, 0, ControlSink.NO_REQUEST, "");
            }
            loseFrame(LossCause.MALFORMED_FRAME);
            return count(DecodeStatus.MALFORMED);
        }
        faults.onInflated();
        bytesInflated.getAndAddOrdered(inflatedLength);
        return decode(inflater.output(), 0, inflatedLength);
    }

    private void begin(final int epoch, final int length)
    {
        final long nowNs = clock.nanoTime();
        frameNs = nowNs;
        lastReceivedNs = nowNs;
        framesReceived.incrementOrdered();
        bytesReceived.getAndAddOrdered(length);
        frameEpoch = epoch;
        sink.beginFrame(epoch, nowNs);
        announced.beginFrame(epoch);
    }

    private DecodeStatus decode(final byte[] buffer, final int offset, final int length)
    {
        contradiction = false;
        DecodeStatus status = decoder.decode(buffer, offset, length, sink);
        if (contradiction)
        {
            sink.stageLossOfSession(LossCause.MALFORMED_FRAME); // stream or symbol is damaged: nobody knows which
            publish();
            return count(DecodeStatus.MALFORMED);
        }
        if (sink.isTooLarge())
        {
            status = DecodeStatus.TOO_LARGE;
        }
        switch (status)
        {
            case DECODED:
            case PARTIAL:
                lastDataNs = frameNs;
                oddities.count(decoder, sink);
                if (publish())
                {
                    announced.published();
                }
                break;

            case MALFORMED:
                sink.stageDamage(decoder, buffer, offset, length);
                publish();
                break;

            case TOO_LARGE:
                loseFrame(LossCause.TOO_LARGE);
                break;

            case IGNORED:
                lastDataNs = frameNs;
                break;

            default:
                break;
        }
        return count(status);
    }

    /** Last of all: whoever sees it counted finds the events in the ring. */
    private DecodeStatus count(final DecodeStatus status)
    {
        framesByStatus[status.ordinal()].incrementOrdered();
        return status;
    }

    private void loseFrame(final LossCause cause)
    {
        sink.stageLoss(cause);
        publish();
    }

    private boolean publish()
    {
        final boolean isPublished = publication.publish(stage);
        if (isPublished)
        {
            sink.published();
        }
        return isPublished;
    }

    private InstrumentLookup lookup()
    {
        return (frame, offset, length) ->
        {
            if (!sink.hasStream())
            {
                return InstrumentTable.UNKNOWN; // a bare event on a connection whose frames name their streams
            }
            int id = instruments.find(venueId, frame, offset, length);
            if (id == InstrumentTable.UNKNOWN && sink.carriesSeveralInstruments())
            {
                id = register(frame, offset, length); // slow path, once a symbol
            }
            if (id != InstrumentTable.UNKNOWN && sink.contradicts(id))
            {
                contradiction = true;
                return InstrumentTable.UNKNOWN;
            }
            if (id != InstrumentTable.UNKNOWN && !announced.contains(id))
            {
                announced.stage(id, frame, offset, length, sink);
            }
            return id;
        };
    }

    private int register(final byte[] frame, final int offset, final int length)
    {
        int id = InstrumentTable.UNKNOWN;
        if (!withoutRoom.contains(frame, offset, length))
        {
            id = instruments.register(venueId, frame, offset, length);
            if (id == InstrumentTable.UNKNOWN)
            {
                withoutRoom.add(frame, offset, length);
            }
        }
        if (id == InstrumentTable.UNKNOWN)
        {
            namesWithoutRoom.incrementOrdered();
        }
        return id;
    }

    private static PipelineCounter counterOf(final DecodeStatus status)
    {
        switch (status)
        {
            case DECODED:
                return PipelineCounter.FRAMES_DECODED;
            case PARTIAL:
                return PipelineCounter.FRAMES_PARTIAL;
            case CONTROL:
                return PipelineCounter.FRAMES_CONTROL;
            case IGNORED:
                return PipelineCounter.FRAMES_IGNORED;
            case UNKNOWN_INSTRUMENT:
                return PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT;
            case TOO_LARGE:
                return PipelineCounter.FRAMES_TOO_LARGE;
            default:
                return PipelineCounter.FRAMES_MALFORMED;
        }
    }

    private void signal(
        final SessionSignal.Kind kind, final int number, final long code, final long requestId, final String text)
    {
        signals.offer(new SessionSignal(kind, number, code, requestId, text));
    }

    private void remark(final String text)
    {
        signal(SessionSignal.Kind.REMARK, frameEpoch, 0, ControlSink.NO_REQUEST, text);
    }

    /** How a connection stands with its session. */
    private enum Course
    {
        UNDER_WAY,
        LET_GO,
        ENDED
    }

    /** One connection. Its number is the session epoch of everything it brings. */
    private final class Connection implements TransportListener
    {
        private final int number;
        private final FrameFaults faults = new FrameFaults(protocol.limits().malformedPerMinute());
        /** Made and closed on the receiver thread; null if the venue never compresses. */
        private PayloadInflater inflater;

        private final AtomicReference<Course> course = new AtomicReference<>(Course.UNDER_WAY);

        Connection(final int number)
        {
            this.number = number;
        }

        void letGo()
        {
            if (course.compareAndSet(Course.UNDER_WAY, Course.LET_GO))
            {
                stuck.incrementAndGet();
            }
        }

        /** False for a connection that was let go: decoder and stage belong to its successor's thread. */
        private boolean isHeard()
        {
            return current == this;
        }

        @Override
        public void onOpen()
        {
            if (!isHeard())
            {
                return;
            }
            lastReceivedNs = clock.nanoTime();
            inflater = protocol.newInflater();
            signal(SessionSignal.Kind.OPENED, number, 0, ControlSink.NO_REQUEST, "");
        }

        @Override
        public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
        {
            if (!isHeard())
            {
                return;
            }
            final DecodeStatus status = text ?
                SessionReceiver.this.onFrame(number, buffer, offset, length) :
                onBinaryFrame(number, buffer, offset, length, inflater, faults);
            if (status == DecodeStatus.MALFORMED && faults.onMalformed(frameNs))
            {
                signal(SessionSignal.Kind.MALFORMED_TOO_OFTEN, number, 0, ControlSink.NO_REQUEST, "");
            }
        }

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one receiver is heard at a time
        public void onPing()
        {
            if (isHeard())
            {
                pongsSent++;
                lastReceivedNs = clock.nanoTime();
            }
        }

        @Override
        public void onPong()
        {
            if (isHeard())
            {
                lastPongNs = clock.nanoTime();
                lastReceivedNs = lastPongNs;
            }
        }

        @Override
        public void onUpgradeRefused(final int httpStatus, final String detail)
        {
            signal(SessionSignal.Kind.UPGRADE_REFUSED, number, httpStatus, ControlSink.NO_REQUEST, detail);
        }

        @Override
        public void onRetryAfter(final String value, final String date)
        {
            signal(SessionSignal.Kind.RETRY_AFTER, number, RetryAfter.parseNs(value, date, clock.nanoTime()),
                ControlSink.NO_REQUEST, "");
        }

        @Override
        public void onClosed(final int code, final String reason, final boolean byPeer)
        {
            if (inflater != null)
            {
                inflater.close();
                inflater = null;
            }
            if (isHeard())
            {
                signals.end(new SessionSignal(
                    SessionSignal.Kind.CLOSED, number, code, ControlSink.NO_REQUEST, reason));
            }
            if (course.getAndSet(Course.ENDED) == Course.LET_GO)
            {
                stuck.decrementAndGet();
            }
        }
    }

    /** Answers come inside frames, so on the receiver thread. */
    private final class Answers implements ControlSink
    {
        private final List<String> granted = new ArrayList<>();
        private String subject;

        @Override
        public void onAcknowledged(final long requestId)
        {
            signal(SessionSignal.Kind.ACKNOWLEDGED, frameEpoch, 0, requestId, "");
        }

        @Override
        public void onGrantsStart(final byte[] bytes, final int offset, final int length)
        {
            granted.clear();
            subject = text(bytes, offset, length);
        }

        @Override
        public void onGrant(final byte[] bytes, final int offset, final int length)
        {
            granted.add(text(bytes, offset, length));
        }

        @Override
        public void onGrantsEnd()
        {
            signals.offer(new SessionSignal(SessionSignal.Kind.GRANTED, frameEpoch, 0, ControlSink.NO_REQUEST,
                subject, List.copyOf(granted)));
        }

        @Override
        public void onUnsubscribed()
        {
            signal(SessionSignal.Kind.UNSUBSCRIBED, frameEpoch, 0, ControlSink.NO_REQUEST, "");
        }

        @Override
        public void onRefused(
            final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
        {
            signal(SessionSignal.Kind.REFUSED, frameEpoch, code, requestId,
                text(frame, messageOffset, messageLength));
        }

        @Override
        public void onCredentialsRefused(
            final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
        {
            signal(SessionSignal.Kind.CREDENTIALS_REFUSED, frameEpoch, code, requestId,
                text(frame, messageOffset, messageLength));
        }

        @Override
        public void onThrottled(final long requestId, final long retryAfterNs)
        {
            signal(SessionSignal.Kind.THROTTLED, frameEpoch, retryAfterNs, requestId, "");
        }

        @Override
        public void onReady()
        {
            signal(SessionSignal.Kind.READY, frameEpoch, 0, ControlSink.NO_REQUEST, "");
        }

        @Override
        public void onPong(final long timestamp)
        {
            signal(SessionSignal.Kind.PONG, frameEpoch, frameNs, timestamp, "");
        }

        @Override
        public void onPing(final long timestamp)
        {
            signal(SessionSignal.Kind.PING, frameEpoch, 0, timestamp, "");
        }

        private String text(final byte[] frame, final int offset, final int length)
        {
            return new String(
                frame, offset, Math.min(length, SessionStatus.MAX_TEXT_LENGTH), StandardCharsets.UTF_8);
        }
    }
}
