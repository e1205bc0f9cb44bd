package org.ringtape.engine.event;

/** Whether a book can be trusted. Only {@link #LIVE} means: every change up to its sequence is in it. */
public enum BookState
{
    /** Nothing known yet: updates are kept until a snapshot comes. */
    AWAITING_SNAPSHOT,
    /** Complete up to its sequence. */
    LIVE,
    /** A change is known, or must be feared, to be missing; a snapshot has been asked for. */
    GAPPED,
    /** Was complete, but its session has been silent for longer than allowed. */
    STALE;

    private static final BookState[] STATES = values();

    /** State of a code; {@link #AWAITING_SNAPSHOT} for a code that is not one. */
    public static BookState of(final int code)
    {
        return code >= 0 && code < STATES.length ? STATES[code] : AWAITING_SNAPSHOT;
    }
}
