package org.ringtape.bench.latency.source;

/**
 * How a frame says which one it is: its venue time is a fixed epoch plus its index in milliseconds, which each venue's
 * frames can carry and every pipeline hands to its listener. So nothing has to be added to the frames or the events.
 */
public final class FrameClock
{
    private static final long FIRST_MS = 1_760_000_000_000L;
    private static final long NS_PER_MS = 1_000_000L;

    private FrameClock()
    {
    }

    /** Venue time of a frame, epoch milliseconds. */
    static long timeMs(final long index)
    {
        return FIRST_MS + index;
    }

    /** Index of the frame that an event of this venue time came in; negative or absurd if it is none of ours. */
    public static long indexOfMs(final long venueTimeMs)
    {
        return venueTimeMs - FIRST_MS;
    }

    /** As {@link #indexOfMs}, for nanoseconds. */
    static long indexOfNs(final long venueTimeNs)
    {
        return venueTimeNs / NS_PER_MS - FIRST_MS;
    }
}
