package org.ringtape.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.Sequence;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.book.BookHandler;
import org.ringtape.engine.book.PendingUpdates;
import org.ringtape.engine.consumer.Follower;
import org.ringtape.engine.consumer.RingConsumer;
import org.ringtape.engine.consumer.RingConsumers;
import org.ringtape.engine.consumer.Tap;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameRetirement;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.market.MarketHandler;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.ControlLog;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.ErrorLog;
import org.ringtape.engine.status.ErrorReports;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.status.RealTime;
import org.ringtape.engine.tape.TapeHandler;
import org.ringtape.engine.thread.SpinningThreads;
import org.ringtape.engine.thread.SupervisedAgent;
import org.ringtape.engine.thread.ThreadWatch;

/**
 * One ring and the market thread behind it.
 * <pre>
 * producers ─► ring ─► market thread: health ─► books ─► tapes ─► values ─► strategy ─► followers;  ring ─► taps
 *                          │ resync                             ▲
 *                          └─► commands ─► conductor ───────────┘ timers come back through the ring
 * </pre>
 * Launch it, feed it, close it. Closing is idempotent and may be done by any thread. When a thread of it cannot go on,
 * nothing that depended on that thread is called live any more, and {@link PipelineContext#onFailure} is told.
 */
public final class MarketPipeline implements AutoCloseable
{
    /** Largest number of a session: those above are the pipeline's own producers and its conductors. */
    public static final int MAX_SESSION_ID = 0xEFFF;

    private static final ControlLog LOG = ControlLog.of(MarketPipeline.class);
    private static final int MARKET_SESSION_ID = 0xFFFE;
    private static final int TIMER_STAGE_SLOTS = 1;
    private static final long AWAIT_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSE_TIMEOUT_MS = 5_000;
    private static final int CONSUMER_SPINS = 10;
    private static final int CONSUMER_YIELDS = 5;
    private static final long CONSUMER_FIRST_PARK_NS = 1_000;
    private static final long CONSUMER_LAST_PARK_NS = 1_000_000;

    private final EventRing ring;
    private final Sequence handled;
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final NameRetirement names;
    private final CounterSet counters;
    private final PipelineCommands commands = new PipelineCommands();
    private final AtomicInteger sessionIds = new AtomicInteger(1);
    private final EpochNanoClock clock;
    private final ErrorLog errors;
    private final ErrorHandler errorHandler;
    private final ThreadingMode threadingMode;
    private final ThreadFactory threadFactory;
    private final ThreadPlacement threadPlacement;
    private final SpinningThreads spinningThreads;
    private final Consumer<PipelineFailure> failureListener;
    private final LiveBooks liveBooks;
    private final BookHandler books;
    private final TapeHandler tapes;
    private final MarketHandler market;
    private final MarketAgent agent;
    private final SupervisedAgent loop;
    private final ThreadWatch watch;
    private final FeedLinks links;
    private final RingConsumers consumers;

    /** Why the market thread ended unasked, null while it has not. Writer: market thread. */
    private volatile PipelineFailure failure;
    /** Writer: whoever closes. */
    private volatile boolean closing;
    /** When it was asked to close, so that feeds which do not end are not waited for. Writer: the first who closes. */
    private volatile long closingSinceNs;

    private MarketPipeline(final PipelineContext context)
    {
        spinningThreads = new SpinningThreads(context.cores());
        if (MarketWait.spins(context))
        {
            spinningThreads.add(ThreadPlacement.MARKET);
        }
        ring = OffHeap.reserve("ringCapacity", (long)context.ringCapacity() * EventLayout.SLOT_LENGTH,
            () -> new EventRing(context.ringCapacity(), MarketWait.needsWakeUp(context)));
        instruments = new InstrumentTable(context.maxInstruments());
        streams = new StreamTable(context.maxStreams());
        names = new NameRetirement(instruments, streams);
        counters = context.counters() != null ? context.counters() :
            OffHeap.reserve("counterCapacity", (long)context.counterCapacity() * CounterSet.BYTES_A_COUNTER,
                () -> CounterSet.inMemory(context.counterCapacity()));
        clock = context.clock();
        errors = new ErrorLog(() -> TimeUnit.NANOSECONDS.toMillis(clock.nanoTime()));
        errorHandler = new ErrorReports(
            clock, errors, context.ownErrorHandler(), LOG, counters.counter(PipelineCounter.ERRORS_WITHHELD));
        threadingMode = context.threadingMode();
        threadFactory = context.threadFactory();
        threadPlacement = context.threadPlacement();
        failureListener = context.failureListener();
        liveBooks = new LiveBooks(context.strategy(), context.maxStreams());
        final MarketHealth health = new MarketHealth();

        final boolean stepped = threadingMode == ThreadingMode.INVOKER;
        final AtomicCounter stalls = counters.counter(PipelineCounter.THREADS_STALLED);
        watch = new ThreadWatch(
            ThreadPlacement.MARKET, this::marketThread, stepped ? 0L : context.stallLimitNs(), stalls);
        links = new FeedLinks(
            streams, context.maxStreams(), commands.ownerless(), stalls, !stepped, watch::look, this::onFailure);
        books = new BookHandler(
            health,
            context.bookLimits(),
            OffHeap.reserve("pendingBytes", PendingUpdates.STEP_LENGTH,
                () -> new PendingUpdates(context.pendingBytes())),
            links::request,
            liveBooks,
            counters,
            errorHandler);
        tapes = new TapeHandler(health, context.tapeCapacity(), context.strategy(), counters, errorHandler);
        market = new MarketHandler(health, instruments, tapes.quotes(), context.strategy(), counters, errorHandler);

        final EventPoller<EventSlot> poller = ring.newGatingPoller();
        handled = poller.getSequence();
        consumers = new RingConsumers(
            ring, handled, clock, stepped ? 0L : context.stallLimitNs(), counters, errorHandler, this::threadFactory,
            this::nextSessionId, this::onFailure);
        agent = new MarketAgent(
            poller,
            ring.capacity(),
            clock,
            health,
            liveBooks::onStreamHealth,
            books,
            tapes,
            market,
            newTimers(),
            new RetiredNames(
                names, instruments, health, books, liveBooks, tapes, market, context.strategy(), counters),
            context.strategy(),
            instruments,
            streams,
            errorHandler,
            counters,
            commands,
            watch,
            links,
            consumers);
        loop = new SupervisedAgent(
            agent,
            stepped ? null : MarketWait.newIdleStrategy(context, ring, handled),
            errorHandler,
            counters.counter(PipelineCounter.LISTENER_ERRORS),
            counters.counter(PipelineCounter.INTERRUPTS_CLEARED),
            this::mayEnd,
            (cause) -> onFailure(new PipelineFailure(agent.roleName(), cause)));
    }

    /**
     * Starts a pipeline.
     *
     * @param context its settings
     * @return running, or, in {@link ThreadingMode#INVOKER} mode, ready to be stepped
     * @throws IllegalArgumentException naming the setting that is wrong
     * @throws IllegalStateException    if the market thread would spin and there is no core for it, or there is not the
     *     memory that a setting asks for, which is named
     */
    public static MarketPipeline launch(final PipelineContext context)
    {
        context.conclude();
        final MarketPipeline pipeline = new MarketPipeline(context);
        pipeline.loop.start(pipeline.threadFactory(ThreadPlacement.MARKET));
        return pipeline;
    }

    /** One duty cycle of the market agent; only in {@link ThreadingMode#INVOKER} mode, on one thread. */
    public int invoke()
    {
        if (!loop.isStepped())
        {
            throw new IllegalStateException("only a pipeline launched with threadingMode INVOKER can be stepped");
        }
        return loop.step() + consumers.step();
    }

    /**
     * Adds a consumer that sees every event from here on, behind the market thread and with the derived line of books.
     * It holds the ring back until it is removed by {@link RingConsumer#close()}. In INVOKER mode it is stepped with
     * the pipeline, else it gets a thread, whose role for {@link ThreadPlacement} is its name. Any thread.
     *
     * @param name for threads, counters and people
     * @throws IllegalStateException if the pipeline is closed
     */
    public RingConsumer follow(final String name, final Follower follower)
    {
        return consumers.follow(name, follower, consumerIdle());
    }

    /**
     * Adds a consumer that sees copies of what is published from here on, holds nobody back, and is told of a hole if
     * it was too slow; else as {@link #follow}.
     *
     * @param name for threads, counters and people
     * @throws IllegalStateException if the pipeline is closed
     */
    public RingConsumer tap(final String name, final Tap tap)
    {
        return consumers.tap(name, tap, consumerIdle());
    }

    /** Followers and taps that have not ended. Any thread. */
    public List<RingConsumer> consumers()
    {
        return consumers.all();
    }

    private IdleStrategy consumerIdle()
    {
        return loop.isStepped() ? null : new BackoffIdleStrategy(
            CONSUMER_SPINS, CONSUMER_YIELDS, CONSUMER_FIRST_PARK_NS, CONSUMER_LAST_PARK_NS);
    }

    /** Where producers publish. */
    public EventRing ring()
    {
        return ring;
    }

    /** Symbols and ids. */
    public InstrumentTable instruments()
    {
        return instruments;
    }

    /** Streams and ids. */
    public StreamTable streams()
    {
        return streams;
    }

    /** Ends the lives of instruments and streams. */
    public NameRetirement names()
    {
        return names;
    }

    /** What is counted. */
    public CounterSet counters()
    {
        return counters;
    }

    /** What the host asks of the pipeline. */
    public PipelineCommands commands()
    {
        return commands;
    }

    /**
     * Ties feeds to this pipeline, before they start: they get the requests of their streams, and are asked to end
     * when the pipeline is closed or cannot go on.
     *
     * @param feed the feeds
     * @return to be told of their streams, used by their conductor, and released at their end
     * @throws IllegalStateException if the pipeline is closed or has failed: nobody would be fed
     */
    public FeedLink link(final FeedLink.Feed feed)
    {
        final PipelineFailure reason = failure;
        if (reason != null)
        {
            throw new IllegalStateException("the pipeline has failed, launch a new one: " + reason, reason.cause());
        }
        return links.add(feed);
    }

    /** The one clock, epoch nanoseconds. */
    public EpochNanoClock clock()
    {
        return clock;
    }

    /** Where errors go. */
    public ErrorHandler errorHandler()
    {
        return errorHandler;
    }

    /** Every kind of error so far, with its stack trace and how often it came. Any thread. */
    public ErrorLog errors()
    {
        return errors;
    }

    /** Why the market thread ended although nobody closed the pipeline; null if it has not. Any thread. */
    public PipelineFailure failure()
    {
        return failure;
    }

    /** True once closing has been asked for. Any thread. */
    public boolean isClosed()
    {
        return closing;
    }

    /** True on the market thread: whoever asks must not wait for it. */
    public boolean isMarketThread()
    {
        return loop.isCurrentThread();
    }

    /** Who runs the agents. */
    public ThreadingMode threadingMode()
    {
        return threadingMode;
    }

    /** Makes threads of a role, each of which goes to its core before it does anything else. */
    public ThreadFactory threadFactory(final String role)
    {
        return (task) -> threadFactory.newThread(() ->
        {
            placeThread(role);
            task.run();
        });
    }

    /**
     * Ties the calling thread to the core of its role, if there is one; for threads that others make, like those of
     * receivers. What fails is counted, and never stops the thread.
     *
     * @param role of the calling thread
     */
    public void placeThread(final String role)
    {
        boolean placed = false;
        try
        {
            placed = threadPlacement.place(role);
        }
        catch (final Throwable thrown)
        {
            errorHandler.onError(thrown);
        }
        if (!placed)
        {
            counters.counter(PipelineCounter.THREADS_NOT_PLACED).increment();
        }
    }

    /** Which of this pipeline's threads, and of its feeds' receivers, never give up their core. */
    public SpinningThreads spinningThreads()
    {
        return spinningThreads;
    }

    /**
     * A number for a new session, 1, 2, …, never used again in the life of the pipeline.
     *
     * @throws IllegalStateException if all {@link #MAX_SESSION_ID} are used up
     */
    public int nextSessionId()
    {
        final int sessionId = sessionIds.getAndIncrement();
        if (sessionId < 1 || sessionId > MAX_SESSION_ID)
        {
            sessionIds.decrementAndGet();
            throw new IllegalStateException(
                MAX_SESSION_ID + " sessions have been made, which is all that one pipeline can number");
        }
        return sessionId;
    }

    /** Books, for whoever runs on the market thread: the host in INVOKER mode, or once the pipeline is closed. */
    public BookHandler books()
    {
        return books;
    }

    /** Tapes, for whoever runs on the market thread: the host in INVOKER mode, or once the pipeline is closed. */
    public TapeHandler tapes()
    {
        return tapes;
    }

    /** Values, chains and targets, for whoever runs on the market thread: the host in INVOKER mode, or once closed. */
    public MarketHandler market()
    {
        return market;
    }

    /**
     * State of a stream's book. A book that nobody keeps up is {@link BookState#STALE} at best: its pipeline is closed
     * or has failed, the market thread has not come back for longer than allowed while events wait, or the conductor
     * of its feeds has failed or does not come back. Any thread.
     */
    public BookState bookState(final int streamId)
    {
        final BookState state = liveBooks.state(streamId);
        return state == BookState.LIVE && !isKeptUp(streamId) ? BookState.STALE : state;
    }

    /**
     * Why a stream is not current, whether or not it has a book; {@link HealthReason#NONE} if it is. One that nobody
     * keeps up, see {@link #bookState}, is {@link HealthReason#FAILED}. Any thread; a moment old.
     */
    public HealthReason streamReason(final int streamId)
    {
        final HealthReason reason = liveBooks.reason(streamId);
        return reason == HealthReason.NONE && !isKeptUp(streamId) ? HealthReason.FAILED : reason;
    }

    private boolean isKeptUp(final int streamId)
    {
        if (failure != null || ring.isClosed()) // nothing more gets in
        {
            return false;
        }
        try
        {
            final long nowNs = clock.nanoTime();
            return !(watch.isStalled(nowNs) && handled.get() < ring.cursor()) && links.isLookedAfter(streamId, nowNs);
        }
        catch (final Throwable broken)
        {
            return false; // the host's clock throws: nothing is known
        }
    }

    /** True if an instrument has at least one sequenced book stream and all of those are live. Any thread. */
    public boolean isLive(final int instrumentId)
    {
        return notLive(instrumentId).isEmpty();
    }

    /**
     * What is missing for instruments to be live, and why: each stream of a sequenced book that is not, and each
     * instrument without one. Any thread; a moment old.
     *
     * @param instrumentIds to look at
     * @return empty if all are live
     */
    public List<NotLive> notLive(final int... instrumentIds)
    {
        final List<NotLive> missing = new ArrayList<>();
        for (final int instrumentId : instrumentIds)
        {
            final boolean registered = instrumentId >= 0 && instrumentId < instruments.limit();
            final Instrument instrument = registered ? instruments.instrument(instrumentId) : null;
            final String symbol = instrument == null ? "instrument " + instrumentId : instrument.symbol();
            boolean found = false;
            for (final StreamDefinition stream : streams.streamsOf(instrumentId))
            {
                if (stream.rule() == ContinuityRule.CHAINED || stream.rule() == ContinuityRule.IMAGE)
                {
                    found = true;
                    final BookState state = bookState(stream.id());
                    if (state != BookState.LIVE)
                    {
                        missing.add(new NotLive(symbol, stream.name(), state, streamReason(stream.id())));
                    }
                }
            }
            if (!found)
            {
                missing.add(new NotLive(symbol, "", BookState.AWAITING_SNAPSHOT, HealthReason.NO_DATA));
            }
        }
        return missing;
    }

    /**
     * Waits until the books of instruments are live. Not for the market thread, and not in INVOKER mode.
     *
     * @param instrumentIds to wait for
     * @param timeoutNs     longest wait
     * @return false if the time was not enough, the thread was interrupted, or the pipeline has ended;
     *     {@link #notLive} then names what is missing, and why
     */
    public boolean awaitLive(final int[] instrumentIds, final long timeoutNs)
    {
        if (loop.isStepped())
        {
            throw new IllegalStateException("in INVOKER mode the host steps the pipeline and asks isLive()");
        }
        if (isMarketThread())
        {
            throw new IllegalStateException("the market thread would wait for itself: no book gets live meanwhile");
        }
        final long deadlineNs = clock.nanoTime() + timeoutNs;
        for (final int instrumentId : instrumentIds)
        {
            while (!isLive(instrumentId))
            {
                if (clock.nanoTime() - deadlineNs >= 0 || Thread.currentThread().isInterrupted() || loop.hasEnded())
                {
                    return false;
                }
                LockSupport.parkNanos(AWAIT_PARK_NS);
            }
        }
        return true;
    }

    /**
     * Ends the feeds in good order, handles what is in the ring, tells the strategy that it was the last, and stops.
     * Any thread, any number of times; an interrupt of the caller is kept for later. On the market thread, or on a
     * conductor, it only asks for all that and returns: whoever closes from within is not waited for. From outside it
     * waits at most 5 s for the market thread: a strategy that does not return is interrupted, told to the error
     * handler, and left behind.
     */
    @Override
    public void close()
    {
        if (!closing)
        {
            closingSinceNs = RealTime.nanoTime();
            closing = true;
        }
        if (loop.isCurrentThread() || links.isCurrentThread())
        {
            links.requestClose();
            loop.requestEnd();
            return;
        }
        links.close();
        ring.close();
        loop.requestEnd();
        if (loop.isStepped())
        {
            loop.endStepped();
        }
        else if (loop.awaitEnd(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS))
        {
            spinningThreads.remove(ThreadPlacement.MARKET); // one left behind may spin on
        }
        else
        {
            giveUp();
        }
        consumers.close();
    }

    private void giveUp()
    {
        final Thread thread = loop.thread();
        if (thread != null)
        {
            thread.interrupt();
        }
        errorHandler.onError(new IllegalStateException(
            "the strategy has not returned for " + CLOSE_TIMEOUT_MS + " ms: " + agent.roleName()));
    }

    /** Feeds that end have their last words heard, if they are not too long about it; then nothing more is taken. */
    private boolean mayEnd()
    {
        final boolean isTime = links.isEmpty() ||
            RealTime.nanoTime() - closingSinceNs > TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MS);
        if (isTime)
        {
            ring.close();
        }
        return isTime;
    }

    private Thread marketThread()
    {
        return loop.thread();
    }

    /** On the thread that has failed: first nothing is live any more, then everybody is told. */
    private void onFailure(final PipelineFailure cause)
    {
        final boolean isMarket = cause.part().equals(agent.roleName());
        if (isMarket)
        {
            failure = cause;
            ring.close();
            links.requestClose();
        }
        counters.counter(PipelineCounter.THREADS_FAILED).getAndAdd(1);
        LOG.error(cause.toString(), cause.cause());
        if (isMarket)
        {
            agent.onFailure(cause);
        }
        try
        {
            failureListener.accept(cause);
        }
        catch (final Throwable thrown)
        {
            errorHandler.onError(thrown);
        }
    }

    private TimerQueue newTimers()
    {
        final EventPublication publication = new EventPublication(
            ring,
            clock,
            0,
            MARKET_SESSION_ID,
            counters.counter(PipelineCounter.FRAMES_DROPPED, MARKET_SESSION_ID, "market"),
            counters.counter(PipelineCounter.EVENTS_PUBLISHED, MARKET_SESSION_ID, "market"));
        return new TimerQueue(clock.nanoTime(), new EventStage(TIMER_STAGE_SLOTS), publication);
    }
}
