package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.RequestOutcome.Kind;
import org.ringtape.engine.event.control.RequestOutcome.Result;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.session.VenueSession;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.market.TrueBook;

/** Streams asked for and given back at random while everything runs, over real sockets. */
@Timeout(180)
final class RuntimeSubscriptionsTest
{
    private static final int VENUE = BinanceModule.USDM.id();
    private static final int THREADS = 4;
    private static final int COMMANDS_A_THREAD = 2_500;
    private static final int SYMBOLS = 75;
    private static final String LAUNCHED = "s00usdt@depth@100ms";

    private final CounterSet counters = CounterSet.inMemory();
    private final AtomicReference<Throwable> firstError = new AtomicReference<>();
    private final Map<Long, List<String>> outcomes = new ConcurrentHashMap<>();
    private final Map<Long, String> asked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> onMarketThread = new ConcurrentLinkedQueue<>();
    private final GeneratedMarket market = GeneratedMarket.futures(symbols())
        .seed(7).pricesApart().eventsPerSecond(2_000).diffWindowMs(20).fullDepthSnapshots(true).waitForSubscriber(true)
        .build();
    private final BinanceSimulator simulator = BinanceSimulator.builder(market).build();
    private StrategyContext context;
    private MarketPipeline pipeline;
    private Feeds feeds;

    private static String[] symbols()
    {
        final String[] symbols = new String[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++)
        {
            symbols[i] = String.format("S%02dUSDT", i);
        }
        return symbols;
    }

    private static List<String> streams()
    {
        final List<String> streams = new ArrayList<>();
        for (final String symbol : symbols())
        {
            final String name = symbol.toLowerCase(java.util.Locale.ROOT);
            streams.addAll(List.of(name + "@depth@100ms", name + "@trade", name + "@bookTicker"));
        }
        return streams;
    }

    private void launch()
    {
        simulator.start();
        pipeline = MarketPipeline.launch(new PipelineContext().counters(counters)
            .errorHandler((error) -> firstError.compareAndSet(null, error)).strategy(new Strategy()
            {
                @Override
                public void onStart(final StrategyContext given)
                {
                    context = given;
                }

                @Override
                public void onRequestOutcome(final RequestOutcome outcome)
                {
                    outcomes.computeIfAbsent(outcome.requestId(), (id) -> new ArrayList<>())
                        .add(outcome.kind() + " " + outcome.result() + " " + outcome.text());
                }

                @Override
                public void onIdle(final long nowNs)
                {
                    final Runnable task = onMarketThread.poll();
                    if (task != null)
                    {
                        task.run();
                    }
                }
            }));
        feeds = Feeds.launch(new FeedsContext().pipeline(pipeline).random(new SplittableRandom(3)).add(
            BinanceFeed.usdm().depthLimit(50).streams(LAUNCHED)
                .webSocket(simulator.webSocketUri()).rest(simulator.restUri()).build()));
    }

    @AfterEach
    void close()
    {
        pipeline.close();
        simulator.close();
    }

    @Test
    void shouldHaveOneOutcomeForEachOfTenThousandCommandsAndTheRightBooksAtTheEnd() throws Exception
    {
        final long seed = Long.getLong("ringtape.seed", System.nanoTime());
        System.out.println("RuntimeSubscriptionsTest seed " + seed + " (-Dringtape.seed)");
        launch();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++)
        {
            final int number = i;
            final Thread thread = new Thread(() -> ask(number, new Random(seed + number)));
            threads.add(thread);
            thread.start();
        }
        int mostStreams = 0;
        for (final Thread thread : threads)
        {
            while (thread.isAlive())
            {
                thread.join(10);
                mostStreams = Math.max(mostStreams, simulator.mostStreamsOfAConnection());
            }
        }
        await("an outcome for each", () -> outcomes.size() == THREADS * COMMANDS_A_THREAD);
        final Set<String> wanted = wanted();
        await("the venue to have what is wanted", () -> new TreeSet<>(simulator.subscriptions()).equals(wanted));
        await("nothing left", () -> held().equals(wanted) && named().equals(wanted));
        await("right books", () -> wrongBook(wanted) == null);
        outcomes.forEach((id, all) -> assertEquals(1, all.size(), asked.get(id) + ": " + all));
        assertTrue(mostStreams <= 200, mostStreams + " streams on a connection");
        assertEquals(0, simulator.statistics().rateLimitCloses());
        assertEquals(0, simulator.statistics().requestErrors());
        assertEquals(0, counters.total(PipelineCounter.DISCONNECTS));
        assertEquals(0, counters.total(PipelineCounter.CONDUCTOR_ERRORS));
        assertEquals(0, counters.total(PipelineCounter.LISTENER_ERRORS));
        assertNull(firstError.get());
        final Map<String, Integer> results = new HashMap<>();
        outcomes.values().forEach((all) -> results.merge(all.get(0).split(" ")[0] + " " + all.get(0).split(" ")[1],
            1, Integer::sum));
        for (final Kind kind : Kind.values())
        {
            assertTrue(results.getOrDefault(kind + " " + Result.GRANTED, 0) > 10, kind + ": " + results);
        }
        assertTrue(results.getOrDefault("SUBSCRIBE SHARED", 0) > 10, results.toString());
        assertTrue(results.getOrDefault("UNSUBSCRIBE UNKNOWN", 0) > 10, results.toString());
    }

    @Test
    void shouldSayWhatIsUnknown()
    {
        launch();
        assertTrue(feeds.subscribe(1, VENUE, "btcusdt@nothing"));
        assertTrue(feeds.subscribe(2, 77, "btcusdt@trade"));
        assertTrue(feeds.unsubscribe(3, VENUE, "s01usdt@trade"));
        assertTrue(feeds.resync(4, VENUE, "s01usdt@trade"));
        assertTrue(feeds.subscribe(5, VENUE, "s01usdt@trade"));
        assertTrue(feeds.resync(6, VENUE, "s01usdt@trade"));
        await("outcomes", () -> outcomes.size() == 6);
        assertTrue(outcomes.get(1L).get(0).startsWith("SUBSCRIBE UNKNOWN"), outcomes.toString());
        assertTrue(outcomes.get(2L).get(0).contains("binance-usdm"), outcomes.toString());
        assertTrue(outcomes.get(3L).get(0).startsWith("UNSUBSCRIBE UNKNOWN"), outcomes.toString());
        assertTrue(outcomes.get(4L).get(0).startsWith("RESYNC UNKNOWN"), outcomes.toString());
        assertEquals("SUBSCRIBE GRANTED ", outcomes.get(5L).get(0));
        assertTrue(outcomes.get(6L).get(0).startsWith("RESYNC REFUSED"), outcomes.toString());
    }

    @Test
    void shouldTakeWishesOfTheStrategyAndOpenAnotherConnectionWhenOneIsFull() throws Exception
    {
        launch();
        final List<String> streams = streams();
        onMarketThread.add(() ->
        {
            for (int i = 0; i < streams.size(); i++)
            {
                assertTrue(context.subscribe(i, VENUE, streams.get(i)));
            }
        });
        await("outcomes", () -> outcomes.size() == streams.size());
        assertEquals(2, feeds.sessions().size());
        assertEquals(new TreeSet<>(streams), new TreeSet<>(simulator.subscriptions()));
        assertEquals(200, simulator.mostStreamsOfAConnection());
        await("right books", () -> wrongBook(new TreeSet<>(streams)) == null);
        onMarketThread.add(() ->
        {
            for (int i = 0; i < streams.size(); i++)
            {
                assertTrue(context.unsubscribe(1_000 + i, VENUE, streams.get(i)));
            }
        });
        await("outcomes", () -> outcomes.size() == 2 * streams.size());
        await("one connection and what was launched", () ->
            feeds.sessions().size() == 1 && simulator.subscriptions().equals(Set.of(LAUNCHED)) &&
                simulator.statistics().connectionsOpen() == 1);
        assertEquals(Set.of(LAUNCHED), named());
    }

    @Test
    void shouldTellWhoWaitsWhenTheFeedsAreClosed()
    {
        launch();
        await("live", () -> wrongBook(Set.of(LAUNCHED)) == null);
        for (int i = 0; i < 100; i++)
        {
            assertTrue(feeds.subscribe(i, VENUE, streams().get(i)));
        }
        feeds.close();
        assertFalse(feeds.subscribe(100, VENUE, LAUNCHED), "nobody would tell of it");
        await("outcomes", () -> outcomes.size() == 100);
        outcomes.forEach((id, all) -> assertEquals(1, all.size(), id + ": " + all));
    }

    private void ask(final int thread, final Random random)
    {
        final List<String> streams = streams();
        for (int i = 0; i < COMMANDS_A_THREAD; i++)
        {
            final String stream = streams.get(random.nextInt(streams.size()));
            final long id = thread * 1_000_000L + i;
            final int choice = random.nextInt(100);
            final Kind kind = choice < 50 ? Kind.SUBSCRIBE : choice < 90 ? Kind.UNSUBSCRIBE : Kind.RESYNC;
            asked.put(id, kind + " " + stream);
            while (!offer(kind, id, stream))
            {
                Thread.onSpinWait();
            }
            if (random.nextInt(20) == 0) // bursts, and time for answers
            {
                final int known = outcomes.size();
                final long enoughNs = System.nanoTime() + 20_000_000L;
                while (outcomes.size() < known + 10 && System.nanoTime() - enoughNs < 0)
                {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private boolean offer(final Kind kind, final long id, final String stream)
    {
        switch (kind)
        {
            case SUBSCRIBE:
                return feeds.subscribe(id, VENUE, stream);
            case UNSUBSCRIBE:
                return feeds.unsubscribe(id, VENUE, stream);
            default:
                return feeds.resync(id, VENUE, stream);
        }
    }

    /** Counted from the outcomes alone. */
    private Set<String> wanted()
    {
        final Map<String, Integer> counts = new HashMap<>();
        counts.put(LAUNCHED, 1);
        outcomes.forEach((id, all) ->
        {
            final String stream = asked.get(id).split(" ")[1];
            final String[] words = all.get(0).split(" ");
            final Result result = Result.valueOf(words[1]);
            final boolean counts1 = result == Result.GRANTED || result == Result.SHARED || result == Result.OVERTAKEN;
            if (counts1 && Kind.valueOf(words[0]) == Kind.SUBSCRIBE)
            {
                counts.merge(stream, 1, Integer::sum);
            }
            else if (counts1 && Kind.valueOf(words[0]) == Kind.UNSUBSCRIBE)
            {
                counts.merge(stream, -1, Integer::sum);
            }
        });
        final Set<String> wanted = new TreeSet<>();
        counts.forEach((stream, count) ->
        {
            assertTrue(count >= 0, stream + " " + count);
            if (count > 0)
            {
                wanted.add(stream);
            }
        });
        return wanted;
    }

    private Set<String> held()
    {
        final Set<String> held = new TreeSet<>();
        for (final VenueSession session : feeds.sessions())
        {
            List.copyOf(session.subscriptions().all()).forEach((each) -> held.add(each.stream().name()));
        }
        return held;
    }

    private Set<String> named()
    {
        final Set<String> named = new TreeSet<>();
        pipeline.streams().forEach((stream) -> named.add(stream.name()));
        return named;
    }

    /** Null if every book of a stream that is wanted is LIVE and as the venue has it. */
    private String wrongBook(final Set<String> wanted)
    {
        market.pause();
        final AtomicReference<String> wrong = new AtomicReference<>("not asked yet");
        final boolean right = LiveRig.holdsWithin(300_000_000L, () ->
        {
            final AtomicReference<String> found = new AtomicReference<>();
            final AtomicReference<Boolean> done = new AtomicReference<>(false);
            onMarketThread.add(() ->
            {
                found.set(firstWrong(wanted));
                done.set(true);
            });
            LiveRig.holdsWithin(1_000_000_000L, done::get);
            wrong.set(done.get() ? found.get() : "the market thread is busy");
            return wrong.get() == null;
        });
        market.resume();
        return right ? null : wrong.get();
    }

    private String firstWrong(final Set<String> wanted)
    {
        final Set<String> seen = new HashSet<>();
        final AtomicReference<String> wrong = new AtomicReference<>();
        pipeline.streams().forEach((stream) ->
        {
            if (stream.name().endsWith("@depth@100ms") && wanted.contains(stream.name()))
            {
                seen.add(stream.name());
                wrong.compareAndSet(null, difference(stream));
            }
        });
        final long books = wanted.stream().filter((name) -> name.endsWith("@depth@100ms")).count();
        return wrong.get() != null ? wrong.get() : seen.size() == books ? null : "only " + seen.size() + " books";
    }

    private String difference(final StreamDefinition stream)
    {
        final OrderBook book = context.book(stream);
        final TrueBook truth = simulator.trueBook(
            context.instruments().instrument(stream.instrumentId()).symbol()).orElseThrow();
        if (book == null || book.state() != BookState.LIVE)
        {
            return stream.name() + " is " + (book == null ? "not there" : book.state() + " " + book.reason());
        }
        if (book.sequence() < truth.lastUpdateId())
        {
            return stream.name() + " is at " + book.sequence() + ", the venue at " + truth.lastUpdateId();
        }
        return TrueStream.sha256(book).equals(truth.sha256()) ? null : stream.name() + " is LIVE and wrong";
    }

    private void await(final String what, final java.util.function.BooleanSupplier condition)
    {
        if (!LiveRig.holdsWithin(60_000_000_000L, condition))
        {
            throw new AssertionError("waited in vain for " + what + ": " + outcomes.size() + " outcomes, venue has " +
                simulator.subscriptions().size() + ", held " + held().size() + ", named " + named().size() +
                ", " + wrongBook(wanted()) + ", " + simulator.statistics() + " " + firstError.get());
        }
    }
}
