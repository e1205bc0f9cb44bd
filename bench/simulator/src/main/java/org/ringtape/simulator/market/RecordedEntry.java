package org.ringtape.simulator.market;

import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.frames.RecordedFrame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line of a recording as the market plays it.
 *
 * @param recorded the line
 * @param stream   name of its stream, recorded or derived from a raw event; empty if it belongs to none
 * @param enveloped whether it was recorded in its envelope
 * @param symbol   venue symbol of the event, or of the REST body; empty if it has none
 * @param first    {@code U} of a depth event, {@code lastUpdateId} of a body, else {@link #NONE}
 * @param last     {@code u} of a depth event, {@code lastUpdateId} of a body, else {@link #NONE}
 * @param previous {@code pu} of a depth event, or what stands for it where the venue sends none, else {@link #NONE}
 */
public record RecordedEntry(
    RecordedFrame recorded,
    String stream,
    boolean enveloped,
    String symbol,
    long first,
    long last,
    long previous)
{
    static final long NONE = Long.MIN_VALUE;

    static RecordedEntry of(final RecordedFrame recorded)
    {
        final Object text = parsed(recorded.bytes());
        if (recorded.kind() == FrameKind.REST_DEPTH)
        {
            final long id = number((Map<?, ?>)text, "lastUpdateId");
            return new RecordedEntry(recorded, "", false, recorded.symbol(), id, id, NONE);
        }
        if (!(text instanceof Map<?, ?> members))
        {
            return event(recorded, "", firstOf(text));
        }
        return members.get("stream") instanceof String name && members.containsKey("data") ?
            event(recorded, name, firstOf(members.get("data"))) : event(recorded, "", members);
    }

    boolean isBody()
    {
        return recorded.kind() == FrameKind.REST_DEPTH;
    }

    boolean isDiff()
    {
        return !isBody() && last != NONE && StreamName.of(stream).isDiffDepth();
    }

    /** @return the raw event: the bytes of {@code data} as recorded where the envelope has the usual form. */
    byte[] payload()
    {
        final byte[] bytes = recorded.bytes();
        if (!enveloped)
        {
            return bytes;
        }
        final byte[] head = ("{\"stream\":\"" + stream + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > head.length && Arrays.equals(bytes, 0, head.length, head, 0, head.length) &&
            bytes[bytes.length - 1] == '}')
        {
            return Arrays.copyOfRange(bytes, head.length, bytes.length - 1);
        }
        final Object data = ((Map<?, ?>)parsed(bytes)).get("data");
        return JsonWriter.compact(data).getBytes(StandardCharsets.UTF_8);
    }

    /** @return the members of the event or of the body. */
    Map<?, ?> members()
    {
        final Map<?, ?> members = (Map<?, ?>)parsed(recorded.bytes());
        return members.get("data") instanceof Map<?, ?> event ? event : members;
    }

    private static RecordedEntry event(final RecordedFrame recorded, final String name, final Map<?, ?> event)
    {
        final String symbol = event.get("s") instanceof String s ? s : "";
        final boolean isDepth = "depthUpdate".equals(event.get("e"));
        final long first = isDepth ? number(event, "U") : NONE;
        final long last = isDepth ? number(event, "u") : NONE;
        // Spot diffs have no pu; there U is the last u of the stream plus one.
        final long before = first == NONE ? NONE : first - 1;
        final long previous = isDepth && event.containsKey("pu") ? number(event, "pu") : before;
        return new RecordedEntry(recorded, name.isEmpty() ? derivedName(event, symbol) : name, !name.isEmpty(), symbol,
            first, last, previous);
    }

    /** Names the stream of an event that was recorded raw; empty for answers and events that have no known stream. */
    private static String derivedName(final Map<?, ?> event, final String symbol)
    {
        if (!(event.get("e") instanceof String kind))
        {
            return "";
        }
        final String lower = symbol.toLowerCase(Locale.ROOT);
        final boolean option = symbol.indexOf('-') > 0;
        return switch (kind)
        {
            case "depthUpdate" -> lower + "@depth@100ms";
            case "bookTicker" -> lower + "@bookTicker";
            case "trade" -> option ? StreamName.underlying(symbol) + "@optionTrade" : lower + "@trade";
            case "aggTrade" -> lower + "@aggTrade";
            case "24hrTicker" -> option ? lower + "@optionTicker" : lower + "@ticker";
            case "kline" -> event.get("k") instanceof Map<?, ?> k ? lower + "@kline_" + k.get("i") : "";
            case "markPrice" -> StreamName.underlying(symbol) + "@optionMarkPrice";
            case "indexPrice" -> "!index@arr";
            case "optionSymbol" -> "!optionSymbol";
            default -> "";
        };
    }

    private static Map<?, ?> firstOf(final Object value)
    {
        final Object first = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
        return first instanceof Map<?, ?> members ? members : Map.of();
    }

    private static long number(final Map<?, ?> members, final String key)
    {
        return members.get(key) instanceof JsonNumber number && number.isUnsignedInteger() ?
            number.longValue() : NONE;
    }

    private static Object parsed(final byte[] bytes)
    {
        try
        {
            return JsonReader.read(bytes);
        }
        catch (final JsonSyntaxException e)
        {
            // A broken frame belongs to no stream; it is counted as not playable.
            return Map.of();
        }
    }
}
