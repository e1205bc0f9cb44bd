package org.ringtape.feeds.session;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.LossCause;
import org.ringtape.engine.event.SessionStatus;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
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
    private final ConcurrentLinkedQueue<SessionSignal> signals = new ConcurrentLinkedQueue<>();

    private final AnnouncedInstruments announced = new AnnouncedInstruments();
    private final InstrumentTable instruments;
    private final int venueId;

    private final AtomicCounter framesReceived;
    private final AtomicCounter bytesReceived;
    private final AtomicCounter keysSkipped;
    private final AtomicCounter sideDisagreements;
    private final AtomicCounter[] framesByStatus;

    /** When a frame of data last came; writer: receiver. */
    private volatile long lastDataNs;
    /** When anything last came; writer: receiver. */
    private volatile long lastReceivedNs;

    /** Epoch of the frame being decoded; receiver thread only. */
    private int frameEpoch;

    /**
     * The receiving side of a session.
     *
     * @param identity    of the session
     * @param decoders    makes the decoder for this session's symbols
     * @param instruments symbols to ids; unknown symbols of streams that carry several are added
     * @param streams     names of streams that are ours
     * @param stage       private to the receiver
     * @param publication private to the receiver, but for overdue losses
     * @param clock       read once a frame
     * @param counters    where to count
     */
    public SessionReceiver(
        final SessionIdentity identity,
        final VenueProtocol decoders,
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
        venueId = identity.venueId();
        sink = new StagingSink(
            stage, streams, venueId, identity.sessionId(), new Answers(), resolver(decoders, streams));
        decoder = decoders.newDecoder(lookup());
        framesReceived = identity.counter(counters, PipelineCounter.FRAMES_RECEIVED);
        bytesReceived = identity.counter(counters, PipelineCounter.BYTES_RECEIVED);
        keysSkipped = identity.counter(counters, PipelineCounter.KEYS_SKIPPED);
        sideDisagreements = identity.counter(counters, PipelineCounter.SIDE_DISAGREEMENTS);
        framesByStatus = new AtomicCounter[DecodeStatus.values().length];
        for (final DecodeStatus status : DecodeStatus.values())
        {
            framesByStatus[status.ordinal()] = identity.counter(counters, counterOf(status));
        }
    }

    /** The listener of one connection. Conductor thread; the one before must have ended. */
    TransportListener connection(final int number)
    {
        return new Connection(number);
    }

    /** What happened since the last call, oldest first; null if nothing. Conductor thread. */
    SessionSignal pollSignal()
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

    /** The way into the ring, for losses that the conductor must announce. */
    EventPublication publication()
    {
        return publication;
    }

    /**
     * One complete frame of data. Receiver thread.
     *
     * @return what became of it
     */
    public DecodeStatus onFrame(final int epoch, final byte[] buffer, final int offset, final int length)
    {
        final long nowNs = clock.nanoTime();
        lastReceivedNs = nowNs;
        framesReceived.incrementOrdered();
        bytesReceived.getAndAddOrdered(length);

        frameEpoch = epoch;
        sink.beginFrame(epoch, nowNs);
        announced.beginFrame();
        DecodeStatus status = decoder.decode(buffer, offset, length, sink);
        if (sink.isTooLarge())
        {
            status = DecodeStatus.TOO_LARGE;
        }
        switch (status)
        {
            case DECODED:
            case PARTIAL:
                lastDataNs = nowNs;
                countOddities();
                if (publication.publish(stage))
                {
                    announced.published();
                }
                break;

            case MALFORMED:
                loseFrame(LossCause.MALFORMED_FRAME);
                break;

            case TOO_LARGE:
                loseFrame(LossCause.TOO_LARGE);
                break;

            case IGNORED:
                lastDataNs = nowNs;
                break;

            default:
                break;
        }
        framesByStatus[status.ordinal()].incrementOrdered(); // last: whoever sees it finds the events in the ring
        return status;
    }

    private void loseFrame(final LossCause cause)
    {
        sink.stageLoss(cause);
        publication.publish(stage);
    }

    private void countOddities()
    {
        final int skipped = decoder.skippedKeys();
        if (skipped != 0)
        {
            keysSkipped.getAndAddOrdered(skipped);
        }
        final int disagreements = decoder.sideDisagreements();
        if (disagreements != 0)
        {
            sideDisagreements.getAndAddOrdered(disagreements);
        }
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
                id = instruments.register(venueId, frame, offset, length); // slow path, once a symbol
            }
            if (id != InstrumentTable.UNKNOWN && !announced.contains(id))
            {
                announced.stage(id, frame, offset, length, sink);
            }
            return id;
        };
    }

    private StreamResolver resolver(final VenueProtocol protocol, final StreamTable streams)
    {
        return (frame, offset, length) ->
        {
            final VenueFeed.Stream wanted =
                protocol.streamFor(new String(frame, offset, length, StandardCharsets.UTF_8));
            if (wanted == null)
            {
                return null;
            }
            final int instrumentId = wanted.symbol() == null ?
                EventLayout.NO_ID : instruments.register(venueId, wanted.symbol());
            return wanted.symbol() != null && instrumentId == InstrumentTable.UNKNOWN ?
                null : streams.register(venueId, wanted.name(), instrumentId, wanted.rule());
        };
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
        signals.add(new SessionSignal(kind, number, code, requestId, text));
    }

    /** One connection. Its number is the session epoch of everything it brings. */
    private final class Connection implements TransportListener
    {
        private final int number;

        Connection(final int number)
        {
            this.number = number;
        }

        @Override
        public void onOpen()
        {
            lastReceivedNs = clock.nanoTime();
            signal(SessionSignal.Kind.OPENED, number, 0, ControlSink.NO_REQUEST, "");
        }

        @Override
        public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
        {
            SessionReceiver.this.onFrame(number, buffer, offset, length);
        }

        @Override
        public void onPing()
        {
            lastReceivedNs = clock.nanoTime();
        }

        @Override
        public void onPong()
        {
            lastReceivedNs = clock.nanoTime();
        }

        @Override
        public void onUpgradeRefused(final int httpStatus, final String detail)
        {
            signal(SessionSignal.Kind.UPGRADE_REFUSED, number, httpStatus, ControlSink.NO_REQUEST, detail);
        }

        @Override
        public void onClosed(final int code, final String reason, final boolean byPeer)
        {
            signal(SessionSignal.Kind.CLOSED, number, code, ControlSink.NO_REQUEST, reason);
        }
    }

    /** Answers come inside frames, so on the receiver thread. */
    private final class Answers implements ControlSink
    {
        @Override
        public void onAcknowledged(final long requestId)
        {
            signal(SessionSignal.Kind.ACKNOWLEDGED, frameEpoch, 0, requestId, "");
        }

        @Override
        public void onRefused(
            final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
        {
            final int length = Math.min(messageLength, SessionStatus.MAX_TEXT_LENGTH);
            signal(SessionSignal.Kind.REFUSED, frameEpoch, code, requestId,
                new String(frame, messageOffset, length, StandardCharsets.UTF_8));
        }
    }
}
