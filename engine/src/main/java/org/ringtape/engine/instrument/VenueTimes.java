package org.ringtape.engine.instrument;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The venue's time and ours of the event that was noted last, by venue. A mad time holds until the next event. Writer:
 * market thread; readers: any thread. Allocates only for a venue with a higher number than those before.
 */
public final class VenueTimes
{
    /** By venue: its time, then how far that was ahead of ours; replaced when it grows. Writer: market thread. */
    private volatile AtomicLongArray times = new AtomicLongArray(0);

    VenueTimes()
    {
    }

    /** Notes an event; times of 0 say nothing. Market thread. */
    public void note(final int venueId, final long venueTimeNs, final long receiveTimeNs)
    {
        if (venueTimeNs == 0 || receiveTimeNs == 0)
        {
            return;
        }
        AtomicLongArray current = times;
        final int index = 2 * venueId;
        if (index >= current.length())
        {
            current = grown(current, index + 2);
            times = current;
        }
        current.setRelease(index + 1, venueTimeNs - receiveTimeNs);
        current.setRelease(index, venueTimeNs);
    }

    /** The venue's newest time, epoch nanoseconds; the ABSENT of event layouts if it has told none. */
    public long timeNs(final int venueId)
    {
        final AtomicLongArray current = times;
        return 2 * venueId < current.length() ? current.getAcquire(2 * venueId) : ABSENT;
    }

    /** Nanoseconds that it was ahead of our clock then; only if there is a {@link #timeNs}. */
    public long leadNs(final int venueId)
    {
        return times.getAcquire(2 * venueId + 1);
    }

    private static AtomicLongArray grown(final AtomicLongArray from, final int length)
    {
        final AtomicLongArray grown = new AtomicLongArray(length);
        for (int i = 0; i < length; i++)
        {
            grown.setPlain(i, i < from.length() ? from.get(i) : ABSENT);
        }
        return grown;
    }
}
