package org.ringtape.codecs.text;

/** Venue times as epoch nanoseconds. Static, any thread. */
public final class EpochTimes
{
    /** Answer for a time that nanoseconds since the epoch cannot hold. */
    public static final long OUT_OF_RANGE = Long.MIN_VALUE;

    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_MS = Long.MAX_VALUE / NS_PER_MS;

    private EpochTimes()
    {
    }

    /**
     * Milliseconds to nanoseconds.
     *
     * @param epochMs milliseconds since the epoch
     * @return nanoseconds since the epoch, or {@link #OUT_OF_RANGE} before 1970 and after 2262
     */
    public static long nsOfMs(final long epochMs)
    {
        return epochMs >= 0 && epochMs <= MAX_MS ? epochMs * NS_PER_MS : OUT_OF_RANGE;
    }
}
