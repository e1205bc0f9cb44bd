package org.ringtape.bench.system;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.market.TrueBook;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.session.VenueProtocol;

/** A generated market on loopback and a pipeline with its own threads that reads it over real sockets. */
public final class LiveRig implements AutoCloseable
{
    public static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);
    public static final int DEFAULT_RING_CAPACITY = 16 * 1024;

    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double EVENTS_PER_SECOND = 3_000;
    private static final long WINDOW_MS = 10;
    private static final long AFTERMATH_EVENTS = 200;

    private final MarketWatch watch = new MarketWatch();
    private final CounterSet counters = CounterSet.inMemory();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> firstError = new AtomicReference<>();
    private final GeneratedMarket market;
    private final BinanceSimulator simulator;
    private final MarketPipeline pipeline;
    private final Feeds feeds;

    /**
     * Starts everything.
     *
     * @param ringCapacity slots
     * @param refine       last word on the feed
     * @param refineVenue  last word on how the venue is spoken to
     * @param faults       at work from the start
     */
    public LiveRig(
        final int ringCapacity,
        final UnaryOperator<BinanceFeed> refine,
        final UnaryOperator<VenueProtocol> refineVenue,
        final Fault... faults)
    {
        market = GeneratedMarket.futures("BTCUSDT", "ETHUSDT")
            .seed(11)
            .pricesApart()
            .eventsPerSecond(EVENTS_PER_SECOND)
            .diffWindowMs(WINDOW_MS)
            .fullDepthSnapshots(true)
            .waitForSubscriber(true)
            .build();
        final BinanceSimulator.Builder venue = BinanceSimulator.builder(market);
        for (final Fault fault : faults)
        {
            venue.fault(fault);
        }
        simulator = venue.build();
        simulator.start();
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(ringCapacity)
            .counters(counters)
            .errorHandler((error) -> firstError.compareAndSet(null, error))
            .threadFactory(this::thread)
            .strategy(watch));
        final VenueFeed feed = refine.apply(BinanceFeed.usdm()
            .streams(market.streams().toArray(new String[0]))
            .webSocket(simulator.webSocketUri())
            .rest(simulator.restUri())).build();
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .random(new SplittableRandom(5))
            .add(new VenueFeed(feed.venue(), refineVenue.apply(feed.protocol()), feed.streams())));
    }

    /** With what a host gets if it says nothing. */
    public static LiveRig start(final Fault... faults)
    {
        return new LiveRig(DEFAULT_RING_CAPACITY, UnaryOperator.identity(), UnaryOperator.identity(), faults);
    }

    private Thread thread(final Runnable task)
    {
        final Thread thread = new Thread(task, "system-test-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    public MarketWatch watch()
    {
        return watch;
    }

    public GeneratedMarket market()
    {
        return market;
    }

    public BinanceSimulator simulator()
    {
        return simulator;
    }

    MarketPipeline pipeline()
    {
        return pipeline;
    }

    Feeds feeds()
    {
        return feeds;
    }

    /** The threads of pipeline and conductor. */
    List<Thread> threads()
    {
        return threads;
    }

    public Throwable firstError()
    {
        return firstError.get();
    }

    public long total(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    /** Waits for a condition; fails, saying what was waited for and how everything stands, when the time is over. */
    public void await(final String what, final BooleanSupplier condition)
    {
        if (!holdsWithin(TIMEOUT_NS, condition))
        {
            throw new AssertionError("waited in vain for " + what + ": " + this);
        }
    }

    public static boolean holdsWithin(final long limitNs, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + limitNs;
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    /** Waits until all books are live. */
    public void awaitLive()
    {
        await("all books LIVE", () -> market.symbols().stream().allMatch((symbol) ->
        {
            final int id = pipeline.instruments().register(BinanceModule.USDM.id(), symbol);
            return pipeline.isLive(id);
        }));
    }

    /** Lets the fault happen to live books, and the market go on behind it. */
    public void inflict(final Fault fault)
    {
        market.resume();
        awaitLive();
        final long before = happened(fault.kind());
        simulator.inject(fault);
        await("fault " + fault, () -> happened(fault.kind()) > before);
        awaitEvents(AFTERMATH_EVENTS);
    }

    private long happened(final FaultKind kind)
    {
        return simulator.injectedFaults().stream().filter((fault) -> fault.kind() == kind).count();
    }

    /** Waits until the market has gone on for so many events. */
    public void awaitEvents(final long count)
    {
        final long until = market.events() + count;
        await("market events", () -> market.events() >= until);
    }

    /** Waits until each book, the market standing still, is LIVE, at the venue's sequence and equal to its book. */
    public void awaitRight()
    {
        final String[] difference = new String[1];
        final boolean right = holdsWithin(TIMEOUT_NS, () ->
        {
            market.pause();
            final boolean equal = holdsWithin(SETTLE_NS, () -> (difference[0] = difference()) == null);
            if (!equal)
            {
                market.resume(); // something is under way that needs a market that moves
                LockSupport.parkNanos(WINDOW_MS * 3_000_000L);
            }
            return equal;
        });
        if (!right)
        {
            throw new AssertionError(difference[0] + ": " + this);
        }
    }

    private String difference()
    {
        try
        {
            return watch.ask(this::difference).get(TIMEOUT_NS, TimeUnit.NANOSECONDS);
        }
        catch (final InterruptedException | ExecutionException | TimeoutException e)
        {
            throw new AssertionError("the market thread does not answer: " + this, e);
        }
    }

    /** Of the first book that is not as the venue's is; null if all are. Market thread. */
    private String difference(final StrategyContext context)
    {
        int compared = 0;
        for (int id = 0; id < context.streams().size(); id++)
        {
            final OrderBook book = context.book(id);
            if (book != null)
            {
                compared++;
                final StreamDefinition stream = context.streams().stream(id);
                final TrueBook truth =
                    simulator.trueBook(context.instruments().instrument(stream.instrumentId()).symbol()).orElseThrow();
                if (!book.isLive())
                {
                    return stream.name() + " is " + book.state();
                }
                if (book.sequence() < truth.lastUpdateId()) // a snapshot may carry the counter of all symbols
                {
                    return stream.name() + " is at " + book.sequence() + ", the venue at " + truth.lastUpdateId();
                }
                if (!TrueStream.sha256(book).equals(truth.sha256()))
                {
                    return stream.name() + " is LIVE and wrong at " + book.sequence();
                }
            }
        }
        return compared == market.symbols().size() ? null : "only " + compared + " books";
    }

    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder();
        for (final PipelineCounter counter : PipelineCounter.values())
        {
            if (total(counter) != 0)
            {
                text.append(counter).append('=').append(total(counter)).append(' ');
            }
        }
        return text.append(simulator.statistics()).append(' ').append(simulator.injectedFaults())
            .append(" sessions ").append(feeds.sessions().stream().map((session) -> session.state().name()).toList())
            .append(" first error ").append(firstError.get()).toString();
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
