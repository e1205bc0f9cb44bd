package org.ringtape.simulator.generator;

import static org.ringtape.simulator.generator.RandomJson.members;

import org.ringtape.simulator.market.StreamName;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Random valid v2 frames of every market stream, with their meaning, written from the field tables of the specification
 * and not from the codec. The same seed gives the same frames. One thread.
 *
 * <p>Kinds and names of values are those of the {@code decode} command: decimals as {@link BigDecimal}, times as
 * {@link Long} nanoseconds, texts, ids and enumerations as {@link String}, levels as lists.
 */
public final class BinanceFrameGenerator
{
    private static final long FIRST_MS = 1_760_000_000_000L;
    private static final String[] INTERVALS =
        {"1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d", "3d", "1w"};
    private static final long[] INTERVAL_MINUTES = {1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1_440, 4_320, 10_080};
    private static final int LARGEST_CHAIN = 40;

    private final SplittableRandom random;
    private final RandomJson json;
    private final List<Supplier<GeneratedFrame>> kinds = List.of(
        this::diff, this::image, this::bookTicker, this::trade, this::ticker, this::kline, this::marks, this::indices,
        this::interests, this::listing);
    private List<Map<String, Object>> events;

    /** @param seed of everything random. */
    public BinanceFrameGenerator(final long seed)
    {
        random = new SplittableRandom(seed);
        json = new RandomJson(random);
    }

    /** @return the next frame. */
    public GeneratedFrame next()
    {
        json.begin();
        events = new ArrayList<>();
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private GeneratedFrame diff()
    {
        return depth("depth@100ms", false);
    }

    private GeneratedFrame image()
    {
        return depth("depth" + (random.nextBoolean() ? 10 : 20) + "@100ms", true);
    }

    private GeneratedFrame depth(final String channel, final boolean image)
    {
        final String symbol = symbol();
        final String stream = symbol.toLowerCase(Locale.ROOT) + "@" + channel;
        final Map<String, Object> event = event("BOOK_UPDATE", symbol, stream);
        final List<Object> levels = new ArrayList<>();
        final String bids = levels("bid", levels);
        final String asks = levels("ask", levels);
        final long time = time();
        final String first = id();
        final String last = id();
        final String previous = id();
        event.put("venueTimeNs", time * 1_000_000);
        event.put("image", image);
        event.put("partial", image);
        event.put("firstSequence", first);
        event.put("lastSequence", last);
        event.put("previousSequence", previous);
        event.put("levels", levels);
        return enveloped(stream, json.object(members("e", "\"depthUpdate\"", "E", number(time + 1), "T", number(time),
            "s", text(symbol), "U", first, "u", last, "pu", previous, "b", bids, "a", asks)));
    }

    private String levels(final String side, final List<Object> levels)
    {
        final int count = random.nextInt(random.nextInt(20) == 0 ? 150 : 12);
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final BigDecimal price = json.decimal(false);
            final BigDecimal quantity = random.nextInt(6) == 0 ? new BigDecimal("0.000") : json.decimal(false);
            texts.add("[" + json.quoted(price) + "," + json.quoted(quantity) + "]");
            levels.add(List.of(side, price, quantity));
        }
        return "[" + String.join(",", texts) + "]";
    }

    private GeneratedFrame bookTicker()
    {
        final String symbol = symbol();
        final String stream = symbol.toLowerCase(Locale.ROOT) + "@bookTicker";
        final Map<String, Object> event = event("TOP_OF_BOOK", symbol, stream);
        final BigDecimal price = BigDecimal.valueOf(1 + random.nextLong(1_000_000_000_000L), 3);
        final BigDecimal ask = price.add(new BigDecimal("0.125"));
        final BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2);
        final boolean bidThere = random.nextInt(8) != 0;
        final long time = time();
        final String update = id();
        event.put("venueTimeNs", time * 1_000_000);
        event.put("lastSequence", update);
        if (bidThere)
        {
            event.put("bidPrice", price);
            event.put("bidQuantity", quantity);
        }
        event.put("askPrice", ask);
        event.put("askQuantity", quantity);
        return enveloped(stream, json.object(members("e", "\"bookTicker\"", "u", update, "s", text(symbol),
            "b", bidThere ? json.quoted(price) : "\"0.000\"", "B", bidThere ? json.quoted(quantity) : "\"0.00\"",
            "a", json.quoted(ask), "A", json.quoted(quantity), "T", number(time), "E", number(time + 3))));
    }

    private GeneratedFrame trade()
    {
        final String symbol = symbol();
        final String stream = StreamName.underlying(symbol) + "@optionTrade";
        final Map<String, Object> event = event("TRADE", symbol, stream);
        final BigDecimal price = json.decimal(false);
        final BigDecimal quantity = json.decimal(false);
        final boolean buy = random.nextBoolean();
        final boolean block = random.nextInt(10) == 0;
        final long time = time();
        final String id = id();
        event.put("venueTimeNs", time * 1_000_000);
        event.put("id", id);
        event.put("idKind", "U64");
        event.put("price", price);
        event.put("quantity", quantity);
        event.put("aggressor", buy ? "BUY" : "SELL");
        event.put("kind", block ? "BLOCK" : "BOOK");
        return enveloped(stream, json.object(members("e", "\"trade\"", "E", number(time + 1), "T", number(time),
            "s", text(symbol), "t", id, "p", json.quoted(price), "q", json.quoted(quantity),
            "X", block ? "\"BLOCK\"" : "\"MARKET\"", "S", buy ? "\"BUY\"" : "\"SELL\"", "m", String.valueOf(!buy))));
    }

    private GeneratedFrame ticker()
    {
        final String symbol = symbol();
        final String stream = symbol.toLowerCase(Locale.ROOT) + "@optionTicker";
        final Map<String, Object> event = event("TICKER", symbol, stream);
        final long time = time();
        final String first = id();
        final String last = id();
        final int count = random.nextInt(1_000_000);
        event.put("venueTimeNs", time * 1_000_000);
        event.put("openTimeNs", (time - 86_400_000) * 1_000_000);
        event.put("closeTimeNs", time * 1_000_000);
        event.put("firstTradeId", first);
        event.put("lastTradeId", last);
        event.put("tradeCount", (long)count);
        return enveloped(stream, json.object(members("e", "\"24hrTicker\"", "E", number(time), "s", text(symbol),
            "p", field(event, "priceChange", true), "P", field(event, "relativeChangeAsSent", true),
            "w", field(event, "weightedPrice", false), "c", field(event, "lastPrice", false),
            "Q", field(event, "lastQuantity", false), "o", field(event, "open", false),
            "h", field(event, "high", false), "l", field(event, "low", false), "v", field(event, "quantity", false),
            "q", field(event, "notional", false), "O", number(time - 86_400_000), "C", number(time),
            "F", first, "L", last, "n", number(count))));
    }

    private GeneratedFrame kline()
    {
        final String symbol = symbol();
        final int interval = random.nextInt(INTERVALS.length);
        final String stream = symbol.toLowerCase(Locale.ROOT) + "@kline_" + INTERVALS[interval];
        final Map<String, Object> event = event("CANDLE", symbol, stream);
        final long lengthMs = INTERVAL_MINUTES[interval] * 60_000;
        final long time = time();
        final boolean closed = random.nextBoolean();
        final boolean empty = random.nextInt(5) == 0;
        final String first = empty ? "-1" : id();
        final String last = empty ? "-1" : id();
        final int count = random.nextInt(1_000);
        event.put("venueTimeNs", time * 1_000_000);
        event.put("intervalNs", lengthMs * 1_000_000);
        event.put("openTimeNs", time * 1_000_000);
        event.put("closeTimeNs", (time + lengthMs - 1) * 1_000_000);
        if (!empty)
        {
            event.put("firstTradeId", first);
            event.put("lastTradeId", last);
        }
        event.put("tradeCount", (long)count);
        event.put("side", "UNKNOWN");
        event.put("completion", closed ? "CLOSED" : "STILL_OPEN");
        final String candle = json.object(members("t", number(time), "T", number(time + lengthMs - 1),
            "s", text(symbol), "i", text(INTERVALS[interval]), "f", first, "L", last,
            "o", field(event, "open", false), "c", field(event, "close", false), "h", field(event, "high", false),
            "l", field(event, "low", false), "v", field(event, "quantity", false), "n", number(count),
            "x", String.valueOf(closed), "q", field(event, "notional", false),
            "V", field(event, "takerBuyQuantity", false), "Q", field(event, "takerBuyNotional", false)));
        return enveloped(stream, json.object(
            members("e", "\"kline\"", "E", number(time), "s", text(symbol), "k", candle)));
    }

    private GeneratedFrame marks()
    {
        final String stream = "btcusdt@optionMarkPrice";
        final int count = 1 + random.nextInt(random.nextInt(20) == 0 ? LARGEST_CHAIN : 4);
        final List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            elements.add(mark(stream));
        }
        return enveloped(stream, "[" + String.join(",", elements) + "]");
    }

    private String mark(final String stream)
    {
        final String symbol = symbol();
        final Map<String, Object> event = event("MARK_PRICE", symbol, stream);
        final long time = time();
        final boolean quoted = random.nextInt(4) != 0;
        event.put("venueTimeNs", time * 1_000_000);
        return json.object(members("s", text(symbol), "mp", field(event, "mark", false), "E", number(time),
            "e", "\"markPrice\"", "i", field(event, "index", false), "P", field(event, "settlement", false),
            "bo", quoted ? field(event, "bidPrice", false) : "\"0.000\"",
            "ao", field(event, "askPrice", false),
            "bq", quoted ? field(event, "bidQuantity", false) : "\"0.0000\"",
            "aq", field(event, "askQuantity", false),
            "b", quoted ? field(event, "bidVolatility", false) : "\"-1.0\"",
            "a", field(event, "askVolatility", false), "hl", field(event, "highLimit", false),
            "ll", field(event, "lowLimit", false), "vo", field(event, "markVolatility", false),
            "rf", field(event, "rate", true), "d", field(event, "delta", true), "t", field(event, "theta", true),
            "g", field(event, "gamma", true), "v", field(event, "vega", true)));
    }

    private GeneratedFrame indices()
    {
        final String stream = "!index@arr";
        return enveloped(stream, List.of("ETHUSDT", "BTCUSDT", "XRPUSDT").stream().map((pair) ->
        {
            final Map<String, Object> event = event("INDEX_PRICE", pair, stream);
            final long time = time();
            event.put("venueTimeNs", time * 1_000_000);
            return json.object(members("e", "\"indexPrice\"", "E", number(time), "s", text(pair),
                "p", field(event, "price", false)));
        }).collect(Collectors.joining(",", "[", "]")));
    }

    private GeneratedFrame interests()
    {
        final String stream = "ethusdt@openInterest@261030";
        final int count = 1 + random.nextInt(5);
        final List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final String symbol = symbol();
            final Map<String, Object> event = event("OPEN_INTEREST", symbol, stream);
            final long time = time();
            event.put("venueTimeNs", time * 1_000_000);
            event.put("unit", "CONTRACTS");
            elements.add(json.object(members("e", "\"openInterest\"", "E", number(time), "s", text(symbol),
                "o", field(event, "quantity", false), "h", field(event, "notional", false))));
        }
        return enveloped(stream, "[" + String.join(",", elements) + "]");
    }

    private GeneratedFrame listing()
    {
        final String symbol = symbol();
        final String stream = "!optionSymbol";
        final Map<String, Object> event = event("INSTRUMENT", symbol, stream);
        final boolean call = random.nextBoolean();
        final boolean trading = random.nextBoolean();
        final long time = time();
        final int unit = 1 + random.nextInt(100);
        event.put("venueTimeNs", time * 1_000_000);
        event.put("underlying", "BTCUSDT");
        event.put("quote", "USDT");
        event.put("kind", call ? "CALL" : "PUT");
        event.put("expiryNs", (time + 1_000_000) * 1_000_000);
        event.put("listedNs", (time - 1_000_000) * 1_000_000);
        event.put("contractSize", BigDecimal.valueOf(unit));
        event.put("status", trading ? "TRADING" : "UNKNOWN");
        event.put("statusText", trading ? "TRADING" : "SETTLING");
        return enveloped(stream, json.object(members("e", "\"optionSymbol\"", "E", number(time), "s", text(symbol),
            "ps", "\"BTCUSDT\"", "qa", "\"USDT\"", "d", call ? "\"CALL\"" : "\"PUT\"",
            "sp", field(event, "strike", false), "dt", number(time + 1_000_000), "u", number(unit),
            "ot", number(time - 1_000_000), "cs", trading ? "\"TRADING\"" : "\"SETTLING\"")));
    }

    private GeneratedFrame enveloped(final String stream, final String payload)
    {
        final String frame = json.object(members("stream", text(stream), "data", payload));
        return new GeneratedFrame(frame.getBytes(StandardCharsets.UTF_8), events.stream()
            .map((event) -> new ExpectedEvent((String)event.get("type"), event))
            .toList());
    }

    private Map<String, Object> event(final String type, final String symbol, final String stream)
    {
        final Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("instrument", symbol);
        event.put("stream", stream);
        events.add(event);
        return event;
    }

    /** Makes a value, notes what it means, and spells it. */
    private String field(final Map<String, Object> event, final String name, final boolean signed)
    {
        final BigDecimal value = json.decimal(signed);
        event.put(name, value);
        return json.quoted(value);
    }

    private String symbol()
    {
        final String[] bases = {"BTC", "ETH", "DOGE", "1000PEPE"};
        final String strike = (random.nextInt(3) == 0 ? "0." : "") + (1 + random.nextInt(99_999));
        return bases[random.nextInt(bases.length)] + "-" + (260_101 + random.nextInt(28)) + "-" + strike +
            (random.nextBoolean() ? "-C" : "-P");
    }

    private long time()
    {
        return FIRST_MS + random.nextLong(100_000_000_000L);
    }

    private String id()
    {
        return number(random.nextInt(5) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextLong(1_000_000_000L));
    }

    private static String number(final long value)
    {
        return Long.toString(value);
    }

    private static String text(final String value)
    {
        return "\"" + value + "\"";
    }
}
