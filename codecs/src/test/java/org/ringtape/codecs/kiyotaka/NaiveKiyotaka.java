package org.ringtape.codecs.kiyotaka;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.oracle.NaiveDecimal;
import org.ringtape.codecs.oracle.NaiveJson.Literal;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.WireId;

/**
 * The venue page read a second time, with trees, strings and exceptions: what a frame means, in the lines of
 * {@link RecordingSink}. Every stream is wanted; an instrument's id is the length of its symbol.
 */
final class NaiveKiyotaka
{
    static final long NONE = Long.MIN_VALUE;

    private static final Map<String, String> PAYLOADS = Map.of("TRADE", "trade", "TRADE_AGG", "tradeAggregation",
        "BLOCK_BOOK_SNAPSHOT", "blockBookSnapshot", "LIQUIDATION", "liquidation", "FUNDING_RATE", "fundingRate",
        "OPEN_INTEREST", "openInterest", "VOLUME_PROFILE_AGG", "volumeProfileAggregation");
    private static final List<String> TOP_KEYS = List.of("points", "type", "timestamp", "error", "result", "id", "code",
        "message", "data", "retry_after", "jsonrpc");
    private static final List<String> SERIES_KEYS =
        List.of("type", "symbol", "exchange", "coin", "side", "blockSize");
    private static final Map<String, List<String>> PAYLOAD_KEYS = Map.of(
        "TRADE", List.of("id", "price", "amount"),
        "LIQUIDATION", List.of("id", "price", "amount"),
        "TRADE_AGG", List.of("open", "high", "low", "close", "volume", "firstTimestamp", "lastTimestamp"),
        "BLOCK_BOOK_SNAPSHOT", List.of("bids", "asks"),
        "FUNDING_RATE", List.of("fundingRate", "predictedFundingRate"),
        "OPEN_INTEREST", List.of("openInterest"),
        "VOLUME_PROFILE_AGG", List.of("profile"));

    private final List<String> events = new ArrayList<>();
    private boolean named;
    private boolean inexact;

    /** What a frame means. */
    record Meaning(DecodeStatus status, List<String> events)
    {
    }

    /** A point that is not as documented. */
    private static final class BadPoint extends RuntimeException
    {
        private static final long serialVersionUID = 1L;
    }

    static Meaning of(final byte[] frame)
    {
        final NaiveKiyotaka naive = new NaiveKiyotaka();
        if (frame.length == 0)
        {
            return new Meaning(DecodeStatus.IGNORED, naive.events);
        }
        final DecodeStatus status = naive.status(NaiveJson.parse(frame, 0, frame.length));
        return new Meaning(status, naive.events);
    }

    private DecodeStatus status(final Object root)
    {
        if (!(root instanceof Members))
        {
            return root == null ? DecodeStatus.MALFORMED : DecodeStatus.IGNORED;
        }
        final Members top = (Members)root;
        if (TOP_KEYS.stream().anyMatch(key -> top.count(key) > 1))
        {
            return DecodeStatus.MALFORMED;
        }
        if (top.count("points") == 0)
        {
            return control(top);
        }
        final Object points = top.value("points") instanceof Text ? top.value("points") : value(top, "points");
        if (points != null && !(points instanceof List))
        {
            return DecodeStatus.MALFORMED;
        }
        return points == null ? DecodeStatus.DECODED : points((List<?>)points);
    }

    private DecodeStatus points(final List<?> points)
    {
        int good = 0;
        int bad = 0;
        for (final Object point : points)
        {
            final int before = events.size();
            named = false;
            try
            {
                good += point(point) ? 1 : 0;
            }
            catch (final BadPoint e)
            {
                bad++;
                while (events.size() > before + (named ? 1 : 0))
                {
                    events.remove(events.size() - 1);
                }
                final boolean twoSeries = point instanceof Members && ((Members)point).count("series") > 1;
                if (twoSeries && !named && firstSeriesIsNamed((Members)point))
                {
                    events.add("stream " + streamName((Members)((Members)point).value("series")));
                }
                events.add("malformed " + (named && !twoSeries));
            }
        }
        if (bad > 0)
        {
            return good > 0 ? DecodeStatus.PARTIAL : DecodeStatus.MALFORMED;
        }
        return good > 0 || points.isEmpty() ? DecodeStatus.DECODED : DecodeStatus.IGNORED;
    }

    /** The decoder names a stream as soon as it has read a series, before it sees that there is a second one. */
    private boolean firstSeriesIsNamed(final Members point)
    {
        try
        {
            return point.value("series") instanceof Members && isOurs((Members)point.value("series")) &&
                streamName((Members)point.value("series")) != null;
        }
        catch (final BadPoint e)
        {
            return false;
        }
    }

    private boolean point(final Object point)
    {
        require(point instanceof Members && ((Members)point).count("series") == 1);
        require(((Members)point).value("series") instanceof Members);
        final Members series = (Members)((Members)point).value("series");
        if (!isOurs(series))
        {
            return false;
        }
        final String name = streamName(series);
        events.add("stream " + name);
        named = true;
        final String type = ((Text)series.value("type")).value();
        if (type.equals("VOLUME_PROFILE_AGG"))
        {
            decimal(series, "blockSize", null);
        }
        require(((Members)point).count(PAYLOADS.get(type)) == 1);
        final Object payload = ((Members)point).value(PAYLOADS.get(type));
        require(payload instanceof Members);
        final Members body = (Members)payload;
        require(PAYLOAD_KEYS.get(type).stream().allMatch(key -> body.count(key) <= 1));
        require(body.count("timestamp") <= 1);
        inexact = false;
        events.add(event(type, instrumentLength(series), series, body, time(body, "timestamp", 0)));
        return true;
    }

    private static boolean isOurs(final Members series)
    {
        require(SERIES_KEYS.stream().allMatch(key -> series.count(key) <= 1));
        final Object type = series.value("type");
        require(type instanceof Text && !isNull(type));
        return PAYLOADS.containsKey(((Text)type).value());
    }

    private String streamName(final Members series)
    {
        final String type = ((Text)series.value("type")).value();
        final String blockSize = type.equals("BLOCK_BOOK_SNAPSHOT") ? decimal(series, "blockSize", null) : null;
        return type + ":" + instrument(series) + (blockSize == null ? "" : "?blockSize=" +
            RecordingSink.plain(Long.parseLong(blockSize.split("/")[0]), Integer.parseInt(blockSize.split("/")[1])));
    }

    private int instrumentLength(final Members series)
    {
        return instrument(series).length();
    }

    private static String instrument(final Members series)
    {
        final String exchange = text(series, "exchange");
        final String symbol = text(series, "symbol");
        if (!symbol.isEmpty())
        {
            return exchange + ":" + symbol;
        }
        final String coin = text(series, "coin");
        require(!coin.isEmpty());
        return exchange + ":coin=" + coin;
    }

    private String event(
        final String type, final int instrument, final Members series, final Members body, final long time)
    {
        switch (type)
        {
            case "TRADE":
            case "LIQUIDATION":
                final String id = id(body);
                requireNoEmptyText(body, "price", "amount");
                final String price = decimal(body, "price", "0/0");
                final String amount = notNegative(decimal(body, "amount", "0/0"));
                final boolean nothing = type.equals("TRADE") && price.startsWith("0/") && amount.startsWith("0/");
                return (nothing ? "placeholder" : type.toLowerCase(java.util.Locale.ROOT)) + " " + instrument + " " +
                    price + " x " + amount + " " + id + " side " + side(series) + " at " + time + mark();
            case "TRADE_AGG":
                requireNoEmptyText(body, "open", "high", "low", "close");
                final String prices = " OPEN " + decimal(body, "open", "0/0") + " HIGH " +
                    decimal(body, "high", "0/0") + " LOW " + decimal(body, "low", "0/0") + " CLOSE " +
                    decimal(body, "close", "0/0") + " QUANTITY " + notNegative(decimal(body, "volume", "0/0"));
                return "candle " + instrument + prices + mark() + " side " + side(series) + " open " +
                    time(body, "timestamp", NONE) + " first " + time(body, "firstTimestamp", NONE) + " last " +
                    time(body, "lastTimestamp", NONE) + " at " + time;
            case "BLOCK_BOOK_SNAPSHOT":
                return "book " + instrument + levels(body) + " at " + time + mark();
            case "FUNDING_RATE":
                return "funding " + instrument + optional(body, "fundingRate", " CURRENT ") +
                    optional(body, "predictedFundingRate", " PREDICTED ") + mark() + " at " + time;
            case "OPEN_INTEREST":
                return "interest " + instrument + notNegative(optional(body, "openInterest", " QUANTITY ")) + mark() +
                    " at " + time;
            default:
                final String blockSize = decimal(series, "blockSize", "-");
                return "profile " + instrument + " block " + blockSize + profile(body) + " at " + time + mark();
        }
    }

    /** In wire order. */
    private String levels(final Members body)
    {
        final StringBuilder levels = new StringBuilder();
        for (final NaiveJson.Member member : body.all())
        {
            if (member.key().equals("bids") || member.key().equals("asks"))
            {
                final List<?> numbers = array(member.value(), 2);
                for (int i = 0; i < numbers.size(); i += 2)
                {
                    levels.append(member.key().equals("bids") ? " b" : " a").append(number(numbers.get(i)))
                        .append('x').append(notNegative(number(numbers.get(i + 1))));
                }
            }
        }
        return levels.toString();
    }

    private String profile(final Members body)
    {
        final StringBuilder blocks = new StringBuilder();
        final List<?> numbers = array(body.value("profile"), 3);
        for (int i = 0; i < numbers.size(); i += 3)
        {
            final String price = number(numbers.get(i));
            blocks.append(' ').append(price).append(" +").append(quantity(numbers.get(i + 1)))
                .append(" -").append(quantity(numbers.get(i + 2)));
        }
        return blocks.toString();
    }

    private String quantity(final Object value)
    {
        final String[] parts = notNegative(number(value)).split("/");
        return BigDecimal.valueOf(Long.parseLong(parts[0]), Integer.parseInt(parts[1]))
            .stripTrailingZeros().toPlainString();
    }

    private static List<?> array(final Object value, final int group)
    {
        if (isNull(value))
        {
            return List.of();
        }
        require(value instanceof List && ((List<?>)value).size() % group == 0);
        return (List<?>)value;
    }

    private String optional(final Members body, final String key, final String label)
    {
        final Object value = value(body, key);
        if (value == null || value instanceof Text && ((Text)value).value().matches("NaN|[+-]?Infinity"))
        {
            return "";
        }
        return label + number(value);
    }

    private String decimal(final Members members, final String key, final String absent)
    {
        final Object value = value(members, key);
        return value == null ? absent : number(value);
    }

    private String number(final Object value)
    {
        final NaiveDecimal decimal = NaiveDecimal.of(numberText(value));
        require(decimal.outcome() <= DecimalParser.INEXACT);
        inexact |= decimal.outcome() == DecimalParser.INEXACT;
        return decimal.mantissa() + "/" + decimal.scale();
    }

    private static String notNegative(final String number)
    {
        require(!number.startsWith("-") && !number.contains(" -"));
        return number;
    }

    private String mark()
    {
        return inexact ? " inexact" : "";
    }

    private static String numberText(final Object value)
    {
        require(value instanceof Text || value instanceof Literal && ((Literal)value).isNumber());
        return value instanceof Text ? ((Text)value).value() : ((Literal)value).text();
    }

    private static long time(final Members members, final String key, final long absent)
    {
        final Object value = value(members, key);
        if (value == null)
        {
            return absent;
        }
        require(value instanceof Members);
        final Members time = (Members)value;
        require(time.count("seconds") + time.count("s") <= 1 && time.count("nanoseconds") + time.count("ns") <= 1);
        final long seconds = integer(time, time.count("s") > 0 ? "s" : "seconds", 0xFFFF_FFFFL);
        return seconds * 1_000_000_000L + integer(time, time.count("ns") > 0 ? "ns" : "nanoseconds", 999_999_999L);
    }

    private static long integer(final Members members, final String key, final long max)
    {
        final Object value = value(members, key);
        if (value == null)
        {
            return 0;
        }
        final Long integer = integer(value);
        require(integer != null && integer >= 0 && integer <= max);
        return integer;
    }

    /** Null if it is none. */
    private static Long integer(final Object value)
    {
        final String text = value instanceof Text ? ((Text)value).value() :
            value instanceof Literal && ((Literal)value).isNumber() ? ((Literal)value).text() : "";
        final NaiveDecimal decimal = NaiveDecimal.of(text);
        if (text.matches("-?[0-9]{1,25}"))
        {
            final BigInteger whole = new BigInteger(text);
            return whole.bitLength() < 64 ? (Long)whole.longValueExact() : null;
        }
        if (decimal.outcome() != DecimalParser.EXACT)
        {
            return null;
        }
        final BigDecimal exact = BigDecimal.valueOf(decimal.mantissa(), decimal.scale()).stripTrailingZeros();
        return exact.scale() <= 0 && exact.toBigInteger().bitLength() < 64 ? (Long)exact.longValueExact() : null;
    }

    private static int side(final Members series)
    {
        final Object side = series.value("side");
        if (side instanceof Text && ((Text)side).value().matches("BUY|SELL"))
        {
            return ((Text)side).value().equals("BUY") ? 1 : 2;
        }
        final Long number = side == null ? null : integer(side);
        return number == null ? 0 : number == 2 ? 1 : number == 1 ? 2 : 0;
    }

    private static String id(final Members body)
    {
        final byte[] text = text(body, "id").getBytes(StandardCharsets.ISO_8859_1);
        final WireId id = new WireId();
        id.set(text, 0, text.length);
        return RecordingSink.text(id);
    }

    /** Empty if absent. */
    private static String text(final Members members, final String key)
    {
        final Object value = value(members, key);
        if (value == null)
        {
            return "";
        }
        require(value instanceof Text || value instanceof Literal && ((Literal)value).isNumber());
        return value instanceof Text ? latin((Text)value) : ((Literal)value).text();
    }

    /** Bytes as Latin-1 characters: what is escaped is one character of text, what is not is one byte of it. */
    private static String latin(final Text text)
    {
        return text.raw().indexOf('\\') < 0 ? text.value() :
            new String(text.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Object value(final Members members, final String key)
    {
        final Object value = members.value(key);
        return isNull(value) ? null : value;
    }

    private static boolean isNull(final Object value)
    {
        return value == null || value instanceof Literal && ((Literal)value).text().equals("null") ||
            value instanceof Text && ((Text)value).raw().isEmpty();
    }

    /** An absent number is zero; an empty text is no number of what is nothing without it. */
    private static void requireNoEmptyText(final Members body, final String... keys)
    {
        for (final String key : keys)
        {
            require(!(body.value(key) instanceof Text && isNull(body.value(key))));
        }
    }

    private static void require(final boolean holds)
    {
        if (!holds)
        {
            throw new BadPoint();
        }
    }

    private DecodeStatus control(final Members top)
    {
        final Object type = value(top, "type");
        if (type instanceof Text && ((Text)type).value().matches("pong|ping"))
        {
            final Object timestamp = value(top, "timestamp");
            final Long number = timestamp == null ? Long.valueOf(0) : integer(timestamp);
            if (number == null)
            {
                return DecodeStatus.MALFORMED;
            }
            events.add(((Text)type).value() + " " + number);
            return DecodeStatus.CONTROL;
        }
        final Long number = value(top, "id") == null ? null : integer(value(top, "id"));
        final long id = number == null ? ControlSink.NO_REQUEST : number;
        final Object error = value(top, "error");
        if (error instanceof Members && TOP_KEYS.stream().filter(key -> !key.equals("points"))
            .anyMatch(key -> ((Members)error).count(key) > 1))
        {
            return DecodeStatus.MALFORMED;
        }
        if (error != null)
        {
            events.add(refusal(id, error, top));
            return DecodeStatus.CONTROL;
        }
        if (top.count("result") + top.count("id") > 0)
        {
            events.add("ack " + id);
            return DecodeStatus.CONTROL;
        }
        return top.all().isEmpty() ? DecodeStatus.DECODED : DecodeStatus.IGNORED;
    }

    /** Bodies of errors that are objects or texts; the mutation test does not look at the text of others. */
    private static String refusal(final long id, final Object error, final Members top)
    {
        final Members nested = error instanceof Members ? (Members)error : new Members(List.of());
        final Long number = nested.value("code") == null ? null : integer(nested.value("code"));
        final long code = number == null ? 0 : number;
        final StringBuilder texts = new StringBuilder();
        for (final Object value : new Object[] {error, top.value("message"), nested.value("code"),
            nested.value("message"), nested.value("data")})
        {
            texts.append(value instanceof Text ? ((Text)value).value() : "").append('\n');
        }
        final Object message = nested.value("message") instanceof Text ? nested.value("message") :
            top.value("message") instanceof Text ? top.value("message") : error;
        final String text = message instanceof Text ? ((Text)message).raw() : "?";
        final String all = texts.toString();
        if (all.contains("INVALID_API_KEY") || all.contains("UNAUTHENTICATED") || code == -32001)
        {
            return "credentials " + id + " " + code + " " + text;
        }
        if (all.contains("RATE_LIMITED") || code == 429)
        {
            final Object after = !isNull(nested.value("retry_after")) ? nested.value("retry_after") :
                top.value("retry_after");
            return "throttled " + id + " " + retryAfterNs(after);
        }
        return "refused " + id + " " + code + " " + text;
    }

    private static long retryAfterNs(final Object after)
    {
        final String text = after instanceof Text ? ((Text)after).value() :
            after instanceof Literal ? ((Literal)after).text() : "";
        final NaiveDecimal decimal = NaiveDecimal.of(text);
        return decimal.outcome() > DecimalParser.INEXACT ? 0 :
            BigDecimal.valueOf(decimal.mantissa(), decimal.scale()).max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(86_400)).movePointRight(9).longValue();
    }
}
