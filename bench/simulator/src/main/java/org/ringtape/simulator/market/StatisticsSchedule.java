package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * When a generated options market sends what: tickers, candles, marks and indices every second, open interest every
 * minute, a listing now and then, partial depth with each diff (periods of the spec's stream tables). Only what anybody
 * subscribed to is built. Market thread, under the market's lock.
 */
final class StatisticsSchedule
{
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60_000;
    private static final long FIRST_INTEREST_MS = 3_000;
    private static final long LISTING_MS = 10_000;
    /** Levels a side of a partial book. */
    static final int IMAGE_LEVELS = 10;

    private final List<GeneratedBook> books;
    private final OptionStatistics statistics;
    private final boolean legacy;
    private final Map<String, Double> indices = new LinkedHashMap<>();
    private final Map<GeneratedBook, VenueStream> tickers = new LinkedHashMap<>();
    private final Map<GeneratedBook, VenueStream> candles = new LinkedHashMap<>();
    private final Map<GeneratedBook, VenueStream> images = new LinkedHashMap<>();
    private final Map<VenueStream, List<GeneratedBook>> marks = new LinkedHashMap<>();
    private final Map<VenueStream, List<GeneratedBook>> interests = new LinkedHashMap<>();
    private final Map<VenueStream, String> indexStreams = new LinkedHashMap<>();
    private final VenueStream listings;
    /** Which streams anybody subscribed to, as far as was asked; a name may mean streams of other names. */
    private final Map<VenueStream, Boolean> wanted = new IdentityHashMap<>();
    private final Map<String, String> lastSent = new HashMap<>();
    private Set<String> subscribed = Set.of();
    private long nextSecondMs;
    private long nextMinuteMs;
    private long nextListingMs;
    private int listed;

    StatisticsSchedule(final List<GeneratedBook> books, final boolean legacy, final long timeMs)
    {
        this.books = books;
        this.legacy = legacy;
        statistics = new OptionStatistics(legacy);
        listings = new VenueStream(legacy ? "option_pair" : "!optionSymbol", "");
        nextSecondMs = timeMs;
        nextMinuteMs = timeMs + FIRST_INTEREST_MS;
        nextListingMs = timeMs + LISTING_MS;
        for (final GeneratedBook book : books)
        {
            addStreams(book, OptionTerms.of(book.symbol().symbol()));
        }
        if (!legacy)
        {
            indexStreams.put(new VenueStream("!index@arr", ""), "");
        }
    }

    private void addStreams(final GeneratedBook book, final OptionTerms terms)
    {
        final String symbol = book.symbol().symbol();
        final String name = book.symbol().streamSubject();
        final String underlying = legacy ? terms.base() : StreamName.underlying(symbol);
        final double start = terms.strike().doubleValue() * 1.05;
        tickers.put(book, new VenueStream(name + (legacy ? "@ticker" : "@optionTicker"), symbol));
        candles.put(book, new VenueStream(name + "@kline_1m", symbol));
        images.put(book, new VenueStream(name + "@depth" + IMAGE_LEVELS + "@100ms", symbol));
        group(marks, underlying + (legacy ? "@markPrice" : "@optionMarkPrice"), book);
        group(interests, underlying + "@openInterest@" + terms.expiry(), book);
        if (indices.putIfAbsent(terms.pair(), start) == null && legacy)
        {
            indexStreams.put(new VenueStream(terms.pair() + "@index", ""), terms.pair());
        }
    }

    private static void group(
        final Map<VenueStream, List<GeneratedBook>> groups, final String name, final GeneratedBook book)
    {
        groups.keySet().stream().filter((stream) -> stream.name().equals(name)).findFirst()
            .map(groups::get)
            .orElseGet(() ->
            {
                final List<GeneratedBook> members = new ArrayList<>();
                groups.put(new VenueStream(name, ""), members);
                return members;
            })
            .add(book);
    }

    /** @return the names of all streams. */
    Set<String> streams()
    {
        final Set<String> names = new LinkedHashSet<>();
        marks.keySet().forEach((stream) -> names.add(stream.name()));
        indexStreams.keySet().forEach((stream) -> names.add(stream.name()));
        interests.keySet().forEach((stream) -> names.add(stream.name()));
        names.add(listings.name());
        tickers.values().forEach((stream) -> names.add(stream.name()));
        candles.values().forEach((stream) -> names.add(stream.name()));
        images.values().forEach((stream) -> names.add(stream.name()));
        return names;
    }

    void onSubscriptions(final Set<String> names)
    {
        subscribed = names;
        wanted.clear();
    }

    /** @return the last event of a stream. */
    Optional<String> lastSent(final String stream)
    {
        return Optional.ofNullable(lastSent.get(stream));
    }

    /** Adds the frames that are due. */
    void collect(final RandomGenerator random, final long timeMs, final List<MarketFrame> out)
    {
        if (timeMs >= nextSecondMs)
        {
            nextSecondMs = timeMs + SECOND_MS;
            indices.replaceAll((pair, index) -> index * (1 + (random.nextDouble() - 0.5) / 2_000));
            collectSecond(timeMs, out);
        }
        if (timeMs >= nextMinuteMs)
        {
            nextMinuteMs = timeMs + MINUTE_MS;
            interests.forEach((stream, members) -> add(out, stream, () -> array(members,
                (book) -> statistics.openInterest(book, index(book), timeMs))));
        }
        if (timeMs >= nextListingMs)
        {
            nextListingMs = timeMs + LISTING_MS;
            final OptionTerms last = OptionTerms.of(books.get(books.size() - 1).symbol().symbol());
            final String symbol = last.base() + "-" + last.expiry() + "-" +
                last.strike().add(BigDecimal.valueOf(1_000L * ++listed)).toPlainString() + "-C";
            add(out, listings, () -> statistics.listing(symbol, timeMs));
        }
    }

    private void collectSecond(final long timeMs, final List<MarketFrame> out)
    {
        marks.forEach((stream, members) -> add(out, stream, () -> array(members,
            (book) -> statistics.mark(book, index(book), timeMs))));
        indexStreams.forEach((stream, pair) -> add(out, stream, () -> pair.isEmpty() ?
            indices.entrySet().stream().map((entry) -> statistics.index(entry.getKey(), entry.getValue(), timeMs))
                .collect(Collectors.joining(",", "[", "]")) :
            statistics.index(pair, indices.get(pair), timeMs)));
        for (final GeneratedBook book : books)
        {
            final boolean traded = book.isTraded();
            if (traded)
            {
                add(out, tickers.get(book), () -> statistics.ticker(book, index(book), timeMs));
            }
            collectCandle(book, traded, timeMs, out);
        }
    }

    /** A candle is sent once more when its minute is over, and then a new one begins. */
    private void collectCandle(
        final GeneratedBook book, final boolean traded, final long timeMs, final List<MarketFrame> out)
    {
        final TradeStatistics minute = book.minute();
        final boolean closed = timeMs >= minute.openMs() + MINUTE_MS;
        if (traded || closed)
        {
            add(out, candles.get(book), () -> statistics.kline(book, minute, closed, timeMs));
        }
        if (closed)
        {
            book.nextMinute(timeMs - timeMs % MINUTE_MS);
        }
    }

    /** Adds the partial depth that goes with a diff. */
    void collectImage(final GeneratedBook book, final long previousId, final long timeMs, final List<MarketFrame> out)
    {
        add(out, images.get(book), () -> statistics.image(book.sent(), IMAGE_LEVELS, previousId, timeMs));
    }

    private double index(final GeneratedBook book)
    {
        return indices.get(OptionTerms.of(book.symbol().symbol()).pair());
    }

    private static String array(
        final List<GeneratedBook> members, final Function<GeneratedBook, String> element)
    {
        return members.stream().map(element).collect(Collectors.joining(",", "[", "]"));
    }

    private void add(
        final List<MarketFrame> out, final VenueStream stream, final Supplier<String> event)
    {
        if (wanted.computeIfAbsent(stream, (asked) -> !asked.deliveredAs(subscribed).isEmpty()))
        {
            final String text = event.get();
            lastSent.put(stream.name(), text);
            out.add(MarketFrame.of(
                stream, MarketFrame.NO_UPDATE_ID, text.getBytes(StandardCharsets.UTF_8), null));
        }
    }
}
