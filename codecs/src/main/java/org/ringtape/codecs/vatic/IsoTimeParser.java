package org.ringtape.codecs.vatic;

/** Reads {@code 2025-04-07T12:05:00.000Z}, with one to nine decimals of a second or none. Static, any thread. */
final class IsoTimeParser
{
    /** Answer for a text that is no such time, or that nanoseconds since 1970 cannot hold. */
    static final long MALFORMED = Long.MIN_VALUE;

    private static final int MIN_LENGTH = 20;
    private static final int MAX_LENGTH = 30;
    private static final int FRACTION_INDEX = 19;
    private static final int LAST_YEAR = 2261;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_IN = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTimeParser()
    {
    }

    /** Epoch nanoseconds, or {@link #MALFORMED}. */
    static long parse(final byte[] bytes, final int offset, final int length)
    {
        if (length < MIN_LENGTH || length > MAX_LENGTH || bytes[offset + length - 1] != 'Z' ||
            !isPunctuated(bytes, offset))
        {
            return MALFORMED;
        }
        final int year = digits(bytes, offset, 4);
        final int month = digits(bytes, offset + 5, 2);
        final int day = digits(bytes, offset + 8, 2);
        final int hour = digits(bytes, offset + 11, 2);
        final int minute = digits(bytes, offset + 14, 2);
        final int second = digits(bytes, offset + 17, 2);
        final long fractionNs = fraction(bytes, offset + FRACTION_INDEX, offset + length - 1);
        if (year < 1970 || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) ||
            hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fractionNs < 0)
        {
            return MALFORMED;
        }
        final long seconds = ((daysSinceEpoch(year, month, day) * 24L + hour) * 60 + minute) * 60 + second;
        return seconds * NS_PER_SECOND + fractionNs;
    }

    private static boolean isPunctuated(final byte[] bytes, final int offset)
    {
        return bytes[offset + 4] == '-' && bytes[offset + 7] == '-' && bytes[offset + 10] == 'T' &&
            bytes[offset + 13] == ':' && bytes[offset + 16] == ':';
    }

    /** Negative if one of them is no digit. */
    private static int digits(final byte[] bytes, final int from, final int count)
    {
        int value = 0;
        for (int i = from; i < from + count; i++)
        {
            final int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9)
            {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Nanoseconds of what stands between the seconds and the Z; negative if it is no fraction. */
    private static long fraction(final byte[] bytes, final int from, final int stop)
    {
        if (from == stop)
        {
            return 0;
        }
        final int count = stop - from - 1;
        long value = bytes[from] == '.' && count > 0 ? digits(bytes, from + 1, count) : -1;
        for (int i = count; i < 9; i++)
        {
            value *= 10;
        }
        return value;
    }

    private static boolean isLeap(final int year)
    {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysIn(final int year, final int month)
    {
        return month == 2 && isLeap(year) ? 29 : DAYS_IN[month - 1];
    }

    private static long daysSinceEpoch(final int year, final int month, final int day)
    {
        final int before = year - 1;
        final int leapDays = before / 4 - before / 100 + before / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
        return (year - 1970) * 365L + leapDays + DAYS_BEFORE[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
    }
}
