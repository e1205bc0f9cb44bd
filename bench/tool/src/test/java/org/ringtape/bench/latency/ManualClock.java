package org.ringtape.bench.latency;

import org.agrona.concurrent.EpochNanoClock;

/** A clock that a test moves. */
public final class ManualClock implements EpochNanoClock
{
    public long nowNs;

    public ManualClock(final long startNs)
    {
        nowNs = startNs;
    }

    @Override
    public long nanoTime()
    {
        return nowNs;
    }
}
