package org.ringtape.bench.latency;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.bench.latency.source.FrameListener;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** A measured pipeline with its listener, as both Ringtape contenders have one; with the engine's own defaults. */
public final class PipelineRun implements AutoCloseable
{
    public static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private static final int RING_CAPACITY = 16 * 1024;

    private final CounterSet counters = CounterSet.inMemory();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final PickUpClock clock;
    private final FrameListener listener;
    private final MarketPipeline pipeline;

    PipelineRun(final EpochNanoClock epochClock, final Timeline timeline, final HarnessThreads threads)
    {
        clock = new PickUpClock(epochClock);
        listener = new FrameListener(clock, timeline);
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(RING_CAPACITY)
            .threadFactory(threads.pipeline())
            .threadPlacement(threads.placement())
            .counters(counters)
            .clock(clock)
            .errorHandler((error) -> failure.compareAndSet(null, error))
            .strategy(listener));
    }

    MarketPipeline pipeline()
    {
        return pipeline;
    }

    EpochNanoClock clock()
    {
        return clock;
    }

    long heard()
    {
        return listener.heard();
    }

    long dropped()
    {
        return counters.total(PipelineCounter.FRAMES_DROPPED);
    }

    long withheld()
    {
        return counters.total(PipelineCounter.BOOK_UPDATES_BUFFERED) +
            counters.total(PipelineCounter.PENDING_OVERFLOWS) +
            counters.total(PipelineCounter.BOOK_UPDATES_SUPERSEDED) +
            counters.total(PipelineCounter.BOOK_UPDATES_DUPLICATE);
    }

    Throwable failure()
    {
        return failure.get();
    }

    boolean isLive(final StreamDefinition stream)
    {
        return pipeline.bookState(stream.id()) == BookState.LIVE;
    }

    Map<String, String> liveBooks()
    {
        try
        {
            return listener.liveBooks().get(PATIENCE_NS, TimeUnit.NANOSECONDS);
        }
        catch (final ExecutionException | TimeoutException e)
        {
            throw new HarnessException("the market thread gave no answer", e);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        }
    }

    @Override
    public void close()
    {
        pipeline.close();
        counters.close();
    }
}
