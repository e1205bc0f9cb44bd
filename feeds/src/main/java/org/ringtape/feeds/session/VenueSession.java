package org.ringtape.feeds.session;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.SessionState;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.RateLimiter;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;
import org.ringtape.feeds.transport.Transport;

/**
 * Keeps one venue connection in the state its subscriptions need. Conductor thread only.
 * <pre>
 * DISCONNECTED ─► CONNECTING ─► SUBSCRIBING ─► LIVE ◄─► STALE
 *                     │              │           │        │
 *                     └──────────────┴─────┬─────┴────────┘  closed, refused, too late, silent
 *                                     BACKING_OFF ─► CONNECTING …
 *  close() from anywhere ─► DRAINING ─► CLOSED
 * </pre>
 */
public final class VenueSession
{
    private static final int NORMAL_CLOSE = 1000;
    private static final int POLICY_CLOSE = 1008;

    private final SessionIdentity identity;
    private final VenueProtocol protocol;
    private final SessionLimits limits;
    private final SessionReceiver receiver;
    private final TransportFactory transports;
    private final ConductorEvents events;
    private final ReconnectPolicy reconnects;
    private final RateLimiter requests;
    private final SubscriptionManager subscriptions = new SubscriptionManager();
    private final Consumer<Subscription> onConfirmed;

    private final AtomicCounter connects;
    private final AtomicCounter disconnects;
    private final AtomicCounter connectFailures;
    private final AtomicCounter subscriptionsRefused;
    private final AtomicCounter staleEpisodes;

    private SessionState state = SessionState.DISCONNECTED;
    private Transport transport;
    private int epoch;
    private boolean opened;
    private long connectNs;
    private long stateNs;
    private long deadlineNs;
    private long liveSinceNs;
    private long liveNs;
    private long nextRequestId = 1;
    private int refusalStatus;
    private String refusalText = "";

    /**
     * A session that has not connected yet.
     *
     * @param identity    who it is
     * @param protocol    what its venue speaks
     * @param receiver    its receiving side
     * @param transports  makes connections
     * @param events      the conductor's way into the ring
     * @param reconnects  how long to wait between attempts; this session's own
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
        final CounterSet counters,
        final Consumer<Subscription> onConfirmed)
    {
        this.identity = identity;
        this.protocol = protocol;
        this.receiver = receiver;
        this.transports = transports;
        this.events = events;
        this.reconnects = reconnects;
        this.onConfirmed = onConfirmed;
        limits = protocol.limits();
        requests = new RateLimiter(limits.messagesPerSecond(), 1_000_000_000L);
        connects = identity.counter(counters, PipelineCounter.CONNECTS);
        disconnects = identity.counter(counters, PipelineCounter.DISCONNECTS);
        connectFailures = identity.counter(counters, PipelineCounter.CONNECT_FAILURES);
        subscriptionsRefused = identity.counter(counters, PipelineCounter.SUBSCRIPTIONS_REFUSED);
        staleEpisodes = identity.counter(counters, PipelineCounter.STALE_EPISODES);
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

    /** Where it stands. */
    public SessionState state()
    {
        return state;
    }

    /** How many times it has tried to connect; what its events carry. */
    public int epoch()
    {
        return epoch;
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
            work++;
        }
        switch (state)
        {
            case DISCONNECTED:
                return work + connect(nowNs);

            case BACKING_OFF:
                return isDue(nowNs) ? work + connect(nowNs) : work;

            case CONNECTING:
                return isDue(nowNs) ? work + giveUp(nowNs, "no upgrade answer in time") : work;

            case SUBSCRIBING:
            case LIVE:
            case STALE:
                return work + sendRequests(nowNs) + watch(nowNs);

            case DRAINING:
                return isDue(nowNs) ? work + giveUp(nowNs, "no close answer in time") : work;

            default:
                return work;
        }
    }

    /** Ends the session in good order: unsubscribe, close frame, then closed; at the latest after the close limit. */
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
            unsubscribe(nowNs);
        }
        transition(SessionState.DRAINING, nowNs, 0, "closed by the host");
        deadlineNs = nowNs + limits.closeNs();
        transport.close(NORMAL_CLOSE, "");
    }

    private int connect(final long nowNs)
    {
        if (!events.isDrained())
        {
            return 0; // what was lost must be said before there is something new to lose
        }
        epoch++;
        opened = false;
        refusalStatus = 0;
        refusalText = "";
        connectNs = nowNs;
        subscriptions.restart();
        transition(SessionState.CONNECTING, nowNs, 0, "");
        deadlineNs = nowNs + limits.handshakeNs();
        try
        {
            transport = transports.create(protocol.endpoint(), identity.name(), receiver.connection(epoch));
            transport.connect();
        }
        catch (final IOException e)
        {
            connectFailures.incrementOrdered();
            backOff(nowNs, 0, e.toString());
        }
        return 1;
    }

    private int giveUp(final long nowNs, final String reason)
    {
        refusalText = reason;
        deadlineNs = nowNs + limits.closeNs(); // abort() ends in a CLOSED signal
        transport.abort();
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
                refusalText = "upgrade refused: " + signal.code() + " " + signal.text();
                break;

            case CLOSED:
                onClosed(signal, nowNs);
                break;

            case ACKNOWLEDGED:
                subscriptions.acknowledged(signal.requestId()).forEach(onConfirmed);
                break;

            default:
                subscriptionsRefused.getAndAddOrdered(
                    subscriptions.refused(signal.requestId(), nowNs + limits.retryNs()).size());
                break;
        }
    }

    private void onOpened(final long nowNs)
    {
        if (state != SessionState.CONNECTING)
        {
            return; // closing already
        }
        opened = true;
        connects.incrementOrdered();
        transition(SessionState.SUBSCRIBING, nowNs, 0, "");
    }

    private void onClosed(final SessionSignal signal, final long nowNs)
    {
        final boolean closing = state == SessionState.DRAINING;
        final int code = refusalStatus != 0 ? refusalStatus : (int)signal.code();
        final String text = refusalText.isEmpty() ? signal.text() : refusalText;
        (opened ? disconnects : connectFailures).incrementOrdered();
        if (state == SessionState.LIVE)
        {
            liveNs += nowNs - liveSinceNs;
        }
        transport = null;
        if (opened)
        {
            events.disconnected(identity, epoch, receiver.lastReceivedNs());
        }
        if (closing)
        {
            transition(SessionState.CLOSED, nowNs, code, text);
            return;
        }
        backOff(nowNs, code, text);
    }

    private void backOff(final long nowNs, final int code, final String text)
    {
        final long minimumNs = code == POLICY_CLOSE ? limits.policyCloseNs() : 0L;
        deadlineNs = nowNs + reconnects.nextDelayNs(liveNs, minimumNs);
        liveNs = 0;
        transition(SessionState.BACKING_OFF, nowNs, code, text);
    }

    private int sendRequests(final long nowNs)
    {
        final int overdue = subscriptions.expire(nowNs, nowNs + limits.retryNs());
        subscriptionsRefused.getAndAddOrdered(overdue);
        int work = overdue;
        List<Subscription> batch = subscriptions.nextBatch(limits.streamsPerRequest());
        while (!batch.isEmpty() && requests.tryAcquire(nowNs))
        {
            final long requestId = nextRequestId++;
            if (!transport.send(protocol.subscribeRequest(requestId, batch)))
            {
                return work; // not now: tried again next cycle under another id
            }
            subscriptions.requested(batch, requestId, nowNs + limits.answerNs());
            batch = subscriptions.nextBatch(limits.streamsPerRequest());
            work++;
        }
        if (state == SessionState.SUBSCRIBING && subscriptions.isSettled())
        {
            liveSinceNs = nowNs;
            transition(SessionState.LIVE, nowNs, 0, "");
            work++;
        }
        return work;
    }

    private int watch(final long nowNs)
    {
        final long lastDataNs = Math.max(receiver.lastDataNs(), liveSinceNs);
        if (state == SessionState.LIVE && nowNs - lastDataNs > limits.dataSilenceNs())
        {
            staleEpisodes.incrementOrdered();
            liveNs += nowNs - liveSinceNs;
            transition(SessionState.STALE, nowNs, 0, "no data for " + limits.dataSilenceNs() / 1_000_000 + " ms");
            return 1;
        }
        if (state == SessionState.STALE)
        {
            if (receiver.lastDataNs() - stateNs > 0)
            {
                liveSinceNs = nowNs;
                transition(SessionState.LIVE, nowNs, 0, "data again");
                return 1;
            }
            if (nowNs - stateNs > limits.staleReconnectNs() && refusalText.isEmpty())
            {
                return giveUp(nowNs, "silent for too long");
            }
        }
        return 0;
    }

    private void unsubscribe(final long nowNs)
    {
        final List<Subscription> confirmed = subscriptions.all().stream()
            .filter((subscription) -> subscription.state() == Subscription.State.CONFIRMED)
            .limit(limits.streamsPerRequest())
            .toList();
        if (!confirmed.isEmpty() && requests.tryAcquire(nowNs))
        {
            transport.send(protocol.unsubscribeRequest(nextRequestId++, confirmed)); // a courtesy; the close follows
        }
    }

    private boolean isDue(final long nowNs)
    {
        return nowNs - deadlineNs >= 0;
    }

    private void transition(final SessionState next, final long nowNs, final int code, final String text)
    {
        state = next;
        stateNs = nowNs;
        events.sessionStatus(identity, epoch, next, code, nowNs - connectNs, text);
    }
}
