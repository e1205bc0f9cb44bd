package org.ringtape.engine.book;

/** Why a book asks for a snapshot. */
public enum ResyncReason
{
    /** Its first update has come. A fetch already under way for the new subscription answers it. */
    FIRST_UPDATE,
    /** An update did not join the one before it. */
    GAP,
    /** A loss was announced. */
    LOSS,
    /** The last snapshot was older than the updates kept. */
    SNAPSHOT_TOO_OLD,
    /** A value or a level did not fit. */
    OVERFLOW,
    /** The pool of kept updates was full. */
    PENDING_FULL,
    /** An event broke off before its last chunk. */
    INCOMPLETE_EVENT,
    /** A listener threw while it was told of the book. */
    LISTENER_ERROR,
    /** The host asked for it. */
    HOST_REQUEST,
    /** The venue counts anew. */
    SEQUENCE_RESTARTED,
    /** The last snapshot was ahead of the stream that should continue it. */
    SNAPSHOT_AHEAD,
    /** The last snapshot contradicted itself. */
    SNAPSHOT_REFUSED,
    /** The best bid came to or above the best ask. */
    CROSSED,
    /** The touch came to the end of what the last snapshot told. */
    RANGE_EXHAUSTED;

    private static final ResyncReason[] REASONS = values();

    /** Number of the reason, its place in this list. */
    public int code()
    {
        return ordinal();
    }

    /** Reason of a code; {@link #GAP} for a code that is not one. */
    public static ResyncReason of(final int code)
    {
        return code >= 0 && code < REASONS.length ? REASONS[code] : GAP;
    }
}
