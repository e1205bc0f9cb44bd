package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.VenueSession;

/**
 * One snapshot loader a venue, and so one budget, however many feeds, endpoints and connections share it: the venue
 * counts by address. Conductor thread, after it was filled.
 */
final class SnapshotLoaders
{
    private final MarketPipeline pipeline;
    private final FeedsContext context;
    private final HttpFetcher fetcher;
    private final EventStage stage;
    private final EventPublication publication;
    private final Map<Venue, SnapshotLoader> loaders = new EnumMap<>(Venue.class);
    private final Map<VenueSession, StagingSink> sinks = new IdentityHashMap<>();

    SnapshotLoaders(
        final FeedsContext context,
        final HttpFetcher fetcher,
        final EventStage stage,
        final EventPublication publication)
    {
        this.context = context;
        this.fetcher = fetcher;
        this.stage = stage;
        this.publication = publication;
        pipeline = context.pipeline();
        for (final VenueFeed feed : context.feeds())
        {
            final int perMinute = requestsPerMinute(feed.venue());
            if (perMinute > 0)
            {
                loaders.computeIfAbsent(feed.venue(), (venue) -> newLoader(perMinute));
            }
        }
    }

    /** The loader of a venue; null if none of its endpoints has snapshots. */
    SnapshotLoader of(final Venue venue)
    {
        return loaders.get(venue);
    }

    Collection<SnapshotLoader> all()
    {
        return loaders.values();
    }

    /** What the budget of the venue allows if every request weighs as much as the heaviest; 0 without snapshots. */
    private int requestsPerMinute(final Venue venue)
    {
        return sources(venue).stream()
            .mapToInt((source) -> Math.max(1, source.snapshotWeightPerMinute() / source.snapshotWeight()))
            .min()
            .orElse(0);
    }

    private List<SnapshotSource> sources(final Venue venue)
    {
        final List<SnapshotSource> sources = new ArrayList<>();
        for (final VenueFeed feed : context.feeds())
        {
            for (final VenueFeed.Endpoint endpoint : feed.endpoints())
            {
                if (feed.venue() == venue && endpoint.protocol().snapshots() != null)
                {
                    sources.add(endpoint.protocol().snapshots());
                }
            }
        }
        return sources;
    }

    private SnapshotLoader newLoader(final int requestsPerMinute)
    {
        return new SnapshotLoader(
            fetcher, stage, publication, this::sink, requestsPerMinute, pipeline.counters(), context.random());
    }

    /** One staging sink a session, all over the conductor's stage. */
    StagingSink sink(final VenueSession session)
    {
        return sinks.computeIfAbsent(session, (key) -> new StagingSink(
            stage, pipeline.streams(), key.identity().venueId(), key.identity().sessionId(), ControlSink.NONE,
            StreamResolver.NONE));
    }
}
