package org.ringtape.engine.book.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rescaling against {@link BigDecimal}. */
final class DecimalsTest
{
    @Property
    void shouldMultiplyExactlyOrRefuse(@ForAll final long value, @ForAll @IntRange(max = 40) final int digits)
    {
        final BigInteger exact = BigInteger.valueOf(value).multiply(BigInteger.TEN.pow(digits));
        assertEquals(exact.bitLength() < 64 ? exact.longValue() : ABSENT, Decimals.multiplied(value, digits));
    }

    @Property
    void shouldRoundHalfEven(@ForAll final long value, @ForAll @IntRange(max = 40) final int digits)
    {
        assertEquals(rounded(value, digits), Decimals.rounded(value, digits));
    }

    @Property
    void shouldRoundTiesToEven(
        @ForAll @IntRange(min = -1000, max = 1000) final int half,
        @ForAll @IntRange(min = 1, max = 15) final int digits)
    {
        final long value = half * 5L * BigInteger.TEN.pow(digits - 1).longValueExact();
        assertEquals(rounded(value, digits), Decimals.rounded(value, digits));
    }

    @Property
    void shouldKnowMultiples(@ForAll final int value, @ForAll @IntRange(max = 25) final int digits)
    {
        final boolean multiple = BigInteger.valueOf(value).mod(BigInteger.TEN.pow(digits)).signum() == 0;
        assertEquals(multiple, Decimals.isMultiple(value, digits));
    }

    @Test
    void shouldRoundAtTheEdgesOfALong()
    {
        for (final long value : new long[]{Long.MAX_VALUE, -Long.MAX_VALUE, 5_000_000_000_000_000_000L,
            -5_000_000_000_000_000_000L, 5_000_000_000_000_000_001L, -5_000_000_000_000_000_001L})
        {
            for (int digits = 0; digits < 25; digits++)
            {
                assertEquals(rounded(value, digits), Decimals.rounded(value, digits), value + " by " + digits);
            }
        }
    }

    @Test
    void shouldCompareByWorthWithoutWrapping()
    {
        final long seed = System.nanoTime();
        System.out.println("decimals seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++)
        {
            final int scale = random.nextInt(-32, 33);
            final int otherScale = random.nextInt(-32, 33);
            final long value = random.nextLong() >> random.nextInt(64);
            final BigDecimal worth = BigDecimal.valueOf(value, scale);
            final boolean sameWorth = random.nextBoolean() && otherScale >= scale &&
                worth.setScale(otherScale).unscaledValue().bitLength() < Long.SIZE;
            final long other = sameWorth ? worth.setScale(otherScale).unscaledValue().longValueExact() :
                random.nextLong() >> random.nextInt(64);
            final int expected = worth.compareTo(BigDecimal.valueOf(other, otherScale));
            final String label = worth + " and " + other + " at " + otherScale + ", seed " + seed;
            assertEquals(expected, Decimals.compare(value, scale, other, otherScale), label);
            assertEquals(-expected, Decimals.compare(other, otherScale, value, scale), label);
        }
    }

    private static long rounded(final long value, final int digits)
    {
        return BigDecimal.valueOf(value, digits).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
