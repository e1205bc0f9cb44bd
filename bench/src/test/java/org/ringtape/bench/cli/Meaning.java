package org.ringtape.bench.cli;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what was decoded with what a frame means: every value, and nothing beside. */
final class Meaning
{
    private Meaning()
    {
    }

    /** Empty if they agree, else where they do not. */
    static String difference(final List<?> decoded, final List<Map<String, Object>> meant)
    {
        if (decoded.size() != meant.size())
        {
            return decoded.size() + " events instead of " + meant.size();
        }
        for (int i = 0; i < meant.size(); i++)
        {
            final Map<Object, Object> rest = new HashMap<>((Map<?, ?>)decoded.get(i));
            for (final Map.Entry<String, Object> entry : meant.get(i).entrySet())
            {
                final Object actual = rest.remove(entry.getKey());
                if (!isSame(entry.getValue(), actual))
                {
                    return "event " + i + ", " + entry.getKey() + ": " + actual + " instead of " + entry.getValue();
                }
            }
            rest.values().removeIf((value) -> value == null || Boolean.FALSE.equals(value));
            if (!rest.isEmpty())
            {
                return "event " + i + " has what nobody sent: " + rest;
            }
        }
        return "";
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
        return meant == null ? actual == null : meant.equals(actual);
    }
}
