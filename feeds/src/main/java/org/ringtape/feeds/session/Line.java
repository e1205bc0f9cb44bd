package org.ringtape.feeds.session;

import java.util.function.Consumer;

import org.ringtape.engine.status.ControlLog;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.session.connect.ConnectPlan;
import org.ringtape.feeds.session.connect.ConnectPlanner;
import org.ringtape.feeds.session.connect.ConnectStep;
import org.ringtape.feeds.session.connect.PlannedAttempt;
import org.ringtape.feeds.session.connect.ReconnectPolicy;
import org.ringtape.feeds.session.connect.TransportFactory;
import org.ringtape.feeds.session.dialogue.Dialogue;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.session.receive.SessionSignal;
import org.ringtape.feeds.session.receive.SignalQueue;
import org.ringtape.feeds.session.receive.SpokenStreams;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.subscription.SubscriptionManager;

/**
 * Keeps one connection of a session in the state that its subscriptions need, over all reconnects: receiver, dialogue,
 * watches and epoch are its own. Conductor thread only, but for what says otherwise.
 * <pre>
 * DISCONNECTED ─► CONNECTING ─► AUTHENTICATING ─► SUBSCRIBING ─► LIVE ◄─► STALE
 *                     │               │                │           │        │
 *                     └───────────────┴──────┬─────────┴───────────┴────────┘  closed, refused, too late, silent
 *                                       BACKING_OFF ─► CONNECTING …      (given up: ABORTING ─► BACKING_OFF)
 *  a venue that asks for no credentials, nor speaks first, is not authenticated with
 *  close() from anywhere ─► CLOSING ─► CUTTING ─► CLOSED     an endpoint that cannot work ─► FAILED
 * </pre>
 * How long each may last and what follows stands in {@link LinePhase}. A line whose every stream is refused stays
 * SUBSCRIBING and asks again after pauses that double from {@link SessionLimits#retryNs()} to
 * {@link SessionLimits#lastRefusalNs()}; should its connection end, it waits as long before the next.
 */
final class Line
{
    private static final int NORMAL_CLOSE = 1000;
    /** Connections whose end may be outstanding at the same time: each holds a thread. */
    private static final int MAX_STUCK = 8;

    private final SessionIdentity identity;
    private final VenueProtocol protocol;
    private final SessionLimits limits;
    private final SubscriptionManager subscriptions;
    private final SessionReceiver receiver;
    private final TransportFactory transports;
    private final ConductorEvents events;
    private final ReconnectPolicy reconnects;
    private final HostPace pace;
    private final PlannedAttempt attempt;
    private final Dialogue dialogue;
    private final SilenceWatch silence;
    private final DataWatch data;
    private final SpokenStreams spoken;
    private final SessionVoice voice;
    private final RefusedStreams refusedStreams;
    private final SessionCounters counts;
    private final LineStanding standing;
    private final LineWatch watch;

    /** The present connection or attempt; null if there is none. */
    private Link link;
    /** Time of the last data when the ring was told that the connection is lost. */
    private long lostDataNs;
    /** What is known of the end of the present connection, or of the last one. */
    private LinkEnd end = new LinkEnd();

    /**
     * A line that has not connected yet; parameters as of {@link VenueSession}.
     *
     * @param identity      of the session on this line
     * @param subscriptions of the session
     */
    Line(
        final SessionIdentity identity,
        final VenueProtocol protocol,
        final SubscriptionManager subscriptions,
        final SessionReceiver receiver,
        final TransportFactory transports,
        final ConductorEvents events,
        final ReconnectPolicy reconnects,
        final HostPace pace,
        final ConnectPlanner planner,
        final CounterSet counters,
        final Consumer<Subscription> onConfirmed)
    {
        this.identity = identity;
        this.protocol = protocol;
        this.subscriptions = subscriptions;
        this.receiver = receiver;
        this.transports = transports;
        this.events = events;
        this.reconnects = reconnects;
        this.pace = pace;
        attempt = new PlannedAttempt(planner);
        limits = protocol.limits();
        dialogue = new Dialogue(identity, protocol, subscriptions, counters, onConfirmed, receiver::pongsSent,
            new DialogueReactions());
        voice = new SessionVoice(
            identity, events, dialogue::withoutSecrets, ControlLog.of(VenueSession.class));
        refusedStreams = new RefusedStreams(identity, events);
        silence = new SilenceWatch(identity, subscriptions, receiver.activity(), events, protocol, counters);
        data = new DataWatch(limits, receiver);
        spoken = new SpokenStreams(protocol, receiver);
        counts = new SessionCounters(identity, counters);
        standing = new LineStanding(limits, voice, data, dialogue::roundTripNs);
        watch = new LineWatch(limits, subscriptions, receiver, standing, data, silence, voice, counts);
    }

    /** Where it stands. Any thread; a moment old for others than the conductor. */
    LinePhase phase()
    {
        return standing.phase();
    }

    /** How many times it has tried to connect; what its events carry. Any thread. */
    int epoch()
    {
        return standing.epoch();
    }

    /** What the last ping inside the data took, nanoseconds; 0 until measured on this connection. Any thread. */
    long roundTripNs()
    {
        return dialogue.roundTripNs();
    }

    /** What last went wrong. Any thread. */
    LastError lastError()
    {
        return voice.lastError();
    }

    /** A text without the line's secrets. */
    String withoutSecrets(final String text)
    {
        return dialogue.withoutSecrets(text);
    }

    /** One duty cycle; returns how much there was to do. What it throws leaves all deadlines in force. */
    int poll(final long nowNs)
    {
        int work = drainSignals(nowNs);
        if (receiver.publication().announceOverdueLoss(nowNs))
        {
            counts.lossesAnnouncedLate.incrementOrdered();
            work++;
        }
        switch (phase())
        {
            case DISCONNECTED:
                return work + prepare(nowNs);
            case BACKING_OFF:
                return standing.isDue(nowNs) ? work + prepare(nowNs) : work;
            case PREPARING:
                return work + preparing(nowNs);
            case CONNECTING:
                return standing.isDue(nowNs) ? work + giveUp("no upgrade answer in time", nowNs) : work;
            case AUTHENTICATING:
            case SUBSCRIBING:
            case LIVE:
            case STALE:
                return work + converse(nowNs);
            case ABORTING:
                return standing.isDue(nowNs) ? work + abandon(nowNs) : work;
            case CLOSING:
                return standing.isDue(nowNs) ? work + cut(nowNs) : work;
            case CUTTING:
                return standing.isDue(nowNs) ? work + leaveStuck(nowNs) : work;
            default:
                return work;
        }
    }

    /** Ends in good order: unsubscribe, close frame, then closed; at the latest after the close limit, twice. */
    void close(final long nowNs)
    {
        if (phase() == LinePhase.ABORTING)
        {
            standing.to(LinePhase.CUTTING, nowNs, 0, "closed by the host");
        }
        else if (link != null && (phase().hasConnection() || phase() == LinePhase.CONNECTING))
        {
            standing.to(LinePhase.CLOSING, nowNs, 0, "closed by the host");
            if (link.hasOpened())
            {
                dialogue.leave(nowNs);
            }
            link.close(NORMAL_CLOSE);
        }
        else if (link == null && !phase().isFinal())
        {
            attempt.giveUp();
            standing.to(LinePhase.CLOSED, nowNs, 0, "closed by the host");
        }
    }

    /** It cannot be kept up any more: its connection is given up at once, and for good. Idempotent. */
    void fail(final long nowNs, final String reason)
    {
        if (phase().isFinal())
        {
            return;
        }
        final Link left = link;
        if (left != null && phase() != LinePhase.ABORTING)
        {
            tellLoss();
        }
        link = null;
        attempt.giveUp();
        receiver.hearNothing();
        standing.to(LinePhase.FAILED, nowNs, 0, reason);
        if (left != null)
        {
            left.abort();
        }
    }

    /** The venue refuses a stream, or what it starts from, for good: the ring hears of it, then the host. */
    void streamRefused(final Subscription subscription, final int code, final String text, final long nowNs)
    {
        events.streamRefused(
            identity, epoch(), subscription.stream().id(), subscription.stream().instrumentId(), nowNs);
        voice.problem(code, text, nowNs);
        remark(code, text, nowNs);
    }

    /** A subscription has ended: its stream is missed no more. */
    void forget(final Subscription subscription)
    {
        silence.forget(subscription);
    }

    /** Lets the host know of something, with the phase as it is, as long as the ring takes what we say. */
    void remark(final int code, final String text, final long nowNs)
    {
        standing.remark(code, text, nowNs);
    }

    /** An attempt is due. */
    private int prepare(final long nowNs)
    {
        if (!events.isDrained())
        {
            return 0; // what was lost must be said before there is something new to lose
        }
        attempt.begin(nowNs);
        return plan(nowNs);
    }

    private int preparing(final long nowNs)
    {
        if (!standing.isDue(nowNs))
        {
            return plan(nowNs);
        }
        attempt.giveUp();
        notPrepared(0, "not prepared in time", nowNs);
        return 1;
    }

    private int plan(final long nowNs)
    {
        final ConnectStep step = attempt.poll(nowNs);
        switch (step.state())
        {
            case WAITING:
                if (phase() == LinePhase.PREPARING)
                {
                    return 0;
                }
                standing.to(LinePhase.PREPARING, nowNs, 0, "");
                return 1;

            case READY:
                // else the host pauses, or others connect to it now
                return pace.tryConnect(nowNs) ? connect(step.plan(), nowNs) : 0;

            case FAILED:
                notPrepared(step.code(), step.text(), nowNs);
                return 1;

            default:
                voice.problem(step.code(), step.text(), nowNs);
                standing.to(LinePhase.FAILED, nowNs, step.code(), step.text());
                return 1;
        }
    }

    private void notPrepared(final int code, final String text, final long nowNs)
    {
        end = new LinkEnd();
        counts.ended(false);
        voice.problem(code, text, nowNs);
        backOff(nowNs, code, text);
    }

    private int connect(final ConnectPlan plan, final long nowNs)
    {
        attempt.made();
        end = new LinkEnd();
        refusedStreams.clear();
        standing.connecting(nowNs);
        try
        {
            dialogue.begin(plan, nowNs);
            link = new Link(
                transports.create(plan, identity.name(), receiver.connection(epoch())),
                (thrown) -> voice.thrown("the transport did not end cleanly", thrown, nowNs));
            link.transport().connect();
        }
        catch (final IllegalArgumentException | LinkageError e)
        {
            dropLink("cannot connect", e, nowNs);
            // an endpoint, or a library that is missing, which no other attempt makes better
            standing.to(LinePhase.FAILED, nowNs, 0, e.toString());
        }
        catch (final Throwable thrown)
        {
            dropLink("could not connect", thrown, nowNs); // a thread or a class that is not to be had comes as an Error
            backOff(nowNs, 0, thrown.toString());
        }
        return 1;
    }

    private void dropLink(final String what, final Throwable thrown, final long nowNs)
    {
        counts.ended(false);
        voice.thrown(what, thrown, nowNs);
        receiver.hearNothing();
        if (link != null)
        {
            link.abort();
            link = null;
        }
    }

    /** The connection, or the attempt, is of no use any more: cuts it, and tells the ring that it is lost. */
    private int giveUp(final String reason, final long nowNs)
    {
        if (!phase().hasConnection() && phase() != LinePhase.CONNECTING)
        {
            return 0;
        }
        end.because(reason);
        voice.problem(reason, nowNs);
        tellLoss();
        standing.to(LinePhase.ABORTING, nowNs, 0, reason);
        link.abort(); // ends in a CLOSED signal
        return 1;
    }

    /** Lets go of a connection that was given up and does not end, say in a name lookup. */
    private int abandon(final long nowNs)
    {
        final String text = end.text("") + "; its receiver does not end";
        letGo(text, nowNs);
        if (receiver.stuck() >= MAX_STUCK)
        {
            standing.to(LinePhase.FAILED, nowNs, 0, receiver.stuck() + " receivers do not end");
        }
        else
        {
            backOff(nowNs, 0, text);
        }
        return 1;
    }

    /** The venue had its time to answer the close frame; now abort() has its time. */
    private int cut(final long nowNs)
    {
        end.because("no close answer in time");
        standing.to(LinePhase.CUTTING, nowNs, 0, end.text(""));
        link.abort();
        return 1;
    }

    private int leaveStuck(final long nowNs)
    {
        letGo(end.text("") + "; its receiver does not end", nowNs);
        standing.to(LinePhase.CLOSED, nowNs, 0, end.text(""));
        return 1;
    }

    private void letGo(final String text, final long nowNs)
    {
        counts.transportsAbandoned.incrementOrdered();
        voice.problem(text, nowNs);
        counts.ended(link.hasOpened());
        receiver.letGo();
        link = null;
    }

    private int drainSignals(final long nowNs)
    {
        int work = 0;
        SessionSignal signal;
        while ((signal = receiver.pollSignal()) != null)
        {
            work++;
            if (signal.attempt() == epoch() && link != null)
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
                end.upgradeRefused((int)signal.code(), signal.text());
                attempt.upgradeRefused((int)signal.code());
                break;

            case RETRY_AFTER:
                end.retryAfter(signal.code());
                break;

            case CLOSED:
                ended(nowNs, end.code((int)signal.code()), end.text(signal.text()));
                break;

            case NOT_INFLATED:
                giveUp(protocol.stopCompression() ?
                    "frames cannot be inflated, on without compression" : "frames cannot be inflated", nowNs);
                break;

            case MALFORMED_TOO_OFTEN:
                giveUp("more than " + limits.malformedPerMinute() + " malformed frames in a minute", nowNs);
                break;

            case OVERFLOWED:
                giveUp("the venue said more than " + SignalQueue.CAPACITY + " things at once", nowNs);
                break;

            case REMARK:
                remark(0, signal.text(), nowNs);
                break;

            default:
                if (phase().hasConnection())
                {
                    dialogue.on(signal, nowNs);
                }
                break;
        }
    }

    private void onOpened(final long nowNs)
    {
        link.opened(nowNs);
        counts.connects.incrementOrdered();
        if (phase() == LinePhase.CONNECTING)
        {
            silence.begin(nowNs);
            dialogue.opened(link.transport(), nowNs);
            if (dialogue.isAdmitted())
            {
                startSubscribing(nowNs);
            }
            else
            {
                standing.to(LinePhase.AUTHENTICATING, nowNs, 0, "");
            }
        }
    }

    private void startSubscribing(final long nowNs)
    {
        standing.to(LinePhase.SUBSCRIBING, nowNs, 0, "");
        for (final Subscription subscription : subscriptions.all())
        {
            if (subscription.state() == Subscription.State.REFUSED)
            {
                refusedStreams.add(subscription, nowNs); // not asked for on this connection yet
            }
        }
    }

    /** The connection, or the attempt, is over. */
    private void ended(final long nowNs, final int code, final String text)
    {
        counts.ended(link.hasOpened());
        end.tell(pace, nowNs);
        if (phase() == LinePhase.CLOSING || phase() == LinePhase.CUTTING)
        {
            link = null;
            standing.to(LinePhase.CLOSED, nowNs, code, text);
            return;
        }
        if (phase() != LinePhase.ABORTING || receiver.lastDataNs() != lostDataNs)
        {
            tellLoss();
        }
        if (phase() != LinePhase.ABORTING)
        {
            voice.problem(code, "connection ended, code " + code + (text.isEmpty() ? "" : ": " + text), nowNs);
        }
        link = null;
        backOff(nowNs, code, text);
    }

    private void tellLoss()
    {
        lostDataNs = receiver.lastDataNs();
        if (link.hasOpened())
        {
            events.disconnected(identity, epoch(), receiver.lastReceivedNs());
        }
    }

    private void backOff(final long nowNs, final int code, final String text)
    {
        final long refusedNs = subscriptions.isAllRefused() ? subscriptions.untilRetryNs(nowNs) : 0L;
        final long minimumNs = Math.max(refusedNs, end.minimumWaitNs(code, limits));
        standing.to(LinePhase.BACKING_OFF, nowNs, code, text);
        standing.until(nowNs + (end.isToBeginAnew() ? minimumNs :
            reconnects.nextDelayNs(data.takeLiveNs(), minimumNs)));
    }

    /** Speaks with the venue; whatever that throws, what is due is seen to. */
    private int converse(final long nowNs)
    {
        int work = 0;
        try
        {
            work += dialogue.pollHeartbeat(nowNs, receiver.lastReceivedNs());
            work += phase() == LinePhase.AUTHENTICATING ? admit(nowNs) : 0;
            work += phase().carriesData() ? subscribe(nowNs) : 0;
        }
        finally
        {
            work += phase().hasConnection() ? watch(nowNs) : 0;
        }
        return work;
    }

    private int admit(final long nowNs)
    {
        if (!dialogue.pollAdmission(nowNs))
        {
            return 0;
        }
        startSubscribing(nowNs);
        return 1;
    }

    private int subscribe(final long nowNs)
    {
        if (protocol.dataConfirms())
        {
            dialogue.onData(spoken);
        }
        int work = dialogue.pollRequests(nowNs);
        work += dialogue.pollLink(nowNs, receiver.lastReceivedNs(), receiver.lastPongNs());
        return work + refusedStreams.poll(epoch());
    }

    private int watch(final long nowNs)
    {
        final String reason = watch.poll(link.openedNs(), nowNs);
        return watch.work() + (reason == LineWatch.GOOD ? 0 : giveUp(reason, nowNs));
    }

    /** What the venue's words lead to. */
    private final class DialogueReactions implements Dialogue.Reactions
    {
        @Override
        public void say(final int code, final String text, final long nowNs)
        {
            remark(code, text, nowNs);
        }

        @Override
        public void complain(final int code, final String text, final long nowNs)
        {
            voice.problem(code, text, nowNs);
            remark(code, text, nowNs);
        }

        @Override
        public void onRefused(final Subscription subscription, final long nowNs)
        {
            refusedStreams.add(subscription, nowNs);
        }

        @Override
        public void giveUp(final String reason, final long shortestWait, final long nowNs)
        {
            end.waitAtLeast(shortestWait);
            Line.this.giveUp(reason, nowNs);
        }

        @Override
        public void notRecovered(final String reason, final long nowNs)
        {
            attempt.notRecovered();
            end.beginAnew();
            Line.this.giveUp(reason, nowNs);
        }

        @Override
        public void onPaused(final long nowNs, final long pauseNs)
        {
            if (phase() == LinePhase.SUBSCRIBING || phase() == LinePhase.AUTHENTICATING)
            {
                standing.pausedFor(pauseNs, nowNs);
            }
        }
    }
}
