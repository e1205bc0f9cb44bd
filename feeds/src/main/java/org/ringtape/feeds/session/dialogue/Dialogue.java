package org.ringtape.feeds.session.dialogue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.connect.ConnectPlan;
import org.ringtape.feeds.session.LinkProbe;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.session.receive.SessionSignal;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;
import org.ringtape.feeds.transport.Transport;

/**
 * What a session and its venue say to each other inside the data: greeting and credentials, then requests and their
 * answers, and pings all along. Conductor thread only, but for {@link #roundTripNs()}.
 */
public final class Dialogue
{
    private static final long NS_PER_MS = 1_000_000L;

    /** Nobody is made to wait longer, whatever the venue says. */
    private static final long MAX_PAUSE_NS = TimeUnit.HOURS.toNanos(1);
    /** Times in a row that the venue may ask to wait, before the connection is given up. */
    private static final int MAX_PAUSES = 10;

    /** What the dialogue wants of its session. */
    public interface Reactions
    {
        /** Lets the host know. */
        void say(int code, String text, long nowNs);

        /** Lets the host know of something that is wrong. */
        void complain(int code, String text, long nowNs);

        /** The venue refuses a stream; what it said of it is noted there. */
        void onRefused(Subscription subscription, long nowNs);

        /** The connection is of no use; the next attempt waits at least as long. */
        void giveUp(String reason, long shortestWaitNs, long nowNs);

        /** The venue does not recover the session; the connection that asked for it is of no use. */
        void notRecovered(String reason, long nowNs);

        /** No answer can be expected for a while. */
        void onPaused(long nowNs, long pauseNs);
    }

    private final VenueProtocol protocol;
    private final SubscriptionManager subscriptions;
    private final Consumer<Subscription> onConfirmed;
    private final Reactions reactions;
    private final Outbox outbox;
    private final Admission admission;
    private final RequestDesk desk;
    private final Heartbeat heartbeat;
    private final LinkProbe probe;
    private final AtomicCounter credentialsRefused;
    private final AtomicCounter requestsThrottled;
    private final AtomicCounter unattributed;
    /** Times in a row that the venue asked to wait. */
    private int pauses;

    public Dialogue(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final SubscriptionManager subscriptions,
        final CounterSet counters,
        final Consumer<Subscription> onConfirmed,
        final LongSupplier pongsSent,
        final Reactions reactions)
    {
        this.protocol = protocol;
        this.subscriptions = subscriptions;
        this.onConfirmed = onConfirmed;
        this.reactions = reactions;
        outbox = new Outbox(protocol.limits().messagesPerSecond(), pongsSent);
        admission = new Admission(protocol, outbox);
        desk = new RequestDesk(identity, protocol, outbox, subscriptions, counters, new Outcome());
        heartbeat = new Heartbeat(identity, protocol, outbox, counters);
        probe = new LinkProbe(identity, protocol.limits(), outbox, counters);
        credentialsRefused = identity.counter(counters, PipelineCounter.CREDENTIALS_REFUSED);
        requestsThrottled = identity.counter(counters, PipelineCounter.REQUESTS_THROTTLED);
        unattributed = identity.counter(counters, PipelineCounter.ANSWERS_UNATTRIBUTED);
    }

    /** A new connection is being made: what was said on the last one is void. */
    public void begin(final ConnectPlan plan, final long nowNs)
    {
        pauses = 0;
        admission.plan(plan);
        desk.begin(nowNs);
        heartbeat.begin(nowNs);
    }

    /** The connection is open. */
    public void opened(final Transport transport, final long nowNs)
    {
        outbox.connection(transport);
        heartbeat.begin(nowNs);
        probe.begin(nowNs);
        admission.begin(nowNs);
    }

    /** True if subscriptions may be asked for. */
    public boolean isAdmitted()
    {
        return admission.isAdmitted();
    }

    /** Gets admitted; true once that is so. */
    public boolean pollAdmission(final long nowNs)
    {
        switch (admission.poll(nowNs))
        {
            case ADMITTED:
                return true;

            case NOT_RECOVERED:
                reactions.notRecovered("no answer to the request to recover the session", nowNs);
                return false;

            case TOO_LATE:
                reactions.giveUp(
                    admission.maySend() ? "credentials cannot be sent" : "the venue does not become ready", 0L,
                    nowNs);
                return false;

            default:
                return false;
        }
    }

    /** Sends requests that are due. */
    public int pollRequests(final long nowNs)
    {
        return desk.poll(nowNs);
    }

    /** Keeps the link alive, or finds it dead. */
    public int pollHeartbeat(final long nowNs, final long lastReceivedNs)
    {
        outbox.countPongs(nowNs);
        if (!admission.maySend())
        {
            return 0;
        }
        if (heartbeat.isDead(nowNs, lastReceivedNs))
        {
            reactions.giveUp("two pings without a pong or anything else", 0L, nowNs);
            return 1;
        }
        return heartbeat.poll(nowNs);
    }

    /** Finds out whether the other end is still there. */
    public int pollLink(final long nowNs, final long lastReceivedNs, final long lastPongNs)
    {
        if (probe.isDead(nowNs, lastReceivedNs, lastPongNs))
        {
            reactions.giveUp("a WebSocket ping without a pong or anything else for " +
                protocol.limits().pongNs() / NS_PER_MS + " ms", 0L, nowNs);
            return 1;
        }
        return probe.poll(nowNs, lastReceivedNs, lastPongNs);
    }

    /** Data came. */
    public void onData(final SubscriptionManager.SpokenSince hasSpoken)
    {
        subscriptions.confirmedByData(hasSpoken).forEach(onConfirmed);
    }

    /** Takes leave. */
    public void leave(final long nowNs)
    {
        desk.unsubscribe(nowNs);
        outbox.closing(nowNs);
    }

    /** The venue said something. */
    public void on(final SessionSignal signal, final long nowNs)
    {
        final boolean isAdmission = admission.isAnsweredBy(signal.requestId());
        switch (signal.kind())
        {
            case READY:
                admission.onReady(nowNs);
                break;

            case PONG:
                heartbeat.onPong(signal.requestId(), signal.code());
                break;

            case PING:
                heartbeat.onPing(signal.requestId());
                break;

            case THROTTLED:
                onThrottled(signal, isAdmission, nowNs);
                break;

            case CREDENTIALS_REFUSED:
                onCredentialsRefused(signal, nowNs);
                break;

            case ACKNOWLEDGED:
                onAcknowledged(signal.requestId(), isAdmission, nowNs);
                break;

            case GRANTED:
                onGranted(signal, nowNs);
                break;

            case UNSUBSCRIBED:
                if (!subscriptions.left(ControlSink.NO_REQUEST, Subscription.Leave.AGREED).isEmpty())
                {
                    break;
                }
                reactions.giveUp("the venue has ended all subscriptions", 0L, nowNs);
                break;

            default:
                if (isAdmission && admission.isRecovering())
                {
                    reactions.notRecovered("session not recovered: " + signal.text(), nowNs);
                }
                else if (isAdmission)
                {
                    onCredentialsRefused(signal, nowNs);
                }
                else
                {
                    onRefused(signal, nowNs);
                }
                break;
        }
    }

    private void onAcknowledged(final long requestId, final boolean isAdmission, final long nowNs)
    {
        if (isAdmission)
        {
            pauses = 0;
            if (admission.onAcknowledged())
            {
                subscriptions.recovered().forEach(onConfirmed);
            }
            return;
        }
        if (admission.takesLateYes(requestId))
        {
            return;
        }
        if (!subscriptions.left(requestId, Subscription.Leave.AGREED).isEmpty())
        {
            return;
        }
        if (requestId == ControlSink.NO_REQUEST && !subscriptions.isUnnamedYesClear())
        {
            unattributed.incrementOrdered();
            if (subscriptions.isAnythingOpen())
            {
                reactions.complain(0, "the venue grants something, and does not say what", nowNs);
            }
            return;
        }
        pauses = 0;
        subscriptions.acknowledged(requestId).forEach(onConfirmed);
    }

    private void onGranted(final SessionSignal signal, final long nowNs)
    {
        final SubscriptionManager.Grants grants = subscriptions.granted(
            signal.names(), (subscription) -> protocol.isAbout(signal.text(), subscription));
        pauses = 0;
        grants.confirmed().forEach(onConfirmed);
        if (!grants.unasked().isEmpty())
        {
            unattributed.incrementOrdered();
            reactions.complain(
                0, "the venue grants what was not asked for: " + String.join(", ", grants.unasked()), nowNs);
        }
    }

    /** Who was refused alone has said so; else the venue's words stand for themselves. */
    private void onRefused(final SessionSignal signal, final long nowNs)
    {
        if (!desk.onRefused(signal.requestId(), signal.code(), signal.text(), nowNs))
        {
            reactions.complain((int)signal.code(), "request refused: " + signal.text(), nowNs);
        }
    }

    /** The socket stays; only requests wait. */
    private void onThrottled(final SessionSignal signal, final boolean isAdmission, final long nowNs)
    {
        requestsThrottled.incrementOrdered();
        final long pauseNs = Math.min(
            signal.code() > 0 ? signal.code() : Admission.DEFAULT_PAUSE_NS, MAX_PAUSE_NS);
        if (isAdmission && !admission.isAdmitted())
        {
            admission.onThrottled(nowNs, pauseNs);
        }
        else
        {
            desk.onThrottled(signal.requestId(), nowNs, pauseNs);
        }
        reactions.onPaused(nowNs, pauseNs);
        reactions.complain(0, "requests throttled for " + pauseNs / NS_PER_MS + " ms" +
            (signal.code() > MAX_PAUSE_NS ? ", though the venue asks for " + signal.code() / NS_PER_MS : ""), nowNs);
        pauses++;
        if (pauses > MAX_PAUSES)
        {
            reactions.giveUp("throttled " + pauses + " times in a row", protocol.limits().policyCloseNs(), nowNs);
        }
    }

    /** Nothing gets better by asking soon: the next attempt waits as long as any may. */
    private void onCredentialsRefused(final SessionSignal signal, final long nowNs)
    {
        credentialsRefused.incrementOrdered();
        reactions.complain((int)signal.code(), "credentials refused: " + signal.text(), nowNs);
        reactions.giveUp("credentials refused", protocol.limits().lastRetryNs(), nowNs);
    }

    /** A text of the venue without anything that stood in our credentials. */
    public String withoutSecrets(final String text)
    {
        return admission.withoutSecrets(text);
    }

    /** What the last ping of this connection took, nanoseconds; 0 until measured. Any thread. */
    public long roundTripNs()
    {
        return heartbeat.roundTripNs();
    }

    /** What comes of requests. */
    private final class Outcome implements RequestDesk.Outcome
    {
        @Override
        public void onRefused(
            final Subscription subscription, final long code, final String words, final long nowNs)
        {
            subscription.noteError(new LastError(
                nowNs, (int)code, withoutSecrets(words.isEmpty() ? "refused, code " + code : words)));
            reactions.onRefused(subscription, nowNs);
            reactions.complain((int)code, "stream " + subscription.stream().name() + " refused: " +
                subscription.lastError().text() + "; asked again in " +
                TimeUnit.NANOSECONDS.toMillis(subscriptions.untilRetryNs(subscription, nowNs)) + " ms", nowNs);
        }

        @Override
        public void onUnanswered(final List<Subscription> overdue, final long nowNs)
        {
            reactions.complain(0, "no answer in " + protocol.limits().answerNs() / NS_PER_MS + " ms: " +
                RequestDesk.names(overdue), nowNs);
        }
    }
}
