package org.ringtape.feeds.session;

import org.agrona.concurrent.EpochNanoClock;

/** Time as the test says, optionally a step further at each reading. */
public final class ManualClock implements EpochNanoClock
{
    /** Now, epoch nanoseconds. */
    public long nowNs = 1_700_000_000_000_000_000L;
    /** Added at each reading. */
    public long stepNs;

    @Override
    public long nanoTime()
    {
        nowNs += stepNs;
        return nowNs;
    }

    /** Lets time pass. */
    public void advanceMs(final long milliseconds)
    {
        nowNs += milliseconds * 1_000_000L;
    }
}
