package org.ringtape.feeds;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.FeedLink;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.thread.SupervisedAgent;
import org.ringtape.engine.ThreadPlacement;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.status.RealTime;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.receive.SpinningReceivers;
import org.ringtape.feeds.session.VenueSession;

/**
 * The feeds of one pipeline: sessions, receivers and the conductor. Launch after the pipeline, as many on one pipeline
 * as there are streams to bring; closing the pipeline closes them.
 * <pre>
 * venue ══ws══► receiver thread ─► decoder ─► stage ─► ring ─► market thread
 *                  │ signals                            ▲           │ resync
 *                  ▼                                    │           ▼
 *               conductor: sessions, subscriptions, snapshots ◄── commands
 * </pre>
 */
public final class Feeds implements AutoCloseable
{
    private static final int FIRST_CONDUCTOR_ID = 0xFFFF;
    /** Number of the pipeline's own producer, which no conductor may have. */
    private static final int OTHER_CONDUCTOR_ID = 0xFFFE;
    private static final long CLOSE_LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Rounds of closing by steps after which a clock that has not moved never will. */
    private static final int MAX_ROUNDS_WITHOUT_TIME = 500;

    private final MarketPipeline pipeline;
    private final FeedLink link;
    private final FeedSessions made;
    private final FeedConductor conductor;
    private final SpinningReceivers spinning;
    private final Fetchers fetchers;
    private final SupervisedAgent loop;
    /** Writer: the first who closes. */
    private volatile long closingSinceNs;
    /** Writer: whoever closes. */
    private volatile boolean closing;
    /** Writer: conductor. */
    private volatile PipelineFailure failure;

    private Feeds(final FeedsContext context)
    {
        pipeline = context.pipeline();
        link = pipeline.link(new Tie());
        spinning = new SpinningReceivers(pipeline.spinningThreads());
        fetchers = new Fetchers(context.fetcher(), pipeline.clock());
        final AtomicCounter errors = pipeline.counters().counter(PipelineCounter.CONDUCTOR_ERRORS);
        final FeedConductor[] target = new FeedConductor[1];
        FeedSessions sessions = null;
        try
        {
            sessions = new FeedSessions(
                context, link, fetchers, conductorIdentity(), spinning,
                (subscription) -> target[0].onConfirmed(subscription));
            sessions.make();
            made = sessions;
            conductor = new FeedConductor(
                pipeline.clock(), link, pipeline.ring(), made.events(), made.sessions(), made.loaders(), made.tasks(),
                pipeline.instruments().newReader(), made.routes(),
                (task) -> new GuardedTask(task, pipeline.errorHandler(), errors), this::release);
            target[0] = conductor;
            made.conductor(conductor);
            final RuntimeStreams runtime = new RuntimeStreams(pipeline, context.feeds(), made, conductor);
            final SubscriptionDesk desk = new SubscriptionDesk(made.events(), conductorIdentity(), runtime);
            made.routes().forEach((route) -> desk.launchedWith(route.session().identity().venueId(), route));
            conductor.desk(desk);
            conductor.add(runtime);
            context.feeds().forEach((feed) -> link.serve(feed.venue().id()));
            loop = new SupervisedAgent(
                conductor,
                pipeline.threadingMode() == ThreadingMode.INVOKER ? null : context.idleStrategy(),
                pipeline.errorHandler(),
                errors,
                pipeline.counters().counter(PipelineCounter.INTERRUPTS_CLEARED),
                this::mayEnd,
                this::onFailure);
            spinning.register();
            loop.start(pipeline.threadFactory(ThreadPlacement.CONDUCTOR));
            if (pipeline.isClosed())
            {
                requestClose(); // it was closed while there was nothing yet to be told
            }
        }
        catch (final Throwable thrown)
        {
            release(sessions);
            throw thrown;
        }
    }

    /**
     * Makes the sessions and starts the conductor, which connects them.
     *
     * @throws IllegalStateException if the pipeline is closed or has failed, the context is not complete, a stream is
     *     given twice or starts from a snapshot where there are none, a table is full, there is not the memory, or
     *     more receivers would spin than there are cores for
     */
    public static Feeds launch(final FeedsContext context)
    {
        try
        {
            return new Feeds(context);
        }
        catch (final OutOfMemoryError e)
        {
            throw new IllegalStateException("not enough memory for the sessions, each of which stages up to a " +
                "quarter of ringCapacity, at most 2 MiB, outside the heap: set fewer streams or a smaller " +
                "ringCapacity, or raise -XX:MaxDirectMemorySize, which by default is what -Xmx says", e);
        }
    }

    /**
     * Asks for a stream while the feeds run. One that is there already is shared. What became of it is told by one
     * {@link org.ringtape.engine.event.control.RequestOutcome} event, also if the session ends or the feeds are closed
     * before. Any thread; never waits.
     *
     * @param requestId the asker's own number
     * @param venueId   of one of the venues of these feeds
     * @param stream    in the spelling of the venue's package, with all parameters
     * @return false if too many requests wait, or the feeds have ended: nothing was asked
     */
    public boolean subscribe(final long requestId, final int venueId, final CharSequence stream)
    {
        return link.request(requestId, RequestOutcome.Kind.SUBSCRIBE, venueId, stream);
    }

    /**
     * Wants a stream no more; else as {@link #subscribe}. The subscription ends with the last who asked for it, those
     * included that the feeds were launched with; then its name is retired, and its book and values are gone.
     */
    public boolean unsubscribe(final long requestId, final int venueId, final CharSequence stream)
    {
        return link.request(requestId, RequestOutcome.Kind.UNSUBSCRIBE, venueId, stream);
    }

    /** Wants the book of a stream built anew from a fresh snapshot; else as {@link #subscribe}. */
    public boolean resync(final long requestId, final int venueId, final CharSequence stream)
    {
        return link.request(requestId, RequestOutcome.Kind.RESYNC, venueId, stream);
    }

    /** One duty cycle of the conductor; only in {@link ThreadingMode#INVOKER} mode, on one thread. */
    public int invoke()
    {
        if (!loop.isStepped())
        {
            throw new IllegalStateException("only feeds of a pipeline in threadingMode INVOKER can be stepped");
        }
        return loop.step();
    }

    /** The sessions, for their names and states. States are the conductor's and may be a moment old. */
    public List<VenueSession> sessions()
    {
        return List.copyOf(made.sessions());
    }

    /** Why the conductor ended although nobody closed the feeds; null if it has not. Any thread. */
    public PipelineFailure failure()
    {
        return failure;
    }

    /** True once the feeds have ended, in whichever way: no connection is left. Any thread. */
    public boolean isClosed()
    {
        return loop.hasEnded();
    }

    /**
     * Ends all sessions in good order, at the latest after 5 s, and stops the conductor. Any thread, any number of
     * times; an interrupt of the caller is kept for later. On the market thread or the conductor it only asks for that
     * and returns: whoever closes from within is not waited for.
     */
    @Override
    public void close()
    {
        requestClose();
        if (loop.hasEnded() || loop.isCurrentThread() || pipeline.isMarketThread())
        {
            return;
        }
        if (loop.isStepped())
        {
            closeStepped();
        }
        else if (!loop.awaitEnd(CLOSE_LIMIT_NS + CLOSE_LIMIT_NS / 10, TimeUnit.NANOSECONDS))
        {
            giveUp();
        }
    }

    private void requestClose()
    {
        if (!closing)
        {
            closingSinceNs = RealTime.nanoTime();
            closing = true;
        }
        conductor.close();
        loop.requestEnd();
    }

    private void closeStepped()
    {
        final long deadlineNs = pipeline.clock().nanoTime() + CLOSE_LIMIT_NS;
        long lastNs = deadlineNs;
        int rounds = 0;
        while (!loop.hasEnded() && !conductor.isClosed() && rounds < MAX_ROUNDS_WITHOUT_TIME)
        {
            final long nowNs = pipeline.clock().nanoTime();
            if (nowNs - deadlineNs >= 0)
            {
                break;
            }
            rounds = nowNs == lastNs ? rounds + 1 : 0;
            lastNs = nowNs;
            loop.step();
            pipeline.invoke();
            LockSupport.parkNanos(POLL_NS);
        }
        loop.endStepped();
    }

    private void giveUp()
    {
        final Thread thread = loop.thread();
        if (thread != null)
        {
            thread.interrupt();
        }
        pipeline.errorHandler().onError(new IllegalStateException(
            "the conductor has not ended for " + TimeUnit.NANOSECONDS.toMillis(CLOSE_LIMIT_NS) + " ms"));
    }

    private boolean mayEnd()
    {
        return conductor.isClosed() || RealTime.nanoTime() - closingSinceNs > CLOSE_LIMIT_NS;
    }

    /** On the conductor's thread: first nothing of it is live any more, then its sessions end, and all are told. */
    private void onFailure(final Throwable cause)
    {
        failure = link.fail(cause, () -> conductor.fail(cause));
    }

    private void release()
    {
        release(made);
    }

    private void release(final FeedSessions sessions)
    {
        spinning.release();
        fetchers.close();
        if (sessions != null)
        {
            sessions.release();
        }
        link.release();
    }

    private SessionIdentity conductorIdentity()
    {
        final int number = link.number();
        return number == 0 ? new SessionIdentity(0, FIRST_CONDUCTOR_ID, "conductor") :
            new SessionIdentity(0, OTHER_CONDUCTOR_ID - number, "conductor/" + number);
    }

    /** These feeds, as their pipeline sees them. */
    private final class Tie implements FeedLink.Feed
    {
        @Override
        public void requestClose()
        {
            if (loop != null)
            {
                Feeds.this.requestClose();
            }
        }

        @Override
        public void close()
        {
            if (loop != null)
            {
                Feeds.this.close();
            }
        }

        @Override
        public boolean isCurrentThread()
        {
            return loop != null && loop.isCurrentThread();
        }

        @Override
        public Thread thread()
        {
            return loop == null ? null : loop.thread();
        }
    }
}
