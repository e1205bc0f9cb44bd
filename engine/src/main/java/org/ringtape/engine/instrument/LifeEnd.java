package org.ringtape.engine.instrument;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.util.concurrent.TimeUnit;

import org.ringtape.engine.event.control.RetirementReason;

/**
 * What is told of the end of one instrument's life. The market thread writes what definitions tell, in ring order; who
 * reads the venue's list writes what that does not name any more; the conductor reads. All times are epoch nanoseconds
 * of our clock but the expiry, which is the venue's.
 */
final class LifeEnd
{
    static final long GRACE_NS = TimeUnit.MINUTES.toNanos(10);
    static final long SILENT_GRACE_NS = TimeUnit.DAYS.toNanos(1);

    /** Writer: market thread, or who registers, before the id is known. */
    private volatile long expiryNs = ABSENT;
    /** Since when the venue has called it closed. Writer: market thread. */
    private volatile long closedNs = ABSENT;
    /** When the venue last said that it trades. Writer: market thread. */
    private volatile long tradingNs = ABSENT;
    /** When it was missed in the venue's list. Writer: who reads the list. */
    private volatile long vanishedNs = ABSENT;

    /** Begins another life. Under the table's lock, before its id is known. */
    void clear()
    {
        expiryNs = ABSENT;
        closedNs = ABSENT;
        tradingNs = ABSENT;
        vanishedNs = ABSENT;
    }

    void expiry(final long ns)
    {
        expiryNs = ns;
    }

    long expiryNs()
    {
        return expiryNs;
    }

    /** What a definition tells. Market thread. */
    void told(final long expiry, final boolean isClosed, final boolean isTrading, final long nowNs)
    {
        if (expiry != ABSENT)
        {
            expiryNs = expiry;
        }
        if (isClosed && closedNs == ABSENT)
        {
            closedNs = nowNs;
        }
        if (isTrading)
        {
            closedNs = ABSENT;
            tradingNs = nowNs;
        }
    }

    void vanished(final long nowNs)
    {
        vanishedNs = nowNs;
    }

    /**
     * Why the life is over.
     *
     * @param nowNs       of our clock
     * @param venueTimeNs the venue's newest time; absent if there is none
     * @param venueLeadNs how far that was ahead of ours
     * @return null while it is not over
     */
    RetirementReason reason(final long nowNs, final long venueTimeNs, final long venueLeadNs)
    {
        if (vanishedNs != ABSENT)
        {
            return RetirementReason.VANISHED;
        }
        if (isPast(closedNs, nowNs, GRACE_NS))
        {
            return RetirementReason.CLOSED;
        }
        return venueTimeNs != ABSENT && isExpired(nowNs, venueTimeNs, venueLeadNs) ? RetirementReason.EXPIRED : null;
    }

    private boolean isExpired(final long nowNs, final long venueTimeNs, final long venueLeadNs)
    {
        final boolean saidByVenue = isPast(expiryNs, nowNs, GRACE_NS) && isPast(expiryNs, venueTimeNs, GRACE_NS);
        final boolean isLongPast = isPast(expiryNs, nowNs, SILENT_GRACE_NS) &&
            isPast(expiryNs, nowNs + venueLeadNs, SILENT_GRACE_NS);
        return (saidByVenue || isLongPast) && !isTradingSince(expiryNs);
    }

    /** What the venue says after an expiry outweighs it. */
    private boolean isTradingSince(final long ns)
    {
        return tradingNs != ABSENT && tradingNs - ns >= 0;
    }

    private static boolean isPast(final long ns, final long nowNs, final long graceNs)
    {
        return ns != ABSENT && nowNs - ns >= graceNs;
    }
}
