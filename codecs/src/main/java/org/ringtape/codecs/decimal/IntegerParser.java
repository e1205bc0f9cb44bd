package org.ringtape.codecs.decimal;

/** Reads 64-bit integers: optional minus, digits, nothing else. Owned by one thread, reusable. */
public final class IntegerParser
{
    private long value;

    /**
     * Reads one integer.
     *
     * @param bytes  that hold it
     * @param offset of its first byte
     * @param length in bytes; the range must lie inside the array
     * @return false if the text is no integer or 64 bits do not hold it; {@link #value()} is 0 then
     */
    public boolean parse(final byte[] bytes, final int offset, final int length)
    {
        final int stop = offset + length;
        final boolean negative = length > 0 && bytes[offset] == '-';
        int at = negative ? offset + 1 : offset;
        value = 0;
        if (at == stop)
        {
            return false;
        }
        long sum = 0;
        for (; at < stop; at++)
        {
            final int digit = bytes[at] - '0';
            // Counted downwards: the smallest long has no positive counterpart.
            if (digit < 0 || digit > 9 || sum < Long.MIN_VALUE / 10 || sum * 10 < Long.MIN_VALUE + digit)
            {
                return false;
            }
            sum = sum * 10 - digit;
        }
        if (!negative && sum == Long.MIN_VALUE)
        {
            return false;
        }
        value = negative ? sum : -sum;
        return true;
    }

    /**
     * Integer last read.
     *
     * @return its value
     */
    public long value()
    {
        return value;
    }
}
