package org.ringtape.bench.latency.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ASCII text of one frame being made. Reused; one thread. */
public final class FrameText
{
    private static final int MOST_DIGITS = 20;

    private byte[] bytes = new byte[8 * 1024];
    private int length;

    FrameText clear()
    {
        length = 0;
        return this;
    }

    public byte[] bytes()
    {
        return bytes;
    }

    public int length()
    {
        return length;
    }

    @SuppressWarnings("deprecation") // the low bytes of ASCII are what is wanted, without an encoder
    FrameText text(final String ascii)
    {
        ensure(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    FrameText number(final long value)
    {
        return decimal(value, 0);
    }

    /** A number that is not negative: {@code unscaled × 10^-scale}, with all its decimals. */
    FrameText decimal(final long unscaled, final int scale)
    {
        ensure(MOST_DIGITS + 2);
        int digits = 1;
        for (long left = unscaled / 10; left != 0; left /= 10)
        {
            digits++;
        }
        digits = Math.max(digits, scale + 1);
        final int end = length + digits + (scale > 0 ? 1 : 0);
        long rest = unscaled;
        int at = end;
        for (int digit = 0; digit < digits; digit++)
        {
            if (digit == scale && scale > 0)
            {
                bytes[--at] = '.';
            }
            bytes[--at] = (byte)('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    @Override
    public String toString()
    {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private void ensure(final int more)
    {
        if (bytes.length - length < more)
        {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }
}
