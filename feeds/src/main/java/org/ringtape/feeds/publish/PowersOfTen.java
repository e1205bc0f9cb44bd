package org.ringtape.feeds.publish;

/** Moving a mantissa of at most 18 digits to a finer scale. */
final class PowersOfTen
{
    /** First mantissa with more than 18 digits. */
    static final long LIMIT = 1_000_000_000_000_000_000L;

    private static final long[] POWERS = new long[19];

    static
    {
        long power = 1;
        for (int i = 0; i < POWERS.length; i++)
        {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private PowersOfTen()
    {
    }

    /** True if the mantissa still has at most 18 digits with this many more decimals. */
    static boolean canWiden(final long mantissa, final int decimals)
    {
        return mantissa == 0 ||
            decimals < POWERS.length && Math.abs(mantissa) <= (LIMIT - 1) / POWERS[decimals];
    }

    /** The mantissa with this many more decimals, for which {@link #canWiden} holds. */
    static long widen(final long mantissa, final int decimals)
    {
        return mantissa == 0 ? 0 : mantissa * POWERS[decimals];
    }
}
