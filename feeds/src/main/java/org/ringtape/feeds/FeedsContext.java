package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.session.connect.TransportFactory;

/** What {@link Feeds#launch} needs: the pipeline, what to feed it with, and, for tests, the outside world. */
public final class FeedsContext
{
    private static final long MAX_PARK_NS = 1_000_000L;

    private final List<VenueFeed> feeds = new ArrayList<>();
    private MarketPipeline pipeline;
    private TransportFactory transports;
    private HttpFetcher fetcher;
    /** Null until somebody gives one, or it is first needed. */
    private RandomGenerator random;
    private Supplier<IdleStrategy> idleStrategy = () -> new BackoffIdleStrategy(1, 1, 1_000L, MAX_PARK_NS);

    /** The pipeline to feed; must outlive the feeds. */
    public FeedsContext pipeline(final MarketPipeline target)
    {
        pipeline = target;
        return this;
    }

    /** Adds everything wanted from one venue. */
    public FeedsContext add(final VenueFeed feed)
    {
        feeds.add(Objects.requireNonNull(feed, "feed"));
        return this;
    }

    /** Makes connections; by default WebSockets. */
    public FeedsContext transports(final TransportFactory factory)
    {
        transports = factory;
        return this;
    }

    /** Fetches snapshots; by default the JDK's HTTP client. */
    public FeedsContext fetcher(final HttpFetcher httpFetcher)
    {
        fetcher = httpFetcher;
        return this;
    }

    /** Source of jitter. Default: seeded by the time that the pipeline's clock has at launch. */
    public FeedsContext random(final RandomGenerator generator)
    {
        random = generator;
        return this;
    }

    /** What the conductor does when there is nothing to do; by default it backs off to parks of 1 ms. */
    public FeedsContext idleStrategy(final Supplier<IdleStrategy> supplier)
    {
        idleStrategy = supplier;
        return this;
    }

    MarketPipeline pipeline()
    {
        return Objects.requireNonNull(pipeline, "FeedsContext.pipeline is not set");
    }

    List<VenueFeed> feeds()
    {
        if (feeds.isEmpty())
        {
            throw new IllegalStateException("FeedsContext has no feed: add() at least one");
        }
        return feeds;
    }

    TransportFactory transports()
    {
        return transports;
    }

    HttpFetcher fetcher()
    {
        return fetcher;
    }

    RandomGenerator random()
    {
        if (random == null)
        {
            random = new SplittableRandom(pipeline().clock().nanoTime());
        }
        return random;
    }

    IdleStrategy idleStrategy()
    {
        return idleStrategy.get();
    }
}
