package org.ringtape.codecs.binance;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InstrumentText;
import org.ringtape.codecs.sink.row.ListedKind;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * What an option's symbol says of it: {@code BASE-YYMMDD-STRIKE-C} or {@code -P}, the strike with or without a decimal
 * point. Allocates nothing, owned by one thread, reusable.
 *
 * <p>Two facts are observed in live data, not documented: contracts settle at 08:00 UTC of the day in the symbol, and
 * everything is quoted in USDT on the index pair {@code BASEUSDT}. Exchange information, where it is at hand, knows
 * better.
 */
public final class BinanceSymbols
{
    private static final int MAX_BASE_LENGTH = 16;
    private static final int DATE_LENGTH = 6;
    private static final int CENTURY = 2_000;
    private static final int MARCH = 3;
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final long NS_PER_HOUR = 3_600_000_000_000L;
    private static final long HOURS_PER_DAY = 24;
    /** Observed, see above. */
    private static final long SETTLEMENT_HOUR = 8;
    /** Observed, see above. */
    private static final byte[] QUOTE = AsciiKeys.key("USDT");

    private final byte[] pair = new byte[MAX_BASE_LENGTH + QUOTE.length];
    private final DecimalParser decimals = new DecimalParser();

    /**
     * Describes an instrument by its symbol alone.
     *
     * @param symbol bytes that hold it
     * @param offset of its first byte
     * @param length in bytes; the range must lie inside the array
     * @param row    is cleared and then given kind, strike, expiry, underlying, base and quote; left as it is if the
     *               symbol is no option's. Its texts are good until the next call, and as long as {@code symbol} is
     * @return false if the symbol does not have the form of an option's
     */
    public boolean describe(final byte[] symbol, final int offset, final int length, final InstrumentRow row)
    {
        final int end = offset + length;
        final int date = AsciiKeys.indexOf(symbol, offset, length, '-') + 1;
        final int strike = date + DATE_LENGTH + 1;
        final int kind = end - 1;
        if (date == 0 || kind - 2 < strike || !isBase(symbol, offset, date - 1) ||
            symbol[strike - 1] != '-' || symbol[kind - 1] != '-' || symbol[kind] != 'C' && symbol[kind] != 'P')
        {
            return false;
        }
        final long day = epochDay(symbol, date);
        if (day < 0 || !isPlainNumber(symbol, strike, kind - 1) ||
            decimals.parse(symbol, strike, kind - 1 - strike) != DecimalParser.EXACT)
        {
            return false;
        }
        row.clear();
        row.kind = symbol[kind] == 'C' ? ListedKind.CALL : ListedKind.PUT;
        row.expiryNs = (day * HOURS_PER_DAY + SETTLEMENT_HOUR) * NS_PER_HOUR;
        row.decimals.set(InstrumentField.STRIKE, decimals.mantissa(), decimals.scale());
        final int baseLength = date - 1 - offset;
        System.arraycopy(symbol, offset, pair, 0, baseLength);
        System.arraycopy(QUOTE, 0, pair, baseLength, QUOTE.length);
        row.text(InstrumentText.UNDERLYING).set(pair, 0, baseLength + QUOTE.length);
        row.text(InstrumentText.BASE).set(pair, 0, baseLength);
        row.text(InstrumentText.QUOTE).set(pair, baseLength, QUOTE.length);
        return true;
    }

    private static boolean isBase(final byte[] symbol, final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            final int c = symbol[i];
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9'))
            {
                return false;
            }
        }
        return to > from && to - from <= MAX_BASE_LENGTH;
    }

    /** Digits, and a point between them; the parser would take a sign and an exponent too. */
    private static boolean isPlainNumber(final byte[] symbol, final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            if (symbol[i] != '.' && (symbol[i] < '0' || symbol[i] > '9'))
            {
                return false;
            }
        }
        return true;
    }

    /** Days since 1970 of a date {@code YYMMDD}, −1 if it is none. */
    private static long epochDay(final byte[] symbol, final int at)
    {
        final int year = twoDigits(symbol, at);
        final int month = twoDigits(symbol, at + 2);
        final int day = twoDigits(symbol, at + 4);
        if (year < 0 || month < 1 || month > DAYS_OF_MONTH.length || day < 1)
        {
            return -1;
        }
        final boolean leap = year % 4 == 0; // 2000 was one, and 2100 is beyond two digits
        if (day > DAYS_OF_MONTH[month - 1] + (leap && month == 2 ? 1 : 0))
        {
            return -1;
        }
        // Years begin in March here, so that the leap day is the last of its year.
        final int shifted = CENTURY + year - (month < MARCH ? 1 : 0);
        final int monthsSinceMarch = (month + 12 - MARCH) % 12;
        final int dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1;
        return 365L * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468;
    }

    private static int twoDigits(final byte[] symbol, final int at)
    {
        final int tens = symbol[at] - '0';
        final int ones = symbol[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
