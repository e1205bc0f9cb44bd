package org.ringtape.codecs.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids up to the last bit, and nothing beyond. */
class IntegerParserTest
{
    private final IntegerParser parser = new IntegerParser();

    @ParameterizedTest
    @ValueSource(longs = {
        0, 1, -1, 9, 10, 4611781675939004417L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1})
    void shouldReadEveryLong(final long value)
    {
        assertTrue(parse(Long.toString(value)));
        assertEquals(value, parser.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "+1", "1.0", "1e3", " 1", "1 ", "a", "9223372036854775808", "-9223372036854775809",
        "18446744073709551617", "99999999999999999999999", "--1", "1-"})
    void shouldRefuse(final String text)
    {
        assertFalse(parse(text));
        assertEquals(0, parser.value());
    }

    @Test
    void shouldReadLeadingZeros()
    {
        assertTrue(parse("0000000000000000000000000007"));
        assertEquals(7, parser.value());
    }

    private boolean parse(final String text)
    {
        final byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
        return parser.parse(bytes, 1, bytes.length - 2);
    }
}
