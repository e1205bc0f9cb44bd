package org.ringtape.feeds.rest;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to wait after a request that brought nothing readable: longer each time. One thread. */
public final class RestBackOff
{
    private static final long FIRST_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LAST_NS = TimeUnit.SECONDS.toNanos(30);

    private long backOffNs = FIRST_NS;

    /**
     * The next wait: from half to the whole of a span that doubles each time, from 250 ms to 30 s.
     *
     * @param random jitter
     * @return nanoseconds
     */
    public long nextNs(final RandomGenerator random)
    {
        final long delayNs = backOffNs / 2 + random.nextLong(backOffNs / 2);
        backOffNs = Math.min(backOffNs * 2, LAST_NS);
        return delayNs;
    }

    /** True if the next wait is longer than the first. */
    boolean hasGrown()
    {
        return backOffNs > FIRST_NS;
    }

    /** Begins at the shortest wait again. */
    public void reset()
    {
        backOffNs = FIRST_NS;
    }
}
