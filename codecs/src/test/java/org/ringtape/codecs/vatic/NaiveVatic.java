package org.ringtape.codecs.vatic;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.ringtape.codecs.DecodeStatus;
import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.oracle.NaiveDecimal;
import org.ringtape.codecs.oracle.NaiveJson;
import org.ringtape.codecs.oracle.NaiveJson.Literal;
import org.ringtape.codecs.oracle.NaiveJson.Members;
import org.ringtape.codecs.oracle.NaiveJson.Text;

/** What a frame means by the rules of the specification, from a tree, with {@code BigDecimal} and {@code java.time}. */
final class NaiveVatic
{
    /** Stands for a text that is no string or literal: the tree does not keep how the frame wrote it. */
    static final String CONTAINER = "<container>";

    private static final List<String> KEYS = List.of("event", "asset", "marketType", "windowStart", "windowStartIso",
        "price", "source", "snapshot", "error", "message", "markPrice", "timestamp", "supportedAssets",
        "supportedMarketTypes", "supportedChannels", "usage", "marketTypes", "channel", "provider",
        "requestedTimestamp", "requestedTimestampIso", "_cache", "results", "ok", "now");
    private static final Map<String, String> INTERVALS = Map.ofEntries(
        Map.entry("5min", "5min"), Map.entry("5m", "5min"), Map.entry("15min", "15min"), Map.entry("15m", "15min"),
        Map.entry("1hour", "1hour"), Map.entry("1h", "1hour"), Map.entry("1hr", "1hour"), Map.entry("4hour", "4hour"),
        Map.entry("4h", "4hour"), Map.entry("daily", "daily"), Map.entry("day", "daily"));
    private static final Map<String, Long> SECONDS =
        Map.of("5min", 300L, "15min", 900L, "1hour", 3_600L, "4hour", 14_400L, "daily", 86_400L);

    private final Members frame;
    private final List<String> events = new ArrayList<>();

    private NaiveVatic(final Members frame)
    {
        this.frame = frame;
    }

    /** Status and what the sink and the directory hear. */
    record Outcome(DecodeStatus status, List<String> events)
    {
    }

    static Outcome decode(final byte[] bytes)
    {
        final Object tree = NaiveJson.parse(bytes, 0, bytes.length);
        if (!(tree instanceof Members) || KEYS.stream().anyMatch(key -> ((Members)tree).count(key) > 1))
        {
            return new Outcome(DecodeStatus.MALFORMED, List.of());
        }
        final NaiveVatic naive = new NaiveVatic((Members)tree);
        return new Outcome(naive.decode(), naive.events);
    }

    private DecodeStatus decode()
    {
        if (!(frame.value("event") instanceof Text event))
        {
            return DecodeStatus.MALFORMED;
        }
        switch (event.value())
        {
            case "connected":
                events.add("directory");
                list("supportedAssets", "asset ");
                list("supportedMarketTypes", "marketType ");
                list("supportedChannels", "channel ");
                events.add("ready");
                return DecodeStatus.CONTROL;
            case "subscribed":
            case "unsubscribed":
                events.add("acknowledged");
                return DecodeStatus.CONTROL;
            case "error":
                events.add("refused 0 " + raw("message"));
                return DecodeStatus.CONTROL;
            case "window_open":
                return window("OPEN");
            case "window_open_error":
                return window("FAILED");
            case "hyperliquid_mark_price":
                return markPrice();
            default:
                return DecodeStatus.IGNORED;
        }
    }

    private DecodeStatus window(final String status)
    {
        final String asset = asset();
        if (asset == null || !(frame.value("marketType") instanceof Text marketType))
        {
            return DecodeStatus.MALFORMED;
        }
        final String interval = INTERVALS.get(marketType.value());
        if (interval == null)
        {
            return DecodeStatus.IGNORED;
        }
        final String stream = asset + "@" + interval;
        events.add("stream " + stream);
        final Long startNs = isNull("windowStart") ? isoNs("windowStartIso") : timeNs("windowStart", 9);
        final Boolean snapshot = flag("snapshot");
        final boolean open = status.equals("OPEN");
        final String price = open ? positive("price") : "absent";
        if (startNs == null || snapshot == null || price == null)
        {
            return DecodeStatus.MALFORMED;
        }
        if (!HeardTargets.isWanted(stream) || !HeardTargets.ASSETS.containsKey(asset))
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        final long intervalNs = SECONDS.get(interval) * 1_000_000_000L;
        final String source = open && frame.value("source") instanceof Text ? text("source") : "";
        events.add("target " + HeardTargets.ASSETS.get(asset) + " " + interval + "/" + intervalNs + " " + startNs +
            "-" + (startNs + intervalNs) + " " + status + (snapshot ? " snapshot " : " live ") + price + " source=" +
            source + " error=" + (open ? "" : text("error")));
        return DecodeStatus.DECODED;
    }

    private DecodeStatus markPrice()
    {
        final String asset = asset();
        if (asset == null)
        {
            return DecodeStatus.MALFORMED;
        }
        final String stream = asset + "@hyperliquid_mark_price";
        events.add("stream " + stream);
        final Long timeNs = isNull("timestamp") ? Long.valueOf(0) : timeNs("timestamp", 6);
        final String price = positive("markPrice");
        if (timeNs == null || price == null || flag("snapshot") == null)
        {
            return DecodeStatus.MALFORMED;
        }
        if (!HeardTargets.isWanted(stream) || !HeardTargets.ASSETS.containsKey(asset))
        {
            return DecodeStatus.UNKNOWN_INSTRUMENT;
        }
        events.add("mark " + HeardTargets.ASSETS.get(asset) + " " + timeNs + " " + price);
        return DecodeStatus.DECODED;
    }

    private String asset()
    {
        return frame.value("asset") instanceof Text text && !text.value().isEmpty() && text.value().length() <= 64 ?
            text.value().toLowerCase(Locale.ROOT) : null;
    }

    private void list(final String key, final String label)
    {
        if (frame.value(key) instanceof List<?> list)
        {
            list.stream().filter(Text.class::isInstance).forEach(text -> events.add(label + ((Text)text).value()));
        }
    }

    private boolean isNull(final String key)
    {
        final Object value = frame.value(key);
        return value == null || value instanceof Literal literal && literal.text().equals("null") ||
            value instanceof Text text && text.raw().isEmpty();
    }

    /** Text of a number, quoted or bare; null if it is neither. */
    private String numberText(final String key)
    {
        final Object value = frame.value(key);
        return value instanceof Text text ? text.value() :
            value instanceof Literal literal && literal.isNumber() ? literal.text() : null;
    }

    private String positive(final String key)
    {
        final String text = numberText(key);
        final NaiveDecimal number = text == null ? null : NaiveDecimal.of(text);
        return number == null || number.outcome() > DecimalParser.INEXACT || number.mantissa() <= 0 ? null :
            HeardTargets.number(number.mantissa(), number.scale(), number.outcome() == DecimalParser.INEXACT);
    }

    private Long timeNs(final String key, final int decimals)
    {
        final String text = numberText(key);
        final NaiveDecimal number = text == null ? null : NaiveDecimal.of(text);
        if (number == null || number.outcome() != DecimalParser.EXACT || number.mantissa() <= 0)
        {
            return null;
        }
        try
        {
            return BigDecimal.valueOf(number.mantissa(), number.scale() - decimals).longValueExact();
        }
        catch (final ArithmeticException e)
        {
            return null;
        }
    }

    private Long isoNs(final String key)
    {
        final String form =
            "(19[7-9]\\d|2[01]\\d\\d|22[0-5]\\d|226[01])-\\d\\d-\\d\\dT([01]\\d|2[0-3]):\\d\\d:[0-5]\\d" +
            "(\\.\\d{1,9})?Z";
        if (!(frame.value(key) instanceof Text text) || !text.value().matches(form))
        {
            return null;
        }
        try
        {
            final Instant instant = Instant.parse(text.value());
            final long ns = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
            return ns > 0 ? ns : null;
        }
        catch (final DateTimeParseException e)
        {
            return null;
        }
    }

    private Boolean flag(final String key)
    {
        final Object value = frame.value(key);
        final String text = value == null ? "null" :
            value instanceof Text string ? "\"" + string.value() : value instanceof Literal bare ? bare.text() : "";
        switch (text)
        {
            case "true":
            case "1":
            case "\"true":
            case "\"1":
                return Boolean.TRUE;
            case "false":
            case "null":
            case "0":
            case "\"":
            case "\"false":
            case "\"0":
                return Boolean.FALSE;
            default:
                return null;
        }
    }

    private String text(final String key)
    {
        return frame.value(key) instanceof Text text ? text.value() : raw(key);
    }

    private String raw(final String key)
    {
        final Object value = frame.value(key);
        if (isNull(key))
        {
            return "";
        }
        return value instanceof Text text ? text.raw() : value instanceof Literal bare ? bare.text() : CONTAINER;
    }
}
