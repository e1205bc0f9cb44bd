package org.ringtape.codecs.binance;

import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.sink.DecimalRow;

/**
 * Numbers that the venue sends where it has none, made absent: a price and a quantity of zero for a side without
 * quote, an implied volatility of −1 for one that cannot be computed (both seen in recorded frames).
 */
final class Placeholders
{
    private Placeholders()
    {
    }

    static void dropEmptyQuote(final DecimalRow row, final Enum<?> price, final Enum<?> quantity)
    {
        if (row.mantissa(price.ordinal()) == 0 && row.mantissa(quantity.ordinal()) == 0)
        {
            drop(row, price);
            drop(row, quantity);
        }
    }

    static void dropNoVolatility(final DecimalRow row, final Enum<?> volatility)
    {
        final long mantissa = row.mantissa(volatility.ordinal());
        final int scale = row.scale(volatility.ordinal());
        if (scale >= 0 && scale < PowersOfTen.MAX_EXPONENT && mantissa == -PowersOfTen.of(scale))
        {
            drop(row, volatility);
        }
    }

    /** An id or a count; −1 is the venue's word for none. */
    static long idOrAbsent(final long number)
    {
        return number == -1 ? DecimalRow.ABSENT : number;
    }

    private static void drop(final DecimalRow row, final Enum<?> field)
    {
        row.set(field, DecimalRow.ABSENT, 0);
    }
}
