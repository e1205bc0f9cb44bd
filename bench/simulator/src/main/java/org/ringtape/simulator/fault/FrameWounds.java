package org.ringtape.simulator.fault;

import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.frames.JsonSyntaxException;
import org.ringtape.simulator.market.JsonWriter;
import org.ringtape.simulator.market.MarketFrame;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Rewrites frames into texts of the same meaning, of another, or of none. Market thread; repeatable by its seed. */
public final class FrameWounds
{
    private static final String[] ZEROS = {"0", "0.0", "0.00", "0.0000", "0.00000000"};
    private static final String DATA_FIRST = "{\"data\":%d,\"stream\":\"%s\"}";
    private static final String EXTRA = "{\"more\":{\"stream\":\"x@depth\",\"data\":{\"e\":\"trade\"}}," +
        "\"stream\":\"%s\",\"data\":%d,\"last\":[1,{\"u\":2}]}";
    private static final String BLANK = " {\t\"stream\" :\r\n\"%s\" , \"data\"\n: %d }\n";

    private static final String CUT_OFF = "{\"stream\":\"%s\",\"data\":%d";
    private static final String BARE = "%d";
    private static final byte[] BEGINNING = "{\"".getBytes(StandardCharsets.US_ASCII);
    private static final JsonNumber FAR_ID = new JsonNumber(Long.toString(1L << 62));
    private static final long TEN_YEARS_MS = TimeUnit.DAYS.toMillis(3_652);

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
            case FUTURE_ID -> rewritten(frame, JsonWriter.compact(ofFarId(event)), frame.envelopeForm());
            case FUTURE_TIME -> rewritten(frame, JsonWriter.compact(ofFarTime(event)), frame.envelopeForm());
            case CUT_FRAME -> frame.rewritten(cutOff(frame.payload()), CUT_OFF);
            case CUT_FRAME_EARLY -> frame.rewritten(BEGINNING, BARE);
            default -> throw new IllegalArgumentException(kind + " does not rewrite frames");
        };
    }

    private byte[] cutOff(final byte[] payload)
    {
        return Arrays.copyOf(payload, payload.length - 1 - random.nextInt(payload.length / 3));
    }

    private static Object ofFarId(final Object event)
    {
        return changed(event, (key, value) -> "u".equals(key) ? FAR_ID : value);
    }

    private static Object ofFarTime(final Object event)
    {
        return changed(event, (key, value) -> ("E".equals(key) || "T".equals(key)) &&
            value instanceof JsonNumber time ? new JsonNumber(Long.toString(time.longValue() + TEN_YEARS_MS)) : value);
    }

    /** @return a copy of the event with other values of its own keys; the same if it is no object. */
    public static Object changed(final Object event, final BiFunction<String, Object, Object> change)
    {
        if (!(event instanceof Map<?, ?> members))
        {
            return event;
        }
        final Map<String, Object> changed = new LinkedHashMap<>();
        members.forEach((key, value) -> changed.put((String)key, change.apply((String)key, value)));
        return changed;
    }

    private static MarketFrame rewritten(final MarketFrame frame, final String text, final String form)
    {
        return frame.rewritten(text.getBytes(StandardCharsets.UTF_8), form);
    }

    private Object respelled(final Object event)
    {
        return changed(event, (key, value) ->
            value instanceof List<?> levels ? levels.stream().map(this::respelledLevel).toList() : value);
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
