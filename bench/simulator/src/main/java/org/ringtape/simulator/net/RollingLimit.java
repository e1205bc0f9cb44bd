package org.ringtape.simulator.net;

import java.util.ArrayDeque;

/** At most so many messages within any rolling window. One connection's worker thread. */
public final class RollingLimit
{
    private final int limit;
    private final long windowNs;
    private final ArrayDeque<Long> times = new ArrayDeque<>();

    public RollingLimit(final int limit, final long windowNs)
    {
        this.limit = limit;
        this.windowNs = windowNs;
    }

    /** @return whether a message at this time is within the limit. */
    public synchronized boolean allows(final long nowNs)
    {
        while (!times.isEmpty() && nowNs - times.peekFirst() >= windowNs)
        {
            times.removeFirst();
        }
        times.addLast(nowNs);
        return times.size() <= limit;
    }
}
