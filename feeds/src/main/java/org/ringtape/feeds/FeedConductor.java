package org.ringtape.feeds;

import java.util.List;
import java.util.function.Function;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.ringtape.engine.ConductorCommands;
import org.ringtape.engine.FeedLink;
import org.ringtape.engine.book.ResyncReason;
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
    private final List<VenueSession> sessions;
    /** The sessions' duty cycles. */
    private final List<GuardedTask> polls;
    private final GuardedTask saying;
    private final GuardedTask requests;
    private final List<GuardedTask> loaders;
    private final List<GuardedTask> tasks;
    private final Runnable onEnded;
    /** Says that ids may be held: also by what waits for room in the ring. */
    private final NameReader names;
    private final Int2ObjectHashMap<Route> routes = new Int2ObjectHashMap<>();
    /** Writer: the host. */
    private volatile boolean closing;
    /** Writer: conductor. */
    private volatile boolean closed;
    private long nowNs;

    /** Who fetches the snapshot of a stream. */
    record Route(VenueSession session, Subscription subscription, SnapshotLoader loader)
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
        this.sessions = sessions;
        this.names = names;
        this.onEnded = onEnded;
        polls = sessions.stream().map((session) -> guard.apply((timeNs) -> poll(session, timeNs))).toList();
        saying = guard.apply(events::poll);
        requests = guard.apply((timeNs) -> link.drain(dispatcher));
        this.loaders = loaders.stream().map((loader) -> guard.apply(loader::poll)).toList();
        this.tasks = tasks.stream().map(guard).toList();
        routes.forEach((route) -> this.routes.put(route.subscription().stream().id(), route));
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
        for (int i = 0; i < polls.size(); i++)
        {
            work += polls.get(i).poll(nowNs);
            giveUpIfBroken(i);
        }
        work += requests.poll(nowNs);
        for (final GuardedTask loader : loaders)
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
    private void giveUpIfBroken(final int index)
    {
        final GuardedTask poll = polls.get(index);
        if (poll.faults() >= (closing ? 1 : MAX_SESSION_FAULTS))
        {
            sessions.get(index).fail(nowNs, "its own duty cycle throws: " + poll.lastFault());
        }
    }

    @Override
    public void onClose()
    {
        giveUpSessions("not ended in time");
        ended();
    }

    /** It cannot go on: its sessions are given up, and the ring says so as far as it has room. Its own thread. */
    void fail(final Throwable cause)
    {
        giveUpSessions("the conductor cannot go on: " + cause);
        ended();
    }

    private void ended()
    {
        names.exit(); // whatever waited for room is let go
        onEnded.run();
    }

    private void giveUpSessions(final String reason)
    {
        for (final VenueSession session : sessions)
        {
            try
            {
                session.fail(nowNs, reason);
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
        for (final VenueSession session : sessions)
        {
            if (!session.state().isFinal())
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
