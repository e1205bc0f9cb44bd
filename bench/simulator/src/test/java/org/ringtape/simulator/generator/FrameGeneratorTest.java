package org.ringtape.simulator.generator;

import org.junit.jupiter.api.Test;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.JsonReader;
import org.ringtape.simulator.kiyotaka.market.KiyotakaType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The generators make frames that are valid JSON, mean what they say they mean, and cover what they promise. */
final class FrameGeneratorTest
{
    private static final long SEED = 20_261_122;
    private static final int FRAMES = 4000;

    @Test
    void shouldMakeKiyotakaFramesThatMeanWhatIsExpected() throws Exception
    {
        final KiyotakaFrameGenerator generator = new KiyotakaFrameGenerator(SEED);
        final Set<String> kinds = new TreeSet<>();
        int most = 0;
        boolean mixed = false;
        boolean precise = false;
        for (int i = 0; i < FRAMES; i++)
        {
            final GeneratedFrame frame = generator.next();
            final Object points = ((Map<?, ?>)JsonReader.read(frame.frame())).get("points");
            final List<?> elements = points == null ? List.of() : (List<?>)points;
            assertEquals(frame.events().size(), elements.size(), "frame " + i + " of seed " + SEED);
            most = Math.max(most, elements.size());
            mixed |= frame.events().stream().map(ExpectedEvent::kind).distinct().count() > 2;
            for (int j = 0; j < elements.size(); j++)
            {
                final ExpectedEvent expected = frame.events().get(j);
                kinds.add(expected.kind());
                checkPoint(expected, (Map<?, ?>)elements.get(j), new String(frame.frame(), StandardCharsets.UTF_8));
                precise |= expected.number("price").map(price -> price.stripTrailingZeros().precision() > 17)
                    .orElse(false);
            }
        }
        assertEquals(7, kinds.size());
        assertTrue(most > 200 && mixed && precise, () -> "seed " + SEED);
    }

    private static void checkPoint(final ExpectedEvent expected, final Map<?, ?> point, final String frame)
    {
        final KiyotakaType type = KiyotakaType.named(expected.kind()).orElseThrow();
        final Map<?, ?> series = (Map<?, ?>)point.get("series");
        final Map<?, ?> payload = (Map<?, ?>)point.get(type.payload());
        assertEquals(expected.text("exchange"), series.get("exchange"), frame);
        assertEquals(expected.has("symbol") ? expected.text("symbol") : null, series.get("symbol"), frame);
        for (final String name : List.of("price", "amount", "open", "volume", "fundingRate", "openInterest"))
        {
            final Object value = payload.get(name);
            final BigDecimal given = value == null ? null : number(value);
            final BigDecimal wanted = expected.number(name).orElse(null);
            assertTrue(given == null ? wanted == null || wanted.signum() == 0 : given.compareTo(wanted) == 0,
                () -> name + " " + wanted + " in " + frame);
        }
        for (final String name : List.of("bids", "asks", "profile"))
        {
            final List<?> values = payload.get(name) == null ? List.of() : (List<?>)payload.get(name);
            final List<BigDecimal> wanted = expected.numbers(name);
            assertEquals(wanted.size(), values.size(), frame);
            for (int i = 0; i < wanted.size(); i++)
            {
                assertEquals(0, wanted.get(i).compareTo(number(values.get(i))), frame);
            }
        }
        if (expected.has("id"))
        {
            final Object id = payload.get("id");
            assertEquals(expected.text("id"), id instanceof JsonNumber bare ? bare.text() : id);
        }
        assertEquals(expected.has("timestampNs"), payload.get("timestamp") != null);
    }

    @Test
    void shouldMakeVaticEventsThatMeanWhatIsExpected() throws Exception
    {
        final VaticFrameGenerator generator = new VaticFrameGenerator(SEED);
        final Set<String> kinds = new TreeSet<>();
        for (int i = 0; i < FRAMES; i++)
        {
            final GeneratedFrame frame = generator.next();
            final Map<?, ?> event = (Map<?, ?>)JsonReader.read(frame.frame());
            final ExpectedEvent expected = frame.events().get(0);
            kinds.add(expected.kind());
            final String text = new String(frame.frame(), StandardCharsets.UTF_8);
            assertEquals(expected.kind(), event.get("event"), text);
            for (final String name : List.of("price", "markPrice"))
            {
                assertEquals(expected.has(name), event.get(name) != null, text);
                expected.number(name).ifPresent(price ->
                    assertEquals(0, price.compareTo(number(event.get(name))), text));
            }
            assertEquals(expected.has("windowStartNs"),
                event.containsKey("windowStart") || event.containsKey("windowStartIso"), text);
            assertEquals(expected.texts("marketTypes"),
                event.get("marketTypes") == null ? List.of() : event.get("marketTypes"), text);
        }
        assertEquals(Set.of("connected", "subscribed", "unsubscribed", "error", "hello", "window_open",
            "window_open_error", "hyperliquid_mark_price"), kinds);
    }

    @Test
    void shouldRepeatItselfForTheSameSeed()
    {
        final KiyotakaFrameGenerator one = new KiyotakaFrameGenerator(7);
        final KiyotakaFrameGenerator same = new KiyotakaFrameGenerator(7);
        final KiyotakaFrameGenerator other = new KiyotakaFrameGenerator(8);
        boolean differs = false;
        for (int i = 0; i < 50; i++)
        {
            final byte[] frame = one.next().frame();
            assertArrayEquals(frame, same.next().frame());
            differs |= !Arrays.equals(frame, other.next().frame());
        }
        assertTrue(differs);
        assertFalse(Arrays.equals(
            new VaticFrameGenerator(1).next().frame(), new VaticFrameGenerator(2).next().frame()));
    }

    private static BigDecimal number(final Object value)
    {
        return value instanceof JsonNumber number ? number.value() : new BigDecimal((String)value);
    }
}
