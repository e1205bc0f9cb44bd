package org.ringtape.engine.event.value;

/** State of a target window. The code in a slot is the ordinal. */
public enum TargetStatus
{
    /** The window has begun; its price is not known yet. */
    DUE,
    /** The price is known. */
    OPEN,
    /** The venue could not find the price. */
    FAILED,
    /** The venue has said nothing for too long. */
    OVERDUE,
    /** The venue sent another price for a window that had one. */
    CORRECTED;

    private static final TargetStatus[] VALUES = values();

    /** The constant of a code; {@link #DUE} for a code that is not one. */
    public static TargetStatus of(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : DUE;
    }
}
