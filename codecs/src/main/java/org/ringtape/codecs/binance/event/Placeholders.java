package org.ringtape.codecs.binance.event;

import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.codecs.sink.row.DecimalRow;

/**
 * Numbers that the venue sends where it has none, made absent: a price and a quantity of zero for a side without
 * quote, an implied volatility of −1 for one that cannot be computed, a settlement price of zero before there is an
 * estimate, a delivery in the year 2100 of what is never delivered, a trade of nothing (all seen in recorded frames or
 * bodies).
 */
public final class Placeholders
{
    /** 2100-12-25, 08:00 UTC: the delivery date of perpetuals. */
    private static final long NEVER_NS = 4_133_404_800_000L * 1_000_000L;

    private Placeholders()
    {
    }

    public static void dropEmptyQuote(final DecimalRow row, final Enum<?> price, final Enum<?> quantity)
    {
        if (row.mantissa(price.ordinal()) == 0 && row.mantissa(quantity.ordinal()) == 0)
        {
            drop(row, price);
            drop(row, quantity);
        }
    }

    public static void dropNoVolatility(final DecimalRow row, final Enum<?> volatility)
    {
        final long mantissa = row.mantissa(volatility.ordinal());
        final int scale = row.scale(volatility.ordinal());
        if (scale >= 0 && scale < PowersOfTen.MAX_EXPONENT && mantissa == -PowersOfTen.of(scale))
        {
            drop(row, volatility);
        }
    }

    /** A settlement price of zero says that there is no estimate yet: an underlying is never worth nothing. */
    public static void dropNoSettlement(final DecimalRow row, final Enum<?> settlement)
    {
        if (row.mantissa(settlement.ordinal()) == 0)
        {
            drop(row, settlement);
        }
    }

    /** A date as epoch nanoseconds; 1970 and 2100 are the venue's words for none. */
    static long dateOrAbsent(final long timeNs)
    {
        return timeNs == 0 || timeNs == NEVER_NS ? DecimalRow.ABSENT : timeNs;
    }

    /** Kind of a trade: nothing was traded if its quantity is zero, whatever the venue calls it. */
    public static int kindOfTrade(final int kind, final long quantity)
    {
        return quantity == 0 ? TradeSink.KIND_PLACEHOLDER : kind;
    }

    /** An id or a count; −1 is the venue's word for none. */
    public static long idOrAbsent(final long number)
    {
        return number == -1 ? DecimalRow.ABSENT : number;
    }

    private static void drop(final DecimalRow row, final Enum<?> field)
    {
        row.set(field, DecimalRow.ABSENT, 0);
    }
}
