package org.ringtape.engine.book.level;

/**
 * Moves values by a number of decimals where that is exact, without a division: a multiple of 10^n is divided by
 * multiplying with the inverse of 5^n modulo 2^64 and shifting by n. Most venues send trailing zeros, so most levels
 * are divided on their way into a book; dividing took longer than all else that a level costs.
 */
public final class ExactScaling
{
    /** Inverse of 5 modulo 2^64. */
    private static final long INVERSE_OF_FIVE = 0xCCCC_CCCC_CCCC_CCCDL;

    private int digits;
    private long factor = 1;
    private int shift;
    /** Largest magnitude: of the value if it is multiplied, of the quotient if it is divided. */
    private long limit = Long.MAX_VALUE;

    public ExactScaling()
    {
    }

    /**
     * Sets by how much.
     *
     * @param newDigits decimals to add, below 0 to drop
     * @return false if no value but 0 could be moved so far; nothing has changed then
     */
    public boolean digits(final int newDigits)
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

    /**
     * Moves values, all of them, in loops that the compiler turns into vector instructions. If nothing is to be done,
     * any value is exact; else {@link org.ringtape.engine.event.EventLayout#ABSENT} never is.
     *
     * @param values to move, in place
     * @param count  of them
     * @return false if one could not be moved exactly; all of them are of no use then
     */
    boolean apply(final long[] values, final int count)
    {
        return digits == 0 || (digits > 0 ? multiply(values, count) : divide(values, count));
    }

    private boolean multiply(final long[] values, final int count)
    {
        final long power = factor;
        final long bound = limit;
        long beyond = 0;
        for (int i = 0; i < count; i++)
        {
            final long value = values[i];
            beyond |= bound - value | bound + value;
            values[i] = value * power;
        }
        return beyond >= 0;
    }

    private boolean divide(final long[] values, final int count)
    {
        final long inverse = factor;
        final long bound = limit;
        final int digitsDropped = shift;
        // a quotient within the limit whose product has no bits below it is the only one that gives the value back
        long beyond = 0;
        long rest = 0;
        for (int i = 0; i < count; i++)
        {
            final long product = values[i] * inverse;
            final long quotient = product >> digitsDropped;
            beyond |= bound - quotient | bound + quotient;
            rest |= quotient << digitsDropped ^ product;
            values[i] = quotient;
        }
        return beyond >= 0 && rest == 0;
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
