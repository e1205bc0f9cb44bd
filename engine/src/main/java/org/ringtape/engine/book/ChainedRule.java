package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.book.BookStream.Verdict;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;

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
    private final SnapshotJudge snapshots;
    private final BookUpdate window = new BookUpdate();

    ChainedRule(
        final BookCounters counters,
        final PendingUpdates pending,
        final ResyncDesk resyncs,
        final GuardedBookListener listener,
        final MarketHealth health)
    {
        this.counters = counters;
        this.pending = pending;
        this.resyncs = resyncs;
        this.listener = listener;
        snapshots = new SnapshotJudge(counters, pending, resyncs, health);
    }

    @Override
    public Verdict begin(final BookStream stream, final BookUpdate first)
    {
        if (first.isSnapshot())
        {
            return snapshots.begin(stream, first);
        }
        final long previous = first.previousSequence();
        final long last = first.lastSequence();
        if (previous == ABSENT || last == ABSENT || previous > last)
        {
            lose(stream, ResyncReason.GAP, HealthReason.BROKEN_CHAIN, false);
            return Verdict.IGNORE;
        }
        if (stream.bridging)
        {
            return beginBridge(stream, first, previous, last);
        }
        if (stream.chainEnd != ABSENT && last <= stream.chainEnd)
        {
            return beginCopy(stream, first, previous, last);
        }
        return stream.book.isTrusted() ?
            beginChained(stream, first, previous, last) : beginKept(stream, previous, last);
    }

    @Override
    public void misfit(final BookStream stream, final BookUpdate chunk)
    {
        if (stream.verdict == Verdict.KEEP)
        {
            counters.pendingOverflows.getAndAddOrdered(stream.kept.events() + 1);
            letGo(stream);
            stream.book.state(stream.book.settledState(), HealthReason.PENDING_FULL);
            resyncs.ensureRequested(stream, ResyncReason.PENDING_FULL);
            return;
        }
        final boolean wasUpdate = stream.verdict == Verdict.APPLY;
        counters.overflows.incrementOrdered();
        stream.gapped(HealthReason.OVERFLOW);
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
                stream.book.state(BookState.LIVE, HealthReason.NONE);
                return true;

            case FILL:
                return endSnapshot(stream, last);

            case KEEP:
                stream.chain.joined(last.lastSequence(), last.venueTimeNs());
                counters.kept.incrementOrdered();
                return false;

            default:
                return false;
        }
    }

    @Override
    public void lose(
        final BookStream stream, final ResyncReason reason, final HealthReason why, final boolean connectionGone)
    {
        final OrderBook book = stream.book;
        final boolean halfDone = stream.verdict != Verdict.NONE && stream.verdict != Verdict.IGNORE;
        final boolean counts = book.isTrusted() || stream.unproven || !stream.kept.isEmpty() || halfDone;
        final long expected = stream.chainEnd;
        letGo(stream);
        noteLossOfEvent(stream, reason);
        stream.verdict = Verdict.NONE;
        stream.bridging = false;
        stream.unproven = false;
        stream.lossAnnounced = true;
        book.state(counts ? BookState.GAPPED : book.settledState(), why);
        if (connectionGone)
        {
            stream.chainEnd = ABSENT;
            stream.doubted = false;
            stream.lostBehind = ABSENT;
            stream.chain.forget();
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
    public void distrust(final BookStream stream, final ResyncReason reason, final HealthReason why)
    {
        stream.gapped(why);
        resyncs.ensureRequested(stream, reason);
    }

    private Verdict beginChained(
        final BookStream stream, final BookUpdate first, final long previous, final long last)
    {
        return previous == stream.chainEnd ? apply(stream, first) :
            gap(stream, previous, last, HealthReason.BROKEN_CHAIN);
    }

    /** An event that reaches no further than the chain: a late copy, unless the venue counts anew. */
    private Verdict beginCopy(
        final BookStream stream, final BookUpdate first, final long previous, final long last)
    {
        if (stream.chain.hasRestarted(last, first.venueTimeNs()))
        {
            counters.sequencesRestarted.incrementOrdered();
            stream.chain.forget();
            stream.lostBehind = ABSENT;
            return gap(stream, previous, last, HealthReason.SEQUENCE_RESTARTED);
        }
        counters.duplicates.incrementOrdered();
        return Verdict.IGNORE;
    }

    private Verdict beginBridge(
        final BookStream stream, final BookUpdate first, final long previous, final long last)
    {
        if (last >= stream.chainEnd)
        {
            return previous <= stream.chainEnd ? apply(stream, first) :
                gap(stream, previous, last, HealthReason.BROKEN_CHAIN);
        }
        if (stream.chain.isSnapshotAhead(first.venueTimeNs(), first.receiveTimeNs()))
        {
            stream.doubted = true;
            return gap(stream, previous, last, HealthReason.SNAPSHOT_AHEAD);
        }
        counters.superseded.incrementOrdered();
        if (stream.unproven && !stream.doubted)
        {
            snapshots.proven(stream); // it contains an event from behind the loss
        }
        return Verdict.IGNORE;
    }

    private Verdict beginKept(final BookStream stream, final long previous, final long last)
    {
        final boolean known = stream.chainEnd != ABSENT;
        if (known && previous != stream.chainEnd)
        {
            return gap(stream, previous, last, HealthReason.BROKEN_CHAIN);
        }
        stream.lossAnnounced &= known;
        return keep(stream, last, ResyncReason.GAP);
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
    private Verdict gap(final BookStream stream, final long previous, final long last, final HealthReason why)
    {
        final long expected = stream.chainEnd;
        final boolean announced = stream.lossAnnounced;
        stream.lossAnnounced = false;
        pending.clear(stream.kept);
        stream.gapped(why);
        stream.holed = true;
        final Verdict verdict = keep(stream, last, requestFor(why));
        if (!announced)
        {
            counters.gaps.incrementOrdered();
            listener.onGap(stream, expected, previous);
        }
        return verdict;
    }

    private static ResyncReason requestFor(final HealthReason why)
    {
        switch (why)
        {
            case SEQUENCE_RESTARTED:
                return ResyncReason.SEQUENCE_RESTARTED;

            case SNAPSHOT_AHEAD:
                return ResyncReason.SNAPSHOT_AHEAD;

            default:
                return ResyncReason.GAP;
        }
    }

    private Verdict keep(final BookStream stream, final long last, final ResyncReason reason)
    {
        stream.chainEnd = last;
        if (stream.health.isRefused())
        {
            return Verdict.IGNORE; // no snapshot will come for it
        }
        resyncs.ensureRequested(stream, stream.book.settledState() == BookState.AWAITING_SNAPSHOT ?
            ResyncReason.FIRST_UPDATE : reason);
        return Verdict.KEEP;
    }

    /** A loss of this stream alone, or an event that broke off, has taken an event from behind the chain's end. */
    private static void noteLossOfEvent(final BookStream stream, final ResyncReason reason)
    {
        final int losses = stream.health.ownLosses();
        if (losses != stream.lossesSeen || reason == ResyncReason.INCOMPLETE_EVENT)
        {
            stream.lossesSeen = losses;
            stream.lostBehind = stream.chainEnd;
        }
    }

    /** Lets kept updates go: from now on only a snapshot that the venue made later tells what was in them. */
    private void letGo(final BookStream stream)
    {
        pending.clear(stream.kept);
        stream.holed = true;
        stream.health.lostNow();
    }

    private boolean endSnapshot(final BookStream stream, final BookUpdate last)
    {
        if (!snapshots.isGood(stream, last))
        {
            return false;
        }
        final boolean anyKept = !stream.kept.isEmpty();
        counters.snapshotsApplied.incrementOrdered();
        stream.crossed = false;
        stream.book.completeEvent(last.lastSequence(), last.venueTimeNs(), last.receiveTimeNs());
        dropSuperseded(stream, last.lastSequence());
        stream.bridging = true;
        if (stream.kept.isEmpty())
        {
            stream.chainEnd = last.lastSequence();
            stream.chain.snapshot(last.venueTimeNs(), last.receiveTimeNs());
        }
        else if (!applyKept(stream))
        {
            return false;
        }
        return snapshots.settle(stream, last, anyKept);
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
    private boolean applyKept(final BookStream stream)
    {
        final long lastKept = stream.chainEnd;
        while (!stream.kept.isEmpty())
        {
            if (!applyOldest(stream))
            {
                counters.overflows.incrementOrdered();
                letGo(stream);
                stream.gapped(HealthReason.OVERFLOW);
                stream.chainEnd = lastKept;
                resyncs.ensureRequested(stream, ResyncReason.OVERFLOW);
                return false;
            }
            applied(stream, window);
            listener.onCatchingUp(stream, window);
            pending.dropOldestEvent(stream.kept);
        }
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
        final long sequence = last.lastSequence();
        stream.book.completeEvent(sequence, last.venueTimeNs(), last.receiveTimeNs());
        stream.chain.joined(sequence, last.venueTimeNs());
        stream.chainEnd = sequence;
        stream.bridging = false;
        stream.unproven = false;
        stream.noHole();
        stream.doubted = false;
        stream.lossAnnounced = false;
        counters.applied.incrementOrdered();
    }
}
