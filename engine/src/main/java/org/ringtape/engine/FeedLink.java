package org.ringtape.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import org.agrona.concurrent.MessageHandler;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.thread.ThreadWatch;

/**
 * What ties one set of feeds to its pipeline: its streams' requests for snapshots, its conductor's health, and its end.
 * Made by {@link MarketPipeline#link}; the feeds' conductor uses it and releases it when it has ended.
 */
public final class FeedLink
{
    /** Feeds as their pipeline sees them. */
    public interface Feed
    {
        /** Asks for an end in good order. Any thread; never waits. */
        void requestClose();

        /** Ends it and waits for that, unless called on one of its own threads or the market thread. */
        void close();

        /** True on the conductor's own thread. */
        boolean isCurrentThread();

        /** The conductor's thread while it runs, else null. */
        Thread thread();
    }

    private final Feed feed;
    private final FeedLinks links;
    private final ThreadWatch watch;
    private final ConductorCommands commands = new ConductorCommands();
    private final int number;
    /** Replaced, never changed. Writer: whoever launches the feeds. */
    private volatile int[] venues = {};
    /** Threads that are offering a request. */
    private final AtomicInteger offering = new AtomicInteger();
    /** Writer: conductor. */
    private volatile boolean takesNoMore;
    /** Writer: conductor. */
    private volatile boolean failed;

    FeedLink(final Feed feed, final FeedLinks links, final ThreadWatch watch, final int number)
    {
        this.feed = feed;
        this.links = links;
        this.watch = watch;
        this.number = number;
    }

    /** A number that no other open feeds of this pipeline have: 0, 1, … */
    public int number()
    {
        return number;
    }

    /**
     * These feeds bring a stream: its requests come here from now on. Before the conductor starts, or conductor.
     *
     * @throws IllegalStateException if other feeds of the pipeline bring it already
     */
    public void take(final int streamId)
    {
        links.take(this, streamId);
    }

    /** These feeds bring a stream no more. Conductor, or after it has ended. */
    public void letGo(final int streamId)
    {
        links.letGo(this, streamId);
    }

    /** These feeds have a venue: requests for its streams come here, unless older feeds have it. Before they start. */
    public void serve(final int venueId)
    {
        final int[] grown = Arrays.copyOf(venues, venues.length + 1);
        grown[grown.length - 1] = venueId;
        venues = grown;
    }

    /** True if they have a venue. Any thread. */
    boolean serves(final int venueId)
    {
        for (final int venue : venues)
        {
            if (venue == venueId)
            {
                return true;
            }
        }
        return false;
    }

    /**
     * Asks these feeds for something; the outcome is told in the ring. Any thread; never waits.
     *
     * @return false if too many requests wait, or the feeds have ended: nothing was asked
     */
    public boolean request(
        final long requestId, final RequestOutcome.Kind kind, final int venueId, final CharSequence stream)
    {
        offering.incrementAndGet();
        try
        {
            return !takesNoMore && commands.request(requestId, kind, venueId, stream);
        }
        finally
        {
            offering.decrementAndGet();
        }
    }

    /**
     * Takes no more requests: those taken before are in the queue when this returns, so that whoever drains it then
     * has all. Conductor, at its end.
     */
    public void takeNoMoreRequests()
    {
        takesNoMore = true;
        while (offering.get() > 0) // for as long as an offer takes
        {
            Thread.onSpinWait();
        }
    }

    /** Says that a duty cycle begins, and looks after the market thread. Conductor, each cycle. */
    public void beginCycle(final long nowNs)
    {
        watch.begin(nowNs);
        links.watchMarket(nowNs);
    }

    /** Takes the requests that wait. Conductor. */
    public int drain(final MessageHandler dispatcher)
    {
        return commands.drain(dispatcher);
    }

    /**
     * The conductor cannot go on: none of its streams is called live from here on, its sessions end, and the host is
     * told. Conductor.
     *
     * @param cause       what it last threw
     * @param endSessions ends them
     * @return what the host is told
     */
    public PipelineFailure fail(final Throwable cause, final Runnable endSessions)
    {
        failed = true;
        try
        {
            endSessions.run();
        }
        catch (final RuntimeException | Error e)
        {
            cause.addSuppressed(e);
        }
        return links.failed(this, cause);
    }

    /** The feeds have ended, in good order or not. Idempotent. */
    public void release()
    {
        links.remove(this);
    }

    Feed feed()
    {
        return feed;
    }

    ConductorCommands commands()
    {
        return commands;
    }

    ThreadWatch watch()
    {
        return watch;
    }

    /** True while its sessions are looked after. Any thread. */
    boolean isWell(final long nowNs)
    {
        return !failed && !watch.isStalled(nowNs);
    }

    boolean hasFailed()
    {
        return failed;
    }
}
