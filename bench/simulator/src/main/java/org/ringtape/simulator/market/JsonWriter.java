package org.ringtape.simulator.market;

import org.ringtape.simulator.frames.JsonNumber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes what {@link org.ringtape.simulator.frames.JsonReader} read, in another order or with blanks if asked to. */
public final class JsonWriter
{
    private final Function<List<String>, List<String>> keyOrder;
    private final Supplier<String> blanks;

    /** @param keyOrder order of an object's keys; @param blanks text between tokens. */
    public JsonWriter(final Function<List<String>, List<String>> keyOrder, final Supplier<String> blanks)
    {
        this.keyOrder = keyOrder;
        this.blanks = blanks;
    }

    /** @return compact text in the order of the members. */
    public static String compact(final Object value)
    {
        return new JsonWriter(keys -> keys, () -> "").write(value);
    }

    public String write(final Object value)
    {
        final StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private void append(final StringBuilder out, final Object value)
    {
        if (value instanceof Map<?, ?> members)
        {
            appendObject(out, members);
        }
        else if (value instanceof List<?> elements)
        {
            out.append('[').append(blanks.get());
            for (int i = 0; i < elements.size(); i++)
            {
                out.append(i == 0 ? "" : "," + blanks.get());
                append(out, elements.get(i));
                out.append(blanks.get());
            }
            out.append(']');
        }
        else if (value instanceof String text)
        {
            quote(out, text);
        }
        else
        {
            out.append(value instanceof JsonNumber number ? number.text() : String.valueOf(value));
        }
    }

    private void appendObject(final StringBuilder out, final Map<?, ?> members)
    {
        final List<String> keys = new ArrayList<>();
        members.keySet().forEach(key -> keys.add((String)key));
        String separator = "{" + blanks.get();
        for (final String key : keyOrder.apply(keys))
        {
            out.append(separator);
            quote(out, key);
            out.append(blanks.get()).append(':').append(blanks.get());
            append(out, members.get(key));
            out.append(blanks.get());
            separator = "," + blanks.get();
        }
        out.append(keys.isEmpty() ? "{}" : "}");
    }

    private static void quote(final StringBuilder out, final String text)
    {
        out.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\')
            {
                out.append('\\').append(c);
            }
            else if (c < ' ')
            {
                out.append(String.format("\\u%04x", (int)c));
            }
            else
            {
                out.append(c);
            }
        }
        out.append('"');
    }
}
