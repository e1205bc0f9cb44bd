package org.ringtape.simulator.vatic;

/** What a subscription gets for a window whose price is not there yet; the venue does not say. */
public enum VaticEarlySnapshot
{
    /** Nothing; the live event follows. */
    NONE,
    /** The last window whose price is there. */
    PREVIOUS,
    /** An error; the live event follows nevertheless. */
    ERROR
}
