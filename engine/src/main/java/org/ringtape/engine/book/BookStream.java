package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.health.ChainWatch;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.Recency;
import org.ringtape.engine.health.StreamHealth;

/** What the handler remembers of one stream beside its book. Market thread only; the rules read and write it. */
final class BookStream
{
    /** What is being done with the event whose chunks are coming in. */
    enum Verdict
    {
        /** No event is open. */
        NONE,
        /** Its levels change the book. */
        APPLY,
        /** Its chunks are kept for a snapshot. */
        KEEP,
        /** Its levels are the new content of the book. */
        FILL,
        /** Its chunks are passed over; why has been counted. */
        IGNORE
    }

    final OrderBook book;
    /** Whether the book can be trusted, and if not, why. */
    final StreamHealth health;
    final PendingUpdates.Kept kept = new PendingUpdates.Kept();
    /** Judges events that reach no further than the chain. */
    final ChainWatch chain = new ChainWatch();
    /** Judges images. */
    final Recency images = new Recency();

    /** How events join, as the last BEGIN chunk said; null before the first. */
    StreamRule rule;
    /** A rule that is not known was reported. */
    boolean unknownRuleReported;

    Verdict verdict = Verdict.NONE;
    /** Last sequence of the open event. */
    long openSequence;

    /** Last sequence applied, kept or accounted for in this epoch; ABSENT if the next event need not join any. */
    long chainEnd = ABSENT;
    /** The book is as of a snapshot and the next event has to reach around its sequence. */
    boolean bridging;
    /** Something may be missing behind the last event known: a snapshot has to show that it is from later. */
    boolean holed = true;
    /** The snapshot in the book may be from before the loss: not LIVE until an event shows that it is not. */
    boolean unproven;
    /** End of the chain before the unproven snapshot: the next one need not reach further. */
    long joinableFrom = ABSENT;
    /** A snapshot contradicted its stream: not LIVE until an update joins one. */
    boolean doubted;
    /** A loss was announced and counted; the hole it left in the chain must not be counted again. */
    boolean lossAnnounced;
    /** An event behind this sequence was lost for certain: a snapshot must reach further; ABSENT if none was. */
    long lostBehind = ABSENT;
    /** Losses of this stream alone that have been looked at. */
    int lossesSeen;

    /** Outermost price of each side in the chunks of the open image so far; ABSENT if there is none. */
    long lastBid = ABSENT;
    int lastBidScale;
    long lastAsk = ABSENT;
    int lastAskScale;

    /** A snapshot was asked for and has not come. */
    boolean requested;
    /** A snapshot has to be asked for, there was no room for the request. */
    boolean refused;
    ResyncReason refusedReason;

    /** State and reason last told to the listener. */
    BookState announced = BookState.AWAITING_SNAPSHOT;
    HealthReason announcedReason = HealthReason.NO_DATA;
    /** The book was crossed after its last event. */
    boolean crossed;

    BookStream(final OrderBook book, final StreamHealth health)
    {
        this.book = book;
        this.health = health;
    }

    /** Nothing is missing any more behind the last event known. */
    void noHole()
    {
        holed = false;
        lostBehind = ABSENT;
    }

    /** The book is not to be trusted from now on. */
    void gapped(final HealthReason reason)
    {
        book.state(BookState.GAPPED, reason);
        bridging = false;
        unproven = false;
    }
}
