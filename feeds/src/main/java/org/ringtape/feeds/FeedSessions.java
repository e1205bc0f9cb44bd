package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.ringtape.engine.FeedLink;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.limit.HostPaces;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.ConductorEvents;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.connect.ReconnectPolicy;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.session.receive.SpinningReceivers;
import org.ringtape.feeds.session.connect.TransportFactory;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.transport.socket.ReceivePath;
import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.WebSocketTransport;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

/**
 * Makes the sessions of some feeds from what a host wants: streams registered, spread over connections and tied to the
 * pipeline, with the work beside them. Control path, before anything runs.
 */
final class FeedSessions
{
    private final FeedsContext context;
    private final MarketPipeline pipeline;
    private final FeedLink link;
    private final Fetchers fetchers;
    private final HostPaces paces = new HostPaces();
    private final EventStage stage;
    private final EventPublication publication;
    private final ConductorEvents events;
    private final SnapshotLoaders loaders;
    private final SpinningReceivers spinning;
    private final Consumer<Subscription> onConfirmed;
    /** Changed on the conductor's thread once it runs; hosts look. */
    private final List<VenueSession> sessions = new CopyOnWriteArrayList<>();
    private final List<Integer> sessionIds = new ArrayList<>();
    private final List<FeedConductor.Route> routes = new ArrayList<>();
    private final List<FeedTask> tasks = new ArrayList<>();
    private final Set<StreamDefinition> taken = new HashSet<>();
    /** Null until all is made. */
    private NameKeeper nameKeeper;
    /** Null until it is there. */
    private FeedConductor conductor;

    /**
     * No session yet.
     *
     * @param context     what the host wants
     * @param link        to the pipeline
     * @param fetchers    for REST
     * @param conductor   the identity under which the conductor publishes
     * @param spinning    takes receivers that are going to spin
     * @param onConfirmed told of each subscription that a venue has confirmed
     */
    FeedSessions(
        final FeedsContext context,
        final FeedLink link,
        final Fetchers fetchers,
        final SessionIdentity conductor,
        final SpinningReceivers spinning,
        final Consumer<Subscription> onConfirmed)
    {
        this.context = context;
        this.link = link;
        this.fetchers = fetchers;
        this.spinning = spinning;
        this.onConfirmed = onConfirmed;
        pipeline = context.pipeline();
        sessionIds.add(conductor.sessionId());
        stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        publication = conductor.newPublication(pipeline);
        events = new ConductorEvents(stage, publication, pipeline.streams());
        loaders = new SnapshotLoaders(context, fetchers, paces, stage, publication);
    }

    /** Makes all that the context asks for. */
    void make()
    {
        final Map<Integer, Venue> venues = new HashMap<>();
        for (final VenueFeed feed : context.feeds())
        {
            VenueModules.installed().requireDistinct(feed.venue());
            final Venue other = venues.putIfAbsent(feed.venue().id(), feed.venue());
            if (other != null && !other.equals(feed.venue()))
            {
                throw new IllegalStateException("venues " + other.label() + " and " + feed.venue().label() +
                    " have the same number: " + other.id());
            }
            for (final VenueFeed.Endpoint endpoint : feed.endpoints())
            {
                final int limit = endpoint.protocol().limits().streamsPerConnection();
                for (int from = 0; from < endpoint.streams().size(); from += limit)
                {
                    final int to = Math.min(from + limit, endpoint.streams().size());
                    makeSession(feed, endpoint.protocol(), endpoint.streams().subList(from, to));
                }
            }
        }
        loaders.announceEstimates();
        nameKeeper = newNameKeeper();
        tasks.add(nameKeeper);
    }

    private NameKeeper newNameKeeper()
    {
        return new NameKeeper(pipeline, routes, stage, publication, link::letGo);
    }

    List<VenueSession> sessions()
    {
        return sessions;
    }

    List<FeedConductor.Route> routes()
    {
        return routes;
    }

    List<FeedTask> tasks()
    {
        return tasks;
    }

    List<SnapshotLoader> loaders()
    {
        return List.copyOf(loaders.all());
    }

    ConductorEvents events()
    {
        return events;
    }

    /** Gives back the names held and the counters of all sessions. Once nobody writes them any more. */
    void release()
    {
        (nameKeeper == null ? newNameKeeper() : nameKeeper).letGo();
        sessionIds.forEach(pipeline.counters()::closeSession);
    }

    /** Who keeps up what is made from here on. */
    void conductor(final FeedConductor running)
    {
        conductor = running;
    }

    /**
     * Adds a stream while the feeds run. Conductor thread.
     *
     * @param feed     it is made like
     * @param endpoint with the one stream
     * @param taker    session that takes it; null to open one
     * @throws IllegalStateException if there is no room for its name, a session, or a thread that spins, or other feeds
     *                               have the stream: nothing was added
     */
    FeedConductor.Route add(final VenueFeed feed, final VenueFeed.Endpoint endpoint, final VenueSession taker)
    {
        final VenueProtocol protocol = endpoint.protocol();
        if (taker == null && context.transports() == null && feed.receivePath().isSpinning())
        {
            throw new IllegalStateException("no session has room, and another would need a core to spin on");
        }
        final SnapshotLoader loader = protocol.snapshots() == null ? null : loaders.obtain(feed, fetchers);
        final Subscription subscription = hold(feed.venue(), endpoint.streams().get(0), loader);
        final VenueSession session = taker != null ? taker : newSession(feed, protocol);
        final FeedConductor.Route route = new FeedConductor.Route(session, subscription, loader);
        session.subscriptions().add(subscription);
        nameKeeper.add(route);
        conductor.add(route);
        if (loader != null)
        {
            conductor.add(loader);
        }
        if (taker == null)
        {
            sessions.add(session);
            conductor.add(session);
            protocol.newTasks(taskContext(feed, session)).forEach(conductor::add);
        }
        return route;
    }

    /** A stream is wanted no more. Conductor thread. */
    void letGo(final FeedConductor.Route route)
    {
        nameKeeper.remove(route);
    }

    /** A session that was empty has ended for good. Conductor thread. */
    void remove(final VenueSession session)
    {
        sessions.remove(session);
        loaders.forget(session);
        pipeline.counters().closeSession(session.identity().sessionId());
        sessionIds.remove((Integer)session.identity().sessionId());
    }

    private void makeSession(
        final VenueFeed feed, final VenueProtocol protocol, final List<VenueFeed.Stream> streams)
    {
        final VenueSession session = newSession(feed, protocol);
        final SnapshotLoader loader = protocol.snapshots() == null ? null : loaders.of(feed.venue());
        for (final VenueFeed.Stream stream : streams)
        {
            final Subscription subscription = hold(feed.venue(), stream, loader);
            session.subscriptions().add(subscription);
            routes.add(new FeedConductor.Route(session, subscription, loader));
        }
        sessions.add(session);
        if (context.transports() == null && feed.receivePath().isSpinning())
        {
            spinning.plan("receiver " + session.identity().name());
        }
        tasks.addAll(protocol.newTasks(taskContext(feed, session)));
    }

    private FeedTaskContext taskContext(final VenueFeed feed, final VenueSession session)
    {
        return new FeedTaskContext(
            session, pipeline, stage, publication, loaders.sink(session), fetchers.of(feed), paces, context.random());
    }

    private VenueSession newSession(final VenueFeed feed, final VenueProtocol protocol)
    {
        final int sessionId = pipeline.nextSessionId();
        sessionIds.add(sessionId);
        final SessionIdentity identity = new SessionIdentity(
            feed.venue().id(), sessionId, feed.venue().label() + "/" + sessionId);
        final SessionReceiver receiver = new SessionReceiver(
            identity,
            protocol,
            pipeline.instruments(),
            pipeline.streams(),
            new EventStage(EventStage.capacityFor(pipeline.ring())),
            identity.newPublication(pipeline),
            pipeline.clock(),
            pipeline.counters());
        return new VenueSession(
            identity,
            protocol,
            receiver,
            context.transports() == null ? webSockets(feed.receivePath()) : context.transports(),
            events,
            ReconnectPolicy.of(protocol.limits(), context.random()),
            paces.of(feed.venue().id(), protocol.endpoint()),
            protocol.newPlanner(fetchers.of(feed), (uri) -> paces.of(feed.venue().id(), uri)),
            pipeline.counters(),
            onConfirmed);
    }

    /** A subscription whose names are held. */
    private Subscription hold(final Venue venue, final VenueFeed.Stream stream, final SnapshotLoader loader)
    {
        if (stream.needsSnapshot() && loader == null)
        {
            throw new IllegalStateException(venue.label() + ": stream " + stream.name() +
                " starts from a snapshot, but its endpoint has no source of snapshots");
        }
        final StreamDefinition definition = pipeline.streams().hold(
            venue.id(), stream.name(), instrumentOf(venue, stream), stream.rule());
        take(venue, definition);
        return new Subscription(definition, stream.symbol(), stream.needsSnapshot(), stream.silenceNs());
    }

    private void take(final Venue venue, final StreamDefinition stream)
    {
        try
        {
            if (conductor == null && !taken.add(stream))
            {
                throw new IllegalStateException(venue.label() + ": stream given twice: " + stream.name());
            }
            link.take(stream.id());
        }
        catch (final IllegalStateException refused)
        {
            pipeline.streams().letGo(stream.id());
            if (stream.instrumentId() >= 0)
            {
                pipeline.instruments().letGo(stream.instrumentId());
            }
            throw refused;
        }
    }

    private int instrumentOf(final Venue venue, final VenueFeed.Stream stream)
    {
        if (stream.symbol() == null)
        {
            return EventLayout.NO_ID;
        }
        final int instrumentId = pipeline.instruments().hold(venue.id(), stream.symbol());
        if (instrumentId == InstrumentTable.UNKNOWN)
        {
            throw new IllegalStateException(venue.label() + ": no room for symbol " + stream.symbol() +
                ": " + pipeline.instruments().size() + " registered, or it is longer than " +
                InstrumentDefinition.MAX_SYMBOL_LENGTH + " bytes");
        }
        return instrumentId;
    }

    private TransportFactory webSockets(final ReceivePath path)
    {
        return (plan, name, listener) ->
        {
            final TransportContext settings = new TransportContext()
                .receiverName(name).receiverStart(() -> pipeline.placeThread(name))
                .receive(path.mode()).tls(path.tls()).route(path.route())
                .errorHandler(pipeline.errorHandler()::onError);
            plan.headers().forEach(settings::header);
            if (plan.subprotocol() != null)
            {
                settings.subprotocol(plan.subprotocol(), plan.isEchoRequired());
            }
            return new WebSocketTransport(plan.address(), settings, listener);
        };
    }
}
