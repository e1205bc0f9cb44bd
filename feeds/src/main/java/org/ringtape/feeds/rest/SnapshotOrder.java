package org.ringtape.feeds.rest;

import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.ringtape.engine.book.ResyncReason;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;

/**
 * What one stream wants of REST, and how it went so far. It stays when it is answered: what helped, and when, decides
 * how soon the next wish is fulfilled. Conductor thread.
 * <pre>
 * closed ──wanted──► open ──► under way ──body──► closed, or open again if something was lost meanwhile
 *                     ▲            │ error
 *                     └────────────┴──► refused, if it is final: until the session subscribes anew
 * </pre>
 */
final class SnapshotOrder
{
    /** Those whose bodies help first, then those that were not asked for the longest. */
    static final Comparator<SnapshotOrder> BY_TURN = Comparator
        .comparing(SnapshotOrder::isFailing)
        .thenComparing((one, other) -> Long.signum(one.askedNs - other.askedNs))
        .thenComparing((one, other) -> Long.signum(one.openedNumber - other.openedNumber));

    /** Final answers in a row that are believed if the venue says so itself: a symbol may be known a moment later. */
    private static final int FINAL_ANSWERS = 3;
    /** As many if the body is not the venue's: a proxy, a maintenance page. */
    private static final int FINAL_ANSWERS_WITHOUT_CODE = 10;
    private static final long FINAL_WAIT_NS = TimeUnit.SECONDS.toNanos(1);

    private final VenueSession session;
    private final Subscription subscription;
    private final SnapshotSource source;
    private final HostPace pace;
    private final SnapshotBackOff backOff;

    private boolean isOpen;
    private boolean isUnderWay;
    private boolean isRefused;
    /** Something was lost since the body under way was asked for; null if not. */
    private ResyncReason lostMeanwhile;
    private long openedNumber;
    private long notBeforeNs;
    /** When it was last asked for; before the first time long ago. */
    private long askedNs;
    /** Of the session, when the body was asked for. */
    private int epoch;
    private int finalAnswers;

    SnapshotOrder(
        final VenueSession session,
        final Subscription subscription,
        final HostPace pace,
        final RandomGenerator random,
        final long longAgoNs)
    {
        this.session = session;
        this.subscription = subscription;
        this.pace = pace;
        source = session.protocol().snapshots();
        backOff = new SnapshotBackOff(random);
        askedNs = longAgoNs;
    }

    VenueSession session()
    {
        return session;
    }

    Subscription subscription()
    {
        return subscription;
    }

    SnapshotSource source()
    {
        return source;
    }

    HostPace pace()
    {
        return pace;
    }

    boolean isOpen()
    {
        return isOpen;
    }

    boolean isFailing()
    {
        return backOff.isFailing();
    }

    /** The session has subscribed anew: what was refused before may be granted now. */
    void subscribedAnew()
    {
        isRefused = false;
        finalAnswers = 0;
    }

    /**
     * The stream wants a body. One that is under way counts only if nothing was lost since it was asked for.
     *
     * @param number grows with each wish
     */
    void wanted(final ResyncReason reason, final long number, final long nowNs)
    {
        if (isRefused)
        {
            return;
        }
        if (!isOpen)
        {
            isOpen = true;
            openedNumber = number;
            lostMeanwhile = null;
            notBeforeNs = backOff.wanted(reason, askedNs, nowNs);
            noteRepetition(reason, nowNs);
        }
        else if (isUnderWay && epoch == session.epoch() && isLoss(reason))
        {
            lostMeanwhile = reason;
        }
    }

    /** True while updates flow that the snapshot is to join. */
    boolean isWanted()
    {
        return subscription.state() == Subscription.State.CONFIRMED && session.isConnected();
    }

    /** True if nobody waits for it any more; the next confirmation wants it again. */
    boolean isIdle()
    {
        return !isUnderWay && (!isOpen || !isWanted());
    }

    /** True if it may be asked for, as far as the stream is concerned. */
    boolean isDue(final long nowNs)
    {
        return isOpen && !isUnderWay && nowNs - notBeforeNs >= 0;
    }

    void started(final long nowNs)
    {
        isUnderWay = true;
        epoch = session.epoch();
        askedNs = nowNs;
    }

    /** True if the body is for the connection that there is. */
    boolean isForThisConnection()
    {
        return epoch == session.epoch() && isWanted();
    }

    int epoch()
    {
        return epoch;
    }

    /** Earliest time at which the venue can have made the body under way. */
    long madeAfterNs()
    {
        return askedNs - source.longestCacheAgeNs();
    }

    /** The body is in the ring. */
    void served(final long nowNs)
    {
        isUnderWay = false;
        isOpen = false;
        finalAnswers = 0;
        backOff.served(nowNs);
        if (lostMeanwhile != null)
        {
            wanted(lostMeanwhile, openedNumber, nowNs);
        }
    }

    /** The body is of no use for a reason that is not its own. */
    void again(final long nowNs)
    {
        isUnderWay = false;
        notBeforeNs = nowNs;
    }

    /** The answer was none that could be read. */
    void failed(final long nowNs)
    {
        isUnderWay = false;
        finalAnswers = 0;
        notBeforeNs = nowNs + backOff.errorNs();
    }

    /**
     * The answer says that no other will be different.
     *
     * @param hasCode whether the venue itself says so
     * @return true if it is believed: the stream is refused
     */
    boolean failedForGood(final boolean hasCode, final long nowNs)
    {
        isUnderWay = false;
        finalAnswers++;
        if (finalAnswers >= (hasCode ? FINAL_ANSWERS : FINAL_ANSWERS_WITHOUT_CODE))
        {
            isRefused = true;
            isOpen = false;
            return true;
        }
        notBeforeNs = nowNs + Math.max(backOff.errorNs(), FINAL_WAIT_NS * finalAnswers);
        return false;
    }

    /** Nobody waits for it any more. */
    void close()
    {
        isOpen = false;
    }

    private void noteRepetition(final ResyncReason reason, final long nowNs)
    {
        if (isFailing() && backOff.repetitions() > 0)
        {
            subscription.noteError(new LastError(nowNs, 0, "snapshot did not help: " + reason + ", asked again in " +
                TimeUnit.NANOSECONDS.toMillis(notBeforeNs - nowNs) + " ms (" + backOff.repetitions() +
                " in a row)"));
        }
    }

    /** What the first update and an earlier body that was of no use ask for, the body under way may well be. */
    private static boolean isLoss(final ResyncReason reason)
    {
        switch (reason)
        {
            case FIRST_UPDATE:
            case SNAPSHOT_TOO_OLD:
            case SNAPSHOT_AHEAD:
            case SNAPSHOT_REFUSED:
                return false;

            default:
                return true;
        }
    }
}
