package org.ringtape.feeds.publish;

import org.ringtape.codecs.decimal.PowersOfTen;

/** Moving a mantissa of at most 18 digits to a finer scale. */
final class Widening
{
    private static final long LARGEST = PowersOfTen.of(PowersOfTen.MAX_EXPONENT) - 1;

    private Widening()
    {
    }

    /** True if the mantissa still has at most 18 digits with this many more decimals. */
    static boolean canWiden(final long mantissa, final int decimals)
    {
        return mantissa == 0 ||
            decimals <= PowersOfTen.MAX_EXPONENT && Math.abs(mantissa) <= LARGEST / PowersOfTen.of(decimals);
    }

    /** The mantissa with this many more decimals, for which {@link #canWiden} holds. */
    static long widen(final long mantissa, final int decimals)
    {
        return mantissa == 0 ? 0 : mantissa * PowersOfTen.of(decimals);
    }
}
