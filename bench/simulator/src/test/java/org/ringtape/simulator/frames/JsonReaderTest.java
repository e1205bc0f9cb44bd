package org.ringtape.simulator.frames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The simulators' own JSON reader. */
final class JsonReaderTest
{
    @Test
    void shouldKeepOrderSpellingAndEscapes() throws JsonSyntaxException
    {
        final Map<?, ?> read = (Map<?, ?>)read(" {\"b\" : [1.50e-3, -0, true, null], \"a\":\"x\\u00e9\\n\\\"é\"} ");
        assertEquals("[b, a]", read.keySet().toString());
        assertEquals("1.50e-3", ((JsonNumber)((List<?>)read.get("b")).get(0)).text());
        assertEquals("xé\n\"é", read.get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\"", "{\"a\":}", "[1,]", "01", "1.", "1e", "-", "tru", "\"a", "\"\\x\"",
        "{\"a\":1,}", "1 2", "{a:1}", "\"\u0001\""})
    void shouldRefuseWhatIsNotJson(final String text)
    {
        assertThrows(JsonSyntaxException.class, () -> read(text));
    }

    @Test
    void shouldRefuseDeepNestingWithoutOverflow()
    {
        assertThrows(JsonSyntaxException.class, () -> read("[".repeat(100_000)));
    }

    @Test
    void shouldNameLineAndColumn()
    {
        final JsonSyntaxException wrong = assertThrows(JsonSyntaxException.class, () -> read("{\n\"a\": x}"));
        assertEquals(2, wrong.line());
        assertEquals(6, wrong.column());
    }

    private static Object read(final String text) throws JsonSyntaxException
    {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
