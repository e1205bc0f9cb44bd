package org.ringtape.simulator.market;

/** When a recording begins to play. */
public enum PlaybackStart
{
    /** As soon as somebody subscribed to anything. */
    FIRST_SUBSCRIPTION,
    /** When everything the recording holds is subscribed to, by whomever. */
    EVERYTHING_SUBSCRIBED,
    /** When its {@code begin()} is called. */
    ON_CALL
}
