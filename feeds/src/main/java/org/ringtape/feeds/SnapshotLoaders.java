package org.ringtape.feeds;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.ControlLog;
import org.ringtape.feeds.limit.HostPaces;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.venue.Venue;

/**
 * One snapshot loader a venue, however many feeds, endpoints and connections share it; their budget is that of the
 * host. Conductor thread, after it was filled.
 */
final class SnapshotLoaders
{
    private static final ControlLog LOG = ControlLog.of(SnapshotLoaders.class);
    /** So many that their snapshots take a while. */
    private static final int MANY_BOOKS = 100;

    private final MarketPipeline pipeline;
    private final FeedsContext context;
    private final HostPaces paces;
    private final EventStage stage;
    private final EventPublication publication;
    private final Map<Venue, SnapshotLoader> loaders = new TreeMap<>();
    private final Map<VenueSession, StagingSink> sinks = new IdentityHashMap<>();

    SnapshotLoaders(
        final FeedsContext context,
        final Fetchers fetchers,
        final HostPaces paces,
        final EventStage stage,
        final EventPublication publication)
    {
        this.context = context;
        this.paces = paces;
        this.stage = stage;
        this.publication = publication;
        pipeline = context.pipeline();
        for (final VenueFeed feed : context.feeds())
        {
            if (feed.endpoints().stream().anyMatch((endpoint) -> endpoint.protocol().snapshots() != null))
            {
                requireSameRoute(feed);
                loaders.computeIfAbsent(feed.venue(), (venue) -> newLoader(venue, fetchers.of(feed)));
            }
        }
    }

    /** The loader of a venue; null if none of its endpoints has snapshots. */
    SnapshotLoader of(final Venue venue)
    {
        return loaders.get(venue);
    }

    /** The same, made if it is not there yet; null if the feed has no snapshots. */
    SnapshotLoader obtain(final VenueFeed feed, final Fetchers fetchers)
    {
        if (feed.endpoints().stream().allMatch((endpoint) -> endpoint.protocol().snapshots() == null))
        {
            return null;
        }
        return loaders.computeIfAbsent(feed.venue(), (venue) -> newLoader(venue, fetchers.of(feed)));
    }

    /** A session has ended for good. */
    void forget(final VenueSession session)
    {
        sinks.remove(session);
    }

    Collection<SnapshotLoader> all()
    {
        return loaders.values();
    }

    /** Logs of each venue with many books how long it takes until all of them can be LIVE. */
    void announceEstimates()
    {
        for (final Venue venue : loaders.keySet())
        {
            final String estimate = estimate(venue, context.feeds());
            if (!estimate.isEmpty())
            {
                LOG.info(estimate);
            }
        }
    }

    /**
     * How long it takes until all books of a venue can be LIVE.
     *
     * @return a line for people; empty if there are few
     */
    static String estimate(final Venue venue, final List<VenueFeed> feeds)
    {
        long books = 0L;
        long weight = 0L;
        int perMinute = Integer.MAX_VALUE;
        for (final VenueFeed feed : feeds)
        {
            for (final VenueFeed.Endpoint endpoint : feed.endpoints())
            {
                final SnapshotSource source = endpoint.protocol().snapshots();
                if (feed.venue().equals(venue) && source != null)
                {
                    final long count = endpoint.streams().stream().filter(VenueFeed.Stream::needsSnapshot).count();
                    books += count;
                    weight += count * source.snapshotWeight();
                    perMinute = Math.min(perMinute, source.snapshotWeightPerMinute());
                }
            }
        }
        if (books < MANY_BOOKS)
        {
            return "";
        }
        final long minutes = (weight - 1) / perMinute;
        return venue.label() + ": " + books + " books start from snapshots that weigh " + weight + " together, of " +
            perMinute + " a minute: all can be LIVE in " +
            (minutes == 0 ? "less than a minute" : "about " + minutes + " min");
    }

    /** The feeds of a venue have one loader, as they have one budget. */
    private void requireSameRoute(final VenueFeed feed)
    {
        for (final VenueFeed other : context.feeds())
        {
            if (other.venue().equals(feed.venue()) && !other.receivePath().route().equals(feed.receivePath().route()))
            {
                throw new IllegalStateException(
                    feed.venue().label() + ": its feeds must have the same trustStore and proxy");
            }
        }
    }

    private SnapshotLoader newLoader(final Venue venue, final HttpFetcher fetcher)
    {
        return new SnapshotLoader(
            fetcher, stage, publication, this::sink, (uri) -> paces.of(venue.id(), uri), pipeline.counters(),
            context.random());
    }

    /** One staging sink a session, all over the conductor's stage. */
    StagingSink sink(final VenueSession session)
    {
        return sinks.computeIfAbsent(session, (key) -> new StagingSink(
            stage, pipeline.streams(), key.identity().venueId(), key.identity().sessionId(), ControlSink.NONE,
            StreamResolver.NONE).generations(pipeline.instruments()).describingStreams());
    }
}
