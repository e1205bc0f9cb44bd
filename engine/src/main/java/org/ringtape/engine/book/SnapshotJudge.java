package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.ChainWatch;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;

/**
 * Judges whether a snapshot may become the content of a chained book, and whether the book may say LIVE on it. Market
 * thread only.
 * <p>
 * The venue may answer from a copy that is older than the loss which the snapshot is to mend. Example: the book is at
 * 101, a damaged frame takes 102 … 105 away, and the answer is "as of 101" once more. So a snapshot makes its book LIVE
 * only if it is <em>proven</em> to be from behind the last loss: it was made later
 * ({@link BookUpdate#madeAfterNs()}) and, if it is an event of this very stream that was lost, its sequence is greater
 * than the last one known; or it reaches an update that came later. Until then its content is there to look
 * at, the book says GAPPED for {@link HealthReason#SNAPSHOT_STALE}, and another one is asked for. Once a snapshot has
 * contradicted its stream, only an update that joins one makes the book LIVE again.
 */
final class SnapshotJudge
{
    private final BookCounters counters;
    private final PendingUpdates pending;
    private final ResyncDesk resyncs;
    private final MarketHealth health;

    SnapshotJudge(
        final BookCounters counters,
        final PendingUpdates pending,
        final ResyncDesk resyncs,
        final MarketHealth health)
    {
        this.counters = counters;
        this.pending = pending;
        this.resyncs = resyncs;
        this.health = health;
    }

    /** Judges a snapshot by its sequence, at its first chunk; the book is empty if it is to be filled. */
    Verdict begin(final BookStream stream, final BookUpdate first)
    {
        final long sequence = first.lastSequence();
        resyncs.forget(stream);
        if (stream.book.isTrusted())
        {
            counters.snapshotsUnused.incrementOrdered();
            return Verdict.IGNORE;
        }
        if (sequence == ABSENT || sequence < oldestJoinable(stream))
        {
            counters.snapshotsTooOld.incrementOrdered();
            if (!stream.unproven)
            {
                stream.book.state(stream.book.settledState(), HealthReason.SNAPSHOT_STALE);
            }
            resyncs.ensureRequested(stream, ResyncReason.SNAPSHOT_TOO_OLD);
            return Verdict.IGNORE;
        }
        stream.doubted |= isAheadOfKept(stream, first);
        stream.joinableFrom = stream.unproven ? stream.joinableFrom : stream.chainEnd;
        stream.unproven = false;
        stream.book.clear();
        return Verdict.FILL;
    }

    /** Judges the content of a snapshot, at its last chunk; one that contradicts itself is refused. */
    boolean isGood(final BookStream stream, final BookUpdate last)
    {
        if (stream.book.isCrossed() && !last.isBucketed())
        {
            counters.snapshotsRefused.incrementOrdered();
            stream.bridging = false;
            stream.book.state(stream.book.settledState(), HealthReason.CROSSED);
            resyncs.ensureRequested(stream, ResyncReason.SNAPSHOT_REFUSED);
            return false;
        }
        stream.book.bids().known(last.askedLevels());
        stream.book.asks().known(last.askedLevels());
        return true;
    }

    /**
     * Decides what the book says now that the snapshot, and what was kept behind it, are in.
     *
     * @param reachedUpdates whether updates had been kept: the snapshot reaches them, or it would have been too old
     * @return true if the book can be trusted
     */
    boolean settle(final BookStream stream, final BookUpdate last, final boolean reachedUpdates)
    {
        if (!stream.doubted && (!stream.holed || reachedUpdates || isBehindLoss(stream, last)))
        {
            proven(stream);
            return true;
        }
        stream.unproven = true;
        stream.book.state(
            BookState.GAPPED, stream.doubted ? HealthReason.SNAPSHOT_AHEAD : HealthReason.SNAPSHOT_STALE);
        resyncs.ensureRequested(
            stream, stream.doubted ? ResyncReason.SNAPSHOT_AHEAD : ResyncReason.SNAPSHOT_TOO_OLD);
        return false;
    }

    /** Before the first loss there is nothing that a snapshot could be from before. */
    private static boolean isBehindLoss(final BookStream stream, final BookUpdate last)
    {
        final long lostAtNs = stream.health.lostAtNs();
        final long madeAfterNs = last.madeAfterNs();
        final boolean reachesFurther = stream.lostBehind == ABSENT || last.lastSequence() > stream.lostBehind;
        return reachesFurther && (lostAtNs == 0 || madeAfterNs != 0 && madeAfterNs - lostAtNs >= 0);
    }

    /** The snapshot in the book is from behind the last loss. */
    void proven(final BookStream stream)
    {
        final boolean silent = health.isSilent(stream.health);
        stream.unproven = false;
        stream.noHole();
        stream.book.state(
            silent ? BookState.STALE : BookState.LIVE, silent ? HealthReason.SILENT : HealthReason.NONE);
    }

    /**
     * A snapshot must reach the first update kept or, if none is, what has already been seen; ABSENT is below all. What
     * an unproven snapshot said has not been seen.
     */
    private long oldestJoinable(final BookStream stream)
    {
        if (!stream.kept.isEmpty())
        {
            return pending.firstPrevious(stream.kept);
        }
        return stream.unproven ? stream.joinableFrom : stream.chainEnd;
    }

    /**
     * A snapshot beyond all that was kept cannot be older than it by the venue's own clock. Which of the two is wrong
     * is not known: the next update that joins shows it.
     */
    private static boolean isAheadOfKept(final BookStream stream, final BookUpdate first)
    {
        final long newestKeptNs = stream.chain.lastTimeNs();
        return !stream.kept.isEmpty() && first.lastSequence() > stream.chainEnd &&
            newestKeptNs != 0 && first.venueTimeNs() != 0 &&
            newestKeptNs - first.venueTimeNs() > ChainWatch.AHEAD_SLACK_NS;
    }
}
