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
    private final Deque<Request> unanswered = new ArrayDeque<>();

    /** A request under way. */
    private record Request(long id, long deadlineNs)
    {
    }

    /** Adds a stream to be received; it is asked for when the session next sends. */
    public void add(final Subscription subscription)
    {
        subscriptions.add(subscription);
    }

    /** Nothing more will come of a subscription: it is asked for no more, and its answers do not count. */
    public void end(final Subscription subscription)
    {
        subscription.ended();
    }

    /** True if there were subscriptions and all of them have ended. */
    public boolean haveEnded()
    {
        return !subscriptions.isEmpty() && subscriptions.stream()
            .allMatch((subscription) -> subscription.state() == Subscription.State.ENDED);
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

    /**
     * Which subscriptions may share the next request: all that are to be asked for, in the order of adding, but for
     * those that must be asked for alone; of these the first, once there are no others.
     */
    public List<Subscription> pending()
    {
        List<Subscription> pending = List.of();
        Subscription alone = null;
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.PENDING)
            {
                if (subscription.isAlone())
                {
                    alone = alone == null ? subscription : alone;
                }
                else
                {
                    pending = pending.isEmpty() ? new ArrayList<>() : pending;
                    pending.add(subscription);
                }
            }
        }
        return pending.isEmpty() && alone != null ? List.of(alone) : pending;
    }

    /** Requests under way. */
    public int unanswered()
    {
        return unanswered.size();
    }

    /** Notes that a batch was sent now under a request id and is to be answered by a deadline. */
    public void requested(
        final List<Subscription> batch, final long requestId, final long nowNs, final long deadlineNs)
    {
        unanswered.add(new Request(requestId, deadlineNs));
        batch.forEach((subscription) -> subscription.requested(requestId, nowNs, deadlineNs));
    }

    /**
     * The venue said yes.
     *
     * @param requestId as answered
     * @return what is confirmed by it and was not before
     */
    public List<Subscription> acknowledged(final long requestId)
    {
        final List<Subscription> confirmed = new ArrayList<>();
        for (final Subscription subscription : answered(requestId))
        {
            if (subscription.state() != Subscription.State.CONFIRMED)
            {
                confirmed.add(subscription);
            }
            subscription.confirmed();
        }
        return confirmed;
    }

    /**
     * Data came, where data says yes as well as an answer does. The answer may still come, and say no.
     *
     * @param dataNs when the last data came
     * @return what is confirmed by it: what was asked for before
     */
    public List<Subscription> confirmedByData(final long dataNs)
    {
        List<Subscription> confirmed = List.of();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.REQUESTED && dataNs - subscription.requestedNs() >= 0)
            {
                subscription.confirmedByData();
                confirmed = confirmed.isEmpty() ? new ArrayList<>() : confirmed;
                confirmed.add(subscription);
            }
        }
        return confirmed;
    }

    /**
     * The venue said no. What it refused together is asked for again at once, one by one and only once, so that one bad
     * name cannot silence the rest; what it refused alone has to wait.
     *
     * @param requestId as answered, or {@link ControlSink#NO_REQUEST}
     * @param retryNs   when what was refused alone may be asked for again
     * @return what was refused alone
     */
    public List<Subscription> refused(final long requestId, final long retryNs)
    {
        final List<Subscription> refused = answered(requestId);
        if (refused.size() > 1)
        {
            refused.forEach(Subscription::pendingAlone);
            return List.of();
        }
        refused.forEach((subscription) -> subscription.refused(retryNs));
        return refused;
    }

    /**
     * The venue did not carry a request out, for now: its subscriptions are to be asked for as if they never had been.
     *
     * @param requestId as answered, or {@link ControlSink#NO_REQUEST}
     */
    public void throttled(final long requestId)
    {
        answered(requestId).forEach(Subscription::pending);
    }

    /**
     * Takes what was not answered in time as refused; returns how many subscriptions that were. Nobody waits for those
     * answers any more, but one that comes late and names its request still counts.
     */
    public int expire(final long nowNs, final long retryNs)
    {
        unanswered.removeIf((request) -> nowNs - request.deadlineNs() >= 0);
        int count = 0;
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.REQUESTED && subscription.isDue(nowNs))
            {
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
        if (requestId == ControlSink.NO_REQUEST && unanswered.isEmpty())
        {
            return List.of();
        }
        final long id = requestId == ControlSink.NO_REQUEST ? unanswered.element().id() : requestId;
        unanswered.removeIf((request) -> request.id() == id);
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
