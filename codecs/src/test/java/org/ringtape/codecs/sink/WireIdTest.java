package org.ringtape.codecs.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.sink.WireId.Kind;

/** Ids take the tightest form that gives their text back. */
class WireIdTest
{
    private static final String HEX = "0123456789abcdef0f1e2d3c4b5a6978";

    private final WireId id = new WireId();

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9", "10", "7126482260", "9223372036854775807", "9223372036854775808",
        "18446744073709551609", "18446744073709551610", "18446744073709551615"})
    void shouldHoldUnsignedNumbers(final String text)
    {
        assertEquals(Kind.U64, set(text));
        assertEquals(text, Long.toUnsignedString(id.low()));
        assertEquals(0, id.high());
        assertEquals(0, id.text().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "007126482260", "18446744073709551616", "18446744073709551620",
        "28446744073709551615", "99999999999999999999", "100000000000000000000", "-1", "+1", "1e5", " 1", "1 ", "1.0",
        "x", "\u00e9", "12345678901234567890123"})
    void shouldCarryAsTextWhatNumbersWouldNotGiveBack(final String text)
    {
        assertText(text);
    }

    @Test
    void shouldHoldHexadecimalDigits()
    {
        assertEquals(Kind.HEX128, set(HEX));
        assertEquals(0x0123_4567_89ab_cdefL, id.high());
        assertEquals(0x0f1e_2d3c_4b5a_6978L, id.low());
        assertEquals(false, id.isUpperCase());
        assertEquals(Kind.HEX128, set(HEX.toUpperCase(Locale.ROOT)));
        assertEquals(true, id.isUpperCase());
        assertEquals(0x0123_4567_89ab_cdefL, id.high());
        assertEquals(Kind.HEX128, set("9".repeat(32)));
        assertEquals(false, id.isUpperCase());
    }

    @Test
    void shouldCarryHexadecimalOfMixedCaseOrOtherLengthAsText()
    {
        assertText(HEX.replace('a', 'A'));
        assertText(HEX.replace('f', 'g'));
        assertText(HEX.substring(1));
        assertText(HEX + "0");
        assertText("0x" + HEX);
    }

    @Test
    void shouldHoldUuids()
    {
        final UUID uuid = new UUID(0x8765_4321_fedc_ba98L, 0x0000_0000_dead_beefL);
        assertEquals(Kind.UUID128, set(uuid.toString()));
        assertEquals(uuid, new UUID(id.high(), id.low()));
        assertEquals(false, id.isUpperCase());
        assertEquals(Kind.UUID128, set(uuid.toString().toUpperCase(Locale.ROOT)));
        assertEquals(uuid, new UUID(id.high(), id.low()));
        assertEquals(true, id.isUpperCase());
        assertText(uuid.toString().replace('f', 'F'));
        assertText(uuid.toString().replace('-', '_'));
        assertText("-" + uuid.toString().substring(0, 35));
        assertText(uuid.toString().substring(1) + "-");
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000, 0, 0",
        "7ZZZZZZZZZZZZZZZZZZZZZZZZZ, ffffffffffffffff, ffffffffffffffff",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV, 1563e3ab5d3d676, 4c61efb99302bd5b"})
    void shouldHoldUlids(final String text, final String high, final String low)
    {
        assertEquals(Kind.ULID128, set(text));
        assertEquals(high, Long.toHexString(id.high()));
        assertEquals(low, Long.toHexString(id.low()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FAI",
        "01ARZ3NDEKTSV4RRFFQ69G5FAL", "01ARZ3NDEKTSV4RRFFQ69G5FAO", "01ARZ3NDEKTSV4RRFFQ69G5FAU"})
    void shouldCarryAsTextWhatIsNoUlid(final String text)
    {
        assertText(text);
    }

    @Test
    void shouldCarryTextWholeUpToItsLimitAndOnlyHashBeyond()
    {
        assertText("0x" + HEX + HEX);
        assertText("t".repeat(WireId.MAX_TEXT_LENGTH));
        assertEquals(Kind.HASH128, set("t".repeat(WireId.MAX_TEXT_LENGTH + 1)));
        assertEquals(0, id.text().length());
        assertNotEquals(0, id.low());
        assertEquals(Kind.HASH128, set("9".repeat(500)));
    }

    @Test
    void shouldHashEveryByteAndTheLength()
    {
        final Random random = new Random(3);
        final Set<String> hashes = new HashSet<>();
        final byte[] text = new byte[90];
        random.nextBytes(text);
        text[0] = 'x';
        int count = 0;
        for (int length = 1; length <= text.length; length++)
        {
            id.set(text, 0, length);
            hashes.add(id.high() + ":" + id.low());
            count++;
        }
        for (int at = 1; at < text.length; at++)
        {
            text[at] ^= 1;
            id.set(text, 0, text.length);
            text[at] ^= 1;
            hashes.add(id.high() + ":" + id.low());
            count++;
        }
        assertEquals(count, hashes.size());
    }

    @Test
    void shouldHaveTheSameHashWhereverTheTextStands()
    {
        final byte[] here = "order-17".getBytes(StandardCharsets.US_ASCII);
        id.set(here, 0, here.length);
        final long low = id.low();
        final long high = id.high();
        final byte[] there = "##order-17##".getBytes(StandardCharsets.US_ASCII);
        id.set(there, 2, here.length);
        assertEquals(low, id.low());
        assertEquals(high, id.high());
        assertSame(there, id.text().bytes());
        assertEquals(2, id.text().offset());
    }

    @Test
    void shouldForgetTheIdBefore()
    {
        set(HEX.toUpperCase(Locale.ROOT));
        assertEquals(Kind.NONE, set(""));
        assertEquals(0, id.low() | id.high() | id.text().length());
        assertEquals(false, id.isUpperCase());
        set("some text");
        id.set(-1L);
        assertEquals(Kind.U64, id.kind());
        assertEquals(-1L, id.low());
        assertEquals(0, id.high() | id.text().length());
        id.clear();
        assertEquals(Kind.NONE, id.kind());
        assertEquals(0, id.low());
    }

    private Kind set(final String text)
    {
        final byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        id.set(bytes, 1, bytes.length - 2);
        return id.kind();
    }

    private void assertText(final String text)
    {
        assertEquals(Kind.TEXT, set(text));
        assertEquals(text, new String(id.text().bytes(), id.text().offset(), id.text().length(),
            StandardCharsets.UTF_8));
    }
}
