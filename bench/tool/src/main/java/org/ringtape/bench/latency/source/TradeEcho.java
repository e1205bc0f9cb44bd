package org.ringtape.bench.latency.source;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.WaitStrategy;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;

/**
 * A pipeline that is given trades at planned times and writes down how long after its plan each reached the strategy. A
 * publication that comes late counts from its plan all the same, so nothing is left out.
 */
public final class TradeEcho implements Strategy, AutoCloseable
{
    private static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long SPIN_NS = 200_000L;
    private static final int RING_CAPACITY = 4096;

    private final EpochNanoClock clock = new OffsetEpochNanoClock();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final EventStage stage = new EventStage(1);
    private final Trade staged = new Trade();
    /** Writer: market thread, until the last trade is counted. */
    private final Histogram latencies = new Histogram(HIGHEST_NS, 3);
    private final MarketPipeline pipeline;
    private final EventPublication publication;
    /** Set before the pipeline has launched. */
    private Thread marketThread;
    /** Trades seen. Writer: market thread. */
    private volatile long handled;

    public TradeEcho(final WaitStrategy waitStrategy)
    {
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(RING_CAPACITY)
            .pendingBytes(RING_CAPACITY)
            .clock(clock)
            .waitStrategy(waitStrategy)
            .threadFactory(this::newMarketThread)
            .strategy(this));
        publication = new EventPublication(
            pipeline.ring(),
            clock,
            1,
            1,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, 1, "planned"),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, 1, "planned"));
        stage.append(staged, EventType.TRADE, Trade.BASE_LENGTH);
        staged.instrumentId(0);
        staged.venueId(1);
        staged.priceAndQuantity(5_513_370L, 18L);
        staged.aggressorAndKind(Aggressor.BUY.ordinal(), TradeKind.BOOK.ordinal());
    }

    private Thread newMarketThread(final Runnable task)
    {
        marketThread = new Thread(task);
        marketThread.setDaemon(true);
        return marketThread;
    }

    /**
     * Publishes trades at planned times, and waits until the last one is handled.
     *
     * @return share of a core that the market thread took meanwhile, in percent; −1 where the JVM does not say
     * @throws InterruptedException if the thread is interrupted
     */
    public double publish(final int ratePerSecond, final long runNs) throws InterruptedException
    {
        final long intervalNs = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        final long count = Math.max(1, runNs / intervalNs);
        final long startCpuNs = marketCpuNs();
        final long startNs = clock.nanoTime();
        for (long i = 0; i < count; i++)
        {
            final long plannedNs = startNs + (i + 1) * intervalNs;
            waitUntil(plannedNs);
            staged.id(IdKind.U64, i, 0L);
            staged.receiveTimeNs(plannedNs);
            while (!publication.offer(stage))
            {
                Thread.onSpinWait();
            }
        }
        while (handled < count)
        {
            requireNotInterrupted();
            Thread.onSpinWait();
        }
        final long cpuNs = marketCpuNs();
        return cpuNs < 0 ? -1 : 100.0 * (cpuNs - startCpuNs) / (clock.nanoTime() - startNs);
    }

    /** Of all trades published. */
    public Histogram latencies()
    {
        return latencies;
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        latencies.recordValue(Math.min(HIGHEST_NS, Math.max(0L, clock.nanoTime() - trade.receiveTimeNs())));
        handled++;
    }

    @Override
    public void close()
    {
        pipeline.close();
    }

    private void waitUntil(final long plannedNs) throws InterruptedException
    {
        long leftNs = plannedNs - clock.nanoTime();
        while (leftNs > 0)
        {
            requireNotInterrupted();
            if (leftNs > SPIN_NS)
            {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            }
            else
            {
                Thread.onSpinWait();
            }
            leftNs = plannedNs - clock.nanoTime();
        }
    }

    private static void requireNotInterrupted() throws InterruptedException
    {
        if (Thread.interrupted())
        {
            throw new InterruptedException("while publishing");
        }
    }

    private long marketCpuNs()
    {
        return threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(marketThread.getId()) : -1;
    }
}
