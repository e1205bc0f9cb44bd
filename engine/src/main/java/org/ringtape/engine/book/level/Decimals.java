package org.ringtape.engine.book.level;

import static org.ringtape.engine.event.EventLayout.ABSENT;

/** Scaled {@code long}s: moved from one scale to another without ever wrapping, and compared. Stateless. */
public final class Decimals
{
    /** Highest power of ten that a {@code long} holds. */
    public static final int MAX_POWER = 18;

    private static final long[] POWERS = new long[MAX_POWER + 1];

    static
    {
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_POWER; i++)
        {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals()
    {
    }

    /** 10^digits, 0 … 18. */
    static long power(final int digits)
    {
        return POWERS[digits];
    }

    /** {@code value × 10^digits}, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if that is no long. */
    public static long multiplied(final long value, final int digits)
    {
        if (value == 0)
        {
            return 0;
        }
        if (digits > MAX_POWER)
        {
            return ABSENT;
        }
        final long product = value * POWERS[digits];
        return Math.multiplyHigh(value, POWERS[digits]) == product >> 63 ? product : ABSENT;
    }

    /** {@code value ÷ 10^digits}, rounded half-even. */
    public static long rounded(final long value, final int digits)
    {
        if (digits > MAX_POWER)
        {
            // 10^19 exceeds every long; only beyond one half of it does anything but 0 remain
            final long half = 5 * POWERS[MAX_POWER];
            return digits > MAX_POWER + 1 || value >= -half && value <= half ? 0 : Long.signum(value);
        }
        final long power = POWERS[digits];
        final long quotient = value / power;
        final long remainder = Math.abs(value % power);
        final long other = power - remainder;
        final boolean away = remainder > other || remainder == other && (quotient & 1) != 0;
        return away ? quotient + Long.signum(value) : quotient;
    }

    /** True if the last {@code digits} decimal digits of the value are zeros. */
    public static boolean isMultiple(final long value, final int digits)
    {
        return value == 0 || digits <= MAX_POWER && value % POWERS[digits] == 0;
    }

    /**
     * Compares two scaled values by what they are worth: 15 at scale 1 equals 150 at scale 2.
     *
     * @return negative, 0 or positive as the first is less than, equal to or greater than the second
     */
    public static int compare(final long value, final int scale, final long other, final int otherScale)
    {
        return scale <= otherScale ? compareWidened(value, otherScale - scale, other) :
            -compareWidened(other, scale - otherScale, value);
    }

    /** Compares {@code value × 10^digits}, which may take 128 bits, with another. */
    private static int compareWidened(final long value, final int digits, final long other)
    {
        if (value == 0 || digits > MAX_POWER)
        {
            return value == 0 ? -Long.signum(other) : Long.signum(value);
        }
        final long low = value * POWERS[digits];
        final long high = Math.multiplyHigh(value, POWERS[digits]);
        return high == low >> 63 ? Long.compare(low, other) : Long.signum(value);
    }
}
