package org.ringtape.feeds.rest;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to wait after a request that brought nothing usable: longer each time, and as long as asked. One thread. */
public final class RestBackOff
{
    private static final int HTTP_BANNED = 418;
    private static final int HTTP_TOO_MANY = 429;
    /** A ban lasts from two minutes to three days. Source: Binance's spec, "Limits and error handling". */
    private static final long SHORTEST_BAN_NS = TimeUnit.MINUTES.toNanos(2);
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

    /**
     * The next wait, as long as an answer asks for at least, or a ban lasts.
     *
     * @param answer that was not usable
     * @param random jitter
     * @return nanoseconds
     */
    public long nextNs(final HttpFetcher.Answer answer, final RandomGenerator random)
    {
        final long shortestNs = answer.status() == HTTP_BANNED ? SHORTEST_BAN_NS : 0L;
        return Math.max(nextNs(random), Math.max(answer.retryAfterNs(), shortestNs));
    }

    /** Begins at the shortest wait again. */
    public void reset()
    {
        backOffNs = FIRST_NS;
    }

    /** True if an answer asks to send less of anything, not just to repeat this one later. */
    static boolean concernsAll(final HttpFetcher.Answer answer)
    {
        return answer.retryAfterNs() > 0 || answer.status() == HTTP_TOO_MANY || answer.status() == HTTP_BANNED;
    }
}
