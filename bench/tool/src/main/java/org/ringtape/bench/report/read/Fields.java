package org.ringtape.bench.report.read;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.ringtape.simulator.frames.JsonNumber;

/** A JSON object of a result file whose members are asked for by type; a wrong one is refused by file and name. */
final class Fields
{
    private final String where;
    private final Map<?, ?> members;

    private Fields(final String where, final Map<?, ?> members)
    {
        this.where = where;
        this.members = members;
    }

    /** @param where what the messages call the object: its file */
    static Fields of(final String where, final Object value)
    {
        if (value instanceof Map<?, ?> members)
        {
            return new Fields(where, members);
        }
        throw new ReportException(where + ": must be a JSON object");
    }

    boolean has(final String name)
    {
        return members.get(name) != null;
    }

    /** The names in the order of the file. */
    List<String> names()
    {
        return members.keySet().stream().map(String::valueOf).toList();
    }

    String text(final String name)
    {
        if (members.get(name) instanceof String text)
        {
            return text;
        }
        throw wrong(name, "text");
    }

    /** Any value in words, a list with commas between. */
    String shown(final String name)
    {
        return shown(members.get(name));
    }

    /** JMH writes what is not a number as text. */
    double number(final String name)
    {
        final Object value = members.get(name);
        if (value instanceof JsonNumber number)
        {
            return Double.parseDouble(number.text());
        }
        if ("NaN".equals(value))
        {
            return Double.NaN;
        }
        throw wrong(name, "a number");
    }

    /** @return not a number where the member is absent or {@code null} */
    double numberIfAny(final String name)
    {
        return has(name) ? number(name) : Double.NaN;
    }

    long whole(final String name)
    {
        final double value = number(name);
        if (value != Math.rint(value) || Math.abs(value) > 1L << 53)
        {
            throw wrong(name, "a whole number");
        }
        return (long)value;
    }

    boolean flag(final String name)
    {
        if (members.get(name) instanceof Boolean flag)
        {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    Fields object(final String name)
    {
        if (members.get(name) instanceof Map<?, ?> object)
        {
            return new Fields(where, object);
        }
        throw wrong(name, "an object");
    }

    /** @return empty where the member is absent or {@code null} */
    List<Fields> objects(final String name)
    {
        return list(name).stream().map(element ->
        {
            if (element instanceof Map<?, ?> object)
            {
                return new Fields(where, object);
            }
            throw wrong(name, "a list of objects");
        }).toList();
    }

    /** @return empty where the member is absent or {@code null} */
    List<String> texts(final String name)
    {
        return list(name).stream().map(Fields::shown).toList();
    }

    private List<?> list(final String name)
    {
        if (!has(name))
        {
            return List.of();
        }
        if (members.get(name) instanceof List<?> list)
        {
            return list;
        }
        throw wrong(name, "a list");
    }

    private static String shown(final Object value)
    {
        if (value instanceof JsonNumber number)
        {
            return number.text();
        }
        if (value instanceof List<?> list)
        {
            return list.stream().map(Fields::shown).collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    private ReportException wrong(final String name, final String wanted)
    {
        return new ReportException(where + ": `" + name + "` must be " + wanted);
    }
}
