package org.ringtape.feeds.session;

import java.io.IOException;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.SessionState;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;
import org.ringtape.feeds.transport.Transport;

/**
 * Keeps one venue connection in the state its subscriptions need. Conductor thread only.
 * <pre>
 * DISCONNECTED ─► CONNECTING ─► AUTHENTICATING ─► SUBSCRIBING ─► LIVE ◄─► STALE
 *                     │               │                │           │        │
 *                     └───────────────┴──────┬─────────┴───────────┴────────┘  closed, refused, too late, silent
 *                                       BACKING_OFF ─► CONNECTING …
 *  a venue that asks for no credentials, nor speaks first, is not authenticated with
 *  close() from anywhere ─► DRAINING ─► CLOSED          an endpoint that cannot work ─► FAILED
 * </pre>
 */
public final class VenueSession
{
    private static final int NORMAL_CLOSE = 1000;
    private static final int POLICY_CLOSE = 1008;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_BANNED = 418;
    private static final long NS_PER_MS = 1_000_000L;

    private final SessionIdentity identity;
    private final VenueProtocol protocol;
    private final SessionLimits limits;
    private final SessionReceiver receiver;
    private final TransportFactory transports;
    private final ConductorEvents events;
    private final ReconnectPolicy reconnects;
    private final HostPace pace;
    private final SubscriptionManager subscriptions = new SubscriptionManager();
    private final Dialogue dialogue;
    private final SilenceWatch silence;

    private final AtomicCounter connects;
    private final AtomicCounter disconnects;
    private final AtomicCounter connectFailures;
    private final AtomicCounter staleEpisodes;
    private final AtomicCounter lossesAnnouncedLate;

    /** Writer: conductor; volatile for hosts that look. */
    private volatile SessionState state = SessionState.DISCONNECTED;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile int epoch;
    private Transport transport;
    private boolean opened;
    private boolean aborted;
    private long connectNs;
    private long openedNs;
    private long stateNs;
    private long deadlineNs;
    private long liveSinceNs;
    private long liveNs;
    /** Time of the last data when the session became stale: another one is data again. */
    private long staleDataNs;
    private int refusalStatus;
    /** What the answer that refused the upgrade asks us to wait, 0 if nothing. */
    private long refusalRetryAfterNs;
    /** Shortest wait before the next attempt, from what has happened on this connection. */
    private long shortestWaitNs;
    /** Why the connection is on its way out; empty while it is not. */
    private String endText = "";

    /**
     * A session that has not connected yet.
     *
     * @param identity    who it is
     * @param protocol    what its venue speaks
     * @param receiver    its receiving side
     * @param transports  makes connections
     * @param events      the conductor's way into the ring
     * @param reconnects  how long to wait between attempts; this session's own
     * @param pace        of the host that it connects to; asked before each attempt, and told of each refusal
     * @param counters    where to count
     * @param onConfirmed told of each subscription that the venue has confirmed
     */
    public VenueSession(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final SessionReceiver receiver,
        final TransportFactory transports,
        final ConductorEvents events,
        final ReconnectPolicy reconnects,
        final HostPace pace,
        final CounterSet counters,
        final Consumer<Subscription> onConfirmed)
    {
        this.identity = identity;
        this.protocol = protocol;
        this.receiver = receiver;
        this.transports = transports;
        this.events = events;
        this.reconnects = reconnects;
        this.pace = pace;
        limits = protocol.limits();
        dialogue = new Dialogue(identity, protocol, subscriptions, counters, onConfirmed, new DialogueReactions());
        silence = new SilenceWatch(
            identity, subscriptions, receiver.activity(), events, protocol::isWildcard, counters);
        connects = identity.counter(counters, PipelineCounter.CONNECTS);
        disconnects = identity.counter(counters, PipelineCounter.DISCONNECTS);
        connectFailures = identity.counter(counters, PipelineCounter.CONNECT_FAILURES);
        staleEpisodes = identity.counter(counters, PipelineCounter.STALE_EPISODES);
        lossesAnnouncedLate = identity.counter(counters, PipelineCounter.LOSSES_ANNOUNCED_LATE);
    }

    /** Who it is. */
    public SessionIdentity identity()
    {
        return identity;
    }

    /** What it is to receive. */
    public SubscriptionManager subscriptions()
    {
        return subscriptions;
    }

    /** Where it stands. Any thread; a moment old for others than the conductor. */
    public SessionState state()
    {
        return state;
    }

    /** How many times it has tried to connect; what its events carry. Any thread. */
    public int epoch()
    {
        return epoch;
    }

    /** True while a connection carries data, or may. Conductor thread. */
    public boolean isConnected()
    {
        switch (state)
        {
            case SUBSCRIBING:
            case LIVE:
            case STALE:
                return !aborted;

            default:
                return false;
        }
    }

    /** What the last ping inside the data took, nanoseconds; 0 until measured on this connection. Any thread. */
    public long roundTripNs()
    {
        return dialogue.roundTripNs();
    }

    /** What its venue speaks. */
    public VenueProtocol protocol()
    {
        return protocol;
    }

    /** One duty cycle; returns how much there was to do. */
    public int poll(final long nowNs)
    {
        int work = drainSignals(nowNs);
        if (receiver.publication().announceOverdueLoss(nowNs))
        {
            lossesAnnouncedLate.incrementOrdered();
            work++;
        }
        if (aborted && state != SessionState.DRAINING)
        {
            return work; // the CLOSED signal of abort() is all that can follow
        }
        switch (state)
        {
            case DISCONNECTED:
                return work + connect(nowNs);

            case BACKING_OFF:
                return isDue(nowNs) ? work + connect(nowNs) : work;

            case CONNECTING:
                return isDue(nowNs) ? work + giveUp("no upgrade answer in time") : work;

            case AUTHENTICATING:
                return work + dialogue.pollHeartbeat(nowNs, receiver.lastReceivedNs()) + admit(nowNs);

            case SUBSCRIBING:
            case LIVE:
            case STALE:
                return work + dialogue.pollHeartbeat(nowNs, receiver.lastReceivedNs()) + subscribe(nowNs) +
                    watch(nowNs);

            case DRAINING:
                return isDue(nowNs) ? work + endDraining(nowNs) : work;

            default:
                return work;
        }
    }

    /** Ends in good order: unsubscribe, close frame, then closed; at the latest after the close limit, twice. */
    public void close(final long nowNs)
    {
        if (state.isFinal() || state == SessionState.DRAINING)
        {
            return;
        }
        if (transport == null)
        {
            transition(SessionState.CLOSED, nowNs, 0, "closed by the host");
            return;
        }
        if (opened)
        {
            dialogue.unsubscribe(nowNs);
        }
        transition(SessionState.DRAINING, nowNs, 0, "closed by the host");
        deadlineNs = nowNs + limits.closeNs();
        transport.close(NORMAL_CLOSE, "");
    }

    /**
     * Lets the host know of something that concerns the session beside its connection, such as a failed REST request;
     * as long as the ring takes what we say.
     *
     * @param code HTTP status or the venue's own number
     * @param text for people; secrets of the session are taken out of it
     */
    public void remark(final int code, final String text, final long nowNs)
    {
        say(code, text, nowNs);
    }

    /**
     * The venue refuses a stream, or what it starts from, for good: the ring hears of it, then the host.
     *
     * @param code HTTP status or the venue's own number
     * @param text for people; secrets of the session are taken out of it
     */
    public void streamRefused(final Subscription subscription, final int code, final String text, final long nowNs)
    {
        events.streamRefused(
            identity, epoch, subscription.stream().id(), subscription.stream().instrumentId(), nowNs);
        say(code, text, nowNs);
    }

    /** A text without the session's secrets. */
    public String withoutSecrets(final String text)
    {
        return dialogue.withoutSecrets(text);
    }

    /**
     * The life of a subscription's instrument is over: it is not asked for any more, which is said, and a session that
     * has nothing left to receive closes.
     *
     * @param why for a person
     */
    public void end(final Subscription subscription, final String why, final long nowNs)
    {
        subscriptions.end(subscription);
        silence.forget(subscription);
        say(0, "stream " + subscription.stream().name() + " has ended: " + why, nowNs);
        if (subscriptions.haveEnded())
        {
            close(nowNs);
        }
    }

    /** It cannot be kept up any more: its connection is given up at once, and for good. Idempotent. */
    public void fail(final long nowNs, final String reason)
    {
        if (state.isFinal())
        {
            return;
        }
        final Transport left = transport;
        transport = null;
        if (left != null && opened)
        {
            events.disconnected(identity, epoch, receiver.lastReceivedNs());
        }
        transition(SessionState.FAILED, nowNs, 0, reason);
        if (left != null)
        {
            left.abort();
        }
    }

    private int connect(final long nowNs)
    {
        if (!events.isDrained())
        {
            return 0; // what was lost must be said before there is something new to lose
        }
        if (!pace.tryConnect(nowNs))
        {
            return 0; // the host pauses, or others connect to it now
        }
        epoch++;
        opened = false;
        aborted = false;
        refusalStatus = 0;
        refusalRetryAfterNs = 0L;
        shortestWaitNs = 0;
        endText = "";
        connectNs = nowNs;
        dialogue.begin(nowNs);
        transition(SessionState.CONNECTING, nowNs, 0, "");
        deadlineNs = nowNs + limits.handshakeNs();
        try
        {
            transport = transports.create(protocol.endpoint(), identity.name(), receiver.connection(epoch));
            transport.connect();
        }
        catch (final IllegalArgumentException | LinkageError e)
        {
            dropTransport();
            // an endpoint, or a library that is missing, which no other attempt makes better
            transition(SessionState.FAILED, nowNs, 0, e.toString());
        }
        catch (final IOException | RuntimeException | Error e)
        {
            dropTransport();
            backOff(nowNs, 0, e.toString());
        }
        return 1;
    }

    private void dropTransport()
    {
        connectFailures.incrementOrdered();
        if (transport != null)
        {
            transport.abort();
            transport = null;
        }
    }

    private int giveUp(final String reason)
    {
        if (aborted)
        {
            return 0;
        }
        aborted = true;
        endText = reason;
        transport.abort(); // ends in a CLOSED signal
        return 1;
    }

    /** First the venue had its time to answer the close frame; then abort() had its time, say in a name lookup. */
    private int endDraining(final long nowNs)
    {
        if (!aborted)
        {
            deadlineNs = nowNs + limits.closeNs();
            return giveUp("no close answer in time");
        }
        ended(nowNs, 0, endText);
        return 1;
    }

    private int drainSignals(final long nowNs)
    {
        int work = 0;
        SessionSignal signal;
        while ((signal = receiver.pollSignal()) != null)
        {
            work++;
            if (signal.attempt() == epoch && transport != null)
            {
                on(signal, nowNs);
            }
        }
        return work;
    }

    private void on(final SessionSignal signal, final long nowNs)
    {
        switch (signal.kind())
        {
            case OPENED:
                onOpened(nowNs);
                break;

            case UPGRADE_REFUSED:
                refusalStatus = (int)signal.code();
                endText = "upgrade refused: " + signal.code() + " " + signal.text();
                break;

            case RETRY_AFTER:
                refusalRetryAfterNs = signal.code();
                break;

            case CLOSED:
                ended(
                    nowNs,
                    refusalStatus != 0 ? refusalStatus : (int)signal.code(),
                    endText.isEmpty() ? signal.text() : endText);
                break;

            case NOT_INFLATED:
                giveUp(protocol.stopCompression() ?
                    "frames cannot be inflated, on without compression" : "frames cannot be inflated");
                break;

            case MALFORMED_TOO_OFTEN:
                giveUp("more than " + limits.malformedPerMinute() + " malformed frames in a minute");
                break;

            case REMARK:
                say(0, signal.text(), nowNs);
                break;

            default:
                dialogue.on(signal, nowNs);
                break;
        }
    }

    /** The venue's words reach the host with the state as it is; as long as the ring takes what we say. */
    private void say(final int code, final String text, final long nowNs)
    {
        if (events.hasRoom())
        {
            status(code, nowNs, text);
        }
    }

    private void onOpened(final long nowNs)
    {
        opened = true;
        openedNs = nowNs;
        connects.incrementOrdered();
        if (state == SessionState.CONNECTING && !aborted)
        {
            silence.begin(nowNs);
            dialogue.opened(transport, nowNs);
            if (dialogue.isAdmitted())
            {
                startSubscribing(nowNs);
            }
            else
            {
                transition(SessionState.AUTHENTICATING, nowNs, 0, "");
            }
        }
    }

    private void startSubscribing(final long nowNs)
    {
        transition(SessionState.SUBSCRIBING, nowNs, 0, "");
        deadlineNs = nowNs + limits.answerNs() + limits.retryNs();
    }

    /** The connection, or the attempt, is over. */
    private void ended(final long nowNs, final int code, final String text)
    {
        final boolean closing = state == SessionState.DRAINING;
        (opened ? disconnects : connectFailures).incrementOrdered();
        if (refusalStatus != 0)
        {
            pace.onRefused(refusalStatus, refusalRetryAfterNs, nowNs);
        }
        if (state == SessionState.LIVE)
        {
            liveNs += nowNs - liveSinceNs;
        }
        transport = null;
        aborted = false;
        if (closing)
        {
            transition(SessionState.CLOSED, nowNs, code, text);
            return;
        }
        if (opened)
        {
            events.disconnected(identity, epoch, receiver.lastReceivedNs());
        }
        backOff(nowNs, code, text);
    }

    private void backOff(final long nowNs, final int code, final String text)
    {
        final boolean throttled = code == POLICY_CLOSE || code == HTTP_TOO_MANY || code == HTTP_BANNED;
        final long minimumNs = Math.max(shortestWaitNs, throttled ? limits.policyCloseNs() : 0L);
        deadlineNs = nowNs + reconnects.nextDelayNs(liveNs, minimumNs);
        liveNs = 0;
        transition(SessionState.BACKING_OFF, nowNs, code, text);
    }

    private int admit(final long nowNs)
    {
        if (aborted || !dialogue.pollAdmission(nowNs))
        {
            return 0;
        }
        startSubscribing(nowNs);
        return 1 + subscribe(nowNs);
    }

    private int subscribe(final long nowNs)
    {
        if (aborted)
        {
            return 0;
        }
        if (state == SessionState.SUBSCRIBING)
        {
            dialogue.onData(receiver.lastDataNs());
        }
        final int work = dialogue.pollRequests(nowNs);
        if (state == SessionState.SUBSCRIBING && subscriptions.holdsAny() &&
            (subscriptions.isSettled() || isDue(nowNs)))
        {
            liveSinceNs = nowNs;
            transition(SessionState.LIVE, nowNs, 0, "");
            return work + 1;
        }
        return work;
    }

    private int watch(final long nowNs)
    {
        if (aborted)
        {
            return 0;
        }
        return isLinkSilent(nowNs) ?
            giveUp("nothing received for " + limits.linkSilenceNs() / NS_PER_MS + " ms") :
            silence.poll(epoch, nowNs) + watchSession(nowNs);
    }

    /** A new connection has its whole time, whatever its predecessor received last. */
    private boolean isLinkSilent(final long nowNs)
    {
        return limits.linkSilenceNs() > 0 &&
            nowNs - Math.max(receiver.lastReceivedNs(), openedNs) > limits.linkSilenceNs();
    }

    private int watchSession(final long nowNs)
    {
        final long dataNs = receiver.lastDataNs();
        final long lastDataNs = Math.max(dataNs, liveSinceNs);
        if (state == SessionState.LIVE && nowNs - lastDataNs > limits.dataSilenceNs())
        {
            staleDataNs = dataNs;
            staleEpisodes.incrementOrdered();
            liveNs += nowNs - liveSinceNs;
            transition(SessionState.STALE, nowNs, 0, "no data for " + limits.dataSilenceNs() / NS_PER_MS + " ms");
            return 1;
        }
        if (state == SessionState.STALE)
        {
            if (dataNs != staleDataNs)
            {
                liveSinceNs = nowNs;
                transition(SessionState.LIVE, nowNs, 0, "data again");
                return 1;
            }
            if (nowNs - stateNs > limits.staleReconnectNs())
            {
                return giveUp("silent for too long");
            }
        }
        if (state == SessionState.SUBSCRIBING && isDue(nowNs))
        {
            return giveUp("no subscription granted in time");
        }
        return 0;
    }

    private boolean isDue(final long nowNs)
    {
        return nowNs - deadlineNs >= 0;
    }

    private void transition(final SessionState next, final long nowNs, final int code, final String text)
    {
        state = next;
        stateNs = nowNs;
        status(code, nowNs, text);
    }

    /** Says where it stands, with the round trip of the last ping if there is one, else the time since connecting. */
    private void status(final int code, final long nowNs, final String text)
    {
        final long pingedNs = dialogue.roundTripNs();
        final long roundTripNs = pingedNs != 0 ? pingedNs : epoch == 0 ? 0L : nowNs - connectNs;
        events.sessionStatus(identity, epoch, state, code, roundTripNs, dialogue.withoutSecrets(text));
    }

    /** What the venue's words lead to. */
    private final class DialogueReactions implements Dialogue.Reactions
    {
        @Override
        public void say(final int code, final String text, final long nowNs)
        {
            VenueSession.this.say(code, text, nowNs);
        }

        @Override
        public void giveUp(final String reason, final long shortestWait)
        {
            shortestWaitNs = Math.max(shortestWaitNs, shortestWait);
            VenueSession.this.giveUp(reason);
        }

        @Override
        public void onPaused(final long nowNs, final long pauseNs)
        {
            if (state == SessionState.SUBSCRIBING)
            {
                deadlineNs = Math.max(deadlineNs, nowNs + pauseNs + limits.answerNs() + limits.retryNs());
            }
        }
    }
}
