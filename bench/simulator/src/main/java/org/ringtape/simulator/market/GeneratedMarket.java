package org.ringtape.simulator.market;

import org.ringtape.simulator.binance.DepthAnswer;
import org.ringtape.simulator.binance.DepthRequest;
import org.ringtape.simulator.binance.ExchangeInfo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A market made of a seed: books that move and never cross, diffs in windows, best quotes, trades with dense ids; of
 * options also what {@link StatisticsSchedule} sends. Update ids come from one counter for all symbols, so {@code U} is
 * usually beyond {@code pu + 1}. Snapshots carry the symbol's last id or, as often, the counter's, because the venue
 * does not say which. The same seed and settings give the same frames; the clock only sets their pace and the time they
 * begin at.
 */
public final class GeneratedMarket extends MarketSource
{
    private static final long MAX_LAG_NS = 500_000_000L;

    private final Map<String, GeneratedBook> books = new LinkedHashMap<>();
    private final List<GeneratedBook> order = new ArrayList<>();
    /** What there is beside books, quotes and trades; null for a market of futures. */
    private final StatisticsSchedule statistics;
    private final boolean legacy;
    private final ArrayDeque<GeneratedBook> openWindows = new ArrayDeque<>();
    private final RandomGenerator random;
    private final RandomGenerator snapshotRandom;
    private final long intervalNs;
    private final boolean paced;
    private final long windowMs;
    private final long maxEvents;
    private final boolean fullDepth;
    private final LongSupplier clock;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Object lock = new Object();
    private MarketOutput output;
    private Thread market;
    private boolean startAtOnce;
    private boolean started;
    private boolean paused;
    /** Whether an event is under way or windows are open. */
    private boolean isHalfway;
    private volatile boolean closed;
    private long updateId;
    private long eventCount;
    private long venueTimeNs;

    private GeneratedMarket(final Builder settings)
    {
        final RandomGeneratorFactory<RandomGenerator> factory = RandomGeneratorFactory.of("L64X128MixRandom");
        this.random = settings.random != null ? settings.random : factory.create(settings.seed);
        this.snapshotRandom = factory.create(settings.seed + 1);
        this.paced = settings.eventsPerSecond > 0;
        this.intervalNs = paced ? Math.max(1, (long)(1e9 / settings.eventsPerSecond)) : 20_000;
        this.windowMs = settings.windowMs;
        this.maxEvents = settings.maxEvents;
        this.fullDepth = settings.fullDepthSnapshots;
        this.startAtOnce = !settings.waitForSubscriber;
        this.clock = settings.clock;
        this.venueTimeNs = clock.getAsLong();
        this.updateId = 1_000_000;
        for (final GeneratedSymbol symbol : settings.symbols)
        {
            updateId += 1 + random.nextInt(9);
            final GeneratedBook book = new GeneratedBook(symbol, updateId, venueTimeNs / 1_000_000, random);
            books.put(symbol.symbol(), book);
            order.add(book);
        }
        final GeneratedSymbol first = settings.symbols.get(0);
        legacy = first.isLegacy();
        statistics = first.isOption() ?
            new StatisticsSchedule(order, legacy, venueTimeNs / 1_000_000) : null;
    }

    /** @return settings of a market of option symbols. @param symbols how many */
    public static Builder options(final int symbols)
    {
        return new Builder(GeneratedSymbol.options(symbols, GeneratedSymbol.Dialect.OPTIONS));
    }

    /** @return settings of a market of option symbols that speaks the retired dialect. @param symbols how many */
    public static Builder legacyOptions(final int symbols)
    {
        return new Builder(GeneratedSymbol.options(symbols, GeneratedSymbol.Dialect.LEGACY_OPTIONS));
    }

    /** @return settings of a market of futures. @param symbols such as BTCUSDT */
    public static Builder futures(final String... symbols)
    {
        return new Builder(List.of(symbols).stream().map(GeneratedSymbol::future).toList());
    }

    @Override
    public Set<String> symbols()
    {
        return new LinkedHashSet<>(books.keySet());
    }

    @Override
    public Set<String> streams()
    {
        final Set<String> names = new LinkedHashSet<>();
        order.forEach(book -> names.addAll(legacy ? List.of(book.symbol().trades().name()) :
            List.of(book.symbol().depth().name(), book.symbol().ticker().name(), book.symbol().trades().name())));
        return names;
    }

    /** @return the names of the streams beside books, quotes and trades; empty for a market of futures. */
    public Set<String> statisticsStreams()
    {
        return statistics == null ? Set.of() : statistics.streams();
    }

    @Override
    public String exchangeInfo()
    {
        return statistics == null ? "" : ExchangeInfo.of(order.stream().map(GeneratedBook::symbol).toList());
    }

    @Override
    public Optional<TrueBook> trueBook(final String symbol)
    {
        synchronized (lock)
        {
            // Nobody can know more of a book that is only ever told by its best levels.
            return Optional.ofNullable(books.get(symbol)).map(GeneratedBook::sent)
                .map((book) -> legacy ? book.best(StatisticsSchedule.IMAGE_LEVELS) : book);
        }
    }

    /**
     * @return the last event of a stream beside books, quotes and trades, JSON as sent; empty before it or if there is
     *         no such stream. @param stream one of {@link #statisticsStreams()}
     */
    public Optional<String> lastSent(final String stream)
    {
        synchronized (lock)
        {
            return statistics == null ? Optional.empty() : statistics.lastSent(stream);
        }
    }

    /** @return whether every book, as it is this moment, is uncrossed. */
    public boolean isUncrossed()
    {
        synchronized (lock)
        {
            return order.stream().noneMatch(book -> book.live().isCrossed());
        }
    }

    /** @return market events so far; each moves one book and may send up to three frames. */
    public long events()
    {
        synchronized (lock)
        {
            return eventCount;
        }
    }

    /** @return completed after the last of a limited number of events, when its frames are queued. */
    public CompletableFuture<Void> finished()
    {
        return finished;
    }

    /** Stops moving, once all open windows were sent: from now on {@link #trueBook} is what clients must arrive at. */
    public void pause()
    {
        synchronized (lock)
        {
            paused = true;
            while (isHalfway && !closed)
            {
                waitHere();
            }
        }
    }

    /** Moves again after {@link #pause}. */
    public void resume()
    {
        synchronized (lock)
        {
            paused = false;
            lock.notifyAll();
        }
    }

    @Override
    public void close()
    {
        closed = true;
        synchronized (lock)
        {
            lock.notifyAll();
        }
        if (market != null)
        {
            LockSupport.unpark(market);
        }
        finished.completeExceptionally(new IllegalStateException("the market was closed"));
    }

    @Override
    public void start(final MarketOutput receiver)
    {
        output = receiver;
        market = new Thread(this::run, "simulator-market");
        market.setDaemon(true);
        market.start();
    }

    @Override
    public void onSubscriptions(final Set<String> names)
    {
        synchronized (lock)
        {
            startAtOnce |= !names.isEmpty();
            if (statistics != null)
            {
                statistics.onSubscriptions(names);
            }
            lock.notifyAll();
        }
    }

    @Override
    public Optional<DepthAnswer> depth(final DepthRequest request)
    {
        synchronized (lock)
        {
            final GeneratedBook book = books.get(request.symbol());
            TrueBook answer = request.stale() ? book.first() : book.live();
            if (!request.stale() && snapshotRandom.nextBoolean())
            {
                answer = new TrueBook(answer.symbol(), updateId, answer.timeMs(), answer.bids(), answer.asks());
            }
            final int levels = fullDepth ? Integer.MAX_VALUE : request.limit();
            return Optional.of(DepthAnswer.of(request.dialect().body(answer, levels)));
        }
    }

    private void run()
    {
        while (awaitTurn())
        {
            pace();
            event();
        }
        if (!closed)
        {
            closeWindows(Long.MAX_VALUE);
            output.flush();
            finished.complete(null);
        }
    }

    /** @return false when the market is at its end. */
    private boolean awaitTurn()
    {
        while (true)
        {
            final boolean quiesce;
            synchronized (lock)
            {
                if (closed || eventCount >= maxEvents)
                {
                    return false;
                }
                if (startAtOnce && !paused)
                {
                    started = started || begin();
                    isHalfway = true;
                    return true;
                }
                quiesce = isHalfway;
                if (!quiesce)
                {
                    waitHere();
                }
            }
            if (quiesce)
            {
                closeWindows(Long.MAX_VALUE);
                output.flush();
                synchronized (lock)
                {
                    isHalfway = false;
                    lock.notifyAll();
                }
            }
        }
    }

    private boolean begin()
    {
        venueTimeNs = Math.max(venueTimeNs, clock.getAsLong());
        return true;
    }

    private void event()
    {
        final List<MarketFrame> out = new ArrayList<>(3);
        synchronized (lock)
        {
            eventCount++;
            venueTimeNs += intervalNs;
            final long timeMs = venueTimeNs / 1_000_000;
            // Few symbols are busy and many are quiet, as on a chain of options.
            final int index = Math.min(random.nextInt(order.size()), random.nextInt(order.size()));
            final GeneratedBook book = order.get(index);
            updateId += 1 + random.nextInt(10);
            if (random.nextInt(8) == 0)
            {
                final byte[] trade = book.trade(random, updateId, timeMs);
                out.add(MarketFrame.of(book.symbol().trades(), MarketFrame.NO_UPDATE_ID, trade, null));
            }
            else
            {
                book.move(random, updateId, timeMs);
            }
            if (!book.hasPending())
            {
                book.openWindow(timeMs + windowMs);
                openWindows.addLast(book);
            }
            if (book.isTouchChanged() && !legacy)
            {
                out.add(MarketFrame.of(book.symbol().ticker(), MarketFrame.NO_UPDATE_ID, book.bookTicker(), null));
            }
        }
        out.forEach(output::publish);
        closeWindows(venueTimeNs / 1_000_000);
        sendStatistics();
    }

    /** All windows are of one length, so they end in the order in which they began. */
    private void closeWindows(final long timeMs)
    {
        while (!openWindows.isEmpty() && openWindows.peekFirst().isWindowOver(timeMs))
        {
            final List<MarketFrame> out = new ArrayList<>(2);
            synchronized (lock)
            {
                final GeneratedBook book = openWindows.removeFirst();
                final long previousId = book.sentUpdateId();
                final MarketFrame diff = book.closeWindow(venueTimeNs / 1_000_000);
                if (!legacy)
                {
                    out.add(diff);
                }
                if (statistics != null)
                {
                    statistics.collectImage(book, previousId, venueTimeNs / 1_000_000, out);
                }
            }
            out.forEach(output::publish);
        }
    }

    private void sendStatistics()
    {
        if (statistics == null)
        {
            return;
        }
        final List<MarketFrame> out = new ArrayList<>();
        synchronized (lock)
        {
            statistics.collect(random, venueTimeNs / 1_000_000, out);
        }
        out.forEach(output::publish);
    }

    private void pace()
    {
        if (!paced)
        {
            return;
        }
        for (long left = venueTimeNs - clock.getAsLong(); left > 0 && !closed; left = venueTimeNs - clock.getAsLong())
        {
            // Short sleeps overshoot: below this, events come in small bursts, as they do from a venue.
            if (left < 50_000)
            {
                return;
            }
            LockSupport.parkNanos(Math.min(left, 20_000_000));
        }
        if (clock.getAsLong() - venueTimeNs > MAX_LAG_NS)
        {
            // Receivers held the market up, or it was paused: it goes on from now instead of rushing after.
            venueTimeNs = clock.getAsLong();
        }
    }

    private void waitHere()
    {
        try
        {
            lock.wait();
        }
        catch (final InterruptedException e)
        {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Settings of a generated market. Not thread-safe. */
    public static final class Builder
    {
        private final List<GeneratedSymbol> symbols;
        private long seed = 1;
        private RandomGenerator random;
        private double eventsPerSecond = 1_000;
        private long windowMs = 100;
        private long maxEvents = Long.MAX_VALUE;
        private boolean fullDepthSnapshots;
        private boolean waitForSubscriber;
        private LongSupplier clock = GeneratedMarket::systemTimeNs;

        private Builder(final List<GeneratedSymbol> symbols)
        {
            if (symbols.isEmpty())
            {
                throw new IllegalArgumentException("a generated market needs at least one symbol");
            }
            this.symbols = new ArrayList<>(symbols);
        }

        /** @param value seed of everything random (default 1). */
        public Builder seed(final long value)
        {
            seed = value;
            return this;
        }

        /** Lets each symbol begin at half the price of the one before, so that no two could be taken for each other. */
        public Builder pricesApart()
        {
            for (int i = 1; i < symbols.size(); i++)
            {
                symbols.set(i, symbols.get(i).startingAt(symbols.get(i - 1).startTicks() / 2));
            }
            return this;
        }

        /** @param generator random source of the market's moves, instead of one made of the seed. */
        public Builder random(final RandomGenerator generator)
        {
            random = generator;
            return this;
        }

        /** @param rate market events a second over all symbols (default 1,000); 0: as fast as receivers read. */
        public Builder eventsPerSecond(final double rate)
        {
            eventsPerSecond = rate;
            return this;
        }

        /** @param milliseconds of a diff's window (default 100); 0: a diff for each event. */
        public Builder diffWindowMs(final long milliseconds)
        {
            windowMs = milliseconds;
            return this;
        }

        /** @param limit events after which the market ends (default: never). */
        public Builder maxEvents(final long limit)
        {
            maxEvents = limit;
            return this;
        }

        /** @param all whether snapshots hold all levels, whatever the request's limit. */
        public Builder fullDepthSnapshots(final boolean all)
        {
            fullDepthSnapshots = all;
            return this;
        }

        /** @param wait whether the market stands still until the first subscription (default no). */
        public Builder waitForSubscriber(final boolean wait)
        {
            waitForSubscriber = wait;
            return this;
        }

        /** @param epochNanoseconds the venue's clock. */
        public Builder clock(final LongSupplier epochNanoseconds)
        {
            clock = epochNanoseconds;
            return this;
        }

        /** @return the market, not moving yet. */
        public GeneratedMarket build()
        {
            return new GeneratedMarket(this);
        }
    }

    private static long systemTimeNs()
    {
        final Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
