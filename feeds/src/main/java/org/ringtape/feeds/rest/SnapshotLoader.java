package org.ringtape.feeds.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.agrona.collections.Int2IntHashMap;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.book.ResyncReason;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.ControlLog;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.LastError;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Fetches snapshots of one venue and publishes them as events: one request a stream at a time, within the pace of the
 * host, repeated until the book is content with what it got, or the venue refuses for good. Conductor thread; answers
 * arrive on the client's.
 */
public final class SnapshotLoader
{
    private static final ControlLog LOG = ControlLog.of(SnapshotLoader.class);
    private static final int HTTP_OK = 200;
    private static final int NEVER = Integer.MIN_VALUE;
    private static final long LONG_AGO_NS = Long.MAX_VALUE / 2;

    private final HttpFetcher fetcher;
    private final EventStage stage;
    private final EventPublication publication;
    private final StreamSinks sinks;
    private final Function<URI, HostPace> paces;
    private final CounterSet counters;
    private final RandomGenerator random;
    private final DistinctWarnings warnings = new DistinctWarnings(SnapshotLoader.class);
    /** Of each stream that ever wanted a snapshot. */
    private final Map<Integer, SnapshotOrder> orders = new LinkedHashMap<>();
    private final SnapshotTurns turns = new SnapshotTurns();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Deque<Arrival> unpublished = new ArrayDeque<>();
    /** By stream: epoch of the connection on which a snapshot has defined its instrument last. */
    private final Int2IntHashMap defined = new Int2IntHashMap(NEVER);
    private long wishes;

    /** Gives the sink that stages for a session. */
    @FunctionalInterface
    public interface StreamSinks
    {
        /** The sink of a session, over the conductor's stage. */
        StagingSink sink(VenueSession session);
    }

    /**
     * A loader of one venue.
     *
     * @param fetcher     does the requests
     * @param stage       of the conductor
     * @param publication of the conductor
     * @param sinks       over that stage
     * @param paces       of the hosts that URIs name
     * @param counters    where to count
     * @param random      jitter
     */
    public SnapshotLoader(
        final HttpFetcher fetcher,
        final EventStage stage,
        final EventPublication publication,
        final StreamSinks sinks,
        final Function<URI, HostPace> paces,
        final CounterSet counters,
        final RandomGenerator random)
    {
        this.fetcher = fetcher;
        this.stage = stage;
        this.publication = publication;
        this.sinks = sinks;
        this.paces = paces;
        this.counters = counters;
        this.random = random;
    }

    /** The venue has confirmed a subscription: its stream wants a snapshot, also if it was refused one before. */
    public void confirmed(final VenueSession session, final Subscription subscription, final long nowNs)
    {
        orderOf(session, subscription, nowNs).subscribedAnew();
        order(session, subscription, ResyncReason.FIRST_UPDATE, nowNs);
    }

    /**
     * A stream wants a snapshot. A wish that is not fulfilled stands for both, but for one that is under way when
     * something is lost: what it brings is from before, so that another is fetched behind it.
     *
     * @param session      of the stream
     * @param subscription that needs it
     * @param reason       why; says also whether the last one helped
     * @param nowNs        now
     */
    public void order(
        final VenueSession session, final Subscription subscription, final ResyncReason reason, final long nowNs)
    {
        final SnapshotOrder order = orderOf(session, subscription, nowNs);
        order.wanted(reason, ++wishes, nowNs);
        if (order.isOpen())
        {
            turns.add(order);
        }
    }

    /** A subscription has ended: its wish does not stand, and the id of its stream may become another's. */
    public void forget(final Subscription subscription)
    {
        final int streamId = subscription.stream().id();
        final SnapshotOrder order = orders.get(streamId);
        if (order != null && order.subscription() == subscription)
        {
            orders.remove(streamId);
            defined.remove(streamId);
        }
    }

    private SnapshotOrder orderOf(final VenueSession session, final Subscription subscription, final long nowNs)
    {
        return orders.computeIfAbsent(subscription.stream().id(), (id) -> newOrder(session, subscription, nowNs));
    }

    private SnapshotOrder newOrder(final VenueSession session, final Subscription subscription, final long nowNs)
    {
        final HostPace pace = paces.apply(session.protocol().snapshots().snapshotUri(subscription));
        pace.limit(session.protocol().snapshots().snapshotWeightPerMinute());
        return new SnapshotOrder(session, subscription, pace, random, nowNs - LONG_AGO_NS);
    }

    /** Wishes that have not been fulfilled. */
    public int openOrders()
    {
        return turns.size();
    }

    /** One duty cycle. */
    public int poll(final long nowNs)
    {
        return publishArrivals(nowNs) + startRequests(nowNs);
    }

    private int startRequests(final long nowNs)
    {
        final List<SnapshotOrder> startable = turns.startable(nowNs);
        startable.forEach((order) -> start(order, nowNs));
        return startable.size();
    }

    private void start(final SnapshotOrder order, final long nowNs)
    {
        order.started(nowNs);
        count(order, PipelineCounter.SNAPSHOT_REQUESTS);
        try
        {
            fetcher.get(
                order.source().snapshotUri(order.subscription()),
                (answer) -> arrivals.add(new Arrival(order, answer)));
        }
        catch (final RuntimeException e)
        {
            arrivals.add(new Arrival(order, new HttpFetcher.Answer(0, new byte[0], 0L, e.toString())));
        }
    }

    private int publishArrivals(final long nowNs)
    {
        int work = 0;
        Arrival arrival;
        while ((arrival = arrivals.poll()) != null)
        {
            unpublished.add(arrival);
        }
        while (!unpublished.isEmpty() && settle(unpublished.peek(), nowNs))
        {
            turns.settled(unpublished.remove().order);
            work++;
        }
        return work;
    }

    /** Publishes, or orders again; false if the ring has no room now. */
    private boolean settle(final Arrival arrival, final long nowNs)
    {
        final SnapshotOrder order = arrival.order;
        if (arrival.answer.status() != HTTP_OK)
        {
            onFailure(order, arrival.answer, nowNs);
            return true;
        }
        if (!order.isForThisConnection())
        {
            order.again(nowNs);
            return true;
        }
        final StreamDefinition stream = order.subscription().stream();
        if (!stage(order, stream, arrival.answer.body(), nowNs))
        {
            note(order, arrival.answer.status(), "snapshot cannot be read, or is too large", nowNs);
            warn(order);
            order.failed(nowNs);
            return true;
        }
        if (!publication.offer(stage))
        {
            return false;
        }
        defined.put(stream.id(), order.epoch());
        order.served(nowNs);
        return true;
    }

    private boolean stage(
        final SnapshotOrder order, final StreamDefinition stream, final byte[] body, final long nowNs)
    {
        final StagingSink sink = sinks.sink(order.session());
        sink.beginFrame(order.epoch(), nowNs);
        sink.snapshotAsked(order.madeAfterNs(), order.source().askedLevels());
        sink.stream(stream);
        if (defined.get(stream.id()) != order.epoch())
        {
            final byte[] symbol = order.subscription().symbol().getBytes(StandardCharsets.UTF_8);
            sink.stageInstrument(stream.instrumentId(), symbol, 0, symbol.length);
        }
        return order.source().decodeSnapshot(body, 0, body.length, stream.instrumentId(), sink) ==
            DecodeStatus.DECODED && !sink.isTooLarge();
    }

    /** A refusal that concerns the host says nothing of the stream; one that is final ends its asking. */
    private void onFailure(final SnapshotOrder order, final HttpFetcher.Answer answer, final long nowNs)
    {
        final String text = VenueWords.describe(answer);
        final long code = VenueWords.of(answer.body()).code();
        if (order.pace().onRefused(answer.status(), answer.retryAfterNs(), nowNs))
        {
            note(order, answer.status(), text + "; " + order.pace().lastRefusal(), nowNs);
            order.again(nowNs);
        }
        else if (order.source().isFinal(answer.status(), code) && order.isForThisConnection())
        {
            note(order, answer.status(), text, nowNs);
            if (order.failedForGood(code != 0, nowNs))
            {
                refused(order, answer.status(), nowNs);
            }
        }
        else
        {
            note(order, answer.status(), text, nowNs);
            warn(order);
            order.failed(nowNs);
        }
    }

    private static void refused(final SnapshotOrder order, final int status, final long nowNs)
    {
        final Subscription subscription = order.subscription();
        final String text = "snapshot of " + subscription.stream().name() + " refused: " +
            subscription.lastError().text();
        LOG.warn(order.session().identity().name() + ": " + text);
        order.session().streamRefused(subscription, status, text, nowNs);
    }

    private void note(final SnapshotOrder order, final int status, final String text, final long nowNs)
    {
        count(order, PipelineCounter.SNAPSHOT_FAILURES);
        order.subscription().noteError(new LastError(nowNs, status, order.session().withoutSecrets(text)));
    }

    private void warn(final SnapshotOrder order)
    {
        warnings.warn(order.subscription().lastError().text(), order.session().identity().name() + ", snapshots");
    }

    private void count(final SnapshotOrder order, final PipelineCounter kind)
    {
        order.session().identity().counter(counters, kind).incrementOrdered();
    }

    private record Arrival(SnapshotOrder order, HttpFetcher.Answer answer)
    {
    }
}
