package org.ringtape.engine.market;

import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;

/**
 * The current and the previous window of one instrument and interval. The same object for the life of its table; the
 * windows change places as time goes on. Market thread only.
 */
public final class TargetWindows
{
    private static final int UNKNOWN_SOURCE = -1;

    private final MarketHealth health;
    private TargetWindow current = new TargetWindow();
    private TargetWindow previous = new TargetWindow();
    private int sourceId = UNKNOWN_SOURCE;
    private int streamId;
    private int stamp;
    /** Begin of the last window in a row that was not believed, and how many there are. */
    private long doubtedNs;
    private int doubts;

    TargetWindows(final MarketHealth health)
    {
        this.health = health;
    }

    /** False if a window or its price may have been missed since the last event: lost, silent or disconnected. */
    public boolean isCurrent()
    {
        return health.isCurrent(sourceId, streamId, stamp);
    }

    /** Why the windows are not current; {@link HealthReason#NONE} if they are. */
    public HealthReason reason()
    {
        return health.reason(sourceId, streamId, stamp);
    }

    /** The window that began last, or null if there is none. */
    public TargetWindow current()
    {
        return current.isKnown() ? current : null;
    }

    /** The place of the current window, taken or not. */
    TargetWindow newest()
    {
        return current;
    }

    /** The window told before the current one, or null if there is none. */
    public TargetWindow previous()
    {
        return previous.isKnown() ? previous : null;
    }

    /** Notes that an event of the windows has come. */
    void heard(final PriceTarget event)
    {
        sourceId = event.sourceId();
        streamId = event.streamId();
        stamp = health.stamp(event);
    }

    /** True for the last of enough windows in a row that were not believed; see {@link PriceTargets#DOUBT_LIMIT}. */
    boolean isBelieved(final long startNs)
    {
        if (doubts == 0 || startNs != doubtedNs)
        {
            doubts = doubts > 0 && startNs > doubtedNs ? doubts + 1 : 1;
            doubtedNs = startNs;
        }
        return doubts >= PriceTargets.DOUBT_LIMIT;
    }

    /** A window was believed. */
    void begun()
    {
        doubts = 0;
    }

    /** Makes room for a new current window and returns it. */
    TargetWindow advance()
    {
        if (!current.isKnown())
        {
            return current;
        }
        final TargetWindow oldest = previous;
        previous = current;
        current = oldest;
        return current;
    }

    /** The place of the previous window, taken or not. */
    TargetWindow hole()
    {
        return previous;
    }
}
