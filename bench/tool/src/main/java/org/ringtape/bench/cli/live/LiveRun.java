package org.ringtape.bench.cli.live;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.ringtape.bench.cli.Messages;
import org.ringtape.bench.cli.OneLine;
import org.ringtape.bench.cli.UserError;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;

/** A pipeline with its feeds, as {@code demo}, {@code run} and {@code replay} launch it; each of them ends it. */
public final class LiveRun implements AutoCloseable
{
    public static final int DEFAULT_RING_CAPACITY = 16 * 1024;

    private final CounterSet counters = CounterSet.inMemory();
    private final MarketBoard board = new MarketBoard();
    private final AtomicReference<Throwable> firstError = new AtomicReference<>();
    private final MarketPipeline pipeline;
    private final Feeds feeds;
    private final long startNs;

    public LiveRun(final List<VenueFeed> venueFeeds, final int ringCapacity)
    {
        pipeline = launch(ringCapacity);
        startNs = pipeline.clock().nanoTime();
        final FeedsContext context = new FeedsContext().pipeline(pipeline);
        venueFeeds.forEach(context::add);
        feeds = launch(context);
    }

    private MarketPipeline launch(final int ringCapacity)
    {
        try
        {
            return MarketPipeline.launch(new PipelineContext()
                .ringCapacity(ringCapacity)
                .counters(counters)
                .errorHandler((error) -> firstError.compareAndSet(null, error))
                .strategy(board));
        }
        catch (final IllegalArgumentException | IllegalStateException e)
        {
            throw new UserError(Messages.of(e));
        }
    }

    /** What a feed lacks, such as a key, is the user's to give. */
    private Feeds launch(final FeedsContext context)
    {
        try
        {
            return Feeds.launch(context);
        }
        catch (final IllegalStateException | IllegalArgumentException e)
        {
            pipeline.close();
            throw new UserError(Messages.of(e));
        }
    }

    public MarketPipeline pipeline()
    {
        return pipeline;
    }

    Feeds feeds()
    {
        return feeds;
    }

    public MarketBoard board()
    {
        return board;
    }

    CounterSet counters()
    {
        return counters;
    }

    long elapsedNs()
    {
        return pipeline.clock().nanoTime() - startNs;
    }

    public long total(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    /** The first exception that reached the error handler, or null. */
    public Throwable firstError()
    {
        return firstError.get();
    }

    /** Ends the feeds, then the pipeline; books may be read by the caller from here on. */
    void stop()
    {
        feeds.close();
        pipeline.close();
    }

    /** What last went wrong with a stream, in one line; may be empty. */
    String lastError(final int streamId)
    {
        return feeds.sessions().stream()
            .flatMap((session) -> session.subscriptions().all().stream())
            .filter((subscription) -> subscription.stream().id() == streamId)
            .map((subscription) -> OneLine.of(subscription.lastError().text()))
            .filter((text) -> !text.isEmpty())
            .findFirst().orElse("");
    }

    /** Takes in sessions, what they were refused, and what threw. */
    void judge(final Verdict verdict)
    {
        for (final VenueSession session : feeds.sessions())
        {
            final MarketBoard.SessionLine line =
                board.sessions().getOrDefault(session.identity().sessionId(), MarketBoard.SessionLine.NONE);
            verdict.session(session.identity().name(), session.state(), line.reason());
            if (session.state() == SessionState.LIVE)
            {
                // The conductor's, but only ever set: at worst it is a moment old.
                session.subscriptions().all().stream()
                    .filter((subscription) -> subscription.state() == Subscription.State.REFUSED)
                    .forEach((subscription) -> verdict.refusedStream(subscription.stream().name()));
            }
        }
        if (firstError() != null)
        {
            verdict.fault("an exception: " + Messages.of(firstError()));
        }
    }

    @Override
    public void close()
    {
        stop();
        counters.close();
    }
}
