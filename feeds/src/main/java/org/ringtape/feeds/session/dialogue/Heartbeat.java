package org.ringtape.feeds.session.dialogue;

import java.util.ArrayDeque;
import java.util.Deque;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.VenueProtocol;

/**
 * Pings and pongs inside the data of one session: ours, with the round trip they measure and the dead link they reveal,
 * and the venue's, which it answers. Conductor thread only, but for {@link #roundTripNs()}.
 */
final class Heartbeat
{
    /** Pings of the venue that wait to be answered; of more, the newest count. */
    private static final int MAX_WAITING = 8;

    private final VenueProtocol protocol;
    private final Outbox outbox;
    private final long periodNs;
    private final AtomicCounter pingsSent;
    private final AtomicCounter pongsReceived;
    private final AtomicCounter pingsReceived;
    private final Deque<Long> toAnswer = new ArrayDeque<>();

    /** Writer: conductor; volatile for hosts that look. 0 until measured. */
    private volatile long roundTripNs;
    private long dueNs;
    /** Pings since the last pong. */
    private int unanswered;
    private long lastPingNs;
    private long lastTimestamp;
    private long previousPingNs;
    private long previousTimestamp;

    Heartbeat(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final Outbox outbox,
        final CounterSet counters)
    {
        this.protocol = protocol;
        this.outbox = outbox;
        periodNs = protocol.limits().pingNs();
        pingsSent = identity.counter(counters, PipelineCounter.PINGS_SENT);
        pongsReceived = identity.counter(counters, PipelineCounter.PONGS_RECEIVED);
        pingsReceived = identity.counter(counters, PipelineCounter.PINGS_RECEIVED);
    }

    /** A connection is being made, or has opened; the first ping goes a period later. */
    void begin(final long nowNs)
    {
        dueNs = nowNs + periodNs;
        unanswered = 0;
        roundTripNs = 0;
        toAnswer.clear();
    }

    /** Sends what is due, as far as the rate allows. */
    int poll(final long nowNs)
    {
        int work = 0;
        while (!toAnswer.isEmpty() && outbox.hasPermit(nowNs))
        {
            final String pong = protocol.pongRequest(toAnswer.element());
            if (pong != null && !outbox.send(pong, nowNs))
            {
                return work;
            }
            toAnswer.remove();
            work++;
        }
        return isPingDue(nowNs) && outbox.hasPermit(nowNs) ? work + ping(nowNs) : work;
    }

    private int ping(final long nowNs)
    {
        final String text = protocol.pingRequest(nowNs);
        if (text == null || !outbox.send(text, nowNs))
        {
            return 0;
        }
        previousPingNs = lastPingNs;
        previousTimestamp = lastTimestamp;
        lastPingNs = nowNs;
        lastTimestamp = protocol.pingTimestamp(nowNs);
        unanswered++;
        dueNs = nowNs + periodNs;
        pingsSent.incrementOrdered();
        return 1;
    }

    private boolean isPingDue(final long nowNs)
    {
        return periodNs > 0 && nowNs - dueNs >= 0;
    }

    /**
     * True if another ping is due, the last two were not answered, and nothing else came since the first of them.
     *
     * @param lastReceivedNs when anything came last
     */
    boolean isDead(final long nowNs, final long lastReceivedNs)
    {
        return isPingDue(nowNs) && unanswered >= 2 && lastReceivedNs - previousPingNs < 0;
    }

    /** The venue answered a ping; one that echoes neither of the last two measures nothing. */
    void onPong(final long timestamp, final long receivedNs)
    {
        pongsReceived.incrementOrdered();
        if (unanswered >= 1 && timestamp == lastTimestamp)
        {
            roundTripNs = receivedNs - lastPingNs;
        }
        else if (unanswered >= 2 && timestamp == previousTimestamp)
        {
            roundTripNs = receivedNs - previousPingNs;
        }
        unanswered = 0;
    }

    /** The venue wants a pong. */
    void onPing(final long timestamp)
    {
        pingsReceived.incrementOrdered();
        if (toAnswer.size() == MAX_WAITING)
        {
            toAnswer.remove();
        }
        toAnswer.add(timestamp);
    }

    /** What the last ping of this connection took, nanoseconds; 0 until measured. Any thread. */
    long roundTripNs()
    {
        return roundTripNs;
    }
}
