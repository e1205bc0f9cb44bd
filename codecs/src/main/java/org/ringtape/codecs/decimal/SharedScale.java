package org.ringtape.codecs.decimal;

/**
 * Brings two numbers to one scale: the finer one if the coarser number keeps to 18 digits there; else, after the finer
 * one is freed of trailing zeros, the finest scale that holds both, to which the finer one is rounded half-even. Does
 * not allocate. Owned by one thread, reusable.
 */
public final class SharedScale
{
    private static final long LIMIT = PowersOfTen.of(DecimalParser.MAX_DIGITS);

    private long first;
    private long second;
    private int scale;
    private boolean inexact;

    /**
     * Takes two numbers of at most 18 digits.
     *
     * @param oneMantissa   of the one
     * @param oneScale      its decimals
     * @param otherMantissa of the other
     * @param otherScale    its decimals
     */
    public void join(final long oneMantissa, final int oneScale, final long otherMantissa, final int otherScale)
    {
        joinUnsigned(Math.abs(oneMantissa), oneScale, Math.abs(otherMantissa), otherScale);
        first = oneMantissa < 0 ? -first : first;
        second = otherMantissa < 0 ? -second : second;
    }

    private void joinUnsigned(
        final long oneMantissa, final int oneScale, final long otherMantissa, final int otherScale)
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

    /** Mantissa of the one at {@link #scale()}. */
    public long first()
    {
        return first;
    }

    /** Mantissa of the other at {@link #scale()}. */
    public long second()
    {
        return second;
    }

    /** Decimals of both. */
    public int scale()
    {
        return scale;
    }

    /** True if one of the two had to be rounded. */
    public boolean isInexact()
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
