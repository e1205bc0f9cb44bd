package org.ringtape.codecs.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two numbers at one scale, exact where 18 digits allow it. */
class SharedScaleTest
{
    private static final int PAIRS = 50_000;
    private static final long LIMIT = 1_000_000_000_000_000_000L;

    private final SharedScale shared = new SharedScale();

    @Test
    void shouldWidenTheCoarserOne()
    {
        shared.join(5, 1, 25, 2);
        assertShared(50, 25, 2, false);
        shared.join(25, 2, 5, 1);
        assertShared(25, 50, 2, false);
        shared.join(7, 3, 9, 3);
        assertShared(7, 9, 3, false);
    }

    @Test
    void shouldKeepTheSignsOfBoth()
    {
        shared.join(-5, 1, 25, 2);
        assertShared(-50, 25, 2, false);
        shared.join(135, 2, -99_999_999_999_999_999L, 0);
        assertShared(14, -999_999_999_999_999_990L, 1, true);
        shared.join(-135, 2, 99_999_999_999_999_999L, 0);
        assertShared(-14, 999_999_999_999_999_990L, 1, true);
    }

    @Test
    void shouldNotWidenForZero()
    {
        shared.join(0, 0, 123_456_789_012_345_678L, 18);
        assertShared(0, 123_456_789_012_345_678L, 18, false);
        shared.join(0, 32, 123_456_789_012_345_678L, 0);
        assertShared(0, 123_456_789_012_345_678L, 0, false);
    }

    @Test
    void shouldRoundHalfEvenWhereEighteenDigitsDoNotHoldBoth()
    {
        shared.join(99_999_999_999_999_999L, 0, 125, 2); // one digit of room
        assertShared(999_999_999_999_999_990L, 12, 1, true);
        shared.join(135, 2, 99_999_999_999_999_999L, 0);
        assertShared(14, 999_999_999_999_999_990L, 1, true);
        shared.join(120, 2, 99_999_999_999_999_999L, 0);
        assertShared(12, 999_999_999_999_999_990L, 1, false);
        shared.join(1, 32, 5, 0);
        assertShared(0, 500_000_000_000_000_000L, 17, true);
    }

    @Test
    void shouldAgreeWithBigDecimal()
    {
        final long seed = new Random().nextLong();
        System.out.println("SharedScaleTest seed " + seed);
        final Random random = new Random(seed);
        int rounded = 0;
        for (int i = 0; i < PAIRS; i++)
        {
            final BigDecimal one = quantity(random);
            final BigDecimal other = quantity(random);
            shared.join(one.unscaledValue().longValue(), one.scale(), other.unscaledValue().longValue(), other.scale());
            final String note = one + " " + other + " seed " + seed;
            assertTrue(shared.first() < LIMIT && shared.second() < LIMIT, note);
            assertEquals(0, BigDecimal.valueOf(shared.first(), shared.scale())
                .compareTo(one.setScale(shared.scale(), RoundingMode.HALF_EVEN)), note);
            assertEquals(0, BigDecimal.valueOf(shared.second(), shared.scale())
                .compareTo(other.setScale(shared.scale(), RoundingMode.HALF_EVEN)), note);
            final int needed = Math.max(one.stripTrailingZeros().scale(), other.stripTrailingZeros().scale());
            final boolean possible = one.signum() == 0 || other.signum() == 0 ||
                fits(one, needed) && fits(other, needed);
            assertEquals(!possible, shared.isInexact(), note);
            if (!possible)
            {
                final BigDecimal coarser = one.scale() < other.scale() ? one : other;
                assertFalse(fits(coarser, shared.scale() + 1), note);
                rounded++;
            }
        }
        assertTrue(rounded > PAIRS / 10);
    }

    private static boolean fits(final BigDecimal value, final int scale)
    {
        return value.setScale(scale).unscaledValue().bitLength() < Long.SIZE &&
            value.setScale(scale).unscaledValue().longValue() < LIMIT;
    }

    private static BigDecimal quantity(final Random random)
    {
        final long mantissa = (random.nextLong() >>> 1) % LIMIT / (long)Math.pow(10, random.nextInt(19));
        return BigDecimal.valueOf(random.nextInt(10) == 0 ? mantissa / 1_000 * 1_000 : mantissa,
            random.nextInt(65) - 32);
    }

    private void assertShared(final long first, final long second, final int scale, final boolean inexact)
    {
        assertEquals(first + " " + second + " " + scale + " " + inexact,
            shared.first() + " " + shared.second() + " " + shared.scale() + " " + shared.isInexact());
    }
}
