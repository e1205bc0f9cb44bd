package org.ringtape.bench.latency;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The pipeline's clock, which also remembers what it last told the market thread. That thread reads the clock once a
 * duty cycle, before it looks into the ring, so this is when it picked up the first event of a cycle; nothing has to be
 * added to the engine for it.
 */
public final class PickUpClock implements EpochNanoClock
{
    private final EpochNanoClock clock;
    /** Set and used by the market thread; any other thread reads null or a thread that it is not. */
    private Thread marketThread;
    private long cycleStartNs;

    PickUpClock(final EpochNanoClock clock)
    {
        this.clock = clock;
    }

    /** The calling thread is the market's. */
    public void claim()
    {
        marketThread = Thread.currentThread();
    }

    /** When the market thread last read the clock. Market thread. */
    public long cycleStartNs()
    {
        return cycleStartNs;
    }

    @Override
    public long nanoTime()
    {
        final long nowNs = clock.nanoTime();
        if (Thread.currentThread() == marketThread)
        {
            cycleStartNs = nowNs;
        }
        return nowNs;
    }
}
