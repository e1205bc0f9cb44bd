package org.ringtape.feeds.session;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection attempt: not at all the first time, then anything between nothing and a
 * limit that doubles up to a cap (full jitter, so that clients thrown out together do not come back together). Only a
 * spell of LIVE makes it the first time again: a venue that accepts and drops us is not hammered. One thread.
 */
public final class ReconnectPolicy
{
    /** First limit of a wait: 0.5 s. */
    public static final long DEFAULT_BASE_NS = 500_000_000L;
    /** Cap of the limit: 30 s. */
    public static final long DEFAULT_CAP_NS = 30_000_000_000L;
    /** How long a connection must have been LIVE to count as a success: 30 s. */
    public static final long DEFAULT_LIVE_NS = 30_000_000_000L;

    private final long baseNs;
    private final long capNs;
    private final long liveNs;
    private final RandomGenerator random;
    /** Largest wait the next call may draw; 0 means at once. */
    private long limitNs;

    /** A policy with the default figures, drawing from the given source. */
    public ReconnectPolicy(final RandomGenerator random)
    {
        this(DEFAULT_BASE_NS, DEFAULT_CAP_NS, DEFAULT_LIVE_NS, random);
    }

    /**
     * A policy at its beginning.
     *
     * @param baseNs first limit of a wait, at least 1
     * @param capNs  largest limit of a wait, at least baseNs
     * @param liveNs spell of LIVE that starts the waits over, at least 0
     * @param random drawn from once a wait, except for the first
     */
    public ReconnectPolicy(final long baseNs, final long capNs, final long liveNs, final RandomGenerator random)
    {
        if (baseNs < 1 || capNs < baseNs || capNs == Long.MAX_VALUE || liveNs < 0)
        {
            throw new IllegalArgumentException(
                "need 1 <= base <= cap and live >= 0: " + baseNs + ", " + capNs + ", " + liveNs);
        }
        this.baseNs = baseNs;
        this.capNs = capNs;
        this.liveNs = liveNs;
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * To be called once for each connection or attempt that ended.
     *
     * @param wasLiveNs how long it was LIVE, 0 if it never was
     * @return wait before the next attempt in nanoseconds
     */
    public long nextDelayNs(final long wasLiveNs)
    {
        return nextDelayNs(wasLiveNs, 0);
    }

    /**
     * The same, where the reason of the end asks for some patience.
     *
     * @param wasLiveNs how long it was LIVE, 0 if it never was
     * @param minimumNs shortest wait, also beyond the cap; for instance 60 s after close code 1008
     * @return wait before the next attempt in nanoseconds
     */
    public long nextDelayNs(final long wasLiveNs, final long minimumNs)
    {
        if (wasLiveNs > 0 && wasLiveNs >= liveNs)
        {
            limitNs = 0;
        }
        final long delayNs = limitNs == 0 ? 0 : random.nextLong(limitNs + 1);
        limitNs = limitNs == 0 ? baseNs : limitNs > capNs / 2 ? capNs : 2 * limitNs;
        return Math.max(delayNs, minimumNs);
    }
}
