package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;

/**
 * Events that name the one before them: previous sequence {@code pu}, last sequence {@code u}. A snapshot as of
 * {@code L} starts the chain at the event that reaches around it, {@code pu ≤ L ≤ u}. What is done in which state is
 * tabled in the package description. Levels are absolute quantities, so an event with {@code u == L} may be applied.
 */
final class ChainedRule implements StreamRule
{
    private final BookCounters counters;
    private final PendingUpdates pending;
    private final ResyncDesk resyncs;
    private final GuardedBookListener listener;
    private final SessionEpochs sessions;
    private final BookUpdate window = new BookUpdate();

    ChainedRule(
        final BookCounters counters,
        final PendingUpdates pending,
        final ResyncDesk resyncs,
        final GuardedBookListener listener,
        final SessionEpochs sessions)
    {
        this.counters = counters;
        this.pending = pending;
        this.resyncs = resyncs;
        this.listener = listener;
        this.sessions = sessions;
    }

    @Override
    public Verdict begin(final BookStream stream, final BookUpdate first)
    {
        if (first.isSnapshot())
        {
            return beginSnapshot(stream, first.lastSequence());
        }
        final long previous = first.previousSequence();
        final long last = first.lastSequence();
        if (previous == ABSENT || last == ABSENT || previous > last)
        {
            lose(stream, ResyncReason.GAP, false);
            return Verdict.IGNORE;
        }
        if (!stream.book.isTrusted())
        {
            return beginKept(stream, previous, last);
        }
        return stream.bridging ? beginBridge(stream, first, previous, last) :
            beginChained(stream, first, previous, last);
    }

    @Override
    public void misfit(final BookStream stream, final BookUpdate chunk)
    {
        if (stream.verdict == Verdict.KEEP)
        {
            counters.pendingOverflows.getAndAddOrdered(stream.kept.events() + 1);
            pending.clear(stream.kept);
            resyncs.ensureRequested(stream, ResyncReason.PENDING_FULL);
            return;
        }
        final boolean wasUpdate = stream.verdict == Verdict.APPLY;
        counters.overflows.incrementOrdered();
        stream.book.state(BookState.GAPPED);
        stream.bridging = false;
        if (wasUpdate)
        {
            stream.chainEnd = chunk.lastSequence();
            resyncs.ensureRequested(stream, ResyncReason.OVERFLOW);
        }
        // a snapshot that does not fit is asked for again with the next update: the next one will hardly fit sooner
    }

    @Override
    public boolean end(final BookStream stream, final BookUpdate last)
    {
        switch (stream.verdict)
        {
            case APPLY:
                applied(stream, last);
                stream.book.state(BookState.LIVE);
                return true;

            case FILL:
                return endSnapshot(stream, last);

            case KEEP:
                counters.kept.incrementOrdered();
                return false;

            default:
                return false;
        }
    }

    @Override
    public void lose(final BookStream stream, final ResyncReason reason, final boolean connectionGone)
    {
        final OrderBook book = stream.book;
        final boolean halfDone = stream.verdict != Verdict.NONE && stream.verdict != Verdict.IGNORE;
        final boolean counts = book.isTrusted() || !stream.kept.isEmpty() || halfDone;
        final long expected = stream.chainEnd;
        pending.clear(stream.kept);
        stream.verdict = Verdict.NONE;
        stream.bridging = false;
        stream.lossAnnounced = true;
        if (counts)
        {
            book.state(BookState.GAPPED);
        }
        if (connectionGone)
        {
            stream.chainEnd = ABSENT;
            resyncs.forget(stream);
        }
        else if (book.settledState() == BookState.GAPPED)
        {
            resyncs.ensureRequested(stream, reason);
        }
        if (counts)
        {
            counters.gaps.incrementOrdered();
            listener.onGap(stream, expected, ABSENT);
        }
    }

    @Override
    public void distrust(final BookStream stream, final ResyncReason reason)
    {
        stream.book.state(BookState.GAPPED);
        stream.bridging = false;
        resyncs.ensureRequested(stream, reason);
    }

    private Verdict beginChained(
        final BookStream stream, final BookUpdate first, final long previous, final long last)
    {
        if (last <= stream.chainEnd)
        {
            counters.duplicates.incrementOrdered();
            return Verdict.IGNORE;
        }
        return previous == stream.chainEnd ? apply(stream, first) : gap(stream, previous, last);
    }

    private Verdict beginBridge(
        final BookStream stream, final BookUpdate first, final long previous, final long last)
    {
        if (last < stream.chainEnd)
        {
            counters.superseded.incrementOrdered();
            return Verdict.IGNORE;
        }
        return previous <= stream.chainEnd ? apply(stream, first) : gap(stream, previous, last);
    }

    private Verdict beginKept(final BookStream stream, final long previous, final long last)
    {
        final boolean known = stream.chainEnd != ABSENT;
        if (known && last <= stream.chainEnd)
        {
            counters.duplicates.incrementOrdered();
            return Verdict.IGNORE;
        }
        if (known && previous != stream.chainEnd)
        {
            return gap(stream, previous, last);
        }
        stream.lossAnnounced &= known;
        return keep(stream, last);
    }

    private static Verdict apply(final BookStream stream, final BookUpdate first)
    {
        if (!first.isEnd())
        {
            stream.book.beginEvent();
        }
        return Verdict.APPLY;
    }

    /** The hole of a loss that was announced has been counted and told already; it may show behind a snapshot, too. */
    private Verdict gap(final BookStream stream, final long previous, final long last)
    {
        final long expected = stream.chainEnd;
        final boolean announced = stream.lossAnnounced;
        stream.lossAnnounced = false;
        pending.clear(stream.kept);
        stream.book.state(BookState.GAPPED);
        stream.bridging = false;
        final Verdict verdict = keep(stream, last);
        if (!announced)
        {
            counters.gaps.incrementOrdered();
            listener.onGap(stream, expected, previous);
        }
        return verdict;
    }

    private Verdict keep(final BookStream stream, final long last)
    {
        stream.chainEnd = last;
        resyncs.ensureRequested(stream, stream.book.settledState() == BookState.AWAITING_SNAPSHOT ?
            ResyncReason.FIRST_UPDATE : ResyncReason.GAP);
        return Verdict.KEEP;
    }

    private Verdict beginSnapshot(final BookStream stream, final long snapshotSequence)
    {
        resyncs.forget(stream);
        if (stream.book.isTrusted())
        {
            counters.snapshotsUnused.incrementOrdered();
            return Verdict.IGNORE;
        }
        if (snapshotSequence == ABSENT || snapshotSequence < oldestJoinable(stream))
        {
            counters.snapshotsTooOld.incrementOrdered();
            resyncs.ensureRequested(stream, ResyncReason.SNAPSHOT_TOO_OLD);
            return Verdict.IGNORE;
        }
        stream.book.clear();
        return Verdict.FILL;
    }

    /** A snapshot must reach the first update kept or, if none is, what has already been seen; ABSENT is below all. */
    private long oldestJoinable(final BookStream stream)
    {
        return stream.kept.isEmpty() ? stream.chainEnd : pending.firstPrevious(stream.kept);
    }

    private boolean endSnapshot(final BookStream stream, final BookUpdate last)
    {
        stream.book.completeEvent(last.lastSequence(), last.venueTimeNs(), last.receiveTimeNs());
        final boolean silent = stream.silent || sessions.isSilent(stream.sessionId);
        stream.book.state(silent ? BookState.STALE : BookState.LIVE);
        counters.snapshotsApplied.incrementOrdered();
        stream.bridging = true;
        dropSuperseded(stream, last.lastSequence());
        if (stream.kept.isEmpty())
        {
            stream.chainEnd = last.lastSequence();
        }
        return true;
    }

    private void dropSuperseded(final BookStream stream, final long snapshotSequence)
    {
        while (!stream.kept.isEmpty())
        {
            pending.wrap(window, stream.kept.head());
            if (window.lastSequence() >= snapshotSequence)
            {
                return;
            }
            counters.superseded.incrementOrdered();
            pending.dropOldestEvent(stream.kept);
        }
    }

    /** What was kept chains, and its first event reaches around the snapshot: so all of it follows. */
    @Override
    public boolean resume(final BookStream stream, final Told told)
    {
        if (stream.kept.isEmpty() || !stream.book.isTrusted())
        {
            return false;
        }
        final long lastKept = stream.chainEnd;
        while (!stream.kept.isEmpty() && stream.book.isTrusted())
        {
            if (!applyOldest(stream))
            {
                counters.overflows.incrementOrdered();
                stream.book.state(BookState.GAPPED);
                pending.clear(stream.kept);
                resyncs.ensureRequested(stream, ResyncReason.OVERFLOW);
                break;
            }
            applied(stream, window);
            told.tell(stream, window);
            pending.dropOldestEvent(stream.kept);
        }
        stream.chainEnd = lastKept;
        return true;
    }

    /** Applies all chunks of the oldest event kept; the window is left on the last of them. */
    private boolean applyOldest(final BookStream stream)
    {
        int block = stream.kept.head();
        pending.wrap(window, block);
        while (stream.book.apply(window))
        {
            if (window.isEnd())
            {
                return true;
            }
            block = pending.next(block);
            pending.wrap(window, block);
        }
        return false;
    }

    private void applied(final BookStream stream, final BookUpdate last)
    {
        stream.book.completeEvent(last.lastSequence(), last.venueTimeNs(), last.receiveTimeNs());
        stream.chainEnd = last.lastSequence();
        stream.bridging = false;
        stream.lossAnnounced = false;
        counters.applied.incrementOrdered();
    }
}
