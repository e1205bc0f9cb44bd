package org.ringtape.bench.jmh.kiyotaka;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What is added up of a frame that a library has made a tree of. */
final class KiyotakaTrees
{
    private KiyotakaTrees()
    {
    }

    /** Sum of a frame as maps and lists. */
    static long sum(final Map<?, ?> frame)
    {
        long sum = 0;
        for (final Object point : (List<?>)frame.get("points"))
        {
            final Map<?, ?> series = map(point, "series");
            if (!KiyotakaFrames.SYMBOL.equals(series.get("symbol")) ||
                !KiyotakaFrames.EXCHANGE.equals(series.get("exchange")))
            {
                throw new IllegalStateException("not a frame of this benchmark");
            }
            sum += "TRADE".equals(series.get("type")) ?
                trade(map(point, "trade"), "BUY".equals(series.get("side"))) : book(map(point, "blockBookSnapshot"));
        }
        return sum;
    }

    /** Sum of a frame as Jackson's nodes. */
    static long sum(final JsonNode frame)
    {
        long sum = 0;
        for (final JsonNode point : frame.get("points"))
        {
            final JsonNode series = point.get("series");
            if (!KiyotakaFrames.SYMBOL.equals(series.get("symbol").textValue()) ||
                !KiyotakaFrames.EXCHANGE.equals(series.get("exchange").textValue()))
            {
                throw new IllegalStateException("not a frame of this benchmark");
            }
            sum += "TRADE".equals(series.get("type").textValue()) ?
                trade(point.get("trade"), "BUY".equals(series.get("side").textValue())) :
                book(point.get("blockBookSnapshot"));
        }
        return sum;
    }

    private static long trade(final Map<?, ?> trade, final boolean buy)
    {
        return KiyotakaSums.trade(Long.parseLong((String)trade.get("id")),
            KiyotakaSums.decimal(trade.get("price")),
            KiyotakaSums.decimal(trade.get("amount")), buy, time(trade));
    }

    private static long book(final Map<?, ?> book)
    {
        long sum = time(book);
        final List<?> bids = (List<?>)book.get("bids");
        for (int i = 0; i < bids.size(); i += 2)
        {
            sum += KiyotakaSums.bid(KiyotakaSums.decimal(bids.get(i)),
                KiyotakaSums.decimal(bids.get(i + 1)));
        }
        final List<?> asks = (List<?>)book.get("asks");
        for (int i = 0; i < asks.size(); i += 2)
        {
            sum += KiyotakaSums.ask(KiyotakaSums.decimal(asks.get(i)),
                KiyotakaSums.decimal(asks.get(i + 1)));
        }
        return sum;
    }

    private static long time(final Map<?, ?> payload)
    {
        final Map<?, ?> time = map(payload, "timestamp");
        return ((Number)time.get("seconds")).longValue() * 1_000_000_000L +
            ((Number)time.get("nanoseconds")).longValue();
    }

    private static Map<?, ?> map(final Object outer, final String key)
    {
        return (Map<?, ?>)((Map<?, ?>)outer).get(key);
    }

    private static long trade(final JsonNode trade, final boolean buy)
    {
        return KiyotakaSums.trade(Long.parseLong(trade.get("id").textValue()),
            decimal(trade.get("price")),
            decimal(trade.get("amount")), buy, time(trade));
    }

    private static long book(final JsonNode book)
    {
        long sum = time(book);
        final JsonNode bids = book.get("bids");
        for (int i = 0; i < bids.size(); i += 2)
        {
            sum += KiyotakaSums.bid(decimal(bids.get(i)),
                decimal(bids.get(i + 1)));
        }
        final JsonNode asks = book.get("asks");
        for (int i = 0; i < asks.size(); i += 2)
        {
            sum += KiyotakaSums.ask(decimal(asks.get(i)),
                decimal(asks.get(i + 1)));
        }
        return sum;
    }

    private static long decimal(final JsonNode number)
    {
        return number.isInt() ? number.intValue() : KiyotakaSums.decimal(number.decimalValue());
    }

    private static long time(final JsonNode payload)
    {
        final JsonNode time = payload.get("timestamp");
        return time.get("seconds").longValue() * 1_000_000_000L + time.get("nanoseconds").longValue();
    }
}
