package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.decimal.PowersOfTen;

/**
 * Brings two quantities to one scale: the finer one if the coarser quantity keeps to 18 digits there; else, after the
 * finer one is freed of trailing zeros, the finest scale that holds both, to which the finer one is rounded half-even.
 * Owned by one decoder.
 */
final class SharedScale
{
    private static final long LIMIT = PowersOfTen.of(DecimalParser.MAX_DIGITS);

    private long first;
    private long second;
    private int scale;
    private boolean inexact;

    /** Takes two quantities, neither negative. */
    void join(final long oneMantissa, final int oneScale, final long otherMantissa, final int otherScale)
    {
        inexact = false;
        if (oneScale == otherScale)
        {
            first = oneMantissa;
            second = otherMantissa;
            scale = oneScale;
            return;
        }
        if (oneScale >= otherScale)
        {
            first = oneMantissa;
            second = otherMantissa;
            settle(oneScale, otherScale);
            return;
        }
        first = otherMantissa;
        second = oneMantissa;
        settle(otherScale, oneScale);
        final long coarser = second;
        second = first;
        first = coarser;
    }

    long first()
    {
        return first;
    }

    long second()
    {
        return second;
    }

    int scale()
    {
        return scale;
    }

    /** True if one of the two had to be rounded. */
    boolean isInexact()
    {
        return inexact;
    }

    /** {@code first} is the finer one, {@code second} the coarser one. */
    private void settle(final int finerScale, final int coarserScale)
    {
        scale = finerScale;
        if (second == 0)
        {
            return;
        }
        if (first == 0 && finerScale != coarserScale && !fits(finerScale - coarserScale))
        {
            scale = coarserScale;
            return;
        }
        while (!fits(scale - coarserScale) && first % 10 == 0)
        {
            first /= 10;
            scale--;
        }
        int dropped = 0;
        while (!fits(scale - dropped - coarserScale))
        {
            dropped++;
        }
        scale -= dropped;
        round(dropped);
        second *= PowersOfTen.of(scale - coarserScale);
    }

    /** True if the coarser one, widened by so many decimals, has at most 18 digits. */
    private boolean fits(final int decimals)
    {
        return decimals <= PowersOfTen.MAX_EXPONENT && second < LIMIT / PowersOfTen.of(decimals);
    }

    private void round(final int dropped)
    {
        if (dropped == 0)
        {
            return;
        }
        inexact = true; // the last digit was not zero
        if (dropped > PowersOfTen.MAX_EXPONENT)
        {
            first = 0;
            return;
        }
        final long unit = PowersOfTen.of(dropped);
        final long rest = first % unit;
        final long half = unit / 2;
        first /= unit;
        if (rest > half || rest == half && (first & 1) == 1)
        {
            first++;
        }
    }
}
