package org.ringtape.bench.simulator;

import org.ringtape.bench.frames.JsonReader;
import org.ringtape.bench.frames.JsonSyntaxException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rewrites frames into other texts of the same meaning. Market thread; repeatable by its seed. */
final class FrameWounds
{
    private static final String[] ZEROS = {"0", "0.0", "0.00", "0.0000", "0.00000000"};
    private static final String DATA_FIRST = "{\"data\":%d,\"stream\":\"%s\"}";
    private static final String EXTRA = "{\"more\":{\"stream\":\"x@depth\",\"data\":{\"e\":\"trade\"}}," +
        "\"stream\":\"%s\",\"data\":%d,\"last\":[1,{\"u\":2}]}";
    private static final String BLANK = " {\t\"stream\" :\r\n\"%s\" , \"data\"\n: %d }\n";

    private final Random random;
    private final JsonWounds json;

    FrameWounds(final long seed)
    {
        this.random = new Random(seed);
        this.json = new JsonWounds(random);
    }

    MarketFrame apply(final FaultKind kind, final MarketFrame frame)
    {
        final Object event;
        try
        {
            event = JsonReader.read(frame.payload());
        }
        catch (final JsonSyntaxException e)
        {
            // A recorded frame that is no JSON has no other text of the same meaning.
            return frame;
        }
        return switch (kind)
        {
            case SHUFFLED_KEYS -> rewritten(frame, json.shuffled(event), DATA_FIRST);
            case EXTRA_KEYS -> rewritten(frame, json.withExtraKeys(event), EXTRA);
            case BLANKS -> rewritten(frame, json.withBlanks(event), BLANK);
            case ZERO_SPELLING -> rewritten(frame, JsonWriter.compact(respelled(event)), frame.envelopeForm());
            default -> throw new IllegalArgumentException(kind + " does not rewrite frames");
        };
    }

    private static MarketFrame rewritten(final MarketFrame frame, final String text, final String form)
    {
        return frame.rewritten(text.getBytes(StandardCharsets.UTF_8), form);
    }

    private Object respelled(final Object event)
    {
        if (!(event instanceof Map<?, ?> members))
        {
            return event;
        }
        final Map<String, Object> changed = new LinkedHashMap<>();
        members.forEach((key, value) -> changed.put((String)key,
            value instanceof List<?> levels ? levels.stream().map(this::respelledLevel).toList() : value));
        return changed;
    }

    private Object respelledLevel(final Object level)
    {
        if (level instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof String quantity &&
            new BigDecimal(quantity).signum() == 0)
        {
            String other = quantity;
            while (other.equals(quantity))
            {
                other = ZEROS[random.nextInt(ZEROS.length)];
            }
            return List.of(pair.get(0), other);
        }
        return level;
    }
}
