package org.ringtape.bench.cli.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ringtape.bench.cli.live.VenueFeeds;
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
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.venue.Venue;

/**
 * A venue without sockets: frames and snapshot bodies go straight into the codec and on into a pipeline that is stepped
 * by the same thread, so each frame is handled before the next one is read.
 */
final class OfflineVenue
{
    private static final int EPOCH = 1;

    private final MarketPipeline pipeline;
    private final VenueFeed feed;
    private final EventStage stage;
    private final EventPublication publication;
    private final SessionReceiver receiver;
    private final StagingSink snapshots;
    private final List<StreamDefinition> books = new ArrayList<>();
    private final Map<String, List<StreamDefinition>> booksOfBodies = new HashMap<>();

    /**
     * A venue that feeds streams into a pipeline.
     *
     * @param venue    whose codec
     * @param streams  names of the streams to take
     * @param pipeline in INVOKER mode
     */
    OfflineVenue(final Venue venue, final Collection<String> streams, final MarketPipeline pipeline)
    {
        this.pipeline = pipeline;
        feed = VenueFeeds.of(venue, streams);
        stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        final SessionIdentity identity =
            new SessionIdentity(venue.id(), pipeline.nextSessionId(), venue.label() + "/offline");
        publication = identity.newPublication(pipeline);
        receiver = new SessionReceiver(
            identity,
            feed.protocol(),
            pipeline.instruments(),
            pipeline.streams(),
            stage,
            publication,
            pipeline.clock(),
            pipeline.counters());
        snapshots = new StagingSink(
            stage, pipeline.streams(), identity.venueId(), identity.sessionId(), ControlSink.NONE, StreamResolver.NONE);
        feed.streams().forEach(this::register);
    }

    private void register(final VenueFeed.Stream stream)
    {
        final int instrumentId = stream.symbol() == null ?
            EventLayout.NO_ID : pipeline.instruments().register(feed.venue().id(), stream.symbol());
        final StreamDefinition definition = pipeline.streams().register(
            feed.venue().id(), stream.name(), instrumentId, stream.rule());
        if (BookWatch.isBook(definition))
        {
            books.add(definition);
        }
        if (stream.needsSnapshot() && stream.symbol() != null)
        {
            booksOfBodies.computeIfAbsent(stream.symbol(), (symbol) -> new ArrayList<>()).add(definition);
        }
    }

    /** The book streams, in the order of the recording. */
    List<StreamDefinition> books()
    {
        return books;
    }

    /** What the last frame staged; valid until the next frame. */
    EventStage stage()
    {
        return stage;
    }

    /** One frame of data, handled to the end. */
    DecodeStatus onFrame(final byte[] frame)
    {
        final DecodeStatus status = receiver.onFrame(EPOCH, frame, 0, frame.length);
        handleAll();
        return status;
    }

    /**
     * The answer to a snapshot request, handled to the end: for every book of its symbol that begins with one.
     *
     * @param body   as received
     * @param symbol it was asked for; if no book is of it, nobody would have asked
     */
    void onSnapshot(final byte[] body, final String symbol)
    {
        final SnapshotSource source = feed.protocol().snapshots();
        for (final StreamDefinition stream : booksOfBodies.getOrDefault(symbol, List.of()))
        {
            final long nowNs = pipeline.clock().nanoTime();
            snapshots.beginFrame(EPOCH, nowNs);
            // Asked for at its place and as a session would ask, so that its book says what a session's would.
            snapshots.snapshotAsked(nowNs - source.longestCacheAgeNs(), source.askedLevels());
            snapshots.stream(stream);
            final DecodeStatus status =
                source.decodeSnapshot(body, 0, body.length, stream.instrumentId(), snapshots);
            if (status == DecodeStatus.DECODED)
            {
                publication.publish(stage);
                handleAll();
            }
        }
    }

    private void handleAll()
    {
        while (pipeline.invoke() > 0)
        {
            // until nothing is left
        }
    }
}
