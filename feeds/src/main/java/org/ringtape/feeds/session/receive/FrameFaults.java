package org.ringtape.feeds.session.receive;

import java.util.concurrent.TimeUnit;

import org.ringtape.feeds.limit.RateLimiter;

/** Counts what is wrong with the frames of one connection, up to where it is better given up. Receiver thread only. */
final class FrameFaults
{
    /** Frames in a row that could not be inflated. Source: Kiyotaka spec, "Compression". */
    static final int MAX_NOT_INFLATED = 3;

    /** Null if any number is bearable. */
    private final RateLimiter malformed;
    private int notInflated;
    private boolean isTooOften;

    FrameFaults(final int malformedPerMinute)
    {
        malformed = malformedPerMinute == Integer.MAX_VALUE ?
            null : new RateLimiter(Math.max(1, malformedPerMinute), TimeUnit.MINUTES.toNanos(1));
    }

    /** A frame was malformed; true if that was one too many in a minute, once a connection. */
    boolean onMalformed(final long nowNs)
    {
        if (isTooOften || malformed == null || malformed.tryAcquire(nowNs))
        {
            return false;
        }
        isTooOften = true;
        return true;
    }

    /** A binary frame could not be inflated; true if it was the last one bearable, once in a row. */
    boolean onNotInflated()
    {
        return ++notInflated == MAX_NOT_INFLATED;
    }

    /** A binary frame was inflated. */
    void onInflated()
    {
        notInflated = 0;
    }
}
