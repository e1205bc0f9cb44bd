package org.ringtape.feeds.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import org.ringtape.codecs.sink.ControlSink;

/**
 * All subscriptions of one session: which are to be asked for, which wait for an answer, which hold. An answer is about
 * what it names: a request, or streams. One that names nothing says yes only where a single request can be meant, and
 * no to whom its words name, else to the oldest request that waits. Conductor thread only.
 */
public final class SubscriptionManager
{
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final OpenRequests requests = new OpenRequests();
    /** Confirmed when the last connection ended that held anything. */
    private List<Subscription> held = List.of();
    private int version;

    /**
     * What an answer that names streams comes to.
     *
     * @param confirmed granted and not before
     * @param unasked   names that nobody here asked for
     */
    public record Grants(List<Subscription> confirmed, List<String> unasked)
    {
    }

    /** Adds a stream to be received; it is asked for when the session next sends. */
    public void add(final Subscription subscription)
    {
        version++;
        subscriptions.add(subscription);
    }

    /** Nothing more will come of a subscription: it is asked for no more, and its answers do not count. */
    public void end(final Subscription subscription)
    {
        subscription.ended();
    }

    /**
     * A subscription is wanted no more. The venue is told if it may have granted it; else it has ended at once.
     */
    public void leave(final Subscription subscription)
    {
        version++;
        subscription.leaving();
    }

    /** Forgets a subscription that has ended. */
    public void remove(final Subscription subscription)
    {
        version++;
        subscriptions.remove(subscription);
    }

    /** Another number says that subscriptions have been added, left or forgotten. */
    public int version()
    {
        return version;
    }

    /** Those that count at the venue, or will: all that have not ended. */
    public int alive()
    {
        int alive = 0;
        for (final Subscription subscription : subscriptions)
        {
            alive += subscription.state() == Subscription.State.ENDED ? 0 : 1;
        }
        return alive;
    }

    /** Of which the venue is to be told that they are wanted no more. */
    public List<Subscription> leaving()
    {
        List<Subscription> leaving = List.of();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.isLeaveToBeSent())
            {
                leaving = leaving.isEmpty() ? new ArrayList<>() : leaving;
                leaving.add(subscription);
            }
        }
        return leaving;
    }

    /** Notes that the venue was told now, under a request id, and is to answer by a deadline. */
    public void leaveRequested(final List<Subscription> batch, final long requestId, final long deadlineNs)
    {
        requests.add(requestId, deadlineNs);
        batch.forEach((subscription) -> subscription.leaveRequested(requestId, deadlineNs));
    }

    /**
     * The venue has answered a request to end subscriptions.
     *
     * @param requestId as answered; {@link ControlSink#NO_REQUEST} is taken for the oldest that waits
     * @param how       it answered
     * @return those that have ended by it; empty if it was another kind of request
     */
    public List<Subscription> left(final long requestId, final Subscription.Leave how)
    {
        final long id = requestId == ControlSink.NO_REQUEST ? requests.oldestWaiting() : requestId;
        final List<Subscription> left =
            subscriptions.stream().filter((subscription) -> subscription.leavesBy(id)).toList();
        if (!left.isEmpty())
        {
            requests.answered(id);
            left.forEach((subscription) -> subscription.left(how));
        }
        return left;
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

    /** Starts over, as a new connection must: everything is to be asked for again, what was refused in its time. */
    public void restart(final long nowNs)
    {
        requests.clear();
        final List<Subscription> confirmed = subscriptions.stream()
            .filter((subscription) -> subscription.state() == Subscription.State.CONFIRMED).toList();
        held = confirmed.isEmpty() ? held : confirmed;
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.LEAVING)
            {
                subscription.left(Subscription.Leave.AGREED); // a new connection has nothing of it
            }
            else if (subscription.state() != Subscription.State.REFUSED || subscription.isDue(nowNs))
            {
                subscription.pending();
            }
        }
    }

    /**
     * The venue has restored what the last connection that held anything held.
     *
     * @return what is confirmed by that
     */
    public List<Subscription> recovered()
    {
        final List<Subscription> restored = held.stream()
            .filter((subscription) -> subscription.state() == Subscription.State.PENDING).toList();
        restored.forEach(Subscription::confirmed);
        held = List.of();
        return restored;
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
        return requests.waiting();
    }

    /** Notes that a batch was sent now under a request id and is to be answered by a deadline. */
    public void requested(
        final List<Subscription> batch, final long requestId, final long nowNs, final long deadlineNs)
    {
        requests.add(requestId, deadlineNs);
        batch.forEach((subscription) -> subscription.requested(requestId, nowNs, deadlineNs));
    }

    /**
     * The venue said yes.
     *
     * @param requestId as answered; {@link ControlSink#NO_REQUEST} is taken for the only request there is, and for none
     *                  if there are several, or one that was given up may be answered late
     * @return what is confirmed by it and was not before
     */
    public List<Subscription> acknowledged(final long requestId)
    {
        final long id = requestId == ControlSink.NO_REQUEST ? requests.only() : requestId;
        final List<Subscription> confirmed = new ArrayList<>();
        for (final Subscription subscription : answered(id))
        {
            if (subscription.state() != Subscription.State.CONFIRMED)
            {
                confirmed.add(subscription);
            }
            subscription.confirmed();
        }
        return confirmed;
    }

    /** True if an answer that names nothing could be to one request only. */
    public boolean isUnnamedYesClear()
    {
        return requests.only() != ControlSink.NO_REQUEST;
    }

    /**
     * The venue said what it grants, stream by stream. The request that it answers is the oldest that asked for any of
     * them or that the answer is about; what that one asked for besides is withheld, unless another answer names it
     * before the deadline of the request: see {@link #withheld}.
     *
     * @param names   of streams
     * @param isAbout whether the answer is about a subscription, although it does not grant it
     */
    public Grants granted(final Collection<String> names, final Predicate<Subscription> isAbout)
    {
        final List<String> unasked = new ArrayList<>(names);
        final List<Subscription> named = new ArrayList<>();
        for (final Subscription subscription : subscriptions)
        {
            if (unasked.remove(subscription.stream().name()))
            {
                named.add(subscription);
            }
        }
        long id = oldest((subscription) -> named.contains(subscription));
        id = id == ControlSink.NO_REQUEST ? oldest(isAbout) : id;
        answered(id).forEach(Subscription::withheld);
        final List<Subscription> confirmed = named.stream()
            .filter((subscription) -> subscription.state() != Subscription.State.CONFIRMED)
            .toList();
        named.forEach(Subscription::confirmed);
        return new Grants(confirmed, unasked);
    }

    /**
     * Takes what no answer to its request has named in time as refused.
     *
     * @param retryNs when it may be asked for again
     * @return what is refused by that
     */
    public List<Subscription> withheld(final long nowNs, final ToLongFunction<Subscription> retryNs)
    {
        List<Subscription> withheld = List.of();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.isWithheld() && subscription.isDue(nowNs))
            {
                subscription.refused();
                subscription.retryAt(retryNs.applyAsLong(subscription));
                withheld = withheld.isEmpty() ? new ArrayList<>() : withheld;
                withheld.add(subscription);
            }
        }
        return withheld;
    }

    /**
     * Data came, where data of a stream says yes to it as well as an answer does. The answer may still come, and say
     * no.
     *
     * @param hasSpoken whether a subscription has brought data since a time
     * @return what is confirmed by it: what was asked for before and has not been refused
     */
    public List<Subscription> confirmedByData(final SpokenSince hasSpoken)
    {
        List<Subscription> confirmed = List.of();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.isAwaited() && hasSpoken.test(subscription, subscription.requestedNs()))
            {
                subscription.confirmedByData();
                confirmed = confirmed.isEmpty() ? new ArrayList<>() : confirmed;
                confirmed.add(subscription);
            }
        }
        return confirmed;
    }

    /** Whether the data of a subscription has come. */
    @FunctionalInterface
    public interface SpokenSince
    {
        /** True if it came later than that, epoch nanoseconds. */
        boolean test(Subscription subscription, long sinceNs);
    }

    /**
     * The venue said no, in no words.
     *
     * @param requestId as answered, or {@link ControlSink#NO_REQUEST}
     * @param retryNs   when what was refused alone may be asked for again
     * @return what was refused alone
     */
    public List<Subscription> refused(final long requestId, final long retryNs)
    {
        return refused(requestId, (subscription) -> false, (subscription) -> retryNs);
    }

    /**
     * The venue said no. What it refused together is asked for again at once, one by one and only once, so that one bad
     * name cannot silence the rest; what it refused alone has to wait.
     *
     * @param requestId as answered, or {@link ControlSink#NO_REQUEST}
     * @param isNamed   whether the venue's words name a subscription; asked only where the request is not named
     * @param retryNs   when what was refused alone may be asked for again
     * @return what was refused alone
     */
    public List<Subscription> refused(
        final long requestId, final Predicate<Subscription> isNamed, final ToLongFunction<Subscription> retryNs)
    {
        long id = requestId;
        if (requestId == ControlSink.NO_REQUEST)
        {
            id = oldest(isNamed);
            id = id == ControlSink.NO_REQUEST ? requests.oldestWaiting() : id;
        }
        return refused(answered(id), retryNs);
    }

    /** True if a refusal that names no request could still be about one. */
    public boolean isAnythingOpen()
    {
        return !requests.isEmpty();
    }

    private static List<Subscription> refused(
        final List<Subscription> refused, final ToLongFunction<Subscription> retryNs)
    {
        if (refused.size() > 1)
        {
            refused.forEach(Subscription::pendingAlone);
            return List.of();
        }
        for (final Subscription subscription : refused)
        {
            subscription.refused();
            subscription.retryAt(retryNs.applyAsLong(subscription));
        }
        return refused;
    }

    /**
     * The venue did not carry a request out, for now: its subscriptions are to be asked for as if they never had been.
     *
     * @param requestId as answered, or {@link ControlSink#NO_REQUEST}
     */
    public void throttled(final long requestId)
    {
        answered(requestId == ControlSink.NO_REQUEST ? requests.oldestWaiting() : requestId)
            .forEach(Subscription::pending);
    }

    /**
     * Gives up waiting for what was not answered in time, and asks again in a while. An answer that comes late still
     * counts for what it names; until it may be asked for again, one that names nothing may be its and confirms nobody.
     *
     * @param nowNs   now
     * @param retryNs when that may be asked for again
     * @return what was not answered in time
     */
    public List<Subscription> overdue(final long nowNs, final long retryNs)
    {
        requests.expire(nowNs, retryNs);
        List<Subscription> overdue = List.of();
        for (final Subscription subscription : subscriptions)
        {
            if (subscription.state() == Subscription.State.REQUESTED && subscription.isDue(nowNs))
            {
                subscription.unanswered(retryNs);
                overdue = overdue.isEmpty() ? new ArrayList<>() : overdue;
                overdue.add(subscription);
            }
            else if (subscription.state() == Subscription.State.LEAVING && !subscription.isLeaveToBeSent() &&
                subscription.isDue(nowNs))
            {
                subscription.left(Subscription.Leave.UNANSWERED);
            }
            else if ((subscription.state() == Subscription.State.UNANSWERED ||
                subscription.state() == Subscription.State.REFUSED) && subscription.isDue(nowNs))
            {
                subscription.pending();
            }
        }
        return overdue;
    }

    /** As {@link #overdue}, returning how many subscriptions were not answered in time. */
    public int expire(final long nowNs, final long retryNs)
    {
        return overdue(nowNs, retryNs).size();
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

    /**
     * True if the venue has said no to every one that there is, or is just asked once more about it: nothing is gained
     * by a new connection.
     */
    public boolean isAllRefused()
    {
        return !subscriptions.isEmpty() && subscriptions.stream()
            .allMatch((subscription) -> subscription.state() == Subscription.State.REFUSED ||
                subscription.state() == Subscription.State.REQUESTED && subscription.refusals() > 0);
    }

    /** How long until the first that was refused may be asked for again, nanoseconds, at least 0; 0 if none was. */
    public long untilRetryNs(final long nowNs)
    {
        return subscriptions.stream()
            .filter((subscription) -> subscription.state() == Subscription.State.REFUSED)
            .mapToLong((subscription) -> untilRetryNs(subscription, nowNs))
            .min()
            .orElse(0L);
    }

    /** How long until one that was refused may be asked for again, nanoseconds, at least 0. */
    public long untilRetryNs(final Subscription subscription, final long nowNs)
    {
        return Math.max(0L, subscription.deadlineNs() - nowNs);
    }

    /** The oldest request of which any subscription passes; {@link ControlSink#NO_REQUEST} if there is none. */
    private long oldest(final Predicate<Subscription> passes)
    {
        return requests.oldest((id) -> subscriptions.stream()
            .anyMatch((subscription) -> subscription.belongsTo(id) && passes.test(subscription)));
    }

    private List<Subscription> answered(final long id)
    {
        if (id == ControlSink.NO_REQUEST)
        {
            return List.of();
        }
        requests.answered(id);
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
