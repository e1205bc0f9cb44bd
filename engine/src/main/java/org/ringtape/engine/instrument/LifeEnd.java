package org.ringtape.engine.instrument;

import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.engine.event.RetirementReason;

/**
 * What is told of the end of one instrument's life. The market thread writes what definitions tell, in ring order; who
 * reads the venue's list writes what that does not name any more; the conductor reads. All times are epoch nanoseconds
 * of our clock but the expiry, which is the venue's.
 */
final class LifeEnd
{
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
     * @param venueLeadNs how far the venue's clock is ahead of ours; absent if that is not known
     * @param graceNs     how long what is over may still be spoken of
     * @return null while it is not over
     */
    RetirementReason reason(final long nowNs, final long venueLeadNs, final long graceNs)
    {
        if (isPast(vanishedNs, nowNs, 0L))
        {
            return RetirementReason.VANISHED;
        }
        if (isPast(closedNs, nowNs, graceNs))
        {
            return RetirementReason.CLOSED;
        }
        final boolean isExpired = venueLeadNs != ABSENT && isPast(expiryNs, nowNs, graceNs) &&
            isPast(expiryNs, nowNs + venueLeadNs, graceNs);
        return isExpired && !isTradingSince(expiryNs) ? RetirementReason.EXPIRED : null;
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
