package org.ringtape.feeds.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import org.ringtape.codecs.sink.ControlSink;

/**
 * All subscriptions of one session: which are to be asked for, which wait for an answer, which hold. Answers are
 * matched by request id, or, where the venue names none, to the oldest request that waits. Conductor thread only.
 */
public final class SubscriptionManager
{
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Deque<Long> unanswered = new ArrayDeque<>();

    /** Adds a stream to be received; it is asked for when the session next sends. */
    public void add(final Subscription subscription)
    {
        subscriptions.add(subscription);
    }

    /** Every subscription, in the order of adding. */
    public List<Subscription> all()
    {
        return Collections.unmodifiableList(subscriptions);
    }

    /** Starts over, as a new connection must: everything is to be asked for again. */
    public void restart()
    {
        unanswered.clear();
        subscriptions.forEach(Subscription::pending);
    }

    /** Up to {@code limit} subscriptions that are to be asked for. */
    public List<Subscription> nextBatch(final int limit)
    {
        final List<Subscription> batch = new ArrayList<>();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.PENDING && batch.size() < limit)
            {
                batch.add(subscription);
            }
        }
        return batch;
    }

    /** Notes that a batch was sent under a request id and is to be answered by a deadline. */
    public void requested(final List<Subscription> batch, final long requestId, final long deadlineNs)
    {
        unanswered.add(requestId);
        batch.forEach((subscription) -> subscription.requested(requestId, deadlineNs));
    }

    /**
     * The venue said yes.
     *
     * @param requestId as answered
     * @return what is confirmed by it
     */
    public List<Subscription> acknowledged(final long requestId)
    {
        final List<Subscription> confirmed = answered(requestId);
        confirmed.forEach(Subscription::confirmed);
        return confirmed;
    }

    /**
     * The venue said no.
     *
     * @param requestId as answered, or {@link ControlSink#NO_REQUEST}
     * @param retryNs   when it may be asked again
     * @return what was refused by it
     */
    public List<Subscription> refused(final long requestId, final long retryNs)
    {
        final List<Subscription> refused = answered(requestId);
        refused.forEach((subscription) -> subscription.refused(retryNs));
        return refused;
    }

    /**
     * Takes what was not answered in time as refused; returns how many subscriptions that were. Nobody waits for those
     * answers any more, but one that comes late and names its request still confirms it.
     */
    public int expire(final long nowNs, final long retryNs)
    {
        int count = 0;
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.REQUESTED && subscription.isDue(nowNs))
            {
                unanswered.remove(subscription.requestId());
                subscription.refused(retryNs);
                count++;
            }
            else if (subscription.state() == Subscription.State.REFUSED && subscription.isDue(nowNs))
            {
                subscription.pending();
            }
        }
        return count;
    }

    /** True if nothing waits to be sent or answered. */
    public boolean isSettled()
    {
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.PENDING ||
                subscription.state() == Subscription.State.REQUESTED)
            {
                return false;
            }
        }
        return true;
    }

    /** True if the venue has confirmed any subscription, or there is none to confirm. */
    public boolean holdsAny()
    {
        return subscriptions.isEmpty() || subscriptions.stream()
            .anyMatch((subscription) -> subscription.state() == Subscription.State.CONFIRMED);
    }

    private List<Subscription> answered(final long requestId)
    {
        final Long id = requestId == ControlSink.NO_REQUEST ? unanswered.peek() : Long.valueOf(requestId);
        if (id == null)
        {
            return List.of();
        }
        unanswered.remove(id);
        final List<Subscription> answered = new ArrayList<>();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.belongsTo(id))
            {
                answered.add(subscription);
            }
        }
        return answered;
    }
}
