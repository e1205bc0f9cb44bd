package org.ringtape.bench.system.binance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.ringtape.bench.system.LiveRig;
import org.ringtape.bench.system.TrueStream;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.market.TrueBook;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.VenueFeed;

/**
 * A generated options market on loopback and a pipeline that reads it over real sockets. The venue's clock begins at a
 * fixed time and runs fast, so that what happens once a minute need not be waited for.
 */
final class OptionsRig implements AutoCloseable
{
    static final int SPEED = 20;
    /** Levels a side of a partial book, see the streams of the market. */
    static final int IMAGE_LEVELS = 10;

    private static final long SEED = 17;
    private static final Instant VENUE_START = Instant.parse("2026-11-02T00:00:07Z");
    private static final double EVENTS_PER_SECOND = 3_000;
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long REST_WEIGHT = 1_000_000;

    private final OptionsWatch watch = new OptionsWatch();
    private final CounterSet counters = CounterSet.inMemory();
    private final AtomicReference<Throwable> firstError = new AtomicReference<>();
    private final GeneratedMarket market;
    private final BinanceSimulator simulator;
    private final MarketPipeline pipeline;
    private final Feeds feeds;

    /**
     * Starts everything.
     *
     * @param settings of the market
     * @param feed     what to want of it
     * @param faults   at work from the start
     */
    OptionsRig(
        final GeneratedMarket.Builder settings,
        final BiFunction<GeneratedMarket, BinanceSimulator, VenueFeed> feed,
        final Fault... faults)
    {
        System.out.println("seed of the generated options: " + SEED);
        market = settings
            .seed(SEED)
            .eventsPerSecond(EVENTS_PER_SECOND / SPEED)
            .fullDepthSnapshots(true)
            .waitForSubscriber(true)
            .clock(fastClock())
            .build();
        final BinanceSimulator.Builder venue = BinanceSimulator.builder(market).restWeightPerMinute(REST_WEIGHT);
        for (final Fault fault : faults)
        {
            venue.fault(fault);
        }
        simulator = venue.build();
        simulator.start();
        pipeline = MarketPipeline.launch(new PipelineContext()
            .counters(counters)
            .errorHandler((error) -> firstError.compareAndSet(null, error))
            .strategy(watch));
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .random(new SplittableRandom(SEED))
            .add(feed.apply(market, simulator)));
    }

    private static LongSupplier fastClock()
    {
        final long startNs = TimeUnit.SECONDS.toNanos(VENUE_START.getEpochSecond());
        final long fromNs = System.nanoTime();
        return () -> startNs + (System.nanoTime() - fromNs) * SPEED;
    }

    OptionsWatch watch()
    {
        return watch;
    }

    GeneratedMarket market()
    {
        return market;
    }

    BinanceSimulator simulator()
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

    long total(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    /** Name of a stream by id. */
    String streamName(final int id)
    {
        return pipeline.streams().stream(id).name();
    }

    /** Dense id of an instrument of ours. */
    int instrument(final int venueId, final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return pipeline.instruments().find(venueId, bytes, 0, bytes.length);
    }

    /** Waits for a condition; fails, saying what was waited for and how everything stands, when the time is over. */
    void await(final String what, final BooleanSupplier condition)
    {
        if (!LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, condition))
        {
            throw new AssertionError("waited in vain for " + what + ": " + this);
        }
    }

    /** Waits until what is wrong, said by the market thread, is nothing, the market standing still. */
    void awaitStill(final Function<StrategyContext, String> wrong)
    {
        final String[] found = new String[1];
        final boolean right = LiveRig.holdsWithin(LiveRig.TIMEOUT_NS, () ->
        {
            market.pause();
            final boolean nothing = LiveRig.holdsWithin(SETTLE_NS, () -> (found[0] = ask(wrong)) == null);
            if (!nothing)
            {
                final long until = market.events() + 300;
                market.resume(); // something is under way that needs a market that moves
                LiveRig.holdsWithin(SETTLE_NS, () -> market.events() >= until);
            }
            return nothing;
        });
        if (!right)
        {
            throw new AssertionError(found[0] + ": " + this);
        }
    }

    <T> T ask(final Function<StrategyContext, T> question)
    {
        try
        {
            return watch.ask((context) -> Optional.ofNullable(question.apply(context)))
                .get(LiveRig.TIMEOUT_NS, TimeUnit.NANOSECONDS).orElse(null);
        }
        catch (final InterruptedException | ExecutionException | TimeoutException e)
        {
            throw new AssertionError("the market thread does not answer: " + this, e);
        }
    }

    /**
     * The first book that is not as the venue's is; null if all are there and right. Market thread.
     *
     * @param diffs  books of diffs that there must be
     * @param images books of images
     */
    String differenceOfBooks(final StrategyContext context, final int diffs, final int images)
    {
        int diffsSeen = 0;
        int imagesSeen = 0;
        for (int id = 0; id < context.streams().size(); id++)
        {
            final OrderBook book = context.book(id);
            if (book != null)
            {
                final StreamDefinition stream = context.streams().stream(id);
                final boolean image = stream.rule() == ContinuityRule.IMAGE;
                final TrueBook whole =
                    market.trueBook(context.instruments().instrument(stream.instrumentId()).symbol()).orElseThrow();
                final TrueBook truth = image ? whole.best(IMAGE_LEVELS) : whole;
                // A snapshot may carry the counter of all symbols.
                if (!book.isLive() || book.sequence() < truth.lastUpdateId() ||
                    !TrueStream.sha256(book).equals(truth.sha256()))
                {
                    return stream.name() + " is " + book.state() + " at " + book.sequence() + " with " +
                        book.bids().levels() + " bids, the venue at " + truth.lastUpdateId() + " with " +
                        truth.bids().size();
                }
                diffsSeen += image ? 0 : 1;
                imagesSeen += image ? 1 : 0;
            }
        }
        return diffsSeen == diffs && imagesSeen == images ? null :
            "only " + diffsSeen + " books of diffs, " + imagesSeen + " of images";
    }

    /** What the venue last said in a stream of arrays or objects, by symbol. */
    Map<String, Map<?, ?>> lastSent(final String stream)
    {
        try
        {
            final Object event =
                JsonReader.read(market.lastSent(stream).orElse("[]").getBytes(StandardCharsets.UTF_8));
            final Map<String, Map<?, ?>> bySymbol = new LinkedHashMap<>();
            (event instanceof List<?> array ? array : List.of(event))
                .forEach((element) -> bySymbol.put((String)((Map<?, ?>)element).get("s"), (Map<?, ?>)element));
            return bySymbol;
        }
        catch (final JsonSyntaxException e)
        {
            throw new AssertionError(stream, e);
        }
    }

    /** Decimal of a key of an event; some have more digits than an event of ours carries, and are rounded as there. */
    static BigDecimal decimal(final Map<?, ?> event, final String key)
    {
        return new BigDecimal((String)event.get(key),
            new MathContext(DecimalParser.MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** Fails if an exception reached the host, or anything was lost for want of room or understanding. */
    void requireNothingLost()
    {
        for (final PipelineCounter counter : List.of(PipelineCounter.FRAMES_DROPPED, PipelineCounter.FRAMES_MALFORMED,
            PipelineCounter.FRAMES_PARTIAL, PipelineCounter.FRAMES_TOO_LARGE, PipelineCounter.FRAMES_IGNORED,
            PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT, PipelineCounter.BOOK_GAPS, PipelineCounter.DISCONNECTS))
        {
            if (total(counter) != 0)
            {
                throw new AssertionError(counter + ": " + this);
            }
        }
        if (firstError.get() != null || watch.crossed() != 0 || watch.tradeGaps() != 0)
        {
            throw new AssertionError(this.toString(), firstError.get());
        }
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
        return text.append(watch.counts()).append(' ').append(simulator.statistics()).append(' ')
            .append(simulator.injectedFaults())
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
