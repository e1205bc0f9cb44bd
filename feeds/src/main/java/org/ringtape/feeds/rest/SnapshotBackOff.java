package org.ringtape.feeds.rest;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.ringtape.engine.book.ResyncReason;

/**
 * How long one stream waits for its next snapshot. Whatever did not help is a failure: an answer that brings no body,
 * and a body after which the book soon asks again, because it was too old, did not join, or its listener threw.
 *
 * <p>The first repetition comes at once where the body was not to blame. From then on waits double from 200 ms: up to
 * {@link #LAST_WAIT_NS} where another body may help at any time (then the book is LIVE within 2 s of it), up to
 * {@link #LAST_HOPELESS_WAIT_NS} where a body is of no use. A stream that was content for four times its last wait, and
 * 5 s at least, begins anew. Conductor thread.
 */
final class SnapshotBackOff
{
    /** First wait after a body that was too old: the venue's own copy lags. */
    static final long FIRST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Longest wait for a better body, from request to request. */
    static final long LAST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** Longest wait where the body is not what is wrong. */
    static final long LAST_HOPELESS_WAIT_NS = TimeUnit.SECONDS.toNanos(30);

    private static final Set<ResyncReason> BODY_NOT_TO_BLAME = EnumSet.of(
        ResyncReason.FIRST_UPDATE,
        ResyncReason.GAP,
        ResyncReason.LOSS,
        ResyncReason.PENDING_FULL,
        ResyncReason.INCOMPLETE_EVENT,
        ResyncReason.HOST_REQUEST,
        ResyncReason.SEQUENCE_RESTARTED,
        ResyncReason.RANGE_EXHAUSTED);
    private static final long GOOD_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int GOOD_WAITS = 4;
    private static final int MAX_DOUBLINGS = 20;
    private static final int JITTER_SHARE = 4;

    private final RandomGenerator random;
    private final RestBackOff errors = new RestBackOff();
    private boolean wasServed;
    private long servedNs;
    /** Wishes soon after a body, since the stream was content for a while. */
    private int repetitions;
    /** Waits given for them. */
    private int waits;
    private long lastWaitNs;

    SnapshotBackOff(final RandomGenerator random)
    {
        this.random = random;
    }

    /** A body has gone into the ring. */
    void served(final long nowNs)
    {
        errors.reset();
        wasServed = true;
        servedNs = nowNs;
    }

    /**
     * The stream wants a body.
     *
     * @param reason  why
     * @param askedNs when it was last asked for; of no meaning before the first time
     * @param nowNs   now
     * @return earliest time of the request
     */
    long wanted(final ResyncReason reason, final long askedNs, final long nowNs)
    {
        if (!wasServed || nowNs - servedNs >= Math.max(GOOD_NS, GOOD_WAITS * lastWaitNs))
        {
            repetitions = 0;
            waits = 0;
            lastWaitNs = 0L;
        }
        if (!wasServed)
        {
            return nowNs;
        }
        repetitions++;
        if (repetitions == 1 && BODY_NOT_TO_BLAME.contains(reason))
        {
            return nowNs;
        }
        final long limitNs = isHopeless(reason) ? LAST_HOPELESS_WAIT_NS : LAST_WAIT_NS;
        lastWaitNs = Math.min(FIRST_WAIT_NS << Math.min(waits, MAX_DOUBLINGS), limitNs);
        waits++;
        final long notBeforeNs = askedNs + lastWaitNs - random.nextLong(lastWaitNs / JITTER_SHARE);
        return notBeforeNs - nowNs > 0 ? notBeforeNs : nowNs;
    }

    /** How long to wait after an answer that brought no body. */
    long errorNs()
    {
        return errors.nextNs(random);
    }

    /** True while what the stream was given did not help: others go first. */
    boolean isFailing()
    {
        return waits > 0 || errors.hasGrown();
    }

    /** Bodies in a row that did not help. */
    int repetitions()
    {
        return repetitions;
    }

    /** A listener that throws, and what does not fit, throws and does not fit again. */
    private static boolean isHopeless(final ResyncReason reason)
    {
        return reason == ResyncReason.LISTENER_ERROR || reason == ResyncReason.OVERFLOW;
    }
}
