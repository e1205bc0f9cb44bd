package org.ringtape.feeds;

import java.util.List;
import java.util.function.UnaryOperator;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.ringtape.engine.ConductorCommands;
import org.ringtape.engine.book.ResyncReason;
import org.ringtape.engine.instrument.NameReader;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.ConductorEvents;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Keeps all sessions up: the control path. Reads the clock once a duty cycle and hands it down; may allocate; never
 * blocks. Its own thread, or the host's in {@link org.ringtape.engine.ThreadingMode#INVOKER} mode.
 */
final class FeedConductor implements Agent, ConductorCommands.Handler
{
    private final EpochNanoClock clock;
    private final ConductorCommands commands;
    private final MessageHandler dispatcher = ConductorCommands.dispatcher(this);
    private final ConductorEvents events;
    private final List<VenueSession> sessions;
    private final List<SnapshotLoader> loaders;
    /** The sessions' duty cycles and the work beside them, each kept from the others' exceptions. */
    private final List<FeedTask> polls;
    private final List<FeedTask> tasks;
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

    FeedConductor(
        final EpochNanoClock clock,
        final ConductorCommands commands,
        final ConductorEvents events,
        final List<VenueSession> sessions,
        final List<SnapshotLoader> loaders,
        final List<FeedTask> tasks,
        final NameReader names,
        final List<Route> routes,
        final UnaryOperator<FeedTask> guard)
    {
        this.clock = clock;
        this.commands = commands;
        this.events = events;
        this.sessions = sessions;
        this.loaders = loaders;
        this.names = names;
        polls = sessions.stream().map((session) -> guard.apply(session::poll)).toList();
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
        int work = events.poll(nowNs);
        for (int i = 0; i < polls.size(); i++)
        {
            if (closing)
            {
                sessions.get(i).close(nowNs);
            }
            work += polls.get(i).poll(nowNs);
        }
        work += commands.drain(dispatcher);
        for (final SnapshotLoader loader : loaders)
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
        return events.isDrained();
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
