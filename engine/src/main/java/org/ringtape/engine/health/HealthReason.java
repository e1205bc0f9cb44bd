package org.ringtape.engine.health;

/** Why a stream is not current. The number of a reason is its place in this list; new ones go to the end. */
public enum HealthReason
{
    /** It is current: nothing speaks against it. */
    NONE,
    /** Nothing has come yet, or no snapshot that its updates join. */
    NO_DATA,
    /** A loss was announced. */
    LOSS,
    /** An event does not join the one before it. */
    BROKEN_CHAIN,
    /** An event broke off before its last chunk. */
    INCOMPLETE_EVENT,
    /** The venue counts from another number than before. */
    SEQUENCE_RESTARTED,
    /** The snapshot is ahead of the stream that should continue it. */
    SNAPSHOT_AHEAD,
    /** The snapshot may be older than what was lost, or is older than the updates that wait for it. */
    SNAPSHOT_STALE,
    /** The best bid is at or above the best ask. */
    CROSSED,
    /** The best price came near the end of what the snapshot told. */
    RANGE_EXHAUSTED,
    /** A number does not fit, or there are too many levels. */
    OVERFLOW,
    /** There was no room to keep updates until the snapshot. */
    PENDING_FULL,
    /** The content contradicts itself. */
    REFUSED,
    /** A listener threw while it was told. */
    LISTENER_ERROR,
    /** The host asked for a fresh start. */
    HOST_REQUEST,
    /** Nothing has come for longer than allowed. */
    SILENT,
    /** The connection is gone. */
    DISCONNECTED,
    /** The venue refused the stream, or its session has failed for good. */
    FAILED,
    /** The instrument or the stream was retired. */
    RETIRED,
    /** The host ended the session: nothing is missing, and nothing more will come. */
    CLOSED;

    private static final HealthReason[] REASONS = values();

    /** Number of the reason, its place in this list. */
    public int code()
    {
        return ordinal();
    }

    /** Reason of a code; {@link #NO_DATA} for a code that is not one. */
    public static HealthReason of(final int code)
    {
        return code >= 0 && code < REASONS.length ? REASONS[code] : NO_DATA;
    }
}
