package org.ringtape.feeds.session;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.dialogue.Outbox;

/**
 * Asks by a WebSocket ping whether the other end is still there, once nothing has come for a while, and finds the link
 * dead if nothing comes after it. A venue that has never answered a ping is not judged by one: an early ping, a second
 * after the first opening, shows which kind it is. Conductor thread only.
 */
public final class LinkProbe
{
    private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(1);

    private final Outbox outbox;
    private final long idleNs;
    private final long pongNs;
    private final AtomicCounter pingsSent;
    /** Time of the ping that nothing has come after; 0 if there is none. */
    private long askedNs;
    private long openedNs;
    private boolean isTried;

    public LinkProbe(
        final SessionIdentity identity, final SessionLimits limits, final Outbox outbox, final CounterSet counters)
    {
        this.outbox = outbox;
        idleNs = limits.linkPingNs();
        pongNs = limits.pongNs();
        pingsSent = identity.counter(counters, PipelineCounter.LINK_PINGS_SENT);
    }

    /** A connection has opened. */
    public void begin(final long nowNs)
    {
        askedNs = 0;
        openedNs = nowNs;
    }

    /**
     * Pings, if it is time.
     *
     * @param lastReceivedNs when anything came last
     * @param lastPongNs     when the venue last answered a ping, on whatever connection; 0 if it never did
     */
    public int poll(final long nowNs, final long lastReceivedNs, final long lastPongNs)
    {
        if (idleNs == 0)
        {
            return 0;
        }
        if (askedNs != 0 && lastReceivedNs - askedNs >= 0)
        {
            askedNs = 0;
        }
        final boolean isIdle = nowNs - Math.max(lastReceivedNs, openedNs) >= idleNs;
        final boolean isUntried = !isTried && nowNs - openedNs >= FIRST_NS;
        if (askedNs != 0 || !isIdle && !isUntried || !outbox.ping(nowNs))
        {
            return 0;
        }
        askedNs = nowNs;
        isTried = true;
        pingsSent.incrementOrdered();
        return 1;
    }

    /** True if a ping was not answered in time, nor did anything else come, though the venue answers pings. */
    public boolean isDead(final long nowNs, final long lastReceivedNs, final long lastPongNs)
    {
        return askedNs != 0 && lastPongNs != 0 && lastReceivedNs - askedNs < 0 && nowNs - askedNs >= pongNs;
    }
}
