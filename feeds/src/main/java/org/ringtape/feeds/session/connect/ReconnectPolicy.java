package org.ringtape.feeds.session.connect;

import java.util.Objects;
import java.util.random.RandomGenerator;

import org.ringtape.feeds.session.Jitter;
import org.ringtape.feeds.session.SessionLimits;

/**
 * How long to wait before the next connection attempt: a wait that doubles from a first one up to a cap, spread by a
 * {@link Jitter}. Only a spell of LIVE starts it over: a venue that accepts and drops us is not hammered. One thread.
 */
public final class ReconnectPolicy
{
    /** First wait: 0.5 s. */
    public static final long DEFAULT_BASE_NS = 500_000_000L;
    /** Cap of the wait: 30 s. */
    public static final long DEFAULT_CAP_NS = 30_000_000_000L;
    /** How long a connection must have been LIVE to count as a success: 30 s. */
    public static final long DEFAULT_LIVE_NS = 30_000_000_000L;
    /** Longest cap, so that no sum overflows: a day. */
    private static final long MAX_CAP_NS = 86_400_000_000_000L;

    private final long baseNs;
    private final long capNs;
    private final long liveNs;
    private final Jitter jitter;
    private final RandomGenerator random;
    /** Wait before a first attempt: the base, or none. */
    private final long firstNs;
    /** What the next wait is drawn around; 0 means at once. */
    private long nextNs;

    /** A policy with the default figures that goes at once the first time, drawing from the given source. */
    public ReconnectPolicy(final RandomGenerator random)
    {
        this(DEFAULT_BASE_NS, DEFAULT_CAP_NS, DEFAULT_LIVE_NS, random);
    }

    /**
     * A policy that goes at once the first time, then waits anything between nothing and a limit that doubles.
     *
     * @param baseNs first limit of a wait, at least 1
     * @param capNs  largest limit of a wait, at least baseNs, at most a day
     * @param liveNs spell of LIVE that starts the waits over, at least 0
     * @param random drawn from once a wait, except for the first
     */
    public ReconnectPolicy(final long baseNs, final long capNs, final long liveNs, final RandomGenerator random)
    {
        this(0L, baseNs, capNs, liveNs, Jitter.FULL, random);
    }

    private ReconnectPolicy(
        final long firstNs,
        final long baseNs,
        final long capNs,
        final long liveNs,
        final Jitter jitter,
        final RandomGenerator random)
    {
        if (baseNs < 1 || capNs < baseNs || capNs > MAX_CAP_NS || liveNs < 0)
        {
            throw new IllegalArgumentException(
                "need 1 <= base <= cap <= a day and live >= 0: " + baseNs + ", " + capNs + ", " + liveNs);
        }
        this.firstNs = firstNs;
        this.baseNs = baseNs;
        this.capNs = capNs;
        this.liveNs = liveNs;
        this.jitter = Objects.requireNonNull(jitter, "jitter");
        this.random = Objects.requireNonNull(random, "random");
        nextNs = firstNs;
    }

    /**
     * A policy of a venue's shape. It waits the first time, too: after an outage that many sessions have in common they
     * would all come back in the same instant.
     *
     * @param limits shape of its waits
     * @param random drawn from once a wait
     */
    public static ReconnectPolicy of(final SessionLimits limits, final RandomGenerator random)
    {
        return new ReconnectPolicy(limits.firstRetryNs(), limits.firstRetryNs(), limits.lastRetryNs(),
            DEFAULT_LIVE_NS, limits.retryJitter(), random);
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
            nextNs = firstNs;
        }
        final long delayNs = nextNs == 0 ? 0 : jitter.spread(nextNs, random);
        nextNs = nextNs == 0 ? baseNs : nextNs > capNs / 2 ? capNs : 2 * nextNs;
        return Math.max(delayNs, minimumNs == 0 ? 0 : minimumNs + spreadNs());
    }

    /** Those that are all asked for the same patience do not come back together either. */
    private long spreadNs()
    {
        return firstNs == 0 ? 0 : random.nextLong(firstNs + 1);
    }
}
