package org.ringtape.bench.latency;

import org.agrona.concurrent.EpochNanoClock;

/** A clock that a test moves. */
final class ManualClock implements EpochNanoClock
{
    long nowNs;

    ManualClock(final long startNs)
    {
        nowNs = startNs;
    }

    @Override
    public long nanoTime()
    {
        return nowNs;
    }
}
