package org.ringtape.engine.instrument;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far each venue's clock is ahead of ours, by the event that was noted last. Writer: market thread; readers: any
 * thread. Allocates only for a venue with a higher number than those before.
 */
public final class VenueTimes
{
    /** By venue; replaced when it grows. Writer: market thread. */
    private volatile AtomicLongArray leads = new AtomicLongArray(0);

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
        AtomicLongArray current = leads;
        if (venueId >= current.length())
        {
            current = grown(current, venueId + 1);
            leads = current;
        }
        current.setRelease(venueId, venueTimeNs - receiveTimeNs);
    }

    /** Nanoseconds that the venue's clock is ahead of ours; the ABSENT of event layouts if it has told no time. */
    public long leadNs(final int venueId)
    {
        final AtomicLongArray current = leads;
        return venueId < current.length() ? current.getAcquire(venueId) : ABSENT;
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
