package org.ringtape.simulator.binance;

/**
 * REST weight used in the running minute. The venue counts in fixed minutes of its clock (header
 * {@code X-MBX-USED-WEIGHT-1M}). Any thread.
 */
final class RequestWeight
{
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final long limit;
    private long minute = Long.MIN_VALUE;
    private long used;

    RequestWeight(final long limit)
    {
        this.limit = limit;
    }

    /** @return whether a request of this weight is within the limit; it counts either way. */
    synchronized boolean take(final int weight, final long nowNs)
    {
        final long nowMinute = Math.floorDiv(nowNs, MINUTE_NS);
        if (nowMinute != minute)
        {
            minute = nowMinute;
            used = 0;
        }
        used += weight;
        return used <= limit;
    }

    synchronized long used()
    {
        return used;
    }

    /** @return whole seconds until the next minute begins, at least one. */
    static long secondsToNextMinute(final long nowNs)
    {
        return Math.max(1, (MINUTE_NS - Math.floorMod(nowNs, MINUTE_NS) + SECOND_NS - 1) / SECOND_NS);
    }

    /** @return weight of a depth request (spec, limits table). */
    static int ofDepth(final int limit)
    {
        if (limit <= 50)
        {
            return 1;
        }
        return limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
    }
}
