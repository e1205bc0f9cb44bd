package org.ringtape.simulator.fault;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.market.JsonWriter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes a JSON value as another text of the same meaning. One thread; repeatable by the given randomness. */
public final class JsonWounds
{
    private static final String[] BLANKS = {"", " ", "\t", "\n", "\r\n", "  "};

    private final Random random;

    public JsonWounds(final Random random)
    {
        this.random = random;
    }

    /** @return text with the keys of all objects in another order. */
    public String shuffled(final Object value)
    {
        return new JsonWriter(this::otherOrder, () -> "").write(value);
    }

    /** @return text with unknown keys first, in the middle and last in all objects. */
    public String withExtraKeys(final Object value)
    {
        return JsonWriter.compact(extended(value));
    }

    /** @return text with blanks wherever JSON allows them. */
    public String withBlanks(final Object value)
    {
        return " " + new JsonWriter(keys -> keys, this::blanks).write(value);
    }

    /** @return a copy of the value with all numbers as strings. */
    public static Object quoted(final Object value)
    {
        if (value instanceof List<?> elements)
        {
            final List<Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(quoted(element)));
            return copy;
        }
        if (value instanceof Map<?, ?> members)
        {
            final Map<String, Object> copy = new LinkedHashMap<>();
            members.forEach((key, member) -> copy.put((String)key, quoted(member)));
            return copy;
        }
        return value instanceof JsonNumber number ? number.text() : value;
    }

    private List<String> otherOrder(final List<String> keys)
    {
        final List<String> order = new ArrayList<>(keys);
        Collections.shuffle(order, random);
        return order.equals(keys) ? reversed(order) : order;
    }

    private static List<String> reversed(final List<String> keys)
    {
        Collections.reverse(keys);
        return keys;
    }

    private String blanks()
    {
        return BLANKS[random.nextInt(BLANKS.length)];
    }

    private static Object extended(final Object event)
    {
        if (event instanceof List<?> elements)
        {
            return elements.stream().map(JsonWounds::extended).toList();
        }
        if (!(event instanceof Map<?, ?> members))
        {
            return event;
        }
        final Map<String, Object> extended = new LinkedHashMap<>();
        final List<Object> nested = new ArrayList<>(List.of("]}", new JsonNumber("-1.5e3"), Boolean.TRUE));
        nested.add(null);
        extended.put("ps", "BTC\"USDT");
        members.forEach((key, value) ->
        {
            extended.put((String)key, value);
            extended.put("x" + key, Map.of("b", nested));
        });
        extended.put("st", new JsonNumber("1"));
        return extended;
    }
}
