package org.ringtape.codecs.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.codecs.oracle.NaiveDecimal;

/** Decimal texts against fixed expectations and against {@code BigDecimal}. */
class DecimalParserTest
{
    private static final int RANDOM_TEXTS = 2_500_000;

    private final DecimalParser parser = new DecimalParser();

    @ParameterizedTest
    @CsvSource({
        "58710.20, 5871020, 2, EXACT",
        "0.000, 0, 3, EXACT",
        "0, 0, 0, EXACT",
        "-0, 0, 0, EXACT",
        "-1.5, -15, 1, EXACT",
        "+7, 7, 0, EXACT",
        "007.50, 750, 2, EXACT",
        "1e21, 1, -21, EXACT",
        "1.6711317692476314E7, 16711317692476314, 9, EXACT",
        "1E-8, 1, 8, EXACT",
        "0.5e+3, 5, -2, EXACT",
        "999999999999999999, 999999999999999999, 0, EXACT",
        "-999999999999999999, -999999999999999999, 0, EXACT",
        "1000000000000000000, 1, -18, EXACT",
        "1.00000000000000000000, 1, 0, EXACT",
        "123456789012345678000, 123456789012345678, -3, EXACT",
        "1e50, 0, 0, OVERFLOW",
        "1e49, 100000000000000000, -32, EXACT",
        "1e33, 10, -32, EXACT",
        "0e999999999999, 0, -32, EXACT",
        "0.0e-999999999999999999999999999, 0, 32, EXACT",
        "1e999999999999999999999999999, 0, 0, OVERFLOW",
        "1e-999999999999999999999999999, 0, 32, INEXACT",
        "5e-33, 0, 32, INEXACT",
        "15e-33, 2, 32, INEXACT",
        "25e-33, 2, 32, INEXACT",
        "2.500000000000000000000001e-32, 3, 32, INEXACT",
        "1234567890123456785, 123456789012345678, -1, INEXACT",
        "12345678901234567850001, 123456789012345679, -5, INEXACT",
        "9999999999999999999, 100000000000000000, -2, INEXACT",
        "0.12345678901234567890, 123456789012345679, 18, INEXACT",
    })
    void shouldRead(final String text, final long mantissa, final int scale, final String outcome)
    {
        final int expected = outcome.equals("EXACT") ? DecimalParser.EXACT :
            outcome.equals("INEXACT") ? DecimalParser.INEXACT : DecimalParser.OVERFLOW;
        assertEquals(expected, parse(text));
        assertEquals(mantissa, parser.mantissa());
        assertEquals(scale, parser.scale());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "+", ".", "1.", ".5", "-.5", "1..2", "1.2.3", "--1", "1-", "e5", "1e", "1e+", "1e-", "1e5.0", " 1",
        "1 ", "NaN", "Infinity", "0x10", "1,000", "1_0", "12345678901234567890.", "1.e5", "1e5e5", "+-1", "/", ":"})
    void shouldRefuse(final String text)
    {
        assertEquals(DecimalParser.MALFORMED, parse(text));
        assertEquals(0, parser.mantissa());
    }

    @Test
    void shouldAgreeWithBigDecimalOnRandomTexts()
    {
        final long seed = new Random().nextLong();
        System.out.println("DecimalParserTest seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < RANDOM_TEXTS; i++)
        {
            DecimalTexts.next(random, text);
            final String number = text.toString();
            final NaiveDecimal expected = NaiveDecimal.of(number);
            final NaiveDecimal actual = new NaiveDecimal(parse(number), parser.mantissa(), parser.scale());
            if (!expected.equals(actual))
            {
                assertEquals(expected, actual, number + " (seed " + seed + ")");
            }
        }
    }

    private int parse(final String text)
    {
        // Digits all round: a parser that reads on would find them.
        final byte[] bytes = ("99" + text + "99").getBytes(StandardCharsets.ISO_8859_1);
        return parser.parse(bytes, 2, bytes.length - 4);
    }
}
