package org.ringtape.engine.book;

/**
 * Moves values by a number of decimals where that is exact, without a division: a multiple of 10^n is divided by
 * multiplying with the inverse of 5^n modulo 2^64 and shifting by n. Most venues send trailing zeros, so most levels
 * are divided on their way into a book; dividing took longer than all else that a level costs.
 */
final class ExactScaling
{
    /** Inverse of 5 modulo 2^64. */
    private static final long INVERSE_OF_FIVE = 0xCCCC_CCCC_CCCC_CCCDL;

    private int digits;
    private long factor = 1;
    private int shift;
    /** Largest magnitude: of the value if it is multiplied, of the quotient if it is divided. */
    private long limit = Long.MAX_VALUE;

    ExactScaling()
    {
    }

    /**
     * Sets by how much.
     *
     * @param newDigits decimals to add, below 0 to drop
     * @return false if no value but 0 could be moved so far; nothing has changed then
     */
    boolean digits(final int newDigits)
    {
        if (newDigits == digits)
        {
            return true;
        }
        if (Math.abs(newDigits) > Decimals.MAX_POWER)
        {
            return false;
        }
        digits = newDigits;
        final long power = Decimals.power(Math.abs(newDigits));
        limit = Long.MAX_VALUE / power;
        shift = Math.max(0, -newDigits);
        factor = newDigits < 0 ? inverseOfFive(shift) : power;
        return true;
    }

    /** True if the value can be moved exactly. {@link org.ringtape.engine.event.EventLayout#ABSENT} never can. */
    boolean isExact(final long value)
    {
        final long product = value * factor;
        final long moved = product >> shift;
        // a quotient within the limit whose product has no bits below it is the only one that gives the value back
        final long bounded = shift == 0 ? value : moved;
        return bounded <= limit && bounded >= -limit && moved << shift == product;
    }

    /** The value moved; only if {@link #isExact} is true of it. */
    long apply(final long value)
    {
        return value * factor >> shift;
    }

    /** True if nothing is to be done; values need not be asked about then, but they may be ABSENT. */
    boolean isIdentity()
    {
        return digits == 0;
    }

    private static long inverseOfFive(final int power)
    {
        long inverse = 1;
        for (int i = 0; i < power; i++)
        {
            inverse *= INVERSE_OF_FIVE;
        }
        return inverse;
    }
}
