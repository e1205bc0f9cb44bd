package org.ringtape.feeds;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.InstrumentDefinition;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.JdkHttpFetcher;
import org.ringtape.feeds.rest.SnapshotLoader;
import org.ringtape.feeds.session.ConductorEvents;
import org.ringtape.feeds.session.FeedTask;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.ReconnectPolicy;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.SessionReceiver;
import org.ringtape.feeds.session.SnapshotSource;
import org.ringtape.feeds.session.TransportFactory;
import org.ringtape.feeds.session.VenueProtocol;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;
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
    private final List<VenueSession> sessions = new ArrayList<>();
    private final HttpFetcher ownFetcher;
    private final AgentRunner runner;
    private final AgentInvoker invoker;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Feeds(final FeedsContext context)
    {
        pipeline = context.pipeline();
        ownFetcher = context.fetcher() == null ? new JdkHttpFetcher() : null;
        final HttpFetcher fetcher = ownFetcher == null ? context.fetcher() : ownFetcher;
        final EventStage stage = new EventStage(EventStage.capacityFor(pipeline.ring()));
        final SessionIdentity self = new SessionIdentity(0, CONDUCTOR_SESSION_ID, "conductor");
        final EventPublication publication = self.newPublication(pipeline);
        final ConductorEvents events = new ConductorEvents(stage, publication);
        final List<SnapshotLoader> loaders = new ArrayList<>();
        final List<FeedConductor.Route> routes = new ArrayList<>();
        final List<FeedTask> tasks = new ArrayList<>();
        final TransportFactory transports = context.transports() == null ? webSockets() : context.transports();
        final FeedConductor[] target = new FeedConductor[1];

        for (final VenueFeed feed : context.feeds())
        {
            for (final VenueFeed.Endpoint endpoint : feed.endpoints())
            {
                final SnapshotLoader loader = newLoader(context, endpoint, fetcher, stage, publication);
                if (loader != null)
                {
                    loaders.add(loader);
                }
                final int limit = endpoint.protocol().limits().streamsPerConnection();
                for (int from = 0; from < endpoint.streams().size(); from += limit)
                {
                    final int to = Math.min(from + limit, endpoint.streams().size());
                    final VenueSession session = newSession(
                        context, feed.venue(), endpoint.protocol(), transports, events,
                        (subscription) -> target[0].onConfirmed(subscription));
                    subscribe(session, feed.venue(), endpoint.streams().subList(from, to), loader, routes);
                    sessions.add(session);
                    tasks.addAll(endpoint.protocol().newTasks(new FeedTaskContext(
                        session,
                        pipeline,
                        stage,
                        publication,
                        new StagingSink(stage, pipeline.streams(), session.identity().venueId(),
                            session.identity().sessionId(), ControlSink.NONE, StreamResolver.NONE),
                        fetcher,
                        context.random())));
                }
            }
        }
        conductor = new FeedConductor(
            pipeline.clock(), pipeline.commands(), events, sessions, loaders, tasks, routes);
        target[0] = conductor;
        final AtomicCounter errors = pipeline.counters().counter(PipelineCounter.CONDUCTOR_ERRORS);
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
     * @throws IllegalStateException if the context is not complete, a stream is given twice, or a table is full
     */
    public static Feeds launch(final FeedsContext context)
    {
        final Feeds feeds = new Feeds(context);
        if (feeds.runner != null)
        {
            AgentRunner.startOnThread(feeds.runner, feeds.pipeline.threadFactory());
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
        if (ownFetcher instanceof JdkHttpFetcher)
        {
            ((JdkHttpFetcher)ownFetcher).close();
        }
    }

    /** What fetches an endpoint's snapshots; null if its books come whole. */
    private SnapshotLoader newLoader(
        final FeedsContext context,
        final VenueFeed.Endpoint endpoint,
        final HttpFetcher fetcher,
        final EventStage stage,
        final EventPublication publication)
    {
        final SnapshotSource source = endpoint.protocol().snapshots();
        return source == null ? null : new SnapshotLoader(
            fetcher,
            stage,
            publication,
            new SnapshotSinks(stage, pipeline.streams()),
            Math.max(1, source.snapshotWeightPerMinute() / source.snapshotWeight()),
            pipeline.counters(),
            context.random());
    }

    private VenueSession newSession(
        final FeedsContext context,
        final Venue venue,
        final VenueProtocol protocol,
        final TransportFactory transports,
        final ConductorEvents events,
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
            new ReconnectPolicy(context.random()),
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
            final int instrumentId = stream.symbol() == null ?
                EventLayout.NO_ID : pipeline.instruments().register(venue.id(), stream.symbol());
            if (stream.symbol() != null && instrumentId == InstrumentTable.UNKNOWN)
            {
                throw new IllegalStateException(venue.label() + ": no room for symbol " + stream.symbol() +
                    ": " + pipeline.instruments().size() + " registered, or it is longer than " +
                    InstrumentDefinition.MAX_SYMBOL_LENGTH + " bytes");
            }
            final StreamDefinition definition = pipeline.streams().register(
                venue.id(), stream.name(), instrumentId, stream.rule());
            if (routes.stream().anyMatch((route) -> route.subscription().stream() == definition))
            {
                throw new IllegalStateException(venue.label() + ": stream given twice: " + stream.name());
            }
            final Subscription subscription = new Subscription(definition, stream.symbol(), stream.needsSnapshot());
            session.subscriptions().add(subscription);
            routes.add(new FeedConductor.Route(session, subscription, loader));
        }
    }

    private TransportFactory webSockets()
    {
        return (endpoint, name, listener) -> new WebSocketTransport(
            endpoint,
            new TransportContext().receiverName(name).errorHandler(pipeline.errorHandler()::onError),
            listener);
    }

    /** One staging sink a session, all over the conductor's stage. Conductor thread. */
    private static final class SnapshotSinks implements SnapshotLoader.StreamSinks
    {
        private final Map<VenueSession, StagingSink> sinks = new IdentityHashMap<>();
        private final EventStage stage;
        private final StreamTable streams;

        SnapshotSinks(final EventStage stage, final StreamTable streams)
        {
            this.stage = stage;
            this.streams = streams;
        }

        @Override
        public StagingSink sink(final VenueSession session)
        {
            return sinks.computeIfAbsent(session, (key) -> new StagingSink(
                stage, streams, key.identity().venueId(), key.identity().sessionId(), ControlSink.NONE,
                StreamResolver.NONE));
        }
    }
}
