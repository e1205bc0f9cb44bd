package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrueBook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Made-up markets that live by the simulator's clock in ticks of {@value #TICK_NS} ns. What happens depends on the seed
 * and the time of the start alone, not on who listens or how often time is moved on.
 */
public final class KiyotakaGeneratedSource extends KiyotakaSource
{
    private static final long TICK_NS = 10_000_000;
    private static final int TICKS_PER_STEP = 100;

    private final List<KiyotakaMarketState> markets = new ArrayList<>();
    private final double tradesPerTick;
    private final double changesPerTick;
    private final long slowPeriodNs;
    private long tickNs;
    private long nextSlowNs;
    private long trades;
    private boolean halted;

    private KiyotakaGeneratedSource(final Builder settings)
    {
        final SplittableRandom seeds = new SplittableRandom(settings.seed);
        settings.markets.forEach(
            market -> markets.add(new KiyotakaMarketState(market, seeds.split(), settings.bookLevels)));
        this.tradesPerTick = settings.tradesPerSecond * TICK_NS / 1e9;
        this.changesPerTick = settings.bookChangesPerSecond * TICK_NS / 1e9;
        this.slowPeriodNs = settings.slowPeriodNs;
    }

    /** @return settings with the markets of {@link KiyotakaMarket#defaults()}. */
    public static Builder builder()
    {
        return new Builder();
    }

    /** @return the markets in the order they were given. */
    public List<KiyotakaMarket> markets()
    {
        return markets.stream().map(KiyotakaMarketState::market).toList();
    }

    /**
     * The market stops: no more trades and no more book changes, while images go on at their pace. After the next image
     * a client's book must equal {@link #trueBook}. Any thread.
     */
    public synchronized void halt()
    {
        halted = true;
    }

    /** @return trades made so far, of all markets. Any thread. */
    public synchronized long tradeCount()
    {
        return trades;
    }

    /**
     * @param blockSize bucket width
     * @return the book of the last tick at full depth in coin, or empty if there is no such market. Any thread.
     */
    public synchronized Optional<KiyotakaTrueBook> trueBook(
        final String exchange, final String symbol, final BigDecimal blockSize)
    {
        return state(exchange, symbol).map(state -> new KiyotakaTrueBook(
            List.copyOf(state.book().buckets(true, blockSize, Integer.MAX_VALUE)),
            List.copyOf(state.book().buckets(false, blockSize, Integer.MAX_VALUE)), tickNs));
    }

    /** @return bucket price to bought and sold coin of the running period; empty if there is no such market. */
    public synchronized NavigableMap<BigDecimal, double[]> trueProfile(final String exchange, final String symbol)
    {
        return state(exchange, symbol).map(KiyotakaMarketState::profileCopy).orElseGet(TreeMap::new);
    }

    @Override
    synchronized void start(final long nowNs)
    {
        tickNs = Math.floorDiv(nowNs, TICK_NS) * TICK_NS;
        nextSlowNs = tickNs + slowPeriodNs;
    }

    @Override
    Optional<String> refusal(final KiyotakaChannel channel)
    {
        if (!KiyotakaChannel.ANY.equals(channel.exchange()) &&
            markets.stream().noneMatch(state -> channel.exchange().equals(state.market().exchange())))
        {
            return Optional.of("unknown exchange: " + channel.exchange());
        }
        final List<KiyotakaMarket> covered =
            markets.stream().map(KiyotakaMarketState::market).filter(channel::covers).toList();
        if (covered.isEmpty())
        {
            return Optional.of("unknown symbol: " + channel.symbol());
        }
        return channel.type().isBook() && covered.stream().noneMatch(market -> isLegal(market, channel.blockSize())) ?
            Optional.of("illegal blockSize: " + channel.blockSize().toPlainString()) : Optional.empty();
    }

    @Override
    KiyotakaTap tap(final KiyotakaChannel channel)
    {
        return new KiyotakaGeneratedTap(channel, markets.stream().filter(state ->
            !channel.type().isBook() || isLegal(state.market(), channel.blockSize())).toList());
    }

    @Override
    List<Map<String, Object>> listing()
    {
        final List<Map<String, Object>> listing = new ArrayList<>();
        for (final KiyotakaMarket market : markets())
        {
            final Map<String, Object> members = new LinkedHashMap<>();
            members.put("exchange", market.exchange());
            members.put("rawSymbol", market.symbol());
            members.put("normalizedSymbol", market.normalizedSymbol());
            members.put("category", market.category());
            members.put("coin", market.coin());
            members.put("blockSize", KiyotakaNumbers.number(market.blockSize()));
            listing.add(members);
        }
        return listing;
    }

    @Override
    synchronized int advance(final long nowNs, final List<KiyotakaConnection> connections)
    {
        int ticks = 0;
        // Bounded, so that requests are heard while time catches up.
        for (; nowNs - tickNs >= TICK_NS && ticks < TICKS_PER_STEP; ticks++)
        {
            tick();
            for (final KiyotakaConnection connection : connections)
            {
                connection.taps().forEach(tap -> ((KiyotakaGeneratedTap)tap).onTick(tickNs, connection::add));
                connection.flush();
            }
        }
        return ticks;
    }

    private void tick()
    {
        final long fromNs = tickNs;
        tickNs += TICK_NS;
        for (final KiyotakaMarketState state : markets)
        {
            if (halted)
            {
                state.clearTick();
                continue;
            }
            state.pass(fromNs, tickNs, tradesPerTick, changesPerTick);
            trades += state.trades().size();
            if (tickNs >= nextSlowNs)
            {
                state.publishSlowValues(tickNs);
            }
        }
        nextSlowNs += tickNs >= nextSlowNs ? slowPeriodNs : 0;
    }

    private Optional<KiyotakaMarketState> state(final String exchange, final String symbol)
    {
        return markets.stream().filter(state ->
            state.market().exchange().equals(exchange) && state.market().symbol().equals(symbol)).findFirst();
    }

    private static boolean isLegal(final KiyotakaMarket market, final BigDecimal blockSize)
    {
        return blockSize.compareTo(market.blockSize()) == 0 ||
            blockSize.compareTo(market.blockSize().multiply(KiyotakaInferred.COARSE_BLOCK)) == 0;
    }

    /** Settings of generated markets. Not thread-safe. */
    public static final class Builder
    {
        private List<KiyotakaMarket> markets = KiyotakaMarket.defaults();
        private long seed = 1;
        private int bookLevels = 400;
        private double tradesPerSecond = 20;
        private double bookChangesPerSecond = 200;
        private long slowPeriodNs = 1_000_000_000L;

        private Builder()
        {
        }

        /** @param all markets to make up. */
        public Builder markets(final List<KiyotakaMarket> all)
        {
            markets = List.copyOf(all);
            return this;
        }

        /** @param randomSeed of everything that happens (default 1). */
        public Builder seed(final long randomSeed)
        {
            seed = randomSeed;
            return this;
        }

        /** @param levels least number of unbucketed price levels a side (default 400). */
        public Builder bookLevels(final int levels)
        {
            bookLevels = levels;
            return this;
        }

        /** @param rate of each market on average (default 20). */
        public Builder tradesPerSecond(final double rate)
        {
            tradesPerSecond = rate;
            return this;
        }

        /** @param rate of each market on average (default 200). */
        public Builder bookChangesPerSecond(final double rate)
        {
            bookChangesPerSecond = rate;
            return this;
        }

        /** @param periodNs between values of funding and open interest, nanoseconds (default 1 s). */
        public Builder slowPeriodNs(final long periodNs)
        {
            slowPeriodNs = periodNs;
            return this;
        }

        /** @return the source, not living yet. */
        public KiyotakaGeneratedSource build()
        {
            return new KiyotakaGeneratedSource(this);
        }
    }
}
