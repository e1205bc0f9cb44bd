package org.ringtape.feeds.session;

import java.util.List;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;

/** Asks for the subscriptions of one session, as many and as fast as the venue likes it. Conductor thread only. */
final class RequestDesk
{
    private final VenueProtocol protocol;
    private final SessionLimits limits;
    private final Outbox outbox;
    private final SubscriptionManager subscriptions;
    private final AtomicCounter refused;
    private boolean isPaused;
    private long pausedUntilNs;

    RequestDesk(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final Outbox outbox,
        final SubscriptionManager subscriptions,
        final CounterSet counters)
    {
        this.protocol = protocol;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        limits = protocol.limits();
        refused = identity.counter(counters, PipelineCounter.SUBSCRIPTIONS_REFUSED);
    }

    /** Everything is to be asked for again, on a new connection. */
    void begin()
    {
        isPaused = false;
        subscriptions.restart();
    }

    /** Sends what may be sent. */
    int poll(final long nowNs)
    {
        final int overdue = subscriptions.expire(nowNs, nowNs + limits.retryNs());
        refused.getAndAddOrdered(overdue);
        isPaused = isPaused && nowNs - pausedUntilNs < 0;
        int work = overdue;
        List<Subscription> pending = subscriptions.pending();
        while (!pending.isEmpty() && !isPaused && subscriptions.unanswered() < limits.requestsUnanswered() &&
            outbox.hasPermit(nowNs))
        {
            final List<Subscription> batch = List.copyOf(protocol.nextBatch(pending));
            final long requestId = outbox.nextRequestId();
            if (!outbox.send(protocol.subscribeRequest(requestId, batch), nowNs))
            {
                return work; // not now: tried again next cycle under another id
            }
            subscriptions.requested(batch, requestId, nowNs, nowNs + limits.answerNs());
            pending = subscriptions.pending();
            work++;
        }
        return work;
    }

    /** The venue said no to a request. */
    void onRefused(final long requestId, final long nowNs)
    {
        refused.getAndAddOrdered(subscriptions.refused(requestId, nowNs + limits.retryNs()).size());
    }

    /** The venue wants fewer requests: none goes for a while, and the one it did not carry out goes again then. */
    void onThrottled(final long requestId, final long nowNs, final long pauseNs)
    {
        subscriptions.throttled(requestId);
        final long untilNs = nowNs + pauseNs;
        pausedUntilNs = isPaused && pausedUntilNs - untilNs > 0 ? pausedUntilNs : untilNs;
        isPaused = true;
    }

    /** Ends what the venue has granted, as far as one request goes: a courtesy, the close follows. */
    void unsubscribe(final long nowNs)
    {
        final List<Subscription> confirmed = subscriptions.all().stream()
            .filter((subscription) -> subscription.state() == Subscription.State.CONFIRMED)
            .limit(limits.streamsPerRequest())
            .toList();
        if (!confirmed.isEmpty() && outbox.hasPermit(nowNs))
        {
            outbox.send(protocol.unsubscribeRequest(outbox.nextRequestId(), confirmed), nowNs);
        }
    }
}
