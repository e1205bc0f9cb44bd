package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

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

    private static long rounded(final long value, final int digits)
    {
        return BigDecimal.valueOf(value, digits).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
