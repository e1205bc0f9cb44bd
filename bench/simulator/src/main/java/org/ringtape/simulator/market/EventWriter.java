package org.ringtape.simulator.market;

import java.math.BigDecimal;

/** Writes one JSON object, key by key, in the order of the calls. Texts are of a kind that needs no escapes. */
public final class EventWriter
{
    private final StringBuilder text = new StringBuilder("{");
    private final boolean stripZeros;

    /** @param stripZeros whether decimals lose their trailing zeros, as the legacy streams write them. */
    public EventWriter(final boolean stripZeros)
    {
        this.stripZeros = stripZeros;
    }

    public EventWriter text(final String key, final String value)
    {
        key(key).append('"').append(value).append('"');
        return this;
    }

    public EventWriter number(final String key, final long value)
    {
        key(key).append(value);
        return this;
    }

    EventWriter flag(final String key, final boolean value)
    {
        key(key).append(value);
        return this;
    }

    public EventWriter decimal(final String key, final BigDecimal value)
    {
        return text(key, plain(value));
    }

    EventWriter object(final String key, final EventWriter value)
    {
        key(key).append(value.end());
        return this;
    }

    public EventWriter raw(final String key, final String json)
    {
        key(key).append(json);
        return this;
    }

    String plain(final BigDecimal value)
    {
        return value.signum() == 0 && stripZeros ? "0" :
            (stripZeros ? value.stripTrailingZeros() : value).toPlainString();
    }

    public String end()
    {
        return text + "}";
    }

    private StringBuilder key(final String key)
    {
        return text.append(text.length() == 1 ? "\"" : ",\"").append(key).append("\":");
    }
}
