package org.ringtape.bench.system;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.ConductorCommands;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.receive.SessionReceiver;

/**
 * One session of Binance, of USD-M futures unless told otherwise, without a socket, stepped by the calling thread:
 * frames go straight into the codec, and what the conductor would say of the connection is said here, in its order and
 * words.
 */
public final class OfflineRig implements AutoCloseable
{
    private static final int RING_CAPACITY = 8192;
    private static final int SMALL_RING_CAPACITY = 256;
    private static final int SMALL_PENDING_BYTES = 512 * 1024;

    private final CounterSet counters = CounterSet.inMemory();
    private final MarketPipeline pipeline;
    private final VenueFeed feed;
    private final SessionIdentity identity;
    private final EventStage stage;
    private final EventPublication publication;
    private final SessionReceiver receiver;
    private final StagingSink snapshots;
    private final SessionStatus status = new SessionStatus();
    private final Loss loss = new Loss();
    private final Map<String, StreamDefinition> books = new HashMap<>();
    private final Deque<Integer> resyncs = new ArrayDeque<>();
    private final MessageHandler commands =
        ConductorCommands.dispatcher((streamId, reason) -> resyncs.add(streamId));
    private Throwable failure;
    private int epoch;

    /** Streams of USD-M futures. */
    public OfflineRig(final Strategy strategy, final Iterable<String> streamNames)
    {
        this(strategy, usdm(streamNames));
    }

    /** Streams of USD-M futures, in a small ring and a time that the caller steps. */
    public OfflineRig(final Strategy strategy, final Iterable<String> streamNames, final EpochNanoClock clock)
    {
        this(strategy, usdm(streamNames), new PipelineContext().clock(clock)
            .ringCapacity(SMALL_RING_CAPACITY).pendingBytes(SMALL_PENDING_BYTES));
    }

    /** Any feed; its sessions are one here. */
    public OfflineRig(final Strategy strategy, final VenueFeed venueFeed)
    {
        this(strategy, venueFeed, new PipelineContext().ringCapacity(RING_CAPACITY));
    }

    private OfflineRig(final Strategy strategy, final VenueFeed venueFeed, final PipelineContext context)
    {
        pipeline = MarketPipeline.launch(context
            .threadingMode(ThreadingMode.INVOKER)
            .counters(counters)
            .errorHandler((error) -> failure = failure == null ? error : failure)
            .strategy(strategy));
        feed = venueFeed;
        identity = new SessionIdentity(feed.venue().id(), pipeline.nextSessionId(), "offline");
        stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        publication = new EventPublication(
            pipeline.ring(),
            pipeline.clock(),
            identity.venueId(),
            identity.sessionId(),
            identity.counter(counters, PipelineCounter.FRAMES_DROPPED),
            identity.counter(counters, PipelineCounter.EVENTS_PUBLISHED));
        receiver = new SessionReceiver(identity, feed.protocol(), pipeline.instruments(), pipeline.streams(), stage,
            publication, pipeline.clock(), counters);
        snapshots = new StagingSink(
            stage, pipeline.streams(), identity.venueId(), identity.sessionId(), ControlSink.NONE, StreamResolver.NONE);
        feed.streams().forEach(this::register);
    }

    private static VenueFeed usdm(final Iterable<String> streamNames)
    {
        final BinanceFeed builder = BinanceFeed.usdm();
        streamNames.forEach(builder::streams);
        return builder.build();
    }

    private void register(final VenueFeed.Stream stream)
    {
        final StreamDefinition definition = pipeline.streams().register(
            feed.venue().id(),
            stream.name(),
            stream.symbol() == null ? EventLayout.NO_ID :
                pipeline.instruments().register(feed.venue().id(), stream.symbol()),
            stream.rule());
        if (stream.needsSnapshot())
        {
            books.put(stream.symbol(), definition);
        }
    }

    public MarketPipeline pipeline()
    {
        return pipeline;
    }

    long total(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    public StreamDefinition bookStream(final String symbol)
    {
        return books.get(symbol);
    }

    int epoch()
    {
        return epoch;
    }

    /** Connects under the next epoch, as far as the ring is told of it. */
    public void connect()
    {
        epoch++;
        say(SessionState.CONNECTING);
        say(SessionState.SUBSCRIBING);
        say(SessionState.LIVE);
    }

    /** The connection is gone: first what is lost, then what is done about it. */
    public void cut()
    {
        stage.reset();
        stage.append(loss, EventType.LOSS, Loss.LENGTH);
        describe(loss);
        loss.frames(0);
        loss.missing(EventLayout.ABSENT, EventLayout.ABSENT);
        loss.period(pipeline.clock().nanoTime(), pipeline.clock().nanoTime());
        loss.cause(LossCause.DISCONNECTED);
        publish();
        say(SessionState.BACKING_OFF);
    }

    /** Something of a stream was lost on its way, and that is told. */
    public void loss(final int streamId, final LossCause cause)
    {
        stage.reset();
        stage.append(loss, EventType.LOSS, Loss.LENGTH);
        describe(loss);
        loss.streamId(streamId);
        loss.frames(1);
        loss.missing(EventLayout.ABSENT, EventLayout.ABSENT);
        loss.period(pipeline.clock().nanoTime(), pipeline.clock().nanoTime());
        loss.cause(cause);
        publish();
    }

    /** A frame of the connection there is now. */
    public DecodeStatus onFrame(final byte[] frame)
    {
        return onFrame(epoch, frame);
    }

    /** A frame that may come from a connection already replaced. */
    public DecodeStatus onFrame(final int frameEpoch, final byte[] frame)
    {
        final DecodeStatus result = receiver.onFrame(frameEpoch, frame, 0, frame.length);
        handleAll();
        return result;
    }

    /** A REST body that was asked for just now, of the whole book. */
    public DecodeStatus onSnapshot(final String symbol, final byte[] body)
    {
        return onSnapshot(symbol, body, pipeline.clock().nanoTime(), 0);
    }

    /** A REST body that the venue made after a time, of so many levels a side. */
    public DecodeStatus onSnapshot(final String symbol, final byte[] body, final long madeAfterNs, final int levels)
    {
        final StreamDefinition stream = books.get(symbol);
        snapshots.beginFrame(epoch, pipeline.clock().nanoTime());
        snapshots.stream(stream);
        snapshots.snapshotAsked(madeAfterNs, levels);
        final DecodeStatus result =
            feed.protocol().snapshots().decodeSnapshot(body, 0, body.length, stream.instrumentId(), snapshots);
        if (result == DecodeStatus.DECODED)
        {
            publish();
        }
        return result;
    }

    /** The stream whose book asks for a snapshot, oldest request first; null if none does. */
    public Integer pollResync()
    {
        pipeline.commands().drain(commands);
        return resyncs.poll();
    }

    /** Fails if a listener or an agent threw. */
    public void requireNoError()
    {
        if (failure != null)
        {
            throw new AssertionError("an exception reached the error handler", failure);
        }
    }

    private void say(final SessionState state)
    {
        stage.reset();
        stage.append(status, EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH);
        describe(status);
        status.state(state);
        status.closeCode(0);
        status.roundTripNs(0);
        publish();
    }

    private void describe(final EventHeader event)
    {
        event.venueId(identity.venueId());
        event.sessionId(identity.sessionId());
        event.sessionEpoch(epoch);
        event.receiveTimeNs(pipeline.clock().nanoTime());
    }

    private void publish()
    {
        if (!publication.publish(stage))
        {
            throw new AssertionError("a stepped ring has room");
        }
        handleAll();
    }

    private void handleAll()
    {
        while (pipeline.invoke() > 0)
        {
            continue;
        }
    }

    @Override
    public void close()
    {
        pipeline.close();
        counters.close();
    }
}
