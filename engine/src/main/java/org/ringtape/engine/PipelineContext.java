package org.ringtape.engine;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.agrona.BitUtil;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.ringtape.engine.book.BookLimits;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.thread.SpinningThreads;

/**
 * Settings of a pipeline. {@link MarketPipeline#launch} checks them, naming the setting that is wrong, and reads them
 * once; later changes have no effect on a running pipeline.
 */
public final class PipelineContext
{
    private static final int DEFAULT_RING_CAPACITY = 16 * 1024;
    private static final int DEFAULT_MAX_NAMES = 64 * 1024;
    private static final int DEFAULT_TAPE_CAPACITY = 1024;
    private static final int DEFAULT_PENDING_BYTES = 64 * 1024 * 1024;
    private static final long DEFAULT_STALL_LIMIT_NS = TimeUnit.SECONDS.toNanos(1);

    /** Stands for the pipeline's own way. */
    private static final ErrorHandler LOG_ONCE = (thrown) ->
    {
    };
    /** The pipeline's own, and a session or two. */
    private static final int MIN_COUNTERS = 256;

    private int ringCapacity = DEFAULT_RING_CAPACITY;
    private int maxInstruments = DEFAULT_MAX_NAMES;
    private int maxStreams = DEFAULT_MAX_NAMES;
    private int tapeCapacity = DEFAULT_TAPE_CAPACITY;
    private int pendingBytes = DEFAULT_PENDING_BYTES;
    private int cores = Runtime.getRuntime().availableProcessors();
    private BookLimits bookLimits = BookLimits.DEFAULT;
    private ThreadingMode threadingMode = ThreadingMode.DEDICATED;
    private ThreadPlacement threadPlacement = ThreadPlacement.NONE;
    private ThreadFactory threadFactory = PipelineContext::daemon;
    private WaitStrategy waitStrategy = WaitStrategy.BACK_OFF;
    private Supplier<IdleStrategy> idleStrategy;
    private EpochNanoClock clock = new OffsetEpochNanoClock();
    private CounterSet counters;
    private int counterCapacity = CounterSet.CAPACITY;
    private long stallLimitNs = DEFAULT_STALL_LIMIT_NS;
    private ErrorHandler errorHandler = LOG_ONCE;
    private Consumer<PipelineFailure> failureListener = (failure) ->
    {
    };
    private Strategy strategy = new Strategy()
    {
    };

    /** Slots of the ring: a power of two, 256 … 1,048,576; default 16,384 (16 MiB). */
    public PipelineContext ringCapacity(final int slots)
    {
        ringCapacity = slots;
        return this;
    }

    /** Most instruments; a symbol beyond is unknown. Default 65,536. */
    public PipelineContext maxInstruments(final int count)
    {
        maxInstruments = count;
        return this;
    }

    /** Most streams; one beyond cannot be subscribed to. Default 65,536. */
    public PipelineContext maxStreams(final int count)
    {
        maxStreams = count;
        return this;
    }

    /** Trades that a tape remembers: a power of two. Default 1,024. */
    public PipelineContext tapeCapacity(final int trades)
    {
        tapeCapacity = trades;
        return this;
    }

    /**
     * Most bytes of the pool that keeps updates until their snapshot comes, shared by all books; taken as they are
     * needed. Default 64 MiB.
     */
    public PipelineContext pendingBytes(final int bytes)
    {
        pendingBytes = bytes;
        return this;
    }

    /**
     * Cores that this process may use, which bounds how many of its threads may spin and how long one that backs off
     * spins first. By default what the JVM reports, which heeds affinity masks and container limits.
     */
    public PipelineContext cores(final int count)
    {
        cores = count;
        return this;
    }

    /** Bounds of each book. */
    public PipelineContext bookLimits(final BookLimits limits)
    {
        bookLimits = limits;
        return this;
    }

    /** Who runs the market agent. */
    public PipelineContext threadingMode(final ThreadingMode mode)
    {
        threadingMode = mode;
        return this;
    }

    /** Ties the threads of the pipeline and of its feeds to cores; by default none. */
    public PipelineContext threadPlacement(final ThreadPlacement placement)
    {
        threadPlacement = placement;
        return this;
    }

    /** Makes the pipeline's threads; by default daemons. */
    public PipelineContext threadFactory(final ThreadFactory factory)
    {
        threadFactory = factory;
        return this;
    }

    /** What the market thread does while there is nothing to do. Default {@link WaitStrategy#BACK_OFF}. */
    public PipelineContext waitStrategy(final WaitStrategy strategyWhenIdle)
    {
        waitStrategy = strategyWhenIdle;
        return this;
    }

    /**
     * The host's own way of waiting, in place of {@link #waitStrategy}; null to go back to that. Producers do not wake
     * it, and it is not counted among the {@link SpinningThreads}: the host adds it there if it spins.
     */
    public PipelineContext idleStrategy(final Supplier<IdleStrategy> supplier)
    {
        idleStrategy = supplier;
        return this;
    }

    /** The one clock. */
    public PipelineContext clock(final EpochNanoClock epochClock)
    {
        clock = epochClock;
        return this;
    }

    /** Counters in memory that there is room for; a session takes about 40. Default 8,192, which take 5 MiB. */
    public PipelineContext counterCapacity(final int count)
    {
        counterCapacity = count;
        return this;
    }

    /**
     * Longest duty cycle of the market thread, nanoseconds, that is not told: while a callback takes longer and events
     * wait behind it, no book is called live. Default 1 s. Nothing is watched in {@link ThreadingMode#INVOKER} mode.
     */
    public PipelineContext stallLimitNs(final long nanoseconds)
    {
        stallLimitNs = nanoseconds;
        return this;
    }

    /** Where to count; by default in memory. The host closes what it gives. */
    public PipelineContext counters(final CounterSet counterSet)
    {
        counters = counterSet;
        return this;
    }

    /**
     * Takes what listeners and agents throw, on their threads, at most 100 a second; the rest is counted. By default
     * the first error of each kind is logged as a warning. All kinds are in {@link MarketPipeline#errors}.
     */
    public PipelineContext errorHandler(final ErrorHandler handler)
    {
        errorHandler = handler;
        return this;
    }

    /**
     * Told when a thread of the pipeline or of its feeds cannot go on, on that thread, after everything that depended
     * on it has stopped being called live.
     */
    public PipelineContext onFailure(final Consumer<PipelineFailure> listener)
    {
        failureListener = listener;
        return this;
    }

    /** The host's own code on the market thread. */
    public PipelineContext strategy(final Strategy code)
    {
        strategy = code;
        return this;
    }

    void conclude()
    {
        requireRange("ringCapacity", ringCapacity, EventRing.MIN_CAPACITY, EventRing.MAX_CAPACITY);
        requirePowerOfTwo("ringCapacity", ringCapacity);
        requireRange("maxInstruments", maxInstruments, 1, 1 << 20);
        requireRange("maxStreams", maxStreams, 1, 1 << 20);
        requireRange("tapeCapacity", tapeCapacity, 1, 1 << 24);
        requirePowerOfTwo("tapeCapacity", tapeCapacity);
        requireRange("pendingBytes", pendingBytes, 1024, Integer.MAX_VALUE);
        requireRange("cores", cores, 1, 1 << 16);
        requireRange("counterCapacity", counterCapacity, MIN_COUNTERS, CounterSet.MAX_CAPACITY);
        if (stallLimitNs < 1)
        {
            throw new IllegalArgumentException("stallLimitNs must be at least 1: " + stallLimitNs);
        }
        Objects.requireNonNull(bookLimits, "bookLimits");
        Objects.requireNonNull(threadingMode, "threadingMode");
        Objects.requireNonNull(threadPlacement, "threadPlacement");
        Objects.requireNonNull(threadFactory, "threadFactory");
        Objects.requireNonNull(waitStrategy, "waitStrategy");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(errorHandler, "errorHandler");
        Objects.requireNonNull(failureListener, "onFailure");
        Objects.requireNonNull(strategy, "strategy");
    }

    int ringCapacity()
    {
        return ringCapacity;
    }

    int maxInstruments()
    {
        return maxInstruments;
    }

    int maxStreams()
    {
        return maxStreams;
    }

    int tapeCapacity()
    {
        return tapeCapacity;
    }

    int pendingBytes()
    {
        return pendingBytes;
    }

    int cores()
    {
        return cores;
    }

    BookLimits bookLimits()
    {
        return bookLimits;
    }

    ThreadingMode threadingMode()
    {
        return threadingMode;
    }

    ThreadPlacement threadPlacement()
    {
        return threadPlacement;
    }

    ThreadFactory threadFactory()
    {
        return threadFactory;
    }

    WaitStrategy waitStrategy()
    {
        return waitStrategy;
    }

    /** True if the host waits in its own way. */
    boolean hasOwnIdleStrategy()
    {
        return idleStrategy != null;
    }

    IdleStrategy idleStrategy()
    {
        return Objects.requireNonNull(idleStrategy.get(), "idleStrategy gave null");
    }

    EpochNanoClock clock()
    {
        return clock;
    }

    int counterCapacity()
    {
        return counterCapacity;
    }

    long stallLimitNs()
    {
        return stallLimitNs;
    }

    Consumer<PipelineFailure> failureListener()
    {
        return failureListener;
    }

    /** As given; null means the pipeline's own, in memory. */
    CounterSet counters()
    {
        return counters;
    }

    /** The host's, or null for a warning for the first error of each kind. */
    ErrorHandler ownErrorHandler()
    {
        return errorHandler == LOG_ONCE ? null : errorHandler;
    }

    Strategy strategy()
    {
        return strategy;
    }

    private static void requireRange(final String property, final int value, final int min, final int max)
    {
        if (value < min || value > max)
        {
            throw new IllegalArgumentException(property + " must be " + min + " to " + max + ": " + value);
        }
    }

    private static void requirePowerOfTwo(final String property, final int value)
    {
        if (!BitUtil.isPowerOfTwo(value))
        {
            throw new IllegalArgumentException(property + " must be a power of two: " + value);
        }
    }

    private static Thread daemon(final Runnable task)
    {
        final Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
