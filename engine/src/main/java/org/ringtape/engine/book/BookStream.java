package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.BookState;

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
    final PendingUpdates.Kept kept = new PendingUpdates.Kept();

    /** Session of the last event. */
    int sessionId;
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
    /** A loss was announced and counted; the hole it left in the chain must not be counted again. */
    boolean lossAnnounced;

    /** Venue time of the last image in this epoch, 0 if it had none; orders images without sequences. */
    long imageTimeNs;
    /** Outermost price of each side in the chunks of the open image so far; ABSENT if there is none. */
    long lastBid = ABSENT;
    int lastBidScale;
    long lastAsk = ABSENT;
    int lastAskScale;
    /** The stream was announced to be silent and has not spoken since. */
    boolean silent;

    /** A snapshot was asked for and has not come. */
    boolean requested;
    /** A snapshot has to be asked for, there was no room for the request. */
    boolean refused;
    ResyncReason refusedReason;

    /** State last told to the listener. */
    BookState announced = BookState.AWAITING_SNAPSHOT;
    /** The live book was crossed after its last event. */
    boolean crossed;

    BookStream(final OrderBook book)
    {
        this.book = book;
    }
}
