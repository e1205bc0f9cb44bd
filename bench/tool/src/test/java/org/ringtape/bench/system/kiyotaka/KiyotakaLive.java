package org.ringtape.bench.system.kiyotaka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.ringtape.bench.system.LimitedProtocol;
import org.ringtape.bench.system.LiveRig;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.kiyotaka.KiyotakaGeneratedSource;
import org.ringtape.simulator.kiyotaka.KiyotakaSimulator;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.session.SessionLimits;

/**
 * A Kiyotaka on loopback whose markets move only when the test lets time pass, and a pipeline with its own threads that
 * reads it over real sockets, one for each family of channels.
 */
final class KiyotakaLive implements AutoCloseable
{
    static final int DEPTH = 60;
    static final long STEP_MS = 20;

    private static final long START_NS = 1_769_058_900_000_000_000L;
    private static final int RING_CAPACITY = 64 * 1024;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicLong nowNs = new AtomicLong(START_NS);
    private final KiyotakaWatch watch = new KiyotakaWatch();
    private final CounterSet counters = CounterSet.inMemory();
    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final KiyotakaGeneratedSource source;
    private final KiyotakaSimulator simulator;
    private final MarketPipeline pipeline;
    private final Feeds feeds;

    /**
     * Starts everything.
     *
     * @param refineVenue  last word on the simulator
     * @param refineFeed   last word on the feed; it has the simulator's address and key
     * @param refineLimits last word on the limits
     */
    KiyotakaLive(
        final UnaryOperator<KiyotakaSimulator.Builder> refineVenue,
        final UnaryOperator<KiyotakaFeed> refineFeed,
        final UnaryOperator<SessionLimits> refineLimits)
    {
        source = KiyotakaGeneratedSource.builder().seed(17).tradesPerSecond(40).slowPeriodNs(100_000_000L).build();
        simulator = refineVenue.apply(
            KiyotakaSimulator.builder(source).stepped().clock(nowNs::get).pingDeadline(Duration.ofHours(9)))
            .build();
        simulator.start();
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(RING_CAPACITY)
            .counters(counters)
            .errorHandler(errors::add)
            .strategy(watch));
        final VenueFeed feed = refineFeed.apply(new KiyotakaFeed()
            .webSocket(simulator.webSocketUri())
            .apiKey(() -> KiyotakaSimulator.DEFAULT_API_KEY)).build();
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .random(new SplittableRandom(5))
            .add(new VenueFeed(feed.venue(), feed.endpoints().stream()
                .map((endpoint) -> new VenueFeed.Endpoint(
                    new LimitedProtocol(endpoint.protocol(), refineLimits.apply(
                        endpoint.protocol().limits().copy().firstRetryNs(RETRY_NS).messagesPerSecond(100))),
                    endpoint.streams()))
                .toList())));
    }

    KiyotakaWatch watch()
    {
        return watch;
    }

    KiyotakaGeneratedSource source()
    {
        return source;
    }

    KiyotakaSimulator simulator()
    {
        return simulator;
    }

    MarketPipeline pipeline()
    {
        return pipeline;
    }

    List<SessionState> states()
    {
        return feeds.sessions().stream().map((session) -> session.state()).toList();
    }

    List<Throwable> errors()
    {
        return List.copyOf(errors);
    }

    long total(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    /** Lets the markets live for a while. */
    void pass(final long milliseconds)
    {
        nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
        simulator.poll();
    }

    /** Waits, the markets standing still. */
    void await(final String what, final BooleanSupplier condition)
    {
        if (!LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, condition))
        {
            throw new AssertionError("waited in vain for " + what + ": " + this);
        }
    }

    /** Waits while the markets move. */
    void awaitMoving(final String what, final BooleanSupplier condition)
    {
        await(what, () ->
        {
            pass(STEP_MS);
            return condition.getAsBoolean();
        });
    }

    /** Waits until every subscription is confirmed on all sessions. */
    void awaitLive()
    {
        await("all sessions LIVE", () -> states().stream().allMatch((state) -> state == SessionState.LIVE));
    }

    /** Stops the markets and lets images go on until the books, so many, are LIVE and right. */
    void awaitRightBooks(final int books)
    {
        source.halt();
        final KiyotakaTruth truth = new KiyotakaTruth(source, DEPTH);
        final String[] difference = new String[1];
        if (!LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, () ->
        {
            pass(STEP_MS);
            return (difference[0] = ask((context) -> truth.bookDifference(context, books))) == null;
        }))
        {
            throw new AssertionError(difference[0] + ": " + this);
        }
    }

    /** Lets a fault happen while the markets move. */
    void inflict(final String fault)
    {
        final FaultKind kind = Fault.parse(fault).kind();
        final long before = happened(kind);
        simulator.inject(Fault.parse(fault));
        awaitMoving("fault " + fault, () -> happened(kind) > before);
    }

    long happened(final FaultKind kind)
    {
        return simulator.injectedFaults().stream().filter((fault) -> fault.kind() == kind).count();
    }

    /** Asks the market thread. */
    <T> T ask(final Function<StrategyContext, T> question)
    {
        try
        {
            return watch.ask(question).get(LiveRig.TIMEOUT_NS, TimeUnit.NANOSECONDS);
        }
        catch (final InterruptedException | ExecutionException | TimeoutException e)
        {
            throw new AssertionError("the market thread does not answer: " + this, e);
        }
    }

    @Override
    public String toString()
    {
        final Map<String, Long> counted = new TreeMap<>();
        for (final PipelineCounter counter : PipelineCounter.values())
        {
            counted.merge(counter.name(), total(counter), Long::sum);
        }
        counted.values().removeIf((count) -> count == 0);
        return counted + " " + simulator.statistics() + " sessions " + states() + " said " + watch.texts() +
            " books " + watch.bookChanges() + " errors " + errors;
    }

    @Override
    public void close()
    {
        feeds.close();
        pipeline.close();
        simulator.close();
        counters.close();
    }
}
