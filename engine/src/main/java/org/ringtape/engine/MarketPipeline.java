package org.ringtape.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.EventPoller;

import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.book.BookHandler;
import org.ringtape.engine.book.PendingUpdates;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameRetirement;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.market.MarketHandler;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TapeHandler;

/**
 * One ring and the market thread behind it.
 * <pre>
 * producers ─► ring ─► market thread: books ─► tapes ─► values ─► strategy
 *                          │ resync                             ▲
 *                          └─► commands ─► conductor ───────────┘ timers come back through the ring
 * </pre>
 * Launch it, feed it, close it after its feeds. Closing is idempotent and may be done by any thread.
 */
public final class MarketPipeline implements AutoCloseable
{
    /** Sessions from here on are the pipeline's own producers. */
    private static final int MARKET_SESSION_ID = 0xFFFE;
    private static final int TIMER_STAGE_SLOTS = 1;
    private static final long AWAIT_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CLOSE_TIMEOUT_MS = 5_000;

    private final EventRing ring;
    private final InstrumentTable instruments;
    private final StreamTable streams;
    private final NameRetirement names;
    private final CounterSet counters;
    private final ConductorCommands commands = new ConductorCommands();
    private final AtomicInteger sessionIds = new AtomicInteger(1);
    private final EpochNanoClock clock;
    private final ErrorHandler errorHandler;
    private final ThreadingMode threadingMode;
    private final ThreadFactory threadFactory;
    private final ThreadPlacement threadPlacement;
    private final SpinningThreads spinningThreads;
    private final LiveBooks liveBooks;
    private final BookHandler books;
    private final TapeHandler tapes;
    private final MarketHandler market;
    private final AgentRunner runner;
    private final AgentInvoker invoker;

    private MarketPipeline(final PipelineContext context)
    {
        spinningThreads = new SpinningThreads(context.cores());
        if (MarketWait.spins(context))
        {
            spinningThreads.add(ThreadPlacement.MARKET);
        }
        ring = new EventRing(context.ringCapacity(), MarketWait.needsWakeUp(context));
        instruments = new InstrumentTable(context.maxInstruments());
        streams = new StreamTable(context.maxStreams());
        names = new NameRetirement(instruments, streams);
        counters = context.counters() == null ? CounterSet.inMemory() : context.counters();
        clock = context.clock();
        errorHandler = new GuardedErrorHandler(context.errorHandler());
        threadingMode = context.threadingMode();
        threadFactory = context.threadFactory();
        threadPlacement = context.threadPlacement();
        liveBooks = new LiveBooks(context.strategy(), context.maxStreams());
        final MarketHealth health = new MarketHealth();
        books = new BookHandler(
            health,
            context.bookLimits(),
            new PendingUpdates(context.pendingBytes()),
            commands::resync,
            liveBooks,
            counters,
            errorHandler);
        tapes = new TapeHandler(health, context.tapeCapacity(), context.strategy(), counters, errorHandler);
        market = new MarketHandler(health, instruments, tapes.quotes(), context.strategy(), counters, errorHandler);

        final EventPoller<EventSlot> poller = ring.newGatingPoller();
        final MarketAgent agent = new MarketAgent(
            poller,
            ring.capacity(),
            clock,
            health,
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
            counters);
        final AtomicCounter errors = counters.counter(PipelineCounter.LISTENER_ERRORS);
        if (threadingMode == ThreadingMode.DEDICATED)
        {
            final IdleStrategy idle = MarketWait.newIdleStrategy(context, ring, poller.getSequence());
            runner = new AgentRunner(idle, errorHandler, errors, agent);
            invoker = null;
        }
        else
        {
            runner = null;
            invoker = new AgentInvoker(errorHandler, errors, agent);
        }
    }

    /**
     * Starts a pipeline.
     *
     * @param context its settings
     * @return running, or, in {@link ThreadingMode#INVOKER} mode, ready to be stepped
     * @throws IllegalArgumentException naming the setting that is wrong
     * @throws IllegalStateException    if the market thread would spin and there is no core for it
     */
    public static MarketPipeline launch(final PipelineContext context)
    {
        context.conclude();
        final MarketPipeline pipeline = new MarketPipeline(context);
        if (pipeline.runner != null)
        {
            AgentRunner.startOnThread(pipeline.runner, pipeline.threadFactory(ThreadPlacement.MARKET));
        }
        else
        {
            pipeline.invoker.start();
        }
        return pipeline;
    }

    /** One duty cycle of the market agent; only in {@link ThreadingMode#INVOKER} mode, on one thread. */
    public int invoke()
    {
        if (invoker == null)
        {
            throw new IllegalStateException("only a pipeline launched with threadingMode INVOKER can be stepped");
        }
        return invoker.invoke();
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

    /** What the market thread and the host ask of the conductor. */
    public ConductorCommands commands()
    {
        return commands;
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

    /** A number for a new session, 1, 2, … */
    public int nextSessionId()
    {
        return sessionIds.getAndIncrement();
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

    /** State of a stream's book. Any thread. */
    public BookState bookState(final int streamId)
    {
        return liveBooks.state(streamId);
    }

    /** True if an instrument has at least one sequenced book stream and all of those are live. Any thread. */
    public boolean isLive(final int instrumentId)
    {
        boolean found = false;
        for (final StreamDefinition stream : streams.streamsOf(instrumentId))
        {
            if (stream.rule() == ContinuityRule.CHAINED || stream.rule() == ContinuityRule.IMAGE)
            {
                found = true;
                if (bookState(stream.id()) != BookState.LIVE)
                {
                    return false;
                }
            }
        }
        return found;
    }

    /**
     * Waits until the books of instruments are live. Not for the market thread, and not in INVOKER mode.
     *
     * @param instrumentIds to wait for
     * @param timeoutNs     longest wait
     * @return false if the time was not enough, or the thread was interrupted
     */
    public boolean awaitLive(final int[] instrumentIds, final long timeoutNs)
    {
        if (invoker != null)
        {
            throw new IllegalStateException("in INVOKER mode the host steps the pipeline and asks isLive()");
        }
        final long deadlineNs = clock.nanoTime() + timeoutNs;
        for (final int instrumentId : instrumentIds)
        {
            while (!isLive(instrumentId))
            {
                if (clock.nanoTime() - deadlineNs >= 0 || Thread.currentThread().isInterrupted())
                {
                    return false;
                }
                LockSupport.parkNanos(AWAIT_PARK_NS);
            }
        }
        return true;
    }

    /**
     * Handles what is in the ring, tells the strategy that it was the last, and stops. Waits at most 5 s: a strategy
     * that does not return is interrupted, told to the error handler, and left behind.
     */
    @Override
    public void close()
    {
        CloseHelper.quietClose(invoker);
        if (runner != null)
        {
            try
            {
                runner.close(CLOSE_TIMEOUT_MS, MarketPipeline::giveUp);
                spinningThreads.remove(ThreadPlacement.MARKET); // one left behind may spin on
            }
            catch (final IllegalStateException stillBusy)
            {
                errorHandler.onError(stillBusy);
            }
        }
    }

    /** Thrown out of the runner's close, which else repeats its wait for ever. */
    private static void giveUp(final Thread market)
    {
        market.interrupt();
        throw new IllegalStateException(
            "the strategy has not returned for " + CLOSE_TIMEOUT_MS + " ms: " + market.getName());
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
