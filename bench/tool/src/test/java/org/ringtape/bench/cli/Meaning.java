package org.ringtape.bench.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a generated frame means in the words of the {@code decode} command, and whether that is what came out: every
 * value, and nothing beside. Numbers of more than 18 digits are rounded half-even and the event says so.
 */
public final class Meaning
{
    private static final MathContext MANTISSA = new MathContext(18, RoundingMode.HALF_EVEN);

    private final Map<String, Object> values = new HashMap<>();

    Meaning(final String type, final String instrument, final String stream)
    {
        values.put("type", type);
        values.put("instrument", instrument);
        values.put("stream", stream);
    }

    /** Adds a value; null stands for an absent one. */
    Meaning with(final String name, final Object value)
    {
        if (value instanceof BigDecimal number)
        {
            values.put(name, rounded(number));
        }
        else if (value != null)
        {
            values.put(name, value);
        }
        return this;
    }

    /** A number as a mantissa of 18 digits holds it; notes it if digits are lost. */
    BigDecimal rounded(final BigDecimal number)
    {
        return noted(number, number.round(MANTISSA));
    }

    private BigDecimal noted(final BigDecimal exact, final BigDecimal held)
    {
        if (exact.compareTo(held) != 0)
        {
            values.put("inexact", true);
        }
        return held;
    }

    /** Empty if the decoded events mean this, else where they do not. */
    static String difference(final List<?> decoded, final List<Meaning> meant)
    {
        if (decoded.size() != meant.size())
        {
            return decoded.size() + " events instead of " + meant.size();
        }
        for (int i = 0; i < meant.size(); i++)
        {
            final Map<Object, Object> rest = new HashMap<>((Map<?, ?>)decoded.get(i));
            for (final Map.Entry<String, Object> entry : meant.get(i).values.entrySet())
            {
                final Object actual = bidsFirst(rest.remove(entry.getKey()));
                if (!isSame(entry.getValue(), actual))
                {
                    return "event " + i + ", " + entry.getKey() + ": " + actual + " instead of " + entry.getValue();
                }
            }
            rest.remove("idKind");
            rest.values().removeIf((value) -> value == null || Boolean.FALSE.equals(value));
            if (!rest.isEmpty())
            {
                return "event " + i + " has what nobody sent: " + rest;
            }
        }
        return "";
    }

    /** Levels come in wire order, and a venue may send its asks first. */
    private static Object bidsFirst(final Object value)
    {
        if (!(value instanceof List<?> list) || list.isEmpty() ||
            !(list.get(0) instanceof List<?> first) || !"ask".equals(first.get(0)))
        {
            return value;
        }
        final List<Object> ordered = new ArrayList<>(list);
        ordered.sort(Comparator.comparing((level) -> "ask".equals(((List<?>)level).get(0))));
        return ordered;
    }

    private static boolean isSame(final Object meant, final Object actual)
    {
        if (meant instanceof BigDecimal number)
        {
            return actual instanceof String text && number.compareTo(new BigDecimal(text)) == 0;
        }
        if (meant instanceof List<?> list)
        {
            if (!(actual instanceof List<?> other) || other.size() != list.size())
            {
                return false;
            }
            for (int i = 0; i < list.size(); i++)
            {
                if (!isSame(list.get(i), other.get(i)))
                {
                    return false;
                }
            }
            return true;
        }
        return meant.equals(actual);
    }
}
