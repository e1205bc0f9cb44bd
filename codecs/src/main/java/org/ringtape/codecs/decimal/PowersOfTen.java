package org.ringtape.codecs.decimal;

/** Powers of ten that a {@code long} holds. */
public final class PowersOfTen
{
    /** Largest exponent. */
    public static final int MAX_EXPONENT = 18;

    private static final long[] POWERS = new long[MAX_EXPONENT + 1];

    static
    {
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_EXPONENT; i++)
        {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private PowersOfTen()
    {
    }

    /**
     * A power of ten.
     *
     * @param exponent 0 … {@link #MAX_EXPONENT}
     * @return 10^exponent
     */
    public static long of(final int exponent)
    {
        return POWERS[exponent];
    }
}
