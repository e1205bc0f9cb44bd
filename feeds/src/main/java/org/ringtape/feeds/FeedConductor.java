package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.ringtape.engine.ConductorCommands;
import org.ringtape.engine.FeedLink;
import org.ringtape.engine.book.ResyncReason;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.instrument.NameReader;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.ConductorEvents;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Keeps all sessions up: the control path. Reads the clock once a duty cycle and hands it down; may allocate; never
 * blocks. Its own thread, or the host's in {@link org.ringtape.engine.ThreadingMode#INVOKER} mode. What one part throws
 * is kept from the others; a session whose duty cycle throws again and again is given up, since nobody would notice
 * that its connection is silent or gone.
 */
final class FeedConductor implements Agent, ConductorCommands.Handler
{
    /** Duty cycles of one session that may throw in a row. */
    static final int MAX_SESSION_FAULTS = 5;

    private final EpochNanoClock clock;
    private final FeedLink link;
    private final EventRing ring;
    private final MessageHandler dispatcher = ConductorCommands.dispatcher(this);
    private final ConductorEvents events;
    private final List<Kept> sessions = new ArrayList<>();
    private final GuardedTask saying;
    private final GuardedTask requests;
    private final Map<SnapshotLoader, GuardedTask> loaders = new LinkedHashMap<>();
    private final List<GuardedTask> tasks = new ArrayList<>();
    private final Function<FeedTask, GuardedTask> guard;
    private final Runnable onEnded;
    /** Says that ids may be held: also by what waits for room in the ring. */
    private final NameReader names;
    private final Int2ObjectHashMap<Route> routes = new Int2ObjectHashMap<>();
    /** Writer: the host. */
    private volatile boolean closing;
    /** Writer: conductor. */
    private volatile boolean closed;
    private long nowNs;
    /** Null until the feeds are made. */
    private SubscriptionDesk desk;

    /** Who fetches the snapshot of a stream. */
    record Route(VenueSession session, Subscription subscription, SnapshotLoader loader)
    {
    }

    /** A session and its duty cycle. */
    private record Kept(VenueSession session, GuardedTask poll)
    {
    }

    /**
     * A conductor that has not begun.
     *
     * @param clock    read once a duty cycle
     * @param link     to the pipeline
     * @param ring     of the pipeline
     * @param events   what it has to say itself
     * @param sessions to keep up
     * @param loaders  of snapshots
     * @param tasks    beside the sessions
     * @param names    told while this thread may hold ids
     * @param routes   who fetches which snapshot
     * @param guard    keeps what a part throws from the others
     * @param onEnded  gives back what the feeds hold, once, whichever way it ends
     */
    FeedConductor(
        final EpochNanoClock clock,
        final FeedLink link,
        final EventRing ring,
        final ConductorEvents events,
        final List<VenueSession> sessions,
        final List<SnapshotLoader> loaders,
        final List<FeedTask> tasks,
        final NameReader names,
        final List<Route> routes,
        final Function<FeedTask, GuardedTask> guard,
        final Runnable onEnded)
    {
        this.clock = clock;
        this.link = link;
        this.ring = ring;
        this.events = events;
        this.names = names;
        this.onEnded = onEnded;
        this.guard = guard;
        sessions.forEach(this::add);
        saying = guard.apply(events::poll);
        requests = guard.apply((timeNs) -> link.drain(dispatcher));
        loaders.forEach(this::add);
        tasks.forEach(this::add);
        routes.forEach(this::add);
    }

    /** Takes subscriptions while it runs. Before it begins. */
    void desk(final SubscriptionDesk subscriptionDesk)
    {
        desk = subscriptionDesk;
        add(desk);
    }

    /** Keeps another session up. Conductor thread, as the rest of these. */
    void add(final VenueSession session)
    {
        sessions.add(new Kept(session, guard.apply((timeNs) -> poll(session, timeNs))));
    }

    void add(final SnapshotLoader loader)
    {
        loaders.computeIfAbsent(loader, (made) -> guard.apply(made::poll));
    }

    void add(final FeedTask task)
    {
        tasks.add(guard.apply(task));
    }

    void add(final Route route)
    {
        routes.put(route.subscription().stream().id(), route);
    }

    /** Nobody wants a stream any more. */
    void remove(final Route route)
    {
        routes.remove(route.subscription().stream().id(), route);
        if (route.loader() != null)
        {
            route.loader().forget(route.subscription());
        }
    }

    /** A session has ended for good, and nobody needs it. */
    void remove(final VenueSession session)
    {
        sessions.removeIf((kept) -> kept.session() == session);
    }

    long nowNs()
    {
        return nowNs;
    }

    @Override
    public String roleName()
    {
        return "ringtape-conductor";
    }

    @Override
    public int doWork()
    {
        names.enter();
        try
        {
            return doGuardedWork();
        }
        finally
        {
            if (events.isDrained())
            {
                names.exit();
            }
        }
    }

    private int doGuardedWork()
    {
        nowNs = clock.nanoTime();
        link.beginCycle(nowNs);
        int work = saying.poll(nowNs);
        for (int i = 0; i < sessions.size(); i++)
        {
            work += sessions.get(i).poll().poll(nowNs);
            giveUpIfBroken(sessions.get(i));
        }
        work += requests.poll(nowNs);
        for (final GuardedTask loader : loaders.values())
        {
            work += loader.poll(nowNs);
        }
        for (int i = 0; i < tasks.size() && !closing; i++)
        {
            work += tasks.get(i).poll(nowNs);
        }
        if (closing && !closed && hasEnded())
        {
            closed = true;
        }
        return work;
    }

    private int poll(final VenueSession session, final long timeNs)
    {
        if (closing)
        {
            session.close(timeNs);
        }
        return session.poll(timeNs);
    }

    /** While closing there is nothing to wait for. */
    private void giveUpIfBroken(final Kept kept)
    {
        final GuardedTask poll = kept.poll();
        if (poll.faults() >= (closing ? 1 : MAX_SESSION_FAULTS))
        {
            kept.session().fail(nowNs, "its own duty cycle throws: " + poll.lastFault());
        }
    }

    @Override
    public void onClose()
    {
        giveUpSessions("not ended in time");
        closeDesk();
        ended();
    }

    /** It cannot go on: its sessions are given up, and the ring says so as far as it has room. Its own thread. */
    void fail(final Throwable cause)
    {
        giveUpSessions("the conductor cannot go on: " + cause);
        closeDesk();
        ended();
    }

    private void ended()
    {
        names.exit(); // whatever waited for room is let go
        onEnded.run();
    }

    /** Also of what was asked for and not looked at, the outcome is told. */
    private void closeDesk()
    {
        if (desk != null)
        {
            link.takeNoMoreRequests();
            desk.close();
            requests.poll(nowNs);
            saying.poll(nowNs);
        }
    }

    private void giveUpSessions(final String reason)
    {
        for (final Kept kept : sessions)
        {
            try
            {
                kept.session().fail(nowNs, reason);
            }
            catch (final RuntimeException e)
            {
                continue; // its state says so; what throws is its transport
            }
        }
        saying.poll(nowNs);
    }

    /** Asks all sessions to end in good order. Any thread. */
    void close()
    {
        closing = true;
    }

    /** True once all sessions have ended and the ring says so. Any thread. */
    boolean isClosed()
    {
        return closed;
    }

    private boolean hasEnded()
    {
        for (final Kept kept : sessions)
        {
            if (!kept.session().state().isFinal())
            {
                return false;
            }
        }
        return events.isDrained() || ring.isClosed();
    }

    /** The venue has confirmed a subscription: from here on its updates flow, so now is the time for a snapshot. */
    void onConfirmed(final Subscription subscription)
    {
        final Route route = routeForSnapshot(subscription.stream().id());
        if (route != null)
        {
            route.loader().confirmed(route.session(), subscription, nowNs);
        }
    }

    @Override
    public void onRequest(
        final long requestId, final RequestOutcome.Kind kind, final int venueId, final String stream)
    {
        if (desk != null)
        {
            desk.onRequest(requestId, kind, venueId, stream, nowNs);
        }
    }

    @Override
    public void onResync(final int streamId, final int reason)
    {
        final Route route = routeForSnapshot(streamId);
        if (route != null)
        {
            route.loader().order(route.session(), route.subscription(), ResyncReason.of(reason), nowNs);
        }
    }

    /**
     * Null if nothing is to be ordered: the confirmation to come orders it, or the connection has ended, which ends the
     * book's request as well, or the stream needs no snapshot.
     */
    private Route routeForSnapshot(final int streamId)
    {
        final Route route = routes.get(streamId);
        return route != null && route.subscription().needsSnapshot() && !closing &&
            route.subscription().state() == Subscription.State.CONFIRMED && route.session().isConnected() ?
            route : null;
    }
}
