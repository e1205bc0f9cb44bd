package org.ringtape.bench.latency;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.bench.latency.source.FrameOutput;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.Waiting;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.session.VenueProtocol;

/**
 * Ringtape without sockets: the sender's thread plays the receiver of every connection and hands each payload to the
 * session's receiver, as the transport would.
 */
final class RingtapeFromMemory implements Contender
{
    private static final URI NOWHERE = URI.create("ws://127.0.0.1:1/");
    private static final URI NO_REST = URI.create("http://127.0.0.1:1/");
    private static final int EPOCH = 1;

    private final PreparedFrames frames;
    private final PipelineRun run;
    private final SessionReceiver[] receivers;
    private final int[] next;
    private final List<EventPublication> publications = new ArrayList<>();
    /** Checkpoint that a lost book is given next; 0 if none is waited for. Harness's thread. */
    private int awaited;
    /** Written by the sender. */
    private volatile int sentFrames;
    private final List<Snapshot> snapshots = new ArrayList<>();

    /** What a book starts from, and the way to give it. */
    private record Snapshot(
        String book, StreamDefinition stream, VenueProtocol protocol, SessionIdentity identity)
    {
    }

    RingtapeFromMemory(
        final PreparedFrames frames,
        final EpochNanoClock clock,
        final Timeline timeline,
        final HarnessThreads threads)
    {
        this.frames = frames;
        receivers = new SessionReceiver[frames.lanes().size()];
        next = new int[frames.lanes().size()];
        run = new PipelineRun(clock, timeline, threads);
        HarnessFeeds.of(frames, NOWHERE, NO_REST, clock, timeline.decoded)
            .forEach((feed) -> feed.endpoints().forEach((endpoint) -> open(feed, endpoint)));
    }

    private void open(final VenueFeed feed, final VenueFeed.Endpoint endpoint)
    {
        final MarketPipeline pipeline = run.pipeline();
        final SessionIdentity identity =
            new SessionIdentity(feed.venue().id(), pipeline.nextSessionId(), feed.venue().label() + "/memory");
        final EventPublication publication = identity.newPublication(pipeline);
        publications.add(publication);
        receivers[frames.lanes().indexOf(HarnessFeeds.lane(frames, endpoint))] = new SessionReceiver(
            identity,
            endpoint.protocol(),
            pipeline.instruments(),
            pipeline.streams(),
            new EventStage(EventStage.capacityFor(pipeline.ring())),
            publication,
            pipeline.clock(),
            pipeline.counters());
        for (final VenueFeed.Stream stream : endpoint.streams())
        {
            final int instrumentId = stream.symbol() == null ?
                EventLayout.NO_ID : pipeline.instruments().register(feed.venue().id(), stream.symbol());
            final StreamDefinition definition = pipeline.streams().register(
                feed.venue().id(), stream.name(), instrumentId, stream.rule());
            if (stream.needsSnapshot())
            {
                snapshots.add(new Snapshot(
                    feed.venue().label() + " " + stream.symbol(), definition, endpoint.protocol(), identity));
            }
        }
    }

    @Override
    public void start()
    {
        giveToAll(frames.firstSnapshots());
        for (final Snapshot snapshot : snapshots)
        {
            if (!Waiting.until(() -> run.isLive(snapshot.stream()), PipelineRun.PATIENCE_NS))
            {
                throw new HarnessException("the book of " + snapshot.book() + " does not become live");
            }
        }
    }

    private void giveToAll(final Map<String, String> bodies)
    {
        snapshots.stream().filter((snapshot) -> !run.isLive(snapshot.stream()))
            .forEach((snapshot) -> give(snapshot, bodies));
    }

    private void give(final Snapshot snapshot, final Map<String, String> bodies)
    {
        final MarketPipeline pipeline = run.pipeline();
        final EventStage stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        final EventPublication publication = snapshot.identity().newPublication(pipeline);
        final StagingSink sink = new StagingSink(stage, pipeline.streams(), snapshot.identity().venueId(),
            snapshot.identity().sessionId(), ControlSink.NONE, StreamResolver.NONE);
        final byte[] body = bodies.get(snapshot.book()).getBytes(StandardCharsets.US_ASCII);
        sink.beginFrame(EPOCH, pipeline.clock().nanoTime());
        sink.stream(snapshot.stream());
        final DecodeStatus status = snapshot.protocol().snapshots().decodeSnapshot(
            body, 0, body.length, snapshot.stream().instrumentId(), sink);
        if (status != DecodeStatus.DECODED || !publication.offer(stage) && sentFrames == 0)
        {
            throw new HarnessException("the snapshot of " + snapshot.book() + " is " + status);
        }
    }

    @Override
    public FrameOutput output()
    {
        return (from, to) ->
        {
            for (int i = from; i < to; i++)
            {
                final int number = frames.laneOf(i);
                final Lane lane = frames.lanes().get(number);
                final int n = next[number]++;
                receivers[number].onFrame(EPOCH, lane.wire(), lane.payloadStart(n), lane.payloadLength(n));
            }
            sentFrames = to;
        };
    }

    @Override
    public long heard()
    {
        return run.heard();
    }

    @Override
    public long dropped()
    {
        return run.dropped();
    }

    @Override
    public void tend()
    {
        if (run.dropped() == 0)
        {
            return;
        }
        if (awaited == 0)
        {
            awaited = frames.checkpointAfter(sentFrames);
        }
        else if (frames.isPassed(awaited, sentFrames))
        {
            mend(frames.snapshotsAt(awaited));
            awaited = 0;
        }
    }

    /** What the conductor would do: say what was lost, and fetch snapshots; without room in the ring, the next time. */
    private void mend(final Map<String, String> bodies)
    {
        final long nowNs = run.clock().nanoTime();
        publications.forEach((publication) -> publication.announceOverdueLoss(nowNs));
        giveToAll(bodies);
    }

    @Override
    public long withheld()
    {
        return run.withheld();
    }

    @Override
    public Throwable failure()
    {
        return run.failure();
    }

    /** A book that lost frames waits for a snapshot, as it would from the venue. */
    @Override
    public Map<String, String> books(final int sent)
    {
        if (run.dropped() > 0)
        {
            final Map<String, String> last = frames.snapshotsAfter(sent);
            final Map<String, String> expected = frames.booksAfter(sent);
            Waiting.until(() ->
            {
                mend(last);
                return run.liveBooks().equals(expected);
            }, PipelineRun.PATIENCE_NS);
        }
        return run.liveBooks();
    }

    @Override
    public void close()
    {
        run.close();
    }
}
