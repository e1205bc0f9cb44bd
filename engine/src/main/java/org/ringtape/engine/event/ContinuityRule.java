package org.ringtape.engine.event;

/**
 * How two events of one stream must join. It travels in the flags of each event, so that finding a gap needs nothing
 * but the ring's content.
 */
public enum ContinuityRule
{
    /** Not a sequenced stream. */
    NONE,
    /** The event names the one before it: its previous sequence is the last one applied. */
    CHAINED,
    /** Sequences count by one. */
    STEP,
    /** Every event is the full content; a lost one costs nothing once the next has come. */
    IMAGE,
    /** No sequence at all: order of arrival, audits and second lines only. */
    TIMED;

    private static final ContinuityRule[] RULES = values();

    /**
     * Rule of a code.
     *
     * @param code ordinal as it stands in the flags
     * @return the rule; {@link #NONE} for a code that is not one
     */
    public static ContinuityRule of(final int code)
    {
        return code >= 0 && code < RULES.length ? RULES[code] : NONE;
    }
}
