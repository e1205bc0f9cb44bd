package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.ThreadPlacement;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.InstrumentDefinition;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPaces;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.ConductorEvents;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.ReconnectPolicy;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.SessionReceiver;
import org.ringtape.feeds.session.SpinningReceivers;
import org.ringtape.feeds.session.TransportFactory;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;
import org.ringtape.feeds.transport.ReceivePath;
import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.WebSocketTransport;

/**
 * The feeds of one pipeline: sessions, receivers and the conductor. Launch after the pipeline and close before it.
 * <pre>
 * venue ══ws══► receiver thread ─► decoder ─► stage ─► ring ─► market thread
 *                  │ signals                            ▲           │ resync
 *                  ▼                                    │           ▼
 *               conductor: sessions, subscriptions, snapshots ◄── commands
 * </pre>
 */
public final class Feeds implements AutoCloseable
{
    private static final int CONDUCTOR_SESSION_ID = 0xFFFF;
    private static final long CLOSE_LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final MarketPipeline pipeline;
    private final FeedConductor conductor;
    private final NameKeeper nameKeeper;
    private final List<VenueSession> sessions = new ArrayList<>();
    private final SpinningReceivers spinning;
    private final Fetchers fetchers;
    private final AgentRunner runner;
    private final AgentInvoker invoker;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Feeds(final FeedsContext context)
    {
        pipeline = context.pipeline();
        spinning = new SpinningReceivers(pipeline.spinningThreads());
        fetchers = new Fetchers(context.fetcher(), pipeline.clock());
        final EventStage stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        final SessionIdentity self = new SessionIdentity(0, CONDUCTOR_SESSION_ID, "conductor");
        final EventPublication publication = self.newPublication(pipeline);
        final ConductorEvents events = new ConductorEvents(stage, publication);
        final HostPaces paces = new HostPaces();
        final SnapshotLoaders loaders = new SnapshotLoaders(context, fetchers, paces, stage, publication);
        final List<FeedConductor.Route> routes = new ArrayList<>();
        final List<FeedTask> tasks = new ArrayList<>();
        final AtomicCounter errors = pipeline.counters().counter(PipelineCounter.CONDUCTOR_ERRORS);
        final FeedConductor[] target = new FeedConductor[1];

        for (final VenueFeed feed : context.feeds())
        {
            final TransportFactory transports = context.transports() == null ?
                webSockets(feed.receivePath()) : context.transports();
            for (final VenueFeed.Endpoint endpoint : feed.endpoints())
            {
                final VenueProtocol protocol = endpoint.protocol();
                final int limit = protocol.limits().streamsPerConnection();
                for (int from = 0; from < endpoint.streams().size(); from += limit)
                {
                    final int to = Math.min(from + limit, endpoint.streams().size());
                    final VenueSession session = newSession(
                        context, feed.venue(), protocol, transports, events, paces,
                        (subscription) -> target[0].onConfirmed(subscription));
                    subscribe(session, feed.venue(), endpoint.streams().subList(from, to),
                        protocol.snapshots() == null ? null : loaders.of(feed.venue()), routes);
                    sessions.add(session);
                    if (context.transports() == null && feed.receivePath().isSpinning())
                    {
                        spinning.plan("receiver " + session.identity().name());
                    }
                    final FeedTaskContext taskContext = new FeedTaskContext(
                        session, pipeline, stage, publication, loaders.sink(session), fetchers.of(feed), paces,
                        context.random());
                    tasks.addAll(protocol.newTasks(taskContext));
                }
            }
        }
        loaders.announceEstimates();
        nameKeeper = new NameKeeper(pipeline, routes, stage, publication);
        tasks.add(nameKeeper);
        conductor = new FeedConductor(
            pipeline.clock(), pipeline.commands(), events, sessions, List.copyOf(loaders.all()), tasks,
            pipeline.instruments().newReader(), routes,
            (task) -> new GuardedTask(task, pipeline.errorHandler(), errors));
        target[0] = conductor;
        if (pipeline.threadingMode() == ThreadingMode.INVOKER)
        {
            runner = null;
            invoker = new AgentInvoker(pipeline.errorHandler(), errors, conductor);
        }
        else
        {
            invoker = null;
            runner = new AgentRunner(context.idleStrategy(), pipeline.errorHandler(), errors, conductor);
        }
    }

    /**
     * Makes the sessions and starts the conductor, which connects them.
     *
     * @throws IllegalStateException if the context is not complete, a stream is given twice or starts from a snapshot
     *     where there are none, a table is full, or more receivers would spin than there are cores for
     */
    public static Feeds launch(final FeedsContext context)
    {
        final Feeds feeds = new Feeds(context);
        feeds.spinning.register();
        if (feeds.runner != null)
        {
            AgentRunner.startOnThread(feeds.runner, feeds.pipeline.threadFactory(ThreadPlacement.CONDUCTOR));
        }
        else
        {
            feeds.invoker.start();
        }
        return feeds;
    }

    /** One duty cycle of the conductor; only in {@link ThreadingMode#INVOKER} mode, on one thread. */
    public int invoke()
    {
        if (invoker == null)
        {
            throw new IllegalStateException("only feeds of a pipeline in threadingMode INVOKER can be stepped");
        }
        return invoker.invoke();
    }

    /** The sessions, for their names and states. States are the conductor's and may be a moment old. */
    public List<VenueSession> sessions()
    {
        return List.copyOf(sessions);
    }

    /** Ends all sessions in good order, at the latest after 5 s, and stops the conductor. Idempotent. */
    @Override
    public void close()
    {
        if (!closed.compareAndSet(false, true))
        {
            return;
        }
        conductor.close();
        final long deadlineNs = pipeline.clock().nanoTime() + CLOSE_LIMIT_NS;
        while (!conductor.isClosed() && pipeline.clock().nanoTime() - deadlineNs < 0)
        {
            if (invoker != null)
            {
                invoker.invoke();
                pipeline.invoke();
            }
            LockSupport.parkNanos(POLL_NS);
        }
        CloseHelper.quietCloseAll(runner, invoker);
        nameKeeper.letGo();
        spinning.release();
        fetchers.close();
    }

    private VenueSession newSession(
        final FeedsContext context,
        final Venue venue,
        final VenueProtocol protocol,
        final TransportFactory transports,
        final ConductorEvents events,
        final HostPaces paces,
        final Consumer<Subscription> onConfirmed)
    {
        final int sessionId = pipeline.nextSessionId();
        final SessionIdentity identity = new SessionIdentity(
            venue.id(), sessionId, venue.label() + "/" + sessionId);
        final EventPublication publication = identity.newPublication(pipeline);
        final SessionReceiver receiver = new SessionReceiver(
            identity,
            protocol,
            pipeline.instruments(),
            pipeline.streams(),
            new EventStage(EventStage.capacityFor(pipeline.ring())),
            publication,
            pipeline.clock(),
            pipeline.counters());
        return new VenueSession(
            identity,
            protocol,
            receiver,
            transports,
            events,
            ReconnectPolicy.of(protocol.limits(), context.random()),
            paces.of(venue.id(), protocol.endpoint()),
            pipeline.counters(),
            onConfirmed);
    }

    private void subscribe(
        final VenueSession session,
        final Venue venue,
        final List<VenueFeed.Stream> streams,
        final SnapshotLoader loader,
        final List<FeedConductor.Route> routes)
    {
        for (final VenueFeed.Stream stream : streams)
        {
            if (stream.needsSnapshot() && loader == null)
            {
                throw new IllegalStateException(venue.label() + ": stream " + stream.name() +
                    " starts from a snapshot, but its endpoint has no source of snapshots");
            }
            final int instrumentId = stream.symbol() == null ?
                EventLayout.NO_ID : pipeline.instruments().hold(venue.id(), stream.symbol());
            if (stream.symbol() != null && instrumentId == InstrumentTable.UNKNOWN)
            {
                throw new IllegalStateException(venue.label() + ": no room for symbol " + stream.symbol() +
                    ": " + pipeline.instruments().size() + " registered, or it is longer than " +
                    InstrumentDefinition.MAX_SYMBOL_LENGTH + " bytes");
            }
            final StreamDefinition definition = pipeline.streams().hold(
                venue.id(), stream.name(), instrumentId, stream.rule());
            if (routes.stream().anyMatch((route) -> route.subscription().stream() == definition))
            {
                throw new IllegalStateException(venue.label() + ": stream given twice: " + stream.name());
            }
            final Subscription subscription = new Subscription(
                definition, stream.symbol(), stream.needsSnapshot(), stream.silenceNs());
            session.subscriptions().add(subscription);
            routes.add(new FeedConductor.Route(session, subscription, loader));
        }
    }

    private TransportFactory webSockets(final ReceivePath path)
    {
        return (endpoint, name, listener) -> new WebSocketTransport(
            endpoint,
            new TransportContext().receiverName(name).receiverStart(() -> pipeline.placeThread(name))
                .receive(path.mode()).tls(path.tls()).route(path.route())
                .errorHandler(pipeline.errorHandler()::onError),
            listener);
    }
}
