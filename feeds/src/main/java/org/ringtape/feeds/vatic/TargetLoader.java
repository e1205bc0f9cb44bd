package org.ringtape.feeds.vatic;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPace;
import org.ringtape.feeds.rest.DistinctWarnings;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.VenueWords;
import org.ringtape.feeds.session.FeedTaskContext;

/**
 * Asks REST for prices that the socket owes: paced, repeated with growing pauses, given up after
 * {@value #MAX_ATTEMPTS} attempts with a FAILED event that says why. A price that comes by the socket meanwhile ends
 * the asking. Conductor thread; answers arrive on the client's.
 */
final class TargetLoader
{
    /** Requests for one window. */
    static final int MAX_ATTEMPTS = 6;
    /** Of the venue's 120 in 60 s and address; the rest is left to the host's own. Source: spec, rule 5. */
    static final int REQUESTS_PER_MINUTE = 60;
    /** Requests under way at a time. */
    static final int MAX_IN_FLIGHT = 4;

    private static final int HTTP_OK = 200;
    private static final int WEIGHT = 1;
    private static final long FIRST_RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_RETRY_NS = TimeUnit.SECONDS.toNanos(30);
    private static final String PATH = "api/v1/targets/timestamp";

    private final FeedTaskContext context;
    private final URI restBase;
    private final WindowLog log;
    private final TargetPublisher publisher;
    private final HostPace pace;
    private final DistinctWarnings warnings = new DistinctWarnings(TargetLoader.class);
    private final List<Order> orders = new ArrayList<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Deque<Arrival> unpublished = new ArrayDeque<>();
    private final AtomicCounter requests;
    private final AtomicCounter failures;
    private int inFlight;

    TargetLoader(
        final FeedTaskContext context, final URI restBase, final WindowLog log, final TargetPublisher publisher)
    {
        this.context = context;
        this.restBase = restBase;
        this.log = log;
        this.publisher = publisher;
        pace = context.pace(restBase);
        pace.limit(REQUESTS_PER_MINUTE);
        final CounterSet counters = context.pipeline().counters();
        requests = context.session().identity().counter(counters, PipelineCounter.REST_REQUESTS);
        failures = context.session().identity().counter(counters, PipelineCounter.REST_FAILURES);
    }

    /**
     * Orders the price of a window, which nobody may have ordered yet.
     *
     * @param lost true if what the socket said of the window may not be in the ring, so that it does not count
     */
    void order(final WatchedTarget target, final long startNs, final boolean lost, final long nowNs)
    {
        orders.add(new Order(target, startNs, lost, nowNs));
    }

    /** What the socket said so far may not be in the ring: what is ordered is asked for whatever it said. */
    void distrustSocket()
    {
        orders.forEach((order) -> order.lost = true);
    }

    /** True if the price of a window is still to be had. */
    boolean isOrdered(final WatchedTarget target, final long startNs)
    {
        return orders.stream().anyMatch((order) -> order.startNs == startNs && order.target.equals(target));
    }

    /** Windows whose price is still to be had. */
    int openOrders()
    {
        return orders.size();
    }

    int poll(final long nowNs)
    {
        return settleArrivals(nowNs) + serveOrders(nowNs);
    }

    private int settleArrivals(final long nowNs)
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

    /** False if the ring has no room now. */
    private boolean settle(final Arrival arrival, final long nowNs)
    {
        final Order order = arrival.order;
        final HttpFetcher.Answer answer = arrival.answer;
        if (answer.status() != HTTP_OK)
        {
            fail(order, VenueWords.describe(answer), answer, nowNs);
            return true;
        }
        if (isSettledBySocket(order))
        {
            orders.remove(order);
            return true;
        }
        switch (publisher.publish(order.target, order.startNs, answer.body(), nowNs))
        {
            case PUBLISHED:
                orders.remove(order);
                return true;
            case NO_ROOM:
                return false;
            default:
                fail(order, "not a price of the window asked for", answer, nowNs);
                return true;
        }
    }

    /** What the venue says of waiting holds for all that is asked of its host. */
    private void fail(final Order order, final String reason, final HttpFetcher.Answer answer, final long nowNs)
    {
        failures.incrementOrdered();
        order.underWay = false;
        order.failure = reason;
        order.notBeforeNs = nowNs + order.nextBackOffNs(context);
        if (!pace.onRefused(answer.status(), answer.retryAfterNs(), nowNs))
        {
            warnings.warn(reason, context.session().identity().name() + ", target prices");
        }
    }

    private int serveOrders(final long nowNs)
    {
        int work = 0;
        final Iterator<Order> each = orders.iterator();
        while (each.hasNext())
        {
            final Order order = each.next();
            if (order.underWay)
            {
                continue;
            }
            if (isSettledBySocket(order) || order.attempts == MAX_ATTEMPTS && giveUp(order, nowNs))
            {
                each.remove();
                work++;
            }
            else if (mayStart(order, nowNs))
            {
                start(order);
                work++;
            }
        }
        return work;
    }

    private boolean mayStart(final Order order, final long nowNs)
    {
        return order.attempts < MAX_ATTEMPTS && inFlight < MAX_IN_FLIGHT &&
            nowNs - order.notBeforeNs >= 0 && pace.tryRequest(WEIGHT, nowNs);
    }

    private void start(final Order order)
    {
        order.underWay = true;
        order.attempts++;
        inFlight++;
        requests.incrementOrdered();
        try
        {
            context.fetcher().get(uri(order), (answer) -> arrivals.add(new Arrival(order, answer)));
        }
        catch (final RuntimeException e)
        {
            arrivals.add(new Arrival(order, new HttpFetcher.Answer(0, new byte[0], 0L, e.toString())));
        }
    }

    private boolean giveUp(final Order order, final long nowNs)
    {
        return publisher.publish(order.target, order.startNs, WindowStatus.FAILED,
            "no price after " + MAX_ATTEMPTS + " REST requests: " + order.failure, nowNs);
    }

    private boolean isSettledBySocket(final Order order)
    {
        return !order.lost && log.statusOf(order.target.assetIndex(), order.target.interval(), order.startNs) ==
            WindowStatus.OPEN;
    }

    private URI uri(final Order order)
    {
        return restBase.resolve(PATH + "?asset=" + order.target.asset() + "&type=" + order.target.interval().label() +
            "&timestamp=" + TimeUnit.NANOSECONDS.toSeconds(order.startNs));
    }

    /** One window's price to be had. */
    private static final class Order
    {
        private final WatchedTarget target;
        private final long startNs;
        private boolean lost;
        private long notBeforeNs;
        private long backOffNs = FIRST_RETRY_NS;
        private int attempts;
        private boolean underWay;
        private String failure = "";

        Order(final WatchedTarget target, final long startNs, final boolean lost, final long nowNs)
        {
            this.target = target;
            this.startNs = startNs;
            this.lost = lost;
            notBeforeNs = nowNs;
        }

        /** Half of it jitter: the windows of one boundary fail together and are not to come back together. */
        long nextBackOffNs(final FeedTaskContext context)
        {
            final long delayNs = backOffNs / 2 + context.random().nextLong(backOffNs / 2);
            backOffNs = Math.min(backOffNs * 2, LAST_RETRY_NS);
            return delayNs;
        }
    }

    private record Arrival(Order order, HttpFetcher.Answer answer)
    {
    }
}
