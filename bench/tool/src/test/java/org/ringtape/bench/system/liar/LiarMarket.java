package org.ringtape.bench.system.liar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.ringtape.engine.book.OrderBook;

/**
 * The truth of one symbol: a market kept in two sorted maps of ticks, and what it was at each of its ids. Writes diffs
 * and bodies as text of its own; shares nothing with codecs or books.
 */
final class LiarMarket
{
    private static final int SIDE_LEVELS = 8;
    private static final int REMEMBERED = 400;

    /** The market after an id, and when the venue was there. */
    record Moment(long id, long timeNs, NavigableMap<Long, Long> bids, NavigableMap<Long, Long> asks)
    {
    }

    /** One change of the market. */
    record Diff(long first, long last, long previous, String bids, String asks)
    {
    }

    private final String symbol;
    private final SplittableRandom random;
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Map<Long, Moment> byId = new HashMap<>();
    private long mid;
    private long id;

    LiarMarket(final String symbol, final long mid, final long firstId, final SplittableRandom random)
    {
        this.symbol = symbol;
        this.mid = mid;
        this.random = random;
        id = firstId;
        for (int i = 1; i <= SIDE_LEVELS; i++)
        {
            bids.put(mid - i, 1L + random.nextInt(99));
            asks.put(mid + i, 1L + random.nextInt(99));
        }
    }

    String symbol()
    {
        return symbol;
    }

    long id()
    {
        return id;
    }

    /** Changes both sides, so that the best prices are told with each change. */
    Diff next(final long nowNs)
    {
        final NavigableMap<Long, Long> changedBids = new TreeMap<>();
        final NavigableMap<Long, Long> changedAsks = new TreeMap<>();
        mid += random.nextInt(3) - 1;
        bids.headMap(mid, true).keySet().forEach((price) -> changedBids.put(price, 0L));
        asks.headMap(mid, true).keySet().forEach((price) -> changedAsks.put(price, 0L));
        changedBids.put(mid - 1, 1L + random.nextInt(99));
        changedAsks.put(mid + 1, 1L + random.nextInt(99));
        changedBids.put(mid - 1 - random.nextInt(SIDE_LEVELS), (long)random.nextInt(99));
        changedAsks.put(mid + 1 + random.nextInt(SIDE_LEVELS), (long)random.nextInt(99));
        changedBids.putIfAbsent(mid - 1, 1L);
        changedAsks.putIfAbsent(mid + 1, 1L);
        apply(bids, changedBids);
        apply(asks, changedAsks);
        final long previous = id;
        id += 1 + random.nextInt(4);
        remember(nowNs);
        return new Diff(previous + 1, id, previous, levels(changedBids), levels(changedAsks));
    }

    private static void apply(final NavigableMap<Long, Long> side, final NavigableMap<Long, Long> changes)
    {
        changes.forEach((price, quantity) ->
        {
            if (quantity == 0)
            {
                side.remove(price);
            }
            else
            {
                side.put(price, quantity);
            }
        });
    }

    private void remember(final long nowNs)
    {
        final Moment moment = new Moment(id, nowNs, new TreeMap<>(bids), new TreeMap<>(asks));
        moments.add(moment);
        byId.put(id, moment);
        if (moments.size() > REMEMBERED)
        {
            byId.remove(moments.remove(0).id());
        }
    }

    /** Counts anew from a number on; what was told under the old numbers is no truth any more. */
    void restart(final long newId)
    {
        id = newId;
        moments.clear();
        byId.clear();
    }

    /** The newest moment that is at least so old; the oldest remembered if none is. */
    Moment before(final long timeNs)
    {
        Moment found = moments.get(0);
        for (final Moment moment : moments)
        {
            found = moment.timeNs() <= timeNs ? moment : found;
        }
        return found;
    }

    Moment now()
    {
        return moments.get(moments.size() - 1);
    }

    /** A frame of a combined stream. */
    byte[] frame(final Diff diff, final long last, final long eventMs)
    {
        return ascii("{\"stream\":\"" + symbol.toLowerCase(Locale.ROOT) + "@depth@0ms\"," +
            "\"data\":{\"e\":\"depthUpdate\",\"E\":" + eventMs + ",\"T\":" + eventMs + ",\"s\":\"" + symbol +
            "\",\"U\":" + diff.first() + ",\"u\":" + last + ",\"pu\":" + diff.previous() +
            ",\"b\":[" + diff.bids() + "],\"a\":[" + diff.asks() + "]}}");
    }

    /** A REST body of so many levels a side. */
    static byte[] body(final Moment moment, final long id, final int levels, final boolean swapped)
    {
        final String bids = levels(head(moment.bids(), levels));
        final String asks = levels(head(moment.asks(), levels));
        final long ms = moment.timeNs() / 1_000_000;
        return ascii("{\"lastUpdateId\":" + id + ",\"E\":" + ms + ",\"T\":" + ms + ",\"bids\":[" +
            (swapped ? asks : bids) + "],\"asks\":[" + (swapped ? bids : asks) + "]}");
    }

    /** How a book differs from the truth at its id, within the range that it says it knows; null if it does not. */
    String difference(final OrderBook book)
    {
        final Moment truth = byId.get(book.sequence());
        if (truth == null)
        {
            return "no such id: " + book.sequence();
        }
        final StringBuilder is = new StringBuilder();
        final long knownBid = book.bids().knownTo();
        final long knownAsk = book.asks().knownTo();
        book.forEachLevel((isBid, price, quantity) ->
        {
            final boolean known = isBid ? knownBid == Long.MIN_VALUE || price >= knownBid :
                knownAsk == Long.MIN_VALUE || price <= knownAsk;
            is.append(known ? (isBid ? "b" : "a") + price + "x" + quantity + " " : "");
        });
        final StringBuilder should = new StringBuilder();
        truth.bids().forEach((price, quantity) ->
            should.append(knownBid == Long.MIN_VALUE || price >= knownBid ? "b" + price + "x" + quantity + " " : ""));
        truth.asks().forEach((price, quantity) ->
            should.append(knownAsk == Long.MIN_VALUE || price <= knownAsk ? "a" + price + "x" + quantity + " " : ""));
        return should.toString().contentEquals(is) ? null : "is " + is + " and should be " + should;
    }

    private static NavigableMap<Long, Long> head(final NavigableMap<Long, Long> side, final int levels)
    {
        final NavigableMap<Long, Long> best = new TreeMap<>(side.comparator());
        side.entrySet().stream().limit(levels).forEach((level) -> best.put(level.getKey(), level.getValue()));
        return best;
    }

    private static String levels(final Map<Long, Long> side)
    {
        final StringBuilder text = new StringBuilder();
        side.forEach((price, quantity) -> text.append(text.length() == 0 ? "" : ",")
            .append("[\"").append(price).append("\",\"").append(quantity).append("\"]"));
        return text.toString();
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
