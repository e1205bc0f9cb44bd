package org.ringtape.engine.book.level;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventLayout;

/** Exact or refused, as arithmetic without limits says. */
final class ExactScalingTest
{
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Values that are moved together: enough for vectors and what is left beside them. */
    private static final int COUNT = 37;

    private final ExactScaling scaling = new ExactScaling();
    private int next;

    private void check(final long value, final int digits)
    {
        final BigInteger power = BigInteger.TEN.pow(Math.abs(digits));
        final BigInteger exact = BigInteger.valueOf(value);
        final BigInteger[] parts = digits < 0 ? exact.divideAndRemainder(power) :
            new BigInteger[]{exact.multiply(power), BigInteger.ZERO};
        // the smallest long means ABSENT and is no value; where nothing is to be done, nobody asks
        final boolean fits = digits == 0 || parts[1].signum() == 0 && parts[0].abs().compareTo(MAX) <= 0;
        assertTrue(scaling.digits(digits));
        final int place = next++ % COUNT;
        final long[] values = new long[COUNT + 1];
        values[place] = value;
        values[COUNT] = value;
        assertEquals(fits, scaling.apply(values, COUNT), value + " by " + digits);
        if (fits)
        {
            final long[] expected = new long[COUNT + 1];
            expected[place] = parts[0].longValueExact();
            expected[COUNT] = value;
            assertArrayEquals(expected, values, value + " by " + digits);
        }
    }

    @Test
    void shouldAgreeWithArithmeticWithoutLimits()
    {
        final SplittableRandom random = new SplittableRandom(20_261_122);
        for (int digits = -Decimals.MAX_POWER; digits <= Decimals.MAX_POWER; digits++)
        {
            for (int i = 0; i < 2_000; i++)
            {
                final long any = random.nextLong() >> random.nextInt(63);
                check(any, digits);
                check(any / Decimals.power(Math.abs(digits)) * Decimals.power(Math.abs(digits)), digits);
                check(any / Decimals.power(Math.abs(digits)), digits);
            }
        }
    }

    @Test
    void shouldBeRightAtTheLimits()
    {
        for (int digits = -Decimals.MAX_POWER; digits <= Decimals.MAX_POWER; digits++)
        {
            final long power = Decimals.power(Math.abs(digits));
            for (int off = -2; off <= 2; off++)
            {
                check(off, digits);
                final long edge = Long.MAX_VALUE / power - 2 + off;
                check(edge, digits);
                check(-edge, digits);
                check(edge + (digits == 0 ? 0 : 2), digits);
                check(-edge - (digits == 0 ? 0 : 2), digits);
                check(Long.MAX_VALUE / power * power, digits);
                check(-(Long.MAX_VALUE / power * power), digits);
            }
        }
    }

    @Test
    void shouldNeverMoveAbsentValue()
    {
        for (int digits = -Decimals.MAX_POWER; digits <= Decimals.MAX_POWER; digits++)
        {
            assertTrue(scaling.digits(digits));
            assertEquals(digits == 0, scaling.apply(new long[]{EventLayout.ABSENT}, 1), "by " + digits);
            assertTrue(scaling.apply(new long[]{0}, 1), "by " + digits);
        }
    }

    @Test
    void shouldRefuseMoreDigitsThanALongHas()
    {
        assertTrue(scaling.digits(2));
        assertFalse(scaling.digits(19));
        assertFalse(scaling.digits(-50));
        final long[] values = {7};
        assertTrue(scaling.apply(values, 1));
        assertEquals(700, values[0]);
        assertTrue(scaling.digits(0));
        values[0] = Long.MAX_VALUE;
        assertTrue(scaling.apply(values, 1));
        assertEquals(Long.MAX_VALUE, values[0]);
    }
}
