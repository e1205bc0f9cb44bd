package org.ringtape.engine.event.control;

/** Why a name's life is over. The code in a slot is the ordinal; new ones go to the end. */
public enum RetirementReason
{
    /** Not said, or a code of a later version. */
    UNKNOWN,
    /** Its expiry has passed. */
    EXPIRED,
    /** The venue says that it does not trade any more. */
    CLOSED,
    /** The venue's full list does not name it any more. */
    VANISHED,
    /** Nobody wants the stream any more. */
    UNSUBSCRIBED;

    private static final RetirementReason[] VALUES = values();

    /** The constant of a code; {@link #UNKNOWN} for a code that is not one. */
    public static RetirementReason of(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : UNKNOWN;
    }
}
