package org.ringtape.simulator.generator;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.kiyotaka.market.KiyotakaNumbers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a JSON value in any of the spellings a decoder must understand: keys in any order, unknown keys, numbers as
 * strings, with exponents, with zeros at their end, letters as escapes, blanks between tokens. How wild a frame is
 * differs from frame to frame. One thread.
 */
public final class RandomSpelling
{
    private static final String[] BLANKS = {"", "", " ", "\n", "\t ", "\r\n"};
    private static final String[] UNKNOWN = {"extra", "points", "event", "seriesId", "pric", "prices", "ts", "é"};
    /** Stays below the depth that the plain reader of our tests takes. */
    private static final int DEEP = 50;

    private final Random random;
    private boolean shuffled;
    private boolean extended;
    private boolean blank;
    private boolean escaped;
    private double quotedShare;
    private double respelledShare;

    public RandomSpelling(final Random random)
    {
        this.random = random;
    }

    public String write(final Object value)
    {
        shuffled = random.nextInt(3) == 0;
        extended = random.nextInt(4) == 0;
        blank = random.nextInt(6) == 0;
        escaped = random.nextInt(6) == 0;
        quotedShare = random.nextInt(4) == 0 ? random.nextDouble() : 0;
        respelledShare = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        final StringBuilder out = new StringBuilder();
        append(out, value, 0);
        return out.toString();
    }

    private void append(final StringBuilder out, final Object value, final int depth)
    {
        if (value instanceof Map<?, ?> members)
        {
            appendObject(out, members, depth);
        }
        else if (value instanceof List<?> elements)
        {
            out.append('[').append(blanks());
            for (int i = 0; i < elements.size(); i++)
            {
                out.append(i == 0 ? "" : ",").append(blanks());
                append(out, elements.get(i), depth + 1);
            }
            out.append(blanks()).append(']');
        }
        else if (value instanceof BigDecimal number)
        {
            final String text = random.nextDouble() < respelledShare ? respelled(number) : plain(number);
            out.append(random.nextDouble() < quotedShare ? '"' + text + '"' : text);
        }
        else if (value instanceof JsonNumber number)
        {
            // A number whose spelling is part of its meaning, such as an id.
            out.append(number.text());
        }
        else if (value instanceof String text)
        {
            quote(out, text);
        }
        else
        {
            out.append(value);
        }
    }

    private void appendObject(final StringBuilder out, final Map<?, ?> members, final int depth)
    {
        final List<String> keys = new ArrayList<>();
        members.keySet().forEach(key -> keys.add((String)key));
        if (shuffled)
        {
            Collections.shuffle(keys, random);
        }
        String separator = "{";
        for (final String key : keys)
        {
            if (extended && random.nextInt(3) == 0)
            {
                final String unknown = UNKNOWN[random.nextInt(UNKNOWN.length)];
                // A known name is unknown at another depth only.
                final boolean routes = depth == 0 && ("points".equals(unknown) || "event".equals(unknown));
                if (!routes && !members.containsKey(unknown))
                {
                    out.append(separator).append(blanks());
                    quote(out, unknown);
                    out.append(':').append(nonsense());
                    separator = ",";
                }
            }
            out.append(separator).append(blanks());
            quote(out, key);
            out.append(blanks()).append(':').append(blanks());
            append(out, members.get(key), depth + 1);
            out.append(blanks());
            separator = ",";
        }
        out.append(keys.isEmpty() ? "{}" : "}");
    }

    private String nonsense()
    {
        return switch (random.nextInt(6))
        {
            case 0 -> "null";
            case 1 -> "{\"series\":{\"type\":\"TRADE\"},\"trade\":{\"price\":1},\"event\":\"window_open\"}";
            case 2 -> "[\"]}\",-1.5E+3,[],{},true]";
            case 3 -> "\"\\\"}\\\\\"";
            case 4 -> "[".repeat(DEEP) + "]".repeat(DEEP);
            default -> "1e400";
        };
    }

    /** The spelling of Go's encoder: an exponent for the very small and very large. */
    private static String plain(final BigDecimal number)
    {
        return KiyotakaNumbers.number(number).text();
    }

    private String respelled(final BigDecimal number)
    {
        final String digits = number.unscaledValue().toString();
        return switch (random.nextInt(4))
        {
            case 0 -> digits + (random.nextBoolean() ? "e" : "E") + (number.scale() < 0 ? "+" : "-") + "0" +
                Math.abs(number.scale());
            case 1 -> number.setScale(Math.max(1, number.scale() + 1)).toPlainString();
            case 2 -> number.movePointLeft(3).toPlainString() + "E+3";
            default -> number.toPlainString();
        };
    }

    private void quote(final StringBuilder out, final String text)
    {
        out.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\')
            {
                out.append('\\').append(c);
            }
            else if (escaped && random.nextInt(12) == 0)
            {
                out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int)c));
            }
            else
            {
                out.append(c);
            }
        }
        out.append('"');
    }

    private String blanks()
    {
        return blank ? BLANKS[random.nextInt(BLANKS.length)] : "";
    }
}
