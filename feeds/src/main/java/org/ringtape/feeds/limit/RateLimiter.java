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
        return tryAcquire(nowNs, 1);
    }

    /**
     * Takes several permits at once if the window has room for all of them.
     *
     * @param nowNs   any clock that never runs backwards; compared by difference
     * @param permits 1 or more, as many as there are at most
     * @return false if nothing was taken
     */
    public boolean tryAcquire(final long nowNs, final int permits)
    {
        if (nextPermitNs(nowNs, permits) - nowNs > 0)
        {
            return false;
        }
        for (int i = 0; i < permits; i++)
        {
            spend(nowNs);
        }
        return true;
    }

    /**
     * Notes what went without a permit, such as an answer that could not wait: it counts as if it had one.
     *
     * @param nowNs the same clock
     */
    public void spend(final long nowNs)
    {
        givenNs[next] = nowNs;
        next = next + 1 == givenNs.length ? 0 : next + 1;
        count = Math.min(count + 1, givenNs.length);
    }

    /**
     * When {@link #tryAcquire(long)} will succeed next, if nobody takes a permit meanwhile.
     *
     * @param nowNs the same clock
     * @return nowNs if it would succeed now, else a later time
     */
    public long nextPermitNs(final long nowNs)
    {
        return nextPermitNs(nowNs, 1);
    }

    /**
     * When {@link #tryAcquire(long, int)} will succeed next, if nobody takes a permit meanwhile.
     *
     * @param nowNs   the same clock
     * @param permits 1 or more, as many as there are at most
     * @return nowNs if it would succeed now, else a later time
     */
    public long nextPermitNs(final long nowNs, final int permits)
    {
        if (permits < 1 || permits > givenNs.length)
        {
            throw new IllegalArgumentException("1 to " + givenNs.length + " permits: " + permits);
        }
        final int tooMany = count + permits - givenNs.length;
        if (tooMany <= 0)
        {
            return nowNs;
        }
        // of those given, the oldest must have left the window: as many as are too many
        final long freeNs = givenNs[(next + givenNs.length - count + tooMany - 1) % givenNs.length] + windowNs;
        return freeNs - nowNs > 0 ? freeNs : nowNs;
    }
}
