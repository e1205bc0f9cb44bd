package org.ringtape.bench.jmh;

import java.math.BigDecimal;
import org.ringtape.codecs.decimal.PowersOfTen;

/** How every alternative adds up what it has read, so that all must arrive at the same sum. */
final class KiyotakaSums
{
    static final int PRICE_SCALE = 2;
    static final int QUANTITY_SCALE = 4;

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

    static long scaled(final long mantissa, final int places, final int scale)
    {
        return mantissa * PowersOfTen.of(scale - places);
    }

    /** A number as trees hold it. */
    static long scaled(final Object number, final int scale)
    {
        if (number instanceof BigDecimal)
        {
            final BigDecimal decimal = (BigDecimal)number;
            return scaled(decimal.unscaledValue().longValue(), decimal.scale(), scale);
        }
        return scaled(((Number)number).longValue(), 0, scale);
    }

    static long scaled(final double number, final int scale)
    {
        return Math.round(number * PowersOfTen.of(scale));
    }
}
