package org.ringtape.codecs.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Canonical texts, fixed and against {@code BigDecimal}. */
class DecimalFormatterTest
{
    private static final int RANDOM_NUMBERS = 200_000;

    @ParameterizedTest
    @CsvSource({
        "5871020, 2, 58710.2", "0, 3, 0", "0, -5, 0", "-15, 1, -1.5", "1, -21, 1000000000000000000000", "-5, 3, -0.005",
        "1200, 2, 12", "1200, 0, 1200", "-1, 0, -1", "7, 32, 0.00000000000000000000000000000007",
        "-9223372036854775808, 0, -9223372036854775808", "-9223372036854775808, 19, -0.9223372036854775808"})
    void shouldFormat(final long mantissa, final int scale, final String text)
    {
        assertEquals(text, DecimalFormatter.format(mantissa, scale));
    }

    @Test
    void shouldAgreeWithBigDecimal()
    {
        final long seed = new Random().nextLong();
        System.out.println("DecimalFormatterTest seed " + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < RANDOM_NUMBERS; i++)
        {
            final long mantissa = random.nextLong() >> random.nextInt(64);
            final int scale = random.nextInt(65) - 32;
            final long even = random.nextBoolean() ? mantissa : mantissa / 1000 * 1000;
            assertEquals(BigDecimal.valueOf(even, scale).stripTrailingZeros().toPlainString(),
                DecimalFormatter.format(even, scale), () -> even + " / " + scale + " (seed " + seed + ")");
        }
    }

    @Test
    void shouldAppendBehindOtherText()
    {
        final StringBuilder text = new StringBuilder("-1.");
        DecimalFormatter.append(text, -5, 2);
        assertEquals("-1.-0.05", text.toString());
    }
}
