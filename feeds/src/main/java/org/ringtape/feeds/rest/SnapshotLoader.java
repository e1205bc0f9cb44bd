package org.ringtape.feeds.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.agrona.collections.IntHashSet;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.RateLimiter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.feeds.subscription.Subscription;

/**
 * Fetches snapshots of one venue and publishes them as events: one request a stream at a time, paced by the venue's
 * weight budget, repeated until it brings something usable. Conductor thread; answers arrive on the client's.
 */
public final class SnapshotLoader
{
    private static final int MAX_IN_FLIGHT = 4;
    private static final int HTTP_OK = 200;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final HttpFetcher fetcher;
    private final EventStage stage;
    private final EventPublication publication;
    private final StreamSinks sinks;
    private final CounterSet counters;
    private final RandomGenerator random;
    private final RateLimiter budget;
    private final Map<Integer, Order> orders = new LinkedHashMap<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Deque<Arrival> unpublished = new ArrayDeque<>();
    private final IntHashSet defined = new IntHashSet();
    private boolean isPaused;
    private long pausedUntilNs;
    /** Requests started and not settled: also a bound on the bodies that wait for room in the ring. */
    private int inFlight;

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
     * @param fetcher         does the requests
     * @param stage           of the conductor
     * @param publication     of the conductor
     * @param sinks           over that stage
     * @param requestsPerMinute what the venue's budget allows
     * @param counters        where to count
     * @param random          jitter
     */
    public SnapshotLoader(
        final HttpFetcher fetcher,
        final EventStage stage,
        final EventPublication publication,
        final StreamSinks sinks,
        final int requestsPerMinute,
        final CounterSet counters,
        final RandomGenerator random)
    {
        this.fetcher = fetcher;
        this.stage = stage;
        this.publication = publication;
        this.sinks = sinks;
        this.counters = counters;
        this.random = random;
        budget = new RateLimiter(requestsPerMinute, MINUTE_NS);
    }

    /**
     * Orders a snapshot; an order for the same stream that has not been answered stands for both.
     *
     * @param session      of the stream
     * @param subscription that needs it
     * @param notBeforeNs  earliest time of the request
     */
    public void order(final VenueSession session, final Subscription subscription, final long notBeforeNs)
    {
        orders.computeIfAbsent(
            subscription.stream().id(), (id) -> new Order(session, subscription, notBeforeNs));
    }

    /** Orders that have not been fulfilled. */
    public int openOrders()
    {
        return orders.size();
    }

    /** One duty cycle. */
    public int poll(final long nowNs)
    {
        return publishArrivals(nowNs) + startRequests(nowNs);
    }

    private int startRequests(final long nowNs)
    {
        if (isPaused && nowNs - pausedUntilNs < 0)
        {
            return 0;
        }
        isPaused = false;
        int work = 0;
        orders.values().removeIf((order) -> !order.underWay && !order.isWanted());
        for (final Order order : orders.values())
        {
            if (inFlight == MAX_IN_FLIGHT)
            {
                break;
            }
            if (!order.underWay && nowNs - order.notBeforeNs >= 0)
            {
                if (!budget.tryAcquire(nowNs))
                {
                    break;
                }
                start(order);
                work++;
            }
        }
        return work;
    }

    private void start(final Order order)
    {
        order.underWay = true;
        order.epoch = order.session.epoch();
        inFlight++;
        count(order, PipelineCounter.SNAPSHOT_REQUESTS);
        try
        {
            fetcher.get(
                order.session.protocol().snapshots().snapshotUri(order.subscription),
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
            unpublished.remove();
            inFlight--;
            work++;
        }
        return work;
    }

    /** Publishes, or orders again; false if the ring has no room now. */
    private boolean settle(final Arrival arrival, final long nowNs)
    {
        final Order order = arrival.order;
        final VenueSession session = order.session;
        if (arrival.answer.status() != HTTP_OK)
        {
            onFailure(order, arrival.answer, nowNs);
            return true;
        }
        if (order.epoch != session.epoch() || !order.isWanted())
        {
            retry(order, nowNs, 0L); // taken for a connection that is gone
            return true;
        }
        final StreamDefinition stream = order.subscription.stream();
        final StagingSink sink = sinks.sink(session);
        sink.beginFrame(order.epoch, nowNs);
        sink.stream(stream);
        if (!defined.contains(stream.instrumentId()))
        {
            final byte[] symbol = order.subscription.symbol().getBytes(StandardCharsets.UTF_8);
            sink.stageInstrument(stream.instrumentId(), symbol, 0, symbol.length);
        }
        final byte[] body = arrival.answer.body();
        final DecodeStatus status = session.protocol().snapshots().decodeSnapshot(
            body, 0, body.length, stream.instrumentId(), sink);
        if (status != DecodeStatus.DECODED || sink.isTooLarge())
        {
            fail(order, nowNs, order.backOff.nextNs(random));
            return true;
        }
        if (!publication.offer(stage))
        {
            return false;
        }
        defined.add(stream.instrumentId());
        orders.remove(stream.id());
        return true;
    }

    /** The venue's budget is one for all streams: what it says of waiting holds for all orders. */
    private void onFailure(final Order order, final HttpFetcher.Answer answer, final long nowNs)
    {
        final long delayNs = order.backOff.nextNs(answer, random);
        if (RestBackOff.concernsAll(answer))
        {
            final long untilNs = nowNs + delayNs;
            pausedUntilNs = isPaused && pausedUntilNs - untilNs > 0 ? pausedUntilNs : untilNs;
            isPaused = true;
        }
        fail(order, nowNs, delayNs);
    }

    private void fail(final Order order, final long nowNs, final long delayNs)
    {
        count(order, PipelineCounter.SNAPSHOT_FAILURES);
        retry(order, nowNs, delayNs);
    }

    /** An order that nobody wants any more goes at the next start; it is made again by the next confirmation. */
    private static void retry(final Order order, final long nowNs, final long delayNs)
    {
        order.underWay = false;
        order.notBeforeNs = nowNs + delayNs;
    }

    private void count(final Order order, final PipelineCounter kind)
    {
        order.session.identity().counter(counters, kind).incrementOrdered();
    }

    private static final class Order
    {
        private final VenueSession session;
        private final Subscription subscription;
        private final RestBackOff backOff = new RestBackOff();
        private long notBeforeNs;
        private int epoch;
        private boolean underWay;

        Order(final VenueSession session, final Subscription subscription, final long notBeforeNs)
        {
            this.session = session;
            this.subscription = subscription;
            this.notBeforeNs = notBeforeNs;
        }

        /** True while updates flow that the snapshot is to join. */
        boolean isWanted()
        {
            return subscription.state() == Subscription.State.CONFIRMED && session.isConnected();
        }
    }

    private record Arrival(Order order, HttpFetcher.Answer answer)
    {
    }
}
