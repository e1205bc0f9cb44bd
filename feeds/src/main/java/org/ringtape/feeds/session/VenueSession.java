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
 *  close() from anywhere ─► DRAINING ─► CLOSED          an endpoint that cannot work ─► FAILED
 * </pre>
 */
public final class VenueSession
{
    private static final int NORMAL_CLOSE = 1000;
    private static final int POLICY_CLOSE = 1008;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_BANNED = 418;

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
    private final AtomicCounter lossesAnnouncedLate;

    /** Writer: conductor; volatile for hosts that look. */
    private volatile SessionState state = SessionState.DISCONNECTED;
    /** Writer: conductor; volatile for hosts that look. */
    private volatile int epoch;
    private Transport transport;
    private boolean opened;
    private boolean aborted;
    private long connectNs;
    private long stateNs;
    private long deadlineNs;
    private long liveSinceNs;
    private long liveNs;
    /** Time of the last data when the session became stale: another one is data again. */
    private long staleDataNs;
    private long nextRequestId = 1;
    private int refusalStatus;
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

            case SUBSCRIBING:
            case LIVE:
            case STALE:
                return work + sendRequests(nowNs) + watch(nowNs);

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
        aborted = false;
        refusalStatus = 0;
        endText = "";
        connectNs = nowNs;
        subscriptions.restart();
        transition(SessionState.CONNECTING, nowNs, 0, "");
        deadlineNs = nowNs + limits.handshakeNs();
        try
        {
            transport = transports.create(protocol.endpoint(), identity.name(), receiver.connection(epoch));
            transport.connect();
        }
        catch (final IllegalArgumentException e)
        {
            dropTransport();
            transition(SessionState.FAILED, nowNs, 0, e.toString()); // an endpoint that no other attempt makes better
        }
        catch (final IOException | RuntimeException e)
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

            case CLOSED:
                ended(
                    nowNs,
                    refusalStatus != 0 ? refusalStatus : (int)signal.code(),
                    endText.isEmpty() ? signal.text() : endText);
                break;

            case ACKNOWLEDGED:
                subscriptions.acknowledged(signal.requestId()).forEach(onConfirmed);
                break;

            default:
                subscriptionsRefused.getAndAddOrdered(
                    subscriptions.refused(signal.requestId(), nowNs + limits.retryNs()).size());
                sayRefused(signal, nowNs);
                break;
        }
    }

    /** The venue's words reach the host with the state as it is; as long as the ring takes what we say. */
    private void sayRefused(final SessionSignal signal, final long nowNs)
    {
        if (events.hasRoom())
        {
            events.sessionStatus(
                identity, epoch, state, (int)signal.code(), nowNs - connectNs, "request refused: " + signal.text());
        }
    }

    private void onOpened(final long nowNs)
    {
        opened = true;
        connects.incrementOrdered();
        if (state == SessionState.CONNECTING && !aborted)
        {
            transition(SessionState.SUBSCRIBING, nowNs, 0, "");
            deadlineNs = nowNs + limits.answerNs() + limits.retryNs();
        }
    }

    /** The connection, or the attempt, is over. */
    private void ended(final long nowNs, final int code, final String text)
    {
        final boolean closing = state == SessionState.DRAINING;
        (opened ? disconnects : connectFailures).incrementOrdered();
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
        final long minimumNs = throttled ? limits.policyCloseNs() : 0L;
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
        if (state == SessionState.SUBSCRIBING && subscriptions.isSettled() && subscriptions.holdsAny())
        {
            liveSinceNs = nowNs;
            transition(SessionState.LIVE, nowNs, 0, "");
            work++;
        }
        return work;
    }

    private int watch(final long nowNs)
    {
        final long dataNs = receiver.lastDataNs();
        final long lastDataNs = Math.max(dataNs, liveSinceNs);
        if (state == SessionState.LIVE && nowNs - lastDataNs > limits.dataSilenceNs())
        {
            staleDataNs = dataNs;
            staleEpisodes.incrementOrdered();
            liveNs += nowNs - liveSinceNs;
            transition(SessionState.STALE, nowNs, 0, "no data for " + limits.dataSilenceNs() / 1_000_000 + " ms");
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
        events.sessionStatus(identity, epoch, next, code, epoch == 0 ? 0L : nowNs - connectNs, text);
    }
}
