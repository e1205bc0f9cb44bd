package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a generated market needs to know of one symbol: its names, its streams and its grid (observed scales of the
 * spec's "Symbols, scales, time").
 *
 * @param symbol        venue symbol
 * @param depth         diff-depth stream
 * @param ticker        bookTicker stream
 * @param trades        trade stream
 * @param dialect       how its events are written
 * @param tick          price step
 * @param startTicks    price at the start, in steps
 * @param quantityScale decimals of quantities
 */
public record GeneratedSymbol(
    String symbol,
    VenueStream depth,
    VenueStream ticker,
    VenueStream trades,
    Dialect dialect,
    BigDecimal tick,
    long startTicks,
    int quantityScale)
{
    /** How the venue writes the events of a symbol. */
    enum Dialect
    {
        /** USD-M futures. */
        FUTURES,
        /** European options, v2. */
        OPTIONS,
        /** European options, the retired streams. */
        LEGACY_OPTIONS
    }

    private static final String[] EXPIRIES = {"261127", "261225", "270326", "270625"};

    /** An option underlying: price steps and first strike. */
    private record Underlying(String base, String tick, long firstStrike, long strikeStep, long startTicks)
    {
    }

    private static final Underlying[] UNDERLYINGS =
    {
        new Underlying("BTC", "5.000", 80_000, 1_000, 700),
        new Underlying("ETH", "0.2000", 2_400, 50, 900),
        new Underlying("SOL", "0.0100", 120, 5, 1_500)
    };

    static GeneratedSymbol future(final String symbol)
    {
        final String lower = symbol.toLowerCase(Locale.ROOT);
        return new GeneratedSymbol(symbol, new VenueStream(lower + "@depth@100ms", symbol),
            new VenueStream(lower + "@bookTicker", symbol), new VenueStream(lower + "@trade", symbol), Dialect.FUTURES,
            new BigDecimal("0.10"), 618_000, 3);
    }

    /** @return the same with another price at the start. @param ticks price steps */
    GeneratedSymbol startingAt(final long ticks)
    {
        return new GeneratedSymbol(symbol, depth, ticker, trades, dialect, tick, ticks, quantityScale);
    }

    boolean isLegacy()
    {
        return dialect == Dialect.LEGACY_OPTIONS;
    }

    boolean isOption()
    {
        return dialect != Dialect.FUTURES;
    }

    /** @return the symbol as it stands in names of streams. */
    String streamSubject()
    {
        return isLegacy() ? symbol : symbol.toLowerCase(Locale.ROOT);
    }

    /** @return the first {@code count} contracts of a chain over several underlyings, expiries and strikes. */
    static List<GeneratedSymbol> options(final int count, final Dialect dialect)
    {
        final List<GeneratedSymbol> chain = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final Underlying underlying = UNDERLYINGS[i % UNDERLYINGS.length];
            final int row = i / UNDERLYINGS.length;
            final String expiry = EXPIRIES[row / 2 % EXPIRIES.length];
            final long strike = underlying.firstStrike + row / (2 * EXPIRIES.length) * underlying.strikeStep;
            chain.add(option(underlying, underlying.base + "-" + expiry + "-" + strike + (row % 2 == 0 ? "-C" : "-P"),
                dialect));
        }
        return chain;
    }

    private static GeneratedSymbol option(
        final Underlying underlying, final String symbol, final Dialect dialect)
    {
        final boolean legacy = dialect == Dialect.LEGACY_OPTIONS;
        final String name = legacy ? symbol : symbol.toLowerCase(Locale.ROOT);
        final String trades = legacy ? symbol + "@trade" : StreamName.underlying(symbol) + "@optionTrade";
        return new GeneratedSymbol(symbol, new VenueStream(name + "@depth@100ms", symbol),
            new VenueStream(name + "@bookTicker", symbol), new VenueStream(trades, symbol), dialect,
            new BigDecimal(underlying.tick), underlying.startTicks, 2);
    }
}
