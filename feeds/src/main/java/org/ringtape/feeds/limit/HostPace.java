package org.ringtape.feeds.limit;

import java.util.concurrent.TimeUnit;

import org.ringtape.engine.status.ControlLog;

/**
 * How fast one host of a venue may be asked for anything, over REST or by a new connection: a strict rolling window of
 * weight, another of connects, and one pause for all of it when the host refuses. Conductor thread.
 *
 * <p>What a venue asks us to wait is kept to, up to {@link #LONGEST_BAN_NS} for a ban and {@link #LONGEST_PAUSE_NS} for
 * anything else; longer ones are said to be absurd. Where it asks for nothing, and where what it asked for did not
 * help, waits grow: 1 s, doubled up to 2 min; after a ban 2 min, doubled up to a day. A minute without a refusal behind
 * the last pause begins them anew.
 */
public final class HostPace
{
    /** Longest wait kept to after a ban: three days, the longest that is documented (spec, "Limits"). */
    public static final long LONGEST_BAN_NS = TimeUnit.DAYS.toNanos(3);
    /** Longest wait kept to after any other refusal: budgets of a venue are those of a day at most. */
    public static final long LONGEST_PAUSE_NS = TimeUnit.DAYS.toNanos(1);
    /** Shortest ban. Source: Binance's spec, "Limits and error handling". */
    public static final long SHORTEST_BAN_NS = TimeUnit.MINUTES.toNanos(2);
    /** First wait where the host asks for none. */
    public static final long FIRST_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    /** HTTP status: too many requests. */
    static final int TOO_MANY = 429;
    /** HTTP status: banned for having gone on after that one. */
    static final int BANNED = 418;

    /** Connects in a second: after an outage that all sessions share they come back one after the other. Our choice. */
    static final int CONNECTS_A_SECOND = 5;
    /** Connects in five minutes, below the 300 that Binance's sister documents name for an address. Our choice. */
    static final int CONNECTS_IN_FIVE_MINUTES = 240;

    private static final ControlLog LOG = ControlLog.of(HostPace.class);
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long LAST_GROWN_PAUSE_NS = TimeUnit.MINUTES.toNanos(2);
    private static final long LAST_GROWN_BAN_NS = TimeUnit.DAYS.toNanos(1);
    private static final int MAX_DOUBLINGS = 16;
    private static final int HTTP_MULTIPLE_CHOICES = 300;
    private static final double NS_PER_SECOND = 1e9;

    private final String host;
    private final RateLimiter connectsASecond =
        new RateLimiter(CONNECTS_A_SECOND, TimeUnit.SECONDS.toNanos(1));
    private final RateLimiter connectsInFiveMinutes =
        new RateLimiter(CONNECTS_IN_FIVE_MINUTES, TimeUnit.MINUTES.toNanos(5));
    /** Null until someone names a limit. */
    private RateLimiter weights;
    private int weightPerMinute = Integer.MAX_VALUE;
    private boolean wasPaused;
    private long pausedUntilNs;
    /** Pauses since the last minute without one. */
    private int pauses;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile String lastRefusal = "";

    /** The pace of a host that has not been asked for anything. */
    public HostPace(final String host)
    {
        this.host = host;
    }

    /** Name of the host, for people. */
    public String host()
    {
        return host;
    }

    /**
     * Names a limit of weight in any rolling minute; the smallest that anyone names holds. Before the first request.
     *
     * @param weight at least 1
     */
    public void limit(final int weight)
    {
        if (weight < weightPerMinute)
        {
            weightPerMinute = weight;
            weights = new RateLimiter(weight, MINUTE_NS);
        }
    }

    /**
     * Takes the weight of a request that is about to be sent.
     *
     * @return false if the host must not be asked now, and nothing was taken
     */
    public boolean tryRequest(final int weight, final long nowNs)
    {
        return nextRequestNs(weight, nowNs) - nowNs <= 0 &&
            (weights == null || weights.tryAcquire(nowNs, bounded(weight)));
    }

    /**
     * The same for a request that may well bring nothing: it leaves at least half of the budget to others.
     *
     * @return false if the host must not be asked now, and nothing was taken
     */
    public boolean trySpareRequest(final int weight, final long nowNs)
    {
        return (weights == null || weights.nextPermitNs(nowNs, bounded(weight + weightPerMinute / 2)) - nowNs <= 0) &&
            tryRequest(weight, nowNs);
    }

    /** When a request of a weight may be sent next, if none is sent meanwhile: nowNs, or later. */
    public long nextRequestNs(final int weight, final long nowNs)
    {
        final long budgetNs = weights == null ? nowNs : weights.nextPermitNs(nowNs, bounded(weight));
        return later(budgetNs, resumeNs(nowNs));
    }

    /**
     * Takes the permit for an attempt to connect that is about to be made.
     *
     * @return false if the host must not be connected to now, and nothing was taken
     */
    public boolean tryConnect(final long nowNs)
    {
        return nextConnectNs(nowNs) - nowNs <= 0 &&
            connectsASecond.tryAcquire(nowNs) && connectsInFiveMinutes.tryAcquire(nowNs);
    }

    /** When an attempt to connect may be made next, if none is made meanwhile: nowNs, or later. */
    public long nextConnectNs(final long nowNs)
    {
        final long permitNs = later(connectsASecond.nextPermitNs(nowNs), connectsInFiveMinutes.nextPermitNs(nowNs));
        return later(permitNs, resumeNs(nowNs));
    }

    /** True while nothing may be asked of the host. */
    public boolean isPaused(final long nowNs)
    {
        return wasPaused && nowNs - pausedUntilNs < 0;
    }

    /** The last refusal that led to a pause, for people; empty if there was none. Any thread. */
    public String lastRefusal()
    {
        return lastRefusal;
    }

    /**
     * The host answered a request or an upgrade with something else than what was asked for. It pauses if that says so:
     * 429, 418, or any status with {@code Retry-After}.
     *
     * @param status       HTTP status, 0 if there was no answer
     * @param retryAfterNs what the answer asks us to wait, 0 if nothing; see {@link RetryAfter}
     * @param nowNs        when it was taken note of, not before it came
     * @return true if the host pauses: the refusal concerns everyone, not only what was asked for
     */
    public boolean onRefused(final int status, final long retryAfterNs, final long nowNs)
    {
        final boolean banned = status == BANNED;
        if (!banned && status != TOO_MANY && (status < HTTP_MULTIPLE_CHOICES || retryAfterNs <= 0))
        {
            return false;
        }
        final long askedNs = Math.min(retryAfterNs, banned ? LONGEST_BAN_NS : LONGEST_PAUSE_NS);
        final boolean paused = isPaused(nowNs);
        if (!paused)
        {
            // what was under way when the host refused says nothing of the pause that followed
            pauses = wasPaused && nowNs - pausedUntilNs < MINUTE_NS ? pauses + 1 : 0;
        }
        final long waitNs = Math.max(askedNs, grownNs(banned, askedNs > 0));
        final long untilNs = nowNs + waitNs;
        if (!paused || untilNs - pausedUntilNs > 0)
        {
            tell(status, retryAfterNs, askedNs, waitNs, !paused || untilNs - pausedUntilNs > FIRST_PAUSE_NS);
            wasPaused = true;
            pausedUntilNs = untilNs;
        }
        return true;
    }

    private long grownNs(final boolean banned, final boolean asked)
    {
        final int doublings = Math.min(pauses, MAX_DOUBLINGS);
        if (banned)
        {
            return Math.min(SHORTEST_BAN_NS << doublings, LAST_GROWN_BAN_NS);
        }
        return asked && pauses == 0 ? 0L : Math.min(FIRST_PAUSE_NS << doublings, LAST_GROWN_PAUSE_NS);
    }

    private void tell(
        final int status, final long retryAfterNs, final long askedNs, final long waitNs, final boolean isNews)
    {
        final String asked = retryAfterNs <= 0 ? "not said for how long" : "asked for " + seconds(retryAfterNs) +
            (askedNs < retryAfterNs ? ", which is absurd and not kept to" : "");
        lastRefusal = host + " refuses with HTTP " + status + " (" + asked + "): nothing is asked of it for " +
            seconds(waitNs);
        if (isNews)
        {
            LOG.warn(lastRefusal);
        }
        else
        {
            LOG.debug(lastRefusal);
        }
    }

    private static String seconds(final long ns)
    {
        return ns == Long.MAX_VALUE ? "more than 292 years" :
            ns % TimeUnit.SECONDS.toNanos(1) == 0 ? TimeUnit.NANOSECONDS.toSeconds(ns) + " s" :
            ns / NS_PER_SECOND + " s";
    }

    private long resumeNs(final long nowNs)
    {
        return isPaused(nowNs) ? pausedUntilNs : nowNs;
    }

    /** A request that weighs more than a minute has must wait for the whole of it, not for ever. */
    private int bounded(final int weight)
    {
        return Math.max(1, Math.min(weight, weightPerMinute));
    }

    private static long later(final long oneNs, final long otherNs)
    {
        return oneNs - otherNs > 0 ? oneNs : otherNs;
    }
}
