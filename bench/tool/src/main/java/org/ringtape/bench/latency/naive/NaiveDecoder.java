package org.ringtape.bench.latency.naive;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;


/** Frames to events by way of Jackson's tree, numbers as exact decimals. Any thread. */
public final class NaiveDecoder
{
    private static final long MS_PER_S = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** The event of a frame; null if it is none of data. */
    public NaiveEvent decode(final Venue venue, final byte[] frame, final int offset, final int length)
        throws IOException
    {
        return decode(venue, mapper.readTree(frame, offset, length));
    }

    /** The event of a frame; null if it is none of data. */
    public NaiveEvent decode(final Venue venue, final String frame) throws IOException
    {
        return decode(venue, mapper.readTree(frame));
    }

    /** A REST depth body. */
    public NaiveEvent snapshot(final String instrument, final String body) throws IOException
    {
        final JsonNode root = mapper.readTree(body);
        return new NaiveEvent(NaiveEvent.Kind.IMAGE, instrument, 0, 0, root.get("lastUpdateId").asLong(),
            pairs(root.get("bids")), pairs(root.get("asks")), null, null);
    }

    private static NaiveEvent decode(final Venue venue, final JsonNode root)
    {
        if (venue.equals(KiyotakaModule.VENUE))
        {
            return root.has("points") ? point(root.get("points").get(0)) : null;
        }
        if (venue.equals(VaticModule.VENUE))
        {
            return root.has("markPrice") ? new NaiveEvent(NaiveEvent.Kind.MARK,
                venue.label() + " " + root.get("asset").asText(), root.get("timestamp").asLong(), 0, 0,
                List.of(), List.of(), root.get("markPrice").decimalValue(), null) : null;
        }
        return root.has("data") ? binance(venue, root.get("data")) : null;
    }

    private static NaiveEvent binance(final Venue venue, final JsonNode event)
    {
        final String instrument = venue.label() + " " + event.get("s").asText();
        final long timeMs = event.get("T").asLong();
        switch (event.get("e").asText())
        {
            case "depthUpdate":
                return new NaiveEvent(NaiveEvent.Kind.DIFF, instrument, timeMs, event.get("pu").asLong(),
                    event.get("u").asLong(), pairs(event.get("b")), pairs(event.get("a")), null, null);
            case "bookTicker":
                return new NaiveEvent(NaiveEvent.Kind.QUOTE, instrument, timeMs, 0, event.get("u").asLong(),
                    List.of(new NaiveLevel(decimal(event.get("b")), decimal(event.get("B")))),
                    List.of(new NaiveLevel(decimal(event.get("a")), decimal(event.get("A")))), null, null);
            case "trade":
                return new NaiveEvent(NaiveEvent.Kind.TRADE, instrument, timeMs, 0, event.get("t").asLong(),
                    List.of(), List.of(), decimal(event.get("p")), decimal(event.get("q")));
            default:
                return null;
        }
    }

    private static NaiveEvent point(final JsonNode point)
    {
        final JsonNode series = point.get("series");
        final String instrument = KiyotakaModule.VENUE.label() + " " + series.get("exchange").asText() + ":" +
            series.get("symbol").asText();
        if (point.has("blockBookSnapshot"))
        {
            final JsonNode book = point.get("blockBookSnapshot");
            return new NaiveEvent(NaiveEvent.Kind.IMAGE, instrument, timeMs(book), 0, 0,
                flat(book.get("bids")), flat(book.get("asks")), null, null);
        }
        final JsonNode trade = point.get("trade");
        return new NaiveEvent(NaiveEvent.Kind.TRADE, instrument, timeMs(trade), 0, 0, List.of(), List.of(),
            trade.get("price").decimalValue(), trade.get("amount").decimalValue());
    }

    private static long timeMs(final JsonNode payload)
    {
        final JsonNode timestamp = payload.get("timestamp");
        return timestamp.get("seconds").asLong() * MS_PER_S + timestamp.get("nanoseconds").asLong() / NS_PER_MS;
    }

    private static List<NaiveLevel> pairs(final JsonNode levels)
    {
        final List<NaiveLevel> list = new ArrayList<>(levels.size());
        for (final JsonNode level : levels)
        {
            list.add(new NaiveLevel(decimal(level.get(0)), decimal(level.get(1))));
        }
        return list;
    }

    private static List<NaiveLevel> flat(final JsonNode numbers)
    {
        final List<NaiveLevel> list = new ArrayList<>(numbers.size() / 2);
        for (int i = 0; i < numbers.size(); i += 2)
        {
            list.add(new NaiveLevel(numbers.get(i).decimalValue(), numbers.get(i + 1).decimalValue()));
        }
        return list;
    }

    private static BigDecimal decimal(final JsonNode text)
    {
        return new BigDecimal(text.asText());
    }
}
