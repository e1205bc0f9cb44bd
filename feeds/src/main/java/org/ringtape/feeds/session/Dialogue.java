package org.ringtape.feeds.session;

import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;
import org.ringtape.feeds.transport.Transport;

/**
 * What a session and its venue say to each other inside the data: greeting and credentials, then requests and their
 * answers, and pings all along. Conductor thread only, but for {@link #roundTripNs()}.
 */
final class Dialogue
{
    private static final long NS_PER_MS = 1_000_000L;

    /** What the dialogue wants of its session. */
    interface Reactions
    {
        /** Lets the host know. */
        void say(int code, String text, long nowNs);

        /** The connection is of no use; the next attempt waits at least as long. */
        void giveUp(String reason, long shortestWaitNs);

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
    private final AtomicCounter credentialsRefused;
    private final AtomicCounter requestsThrottled;

    Dialogue(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final SubscriptionManager subscriptions,
        final CounterSet counters,
        final Consumer<Subscription> onConfirmed,
        final Reactions reactions)
    {
        this.protocol = protocol;
        this.subscriptions = subscriptions;
        this.onConfirmed = onConfirmed;
        this.reactions = reactions;
        outbox = new Outbox(protocol.limits().messagesPerSecond());
        admission = new Admission(protocol, outbox);
        desk = new RequestDesk(identity, protocol, outbox, subscriptions, counters);
        heartbeat = new Heartbeat(identity, protocol, outbox, counters);
        credentialsRefused = identity.counter(counters, PipelineCounter.CREDENTIALS_REFUSED);
        requestsThrottled = identity.counter(counters, PipelineCounter.REQUESTS_THROTTLED);
    }

    /** A new connection is being made: what was said on the last one is void. */
    void begin(final long nowNs)
    {
        desk.begin();
        heartbeat.begin(nowNs);
    }

    /** The connection is open. */
    void opened(final Transport transport, final long nowNs)
    {
        outbox.connection(transport);
        heartbeat.begin(nowNs);
        admission.begin(nowNs);
    }

    /** True if subscriptions may be asked for. */
    boolean isAdmitted()
    {
        return admission.isAdmitted();
    }

    /** Gets admitted; true once that is so. */
    boolean pollAdmission(final long nowNs)
    {
        switch (admission.poll(nowNs))
        {
            case ADMITTED:
                return true;

            case TOO_LATE:
                reactions.giveUp(
                    admission.maySend() ? "credentials cannot be sent" : "the venue does not become ready", 0L);
                return false;

            default:
                return false;
        }
    }

    /** Sends requests that are due. */
    int pollRequests(final long nowNs)
    {
        return desk.poll(nowNs);
    }

    /** Keeps the link alive, or finds it dead. */
    int pollHeartbeat(final long nowNs, final long lastReceivedNs)
    {
        if (!admission.maySend())
        {
            return 0;
        }
        if (heartbeat.isDead(nowNs, lastReceivedNs))
        {
            reactions.giveUp("two pings without a pong or anything else", 0L);
            return 1;
        }
        return heartbeat.poll(nowNs);
    }

    /** Data came while answers are awaited. */
    void onData(final long dataNs)
    {
        if (protocol.dataConfirms())
        {
            subscriptions.confirmedByData(dataNs).forEach(onConfirmed);
        }
    }

    /** Takes leave. */
    void unsubscribe(final long nowNs)
    {
        desk.unsubscribe(nowNs);
    }

    /** The venue said something. */
    void on(final SessionSignal signal, final long nowNs)
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
                if (isAdmission)
                {
                    admission.onAcknowledged();
                }
                else
                {
                    subscriptions.acknowledged(signal.requestId()).forEach(onConfirmed);
                }
                break;

            default:
                if (isAdmission)
                {
                    onCredentialsRefused(signal, nowNs);
                }
                else
                {
                    desk.onRefused(signal.requestId(), nowNs);
                    reactions.say((int)signal.code(), "request refused: " + signal.text(), nowNs);
                }
                break;
        }
    }

    /** The socket stays; only requests wait. */
    private void onThrottled(final SessionSignal signal, final boolean isAdmission, final long nowNs)
    {
        requestsThrottled.incrementOrdered();
        final long pauseNs = signal.code() > 0 ? signal.code() : Admission.DEFAULT_PAUSE_NS;
        if (isAdmission && !admission.isAdmitted())
        {
            admission.onThrottled(nowNs, pauseNs);
        }
        else
        {
            desk.onThrottled(signal.requestId(), nowNs, pauseNs);
        }
        reactions.onPaused(nowNs, pauseNs);
        reactions.say(0, "requests throttled for " + pauseNs / NS_PER_MS + " ms", nowNs);
    }

    /** Nothing gets better by asking soon: the next attempt waits as long as any may. */
    private void onCredentialsRefused(final SessionSignal signal, final long nowNs)
    {
        credentialsRefused.incrementOrdered();
        reactions.say((int)signal.code(), "credentials refused: " + signal.text(), nowNs);
        reactions.giveUp("credentials refused", protocol.limits().lastRetryNs());
    }

    /** A text of the venue without anything that stood in our credentials. */
    String withoutSecrets(final String text)
    {
        return admission.withoutSecrets(text);
    }

    /** What the last ping of this connection took, nanoseconds; 0 until measured. Any thread. */
    long roundTripNs()
    {
        return heartbeat.roundTripNs();
    }
}
