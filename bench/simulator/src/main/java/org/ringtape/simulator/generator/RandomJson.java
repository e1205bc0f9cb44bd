package org.ringtape.simulator.generator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Spells values in all the ways that JSON and a tolerant venue allow: keys in any order, unknown keys, blanks, escapes,
 * numbers with exponents and surplus zeros. The first half of what it writes is in the documented form. One thread.
 */
public final class RandomJson
{
    private static final String[] UNKNOWN =
    {
        "\"xx\":null", "\"zz\":{\"e\":[1,{\"s\":\"no\"}]}", "\"yy\":\"PAIR\"", "\"nq\":3", "\"note\":\"a\\\"}b\"",
        "\"deep\":[[[[[]]]]]"
    };

    private final SplittableRandom random;
    private boolean plain;

    public RandomJson(final SplittableRandom random)
    {
        this.random = random;
    }

    /** Decides how the next frame is spelled. */
    public void begin()
    {
        plain = random.nextBoolean();
    }

    public boolean isPlain()
    {
        return plain;
    }

    /** A decimal of at most 18 digits. */
    public BigDecimal decimal(final boolean signed)
    {
        final int digits = 1 + random.nextInt(random.nextInt(8) == 0 ? 18 : 9);
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < digits; i++)
        {
            final int digit = i == 0 ? 1 + random.nextInt(9) : random.nextInt(10);
            value = value.multiply(BigInteger.TEN).add(BigInteger.valueOf(digit));
        }
        final BigDecimal decimal = new BigDecimal(value, random.nextInt(12));
        return signed && random.nextInt(4) == 0 ? decimal.negate() : decimal;
    }

    /** A decimal as a quoted number. */
    public String quoted(final BigDecimal value)
    {
        return "\"" + spelled(value) + "\"";
    }

    private String spelled(final BigDecimal value)
    {
        switch (plain ? 0 : random.nextInt(4))
        {
            case 1:
                return value.unscaledValue() + (random.nextBoolean() ? "E" : "e") + -value.scale();
            case 2:
                return value.precision() < 16 ? value.setScale(value.scale() + 2).toPlainString() :
                    value.toPlainString();
            default:
                return value.toPlainString();
        }
    }

    /** An object of members, whose values are JSON already. */
    public String object(final Map<String, String> members)
    {
        final List<String> texts = new ArrayList<>();
        members.forEach((key, value) -> texts.add(key(key) + blank() + ":" + blank() + value));
        if (!plain)
        {
            if (random.nextInt(3) == 0)
            {
                texts.add(UNKNOWN[random.nextInt(UNKNOWN.length)]);
            }
            shuffle(texts);
        }
        return "{" + String.join(blank() + "," + blank(), texts) + "}";
    }

    /** Members in the order of the arguments: key, JSON, key, JSON … */
    public static Map<String, String> members(final String... pairs)
    {
        final Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2)
        {
            members.put(pairs[i], pairs[i + 1]);
        }
        return members;
    }

    private String key(final String key)
    {
        if (plain || random.nextInt(20) != 0)
        {
            return "\"" + key + "\"";
        }
        return String.format("\"\\u%04x%s\"", (int)key.charAt(0), key.substring(1));
    }

    private String blank()
    {
        return plain || random.nextInt(12) != 0 ? "" : random.nextBoolean() ? " " : "\n\t ";
    }

    private void shuffle(final List<String> texts)
    {
        for (int i = texts.size() - 1; i > 0; i--)
        {
            Collections.swap(texts, i, random.nextInt(i + 1));
        }
    }
}
