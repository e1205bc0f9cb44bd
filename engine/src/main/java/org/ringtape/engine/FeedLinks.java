package org.ringtape.engine;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

import org.agrona.collections.ArrayUtil;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.thread.ThreadWatch;

/**
 * All feeds of a pipeline: which of them has a stream, and so gets its requests and answers for its health. Changed on
 * the control path under a lock; asked by the market thread and by anyone who asks whether a book is live.
 */
final class FeedLinks
{
    /** Longest duty cycle of a conductor: it parks for a millisecond and never waits for a peer. */
    private static final long CONDUCTOR_LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final String CONDUCTOR = "ringtape-conductor";

    private final StreamTable streams;
    private final AtomicReferenceArray<FeedLink> owners;
    private final ConductorCommands ownerless;
    private final AtomicCounter stalls;
    private final boolean watched;
    private final LongConsumer marketWatch;
    private final Consumer<PipelineFailure> onFailure;
    /** From conductors to the market thread. */
    private final Queue<Failed> failedLinks = new ConcurrentLinkedQueue<>();
    /** Replaced, never changed, under the lock; read by any thread. */
    private volatile FeedLink[] open = {};
    /** Written and read under the lock. */
    private boolean closed;

    private record Failed(FeedLink link, PipelineFailure failure)
    {
    }

    /**
     * No feeds yet.
     *
     * @param streams     names, for messages
     * @param maxStreams  bound on stream ids
     * @param ownerless   takes requests of streams that no feeds have
     * @param stalls      counts duty cycles that took too long
     * @param watched     false if a host steps the conductors, whose pace is its own
     * @param marketWatch looks after the market thread, on conductors' threads
     * @param onFailure   told when a conductor cannot go on, on its thread
     */
    FeedLinks(
        final StreamTable streams,
        final int maxStreams,
        final ConductorCommands ownerless,
        final AtomicCounter stalls,
        final boolean watched,
        final LongConsumer marketWatch,
        final Consumer<PipelineFailure> onFailure)
    {
        this.streams = streams;
        owners = new AtomicReferenceArray<>(maxStreams);
        this.ownerless = ownerless;
        this.stalls = stalls;
        this.watched = watched;
        this.marketWatch = marketWatch;
        this.onFailure = onFailure;
    }

    synchronized FeedLink add(final FeedLink.Feed feed)
    {
        if (closed)
        {
            throw new IllegalStateException("the pipeline is closed: launch feeds on one that runs");
        }
        final ThreadWatch watch =
            new ThreadWatch(CONDUCTOR, feed::thread, watched ? CONDUCTOR_LIMIT_NS : 0L, stalls);
        final FeedLink link = new FeedLink(feed, this, watch, firstFreeNumber());
        open = ArrayUtil.add(open, link);
        return link;
    }

    synchronized void take(final FeedLink link, final int streamId)
    {
        final FeedLink owner = owners.get(streamId);
        if (owner != null && owner != link && Arrays.asList(open).contains(owner))
        {
            throw new IllegalStateException("stream given twice: other feeds of this pipeline have " +
                streams.stream(streamId).name() + "; close them first");
        }
        owners.setRelease(streamId, link);
    }

    /**
     * Hands a request to the feeds of a venue, or, as they tell the outcome, to any if no feeds have it.
     *
     * @return false if too many requests wait, or there are no feeds
     */
    boolean request(
        final long requestId, final RequestOutcome.Kind kind, final int venueId, final CharSequence stream)
    {
        final FeedLink[] current = open;
        for (final FeedLink link : current)
        {
            if (link.serves(venueId))
            {
                return link.request(requestId, kind, venueId, stream);
            }
        }
        return current.length > 0 && current[0].request(requestId, kind, venueId, stream);
    }

    void letGo(final FeedLink link, final int streamId)
    {
        if (!link.hasFailed())
        {
            owners.compareAndSet(streamId, link, null);
        }
    }

    /** A failed one stays the owner of its streams until others take them over: they are not live. */
    synchronized void remove(final FeedLink link)
    {
        open = ArrayUtil.remove(open, link);
        for (int streamId = 0; streamId < owners.length() && !link.hasFailed(); streamId++)
        {
            owners.compareAndSet(streamId, link, null);
        }
    }

    private int firstFreeNumber()
    {
        int number = 0;
        while (isTaken(number))
        {
            number++;
        }
        return number;
    }

    private boolean isTaken(final int number)
    {
        return Arrays.stream(open).anyMatch((link) -> link.number() == number);
    }

    /** Hands a request to whoever has the stream; false if its queue is full. Market thread. */
    boolean request(final int streamId, final int reason)
    {
        final FeedLink owner = owner(streamId);
        return (owner == null || owner.hasFailed() ? ownerless : owner.commands()).resync(streamId, reason);
    }

    /** True unless the conductor that looks after a stream has failed or stalls. Any thread. */
    boolean isLookedAfter(final int streamId, final long nowNs)
    {
        final FeedLink owner = owner(streamId);
        if (owner != null)
        {
            return owner.isWell(nowNs);
        }
        for (final FeedLink link : open) // a stream that came with a subscription to several belongs to one of them
        {
            if (!link.isWell(nowNs))
            {
                return false;
            }
        }
        return true;
    }

    private FeedLink owner(final int streamId)
    {
        return streamId >= 0 && streamId < owners.length() ? owners.getAcquire(streamId) : null;
    }

    /** No more feeds may come, and those there are end in good order. Never waits. */
    void requestClose()
    {
        synchronized (this)
        {
            closed = true;
        }
        for (final FeedLink link : open)
        {
            link.feed().requestClose();
        }
    }

    /** Ends all feeds and waits for each. */
    void close()
    {
        requestClose();
        for (final FeedLink link : open)
        {
            link.feed().close();
        }
    }

    boolean isEmpty()
    {
        return open.length == 0;
    }

    boolean isCurrentThread()
    {
        for (final FeedLink link : open)
        {
            if (link.feed().isCurrentThread())
            {
                return true;
            }
        }
        return false;
    }

    /** Looks after all conductors. Market thread. */
    void watchConductors(final long nowNs)
    {
        for (final FeedLink link : open)
        {
            link.watch().look(nowNs);
        }
    }

    void watchMarket(final long nowNs)
    {
        marketWatch.accept(nowNs);
    }

    PipelineFailure failed(final FeedLink link, final Throwable cause)
    {
        final PipelineFailure failure = new PipelineFailure(CONDUCTOR, cause);
        failedLinks.add(new Failed(link, failure));
        onFailure.accept(failure);
        return failure;
    }

    /**
     * Tells of feeds that have failed, once each, so that the market thread trusts their books no longer. Market
     * thread, each cycle.
     *
     * @param onStream  takes each of their streams, before the failure itself is told
     * @param onFailure takes why
     */
    void pollFailed(final IntConsumer onStream, final Consumer<PipelineFailure> onFailure)
    {
        Failed failed;
        while ((failed = failedLinks.poll()) != null)
        {
            for (int streamId = 0; streamId < owners.length(); streamId++)
            {
                if (owners.getAcquire(streamId) == failed.link())
                {
                    onStream.accept(streamId);
                }
            }
            onFailure.accept(failed.failure());
        }
    }
}
