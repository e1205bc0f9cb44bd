package org.ringtape.simulator.vatic;

import org.ringtape.simulator.frames.JsonNumber;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the venue's events, in its key order. Stateless. */
public final class VaticEvents
{
    private static final DateTimeFormatter ISO =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String USAGE =
        "Send {\"type\":\"subscribe\",\"asset\":\"btc\",\"marketTypes\":[\"5min\",\"15min\"]}";

    private VaticEvents()
    {
    }

    static Map<String, Object> connected(final Collection<String> assets)
    {
        final Map<String, Object> event = event("connected");
        event.put("supportedAssets", List.copyOf(assets));
        event.put("supportedMarketTypes", labels(Arrays.asList(VaticInterval.values())));
        event.put("supportedChannels", VaticInferred.CHANNELS);
        event.put("usage", USAGE);
        return event;
    }

    static Map<String, Object> subscribed(final String asset, final Collection<VaticInterval> intervals)
    {
        final Map<String, Object> event = event("subscribed");
        event.put("asset", asset);
        event.put("marketTypes", labels(intervals));
        return event;
    }

    static Map<String, Object> subscribedToMarks(final String asset)
    {
        final Map<String, Object> event = event("subscribed");
        event.put("asset", asset);
        event.put("channel", VaticInferred.MARK_CHANNEL);
        return event;
    }

    static Map<String, Object> unsubscribed()
    {
        return event("unsubscribed");
    }

    static Map<String, Object> error(final String message)
    {
        final Map<String, Object> event = event("error");
        event.put("message", message);
        return event;
    }

    static Map<String, Object> opened(final VaticTarget target, final boolean snapshot)
    {
        final Map<String, Object> event = event("window_open");
        putWindow(event, target);
        event.put("windowStartIso", iso(target.startSeconds() * 1000));
        event.put("price", number(target.price()));
        event.put("source", target.source());
        if (snapshot)
        {
            event.put("snapshot", Boolean.TRUE);
        }
        return event;
    }

    static Map<String, Object> failed(final VaticTarget target)
    {
        final Map<String, Object> event = event("window_open_error");
        putWindow(event, target);
        event.put("error", VaticInferred.FETCH_FAILED);
        return event;
    }

    static Map<String, Object> mark(
        final String asset, final BigDecimal price, final long epochMs, final boolean snapshot)
    {
        final Map<String, Object> event = event(VaticInferred.MARK_CHANNEL);
        event.put("asset", asset);
        event.put("markPrice", number(price));
        event.put("timestamp", number(epochMs));
        if (snapshot)
        {
            event.put("snapshot", Boolean.TRUE);
        }
        return event;
    }

    public static String iso(final long epochMs)
    {
        return ISO.format(Instant.ofEpochMilli(epochMs));
    }

    static JsonNumber number(final long value)
    {
        return new JsonNumber(Long.toString(value));
    }

    static JsonNumber number(final BigDecimal value)
    {
        return new JsonNumber(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    public static List<String> labels(final Collection<VaticInterval> intervals)
    {
        return intervals.stream().map(VaticInterval::label).toList();
    }

    private static void putWindow(final Map<String, Object> event, final VaticTarget target)
    {
        event.put("asset", target.asset());
        event.put("marketType", target.interval().label());
        event.put("windowStart", number(target.startSeconds()));
    }

    private static Map<String, Object> event(final String name)
    {
        final Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", name);
        return event;
    }
}
