package org.ringtape.feeds.limit;

/**
 * At most a number of permits in any window of a given length: a strict rolling window, so that no two neighbouring
 * windows of the venue's own can be filled together. One thread.
 *
 * <p>Remembers the time of each of the last permits: 8 bytes a permit.
 */
public final class RateLimiter
{
    private final long windowNs;
    /** Ring of the times the last permits were given. */
    private final long[] givenNs;
    /** Where the next permit goes; once the ring is full, also where the oldest one lies. */
    private int next;
    private int count;

    /**
     * A limiter that has given no permit yet.
     *
     * @param permits  most in any window, at least 1
     * @param windowNs length of the window in nanoseconds, at least 1; a permit counts until it is exactly this old
     */
    public RateLimiter(final int permits, final long windowNs)
    {
        if (permits < 1 || windowNs < 1)
        {
            throw new IllegalArgumentException("need at least 1 permit and 1 ns: " + permits + ", " + windowNs);
        }
        this.windowNs = windowNs;
        this.givenNs = new long[permits];
    }

    /**
     * Takes a permit if the window has room.
     *
     * @param nowNs any clock that never runs backwards; compared by difference
     * @return false if nothing was taken
     */
    public boolean tryAcquire(final long nowNs)
    {
        if (nextPermitNs(nowNs) - nowNs > 0)
        {
            return false;
        }
        givenNs[next] = nowNs;
        next = next + 1 == givenNs.length ? 0 : next + 1;
        count = Math.min(count + 1, givenNs.length);
        return true;
    }

    /**
     * When {@link #tryAcquire} will succeed next, if nobody takes a permit meanwhile.
     *
     * @param nowNs the same clock
     * @return nowNs if it would succeed now, else a later time
     */
    public long nextPermitNs(final long nowNs)
    {
        if (count < givenNs.length)
        {
            return nowNs;
        }
        final long freeNs = givenNs[next] + windowNs;
        return freeNs - nowNs > 0 ? freeNs : nowNs;
    }
}
