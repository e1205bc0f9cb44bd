package org.ringtape.feeds.session.dialogue;

import java.util.List;
import java.util.stream.Collectors;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;

/** Asks for the subscriptions of one session, as many and as fast as the venue likes it. Conductor thread only. */
final class RequestDesk
{
    /** Names in a text for people; of more there is only how many. */
    private static final int MAX_NAMES = 3;
    /** Doublings beyond which no pause fits a long. */
    private static final int MAX_DOUBLINGS = 20;

    /** What comes of requests. */
    interface Outcome
    {
        /** A stream was refused, alone; it is asked for again at a time. */
        void onRefused(Subscription subscription, long code, String words, long nowNs);

        /** Streams were asked for and not answered in time. */
        void onUnanswered(List<Subscription> overdue, long nowNs);
    }

    private final VenueProtocol protocol;
    private final SessionLimits limits;
    private final Outbox outbox;
    private final SubscriptionManager subscriptions;
    private final Outcome outcome;
    private final AtomicCounter refused;
    private boolean isPaused;
    private long pausedUntilNs;

    RequestDesk(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final Outbox outbox,
        final SubscriptionManager subscriptions,
        final CounterSet counters,
        final Outcome outcome)
    {
        this.protocol = protocol;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.outcome = outcome;
        limits = protocol.limits();
        refused = identity.counter(counters, PipelineCounter.SUBSCRIPTIONS_REFUSED);
    }

    /** Everything is to be asked for again, on a new connection. */
    void begin(final long nowNs)
    {
        isPaused = false;
        subscriptions.restart(nowNs);
    }

    /** Sends what may be sent. */
    int poll(final long nowNs)
    {
        int work = giveUpWaiting(nowNs);
        isPaused = isPaused && nowNs - pausedUntilNs < 0;
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
        return work + leave(nowNs);
    }

    /** Tells the venue what is wanted no more. */
    private int leave(final long nowNs)
    {
        int work = 0;
        List<Subscription> leaving = subscriptions.leaving();
        while (!leaving.isEmpty() && !isPaused && subscriptions.unanswered() < limits.requestsUnanswered() &&
            outbox.hasPermit(nowNs))
        {
            final List<Subscription> batch = List.copyOf(protocol.nextBatch(leaving));
            final long requestId = outbox.nextRequestId();
            if (!outbox.send(protocol.unsubscribeRequest(requestId, batch), nowNs))
            {
                return work;
            }
            subscriptions.leaveRequested(batch, requestId, nowNs + limits.answerNs());
            leaving = subscriptions.leaving();
            work++;
        }
        return work;
    }

    private int giveUpWaiting(final long nowNs)
    {
        final List<Subscription> withheld = subscriptions.withheld(nowNs, (each) -> nowNs + pauseNs(each));
        refused(withheld, 0, "the venue's answer does not name it", nowNs);
        final List<Subscription> overdue = subscriptions.overdue(nowNs, nowNs + limits.retryNs());
        if (!overdue.isEmpty())
        {
            refused.getAndAddOrdered(overdue.size());
            outcome.onUnanswered(overdue, nowNs);
        }
        return withheld.size() + overdue.size();
    }

    /** The venue said no to a request, which it may not name; false if no single stream was refused by it. */
    boolean onRefused(final long requestId, final long code, final String words, final long nowNs)
    {
        if (requestId != ControlSink.NO_REQUEST &&
            !subscriptions.left(requestId, Subscription.Leave.REFUSED).isEmpty())
        {
            return false;
        }
        final List<Subscription> alone =
            subscriptions.refused(requestId, (each) -> names(words, each), (each) -> nowNs + pauseNs(each));
        refused(alone, code, words, nowNs);
        return !alone.isEmpty();
    }

    private void refused(final List<Subscription> alone, final long code, final String words, final long nowNs)
    {
        refused.getAndAddOrdered(alone.size());
        alone.forEach((subscription) -> outcome.onRefused(subscription, code, words, nowNs));
    }

    /** How long a stream waits that has been refused as often as it has. */
    private long pauseNs(final Subscription subscription)
    {
        final int doublings = Math.min(subscription.refusals() - 1, MAX_DOUBLINGS);
        return Math.max(limits.retryNs(), Math.min(limits.lastRefusalNs(), limits.retryNs() << doublings));
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
        if (!confirmed.isEmpty() && outbox.hasPermitBeforeClose(nowNs))
        {
            outbox.send(protocol.unsubscribeRequest(outbox.nextRequestId(), confirmed), nowNs);
        }
    }

    /** The streams of some subscriptions, for a person. */
    static String names(final List<Subscription> subscriptions)
    {
        final String names = subscriptions.stream()
            .limit(MAX_NAMES)
            .map((subscription) -> subscription.stream().name())
            .collect(Collectors.joining(", "));
        final int more = subscriptions.size() - MAX_NAMES;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /** True if words of the venue's have a stream or its symbol among them. */
    static boolean names(final String words, final Subscription subscription)
    {
        return isWordIn(words, subscription.stream().name()) ||
            subscription.symbol() != null && isWordIn(words, subscription.symbol());
    }

    private static boolean isWordIn(final String text, final String word)
    {
        for (int at = 0; at <= text.length() - word.length(); at++)
        {
            if (text.regionMatches(true, at, word, 0, word.length()) &&
                !isPartOfName(text, at - 1) && !isPartOfName(text, at + word.length()))
            {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfName(final String text, final int at)
    {
        return at >= 0 && at < text.length() &&
            (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '@' || text.charAt(at) == '-');
    }
}
