package org.ringtape.feeds.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.ringtape.codecs.DecodeStatus;
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
    private static final long FIRST_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LAST_RETRY_NS = TimeUnit.SECONDS.toNanos(30);
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
    private final List<Arrival> unpublished = new ArrayList<>();
    private long pausedUntilNs = Long.MIN_VALUE;
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
        if (nowNs - pausedUntilNs < 0 && pausedUntilNs != Long.MIN_VALUE)
        {
            return 0;
        }
        int work = 0;
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
        fetcher.get(
            order.session.protocol().snapshotUri(order.subscription),
            (answer) -> arrivals.add(new Arrival(order, answer)));
    }

    private int publishArrivals(final long nowNs)
    {
        int work = 0;
        Arrival arrival;
        while ((arrival = arrivals.poll()) != null)
        {
            inFlight--;
            unpublished.add(arrival);
        }
        while (!unpublished.isEmpty() && settle(unpublished.get(0), nowNs))
        {
            unpublished.remove(0);
            work++;
        }
        return work;
    }

    /** Publishes, or orders again; false if the ring has no room now. */
    private boolean settle(final Arrival arrival, final long nowNs)
    {
        final Order order = arrival.order;
        final VenueSession session = order.session;
        if (order.epoch != session.epoch())
        {
            retry(order, nowNs, 0L); // taken for a connection that is gone
            return true;
        }
        if (arrival.answer.status() != HTTP_OK)
        {
            if (arrival.answer.status() == 429 || arrival.answer.status() == 418)
            {
                pausedUntilNs = nowNs + Math.max(arrival.answer.retryAfterNs(), order.nextBackOffNs(random));
            }
            fail(order, nowNs, arrival.answer.retryAfterNs());
            return true;
        }
        final StagingSink sink = sinks.sink(session);
        sink.beginFrame(order.epoch, nowNs);
        sink.stream(order.subscription.stream());
        final byte[] body = arrival.answer.body();
        final DecodeStatus status = session.protocol().decodeSnapshot(
            body, 0, body.length, order.subscription.stream().instrumentId(), sink);
        if (status != DecodeStatus.DECODED || sink.isTooLarge())
        {
            fail(order, nowNs, 0L);
            return true;
        }
        if (!publication.offer(stage))
        {
            return false;
        }
        orders.remove(order.subscription.stream().id());
        return true;
    }

    private void fail(final Order order, final long nowNs, final long minimumNs)
    {
        count(order, PipelineCounter.SNAPSHOT_FAILURES);
        retry(order, nowNs, Math.max(minimumNs, order.nextBackOffNs(random)));
    }

    private void retry(final Order order, final long nowNs, final long delayNs)
    {
        order.underWay = false;
        order.notBeforeNs = nowNs + delayNs;
        if (order.subscription.state() != Subscription.State.CONFIRMED)
        {
            orders.remove(order.subscription.stream().id()); // ordered again when it is confirmed again
        }
    }

    private void count(final Order order, final PipelineCounter kind)
    {
        order.session.identity().counter(counters, kind).incrementOrdered();
    }

    private static final class Order
    {
        private final VenueSession session;
        private final Subscription subscription;
        private long notBeforeNs;
        private long backOffNs = FIRST_RETRY_NS;
        private int epoch;
        private boolean underWay;

        Order(final VenueSession session, final Subscription subscription, final long notBeforeNs)
        {
            this.session = session;
            this.subscription = subscription;
            this.notBeforeNs = notBeforeNs;
        }

        long nextBackOffNs(final RandomGenerator random)
        {
            final long delayNs = backOffNs / 2 + random.nextLong(backOffNs / 2);
            backOffNs = Math.min(backOffNs * 2, LAST_RETRY_NS);
            return delayNs;
        }
    }

    private record Arrival(Order order, HttpFetcher.Answer answer)
    {
    }
}
