package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.market.JsonWriter;

import java.util.LinkedHashMap;
import java.util.Map;

/** One point on its way to clients: its members as read or made, and their text. Immutable; guarded by its source. */
public final class KiyotakaPoint
{
    private final KiyotakaSeries series;
    private final Map<String, Object> members;
    private String text;
    private String bareText;

    KiyotakaPoint(final KiyotakaSeries series, final Map<String, Object> members)
    {
        this.series = series;
        this.members = members;
    }

    public KiyotakaSeries series()
    {
        return series;
    }

    /** @param withSeries false for clients that did not ask for version v2. */
    public Map<String, Object> members(final boolean withSeries)
    {
        final Map<String, Object> copy = new LinkedHashMap<>(members);
        if (!withSeries)
        {
            copy.remove("series");
        }
        return copy;
    }

    /** @return the compact text of {@link #members}; many clients get the same one. */
    String text(final boolean withSeries)
    {
        if (withSeries)
        {
            text = text == null ? JsonWriter.compact(members) : text;
            return text;
        }
        bareText = bareText == null ? JsonWriter.compact(members(false)) : bareText;
        return bareText;
    }
}
