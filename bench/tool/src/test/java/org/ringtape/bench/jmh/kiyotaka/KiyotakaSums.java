package org.ringtape.bench.jmh.kiyotaka;

import java.math.BigDecimal;

/**
 * How every alternative adds up what it has read, so that all must arrive at the same sum: a decimal counts with its
 * digits and with its scale, as both were written.
 */
final class KiyotakaSums
{
    private KiyotakaSums()
    {
    }

    static long trade(final long id, final long price, final long quantity, final boolean buy, final long timeNs)
    {
        return id + 3 * price + 5 * quantity + (buy ? 7 : 11) + timeNs;
    }

    static long bid(final long price, final long quantity)
    {
        return 3 * price + 5 * quantity;
    }

    static long ask(final long price, final long quantity)
    {
        return 7 * price + 11 * quantity + 1;
    }

    static long decimal(final long mantissa, final int scale)
    {
        return mantissa + ((long)scale << 40);
    }

    /** A number as trees hold it. */
    static long decimal(final Object number)
    {
        if (number instanceof BigDecimal)
        {
            final BigDecimal exact = (BigDecimal)number;
            return decimal(exact.unscaledValue().longValue(), exact.scale());
        }
        return ((Number)number).longValue();
    }

    /** A number as characters. */
    static long decimal(final char[] chars, final int offset, final int length)
    {
        long mantissa = 0;
        int scale = 0;
        int point = 0;
        for (int i = offset; i < offset + length; i++)
        {
            if (chars[i] == '.')
            {
                point = 1;
            }
            else
            {
                mantissa = mantissa * 10 + chars[i] - '0';
                scale += point;
            }
        }
        return decimal(mantissa, scale);
    }
}
