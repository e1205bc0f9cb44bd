package org.ringtape.bench.system.kiyotaka;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.simulator.kiyotaka.KiyotakaGeneratedSource;
import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.market.KiyotakaTrueBook;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.market.ProfileView;

/** Compares what a pipeline believes with what the generated markets really are. Questions run on the market thread. */
record KiyotakaTruth(KiyotakaGeneratedSource source, int depth)
{
    private static final String BOOK = "BLOCK_BOOK_SNAPSHOT:";
    private static final String COIN = "coin=";
    private static final String BLOCK = "?blockSize=";
    /** The sums of volumes are binary and so is their spelling. */
    private static final double TOLERANCE = 1e-9;

    /** @return of the first book that is not LIVE and right; null if all of so many are. */
    String bookDifference(final StrategyContext context, final int books)
    {
        int compared = 0;
        for (int id = 0; id < context.streams().size(); id++)
        {
            final StreamDefinition stream = context.streams().stream(id);
            final OrderBook book = context.book(id);
            if (book != null)
            {
                compared++;
                final String expected = text(truth(stream.name()));
                final String actual = text(book);
                if (!book.isLive() || book.isInexact() || !actual.equals(expected))
                {
                    return stream.name() + " is " + book.state() + (book.isInexact() ? " and inexact" : "") +
                        (actual.equals(expected) ? "" : " and wrong: " + actual + " instead of " + expected);
                }
            }
        }
        return compared == books ? null : compared + " books instead of " + books;
    }

    /** @return of the first market whose profile is not the true one; null if all are. */
    String profileDifference(final StrategyContext context, final List<KiyotakaMarket> markets)
    {
        for (final KiyotakaMarket market : markets)
        {
            final String name = market.exchange() + ':' + market.symbol();
            final ProfileView view =
                context.values().volumeProfile(context.instruments().register(KiyotakaModule.VENUE.id(), name));
            final NavigableMap<BigDecimal, double[]> truth = source.trueProfile(market.exchange(), market.symbol());
            if (view == null || view.blockCount() != truth.size() ||
                view.blockSize() == 0 || decimal(view.blockSize(), view.blockSizeScale())
                    .compareTo(market.blockSize()) != 0)
            {
                return name + (view == null ? " has no profile" :
                    " has " + view.blockCount() + " blocks instead of " + truth.size());
            }
            int n = 0;
            for (final Map.Entry<BigDecimal, double[]> block : truth.entrySet())
            {
                if (decimal(view.price(n), view.priceScale(n)).compareTo(block.getKey()) != 0 ||
                    !isNear(view.buyQuantity(n), view.buyScale(n), block.getValue()[0]) ||
                    !isNear(view.sellQuantity(n), view.sellScale(n), block.getValue()[1]))
                {
                    return name + " differs in block " + n + " at " + block.getKey();
                }
                n++;
            }
        }
        return null;
    }

    /** Best first, the bids before the asks, as deep as was asked for. */
    static String text(final OrderBook book)
    {
        final StringBuilder text = new StringBuilder();
        book.forEachLevel((isBid, price, quantity) -> append(text, isBid,
            decimal(price, book.priceScale()), decimal(quantity, book.quantityScale())));
        return text.toString();
    }

    private String text(final KiyotakaTrueBook book)
    {
        final StringBuilder text = new StringBuilder();
        book.bids().stream().limit(depth).forEach(level -> append(text, true, level.price(), level.volume()));
        book.asks().stream().limit(depth).forEach(level -> append(text, false, level.price(), level.volume()));
        return text.toString();
    }

    private static void append(
        final StringBuilder text, final boolean isBid, final BigDecimal price, final BigDecimal quantity)
    {
        text.append(isBid ? "b " : "a ").append(price.stripTrailingZeros().toPlainString())
            .append(' ').append(quantity.stripTrailingZeros().toPlainString()).append('\n');
    }

    private KiyotakaTrueBook truth(final String stream)
    {
        final String[] place = stream.substring(BOOK.length(), stream.indexOf(BLOCK)).split(":", 2);
        final BigDecimal width = new BigDecimal(stream.substring(stream.indexOf(BLOCK) + BLOCK.length()));
        if (!place[1].startsWith(COIN))
        {
            return source.trueBook(place[0], place[1], width).orElseThrow();
        }
        final List<KiyotakaTrueBook> members = source.markets().stream()
            .filter(market -> market.exchange().equals(place[0]) &&
                market.coin().equals(place[1].substring(COIN.length())))
            .map(market -> source.trueBook(market.exchange(), market.symbol(), width).orElseThrow()).toList();
        return new KiyotakaTrueBook(
            sum(members, KiyotakaTrueBook::bids, true), sum(members, KiyotakaTrueBook::asks, false), 0);
    }

    private static List<KiyotakaTrueBook.Level> sum(
        final List<KiyotakaTrueBook> members,
        final Function<KiyotakaTrueBook, List<KiyotakaTrueBook.Level>> side,
        final boolean descending)
    {
        final NavigableMap<BigDecimal, BigDecimal> sums = new TreeMap<>();
        members.forEach(book -> side.apply(book)
            .forEach(level -> sums.merge(level.price().stripTrailingZeros(), level.volume(), BigDecimal::add)));
        final List<KiyotakaTrueBook.Level> levels = new ArrayList<>();
        (descending ? sums.descendingMap() : sums)
            .forEach((price, volume) -> levels.add(new KiyotakaTrueBook.Level(price, volume)));
        return levels;
    }

    static BigDecimal decimal(final long mantissa, final int scale)
    {
        return BigDecimal.valueOf(mantissa, scale);
    }

    private static boolean isNear(final long mantissa, final int scale, final double truth)
    {
        return Math.abs(decimal(mantissa, scale).doubleValue() - truth) <= TOLERANCE * Math.max(1, Math.abs(truth));
    }
}
