package org.ringtape.codecs.binance.statistics;

import org.ringtape.codecs.json.JsonText;

/** Lengths of the venue's candle intervals: {@code 1m} … {@code 12h}, {@code 3d}, {@code 1w}, {@code 1M}. */
final class CandleIntervals
{
    /** Answer for a text that is no interval. */
    static final long NONE = -1;

    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_DIGITS = 3;

    private CandleIntervals()
    {
    }

    /**
     * Length of an interval.
     *
     * @param text        as the venue names it
     * @param openTimeNs  begin of this one
     * @param closeTimeNs last millisecond of this one, which says how long a month is
     * @return nanoseconds, or {@link #NONE}
     */
    static long lengthNs(final JsonText text, final long openTimeNs, final long closeTimeNs)
    {
        return lengthNs(text.bytes(), text.offset(), text.length(), openTimeNs, closeTimeNs);
    }

    /** As {@link #lengthNs(JsonText, long, long)}, for text that stands in an array. */
    static long lengthNs(
        final byte[] text, final int offset, final int length, final long openTimeNs, final long closeTimeNs)
    {
        final int last = offset + length - 1;
        if (length < 2 || length > MAX_DIGITS + 1)
        {
            return NONE;
        }
        long count = 0;
        for (int i = offset; i < last; i++)
        {
            final int digit = text[i] - '0';
            if (digit < 0 || digit > 9)
            {
                return NONE;
            }
            count = count * 10 + digit;
        }
        final long unit = unitNs(text[last]);
        if (unit == NONE || count == 0)
        {
            return text[last] == 'M' && count > 0 ? closeTimeNs + NS_PER_MS - openTimeNs : NONE;
        }
        return count * unit;
    }

    private static long unitNs(final byte letter)
    {
        switch (letter)
        {
            case 's':
                return NS_PER_SECOND;
            case 'm':
                return 60 * NS_PER_SECOND;
            case 'h':
                return 3_600 * NS_PER_SECOND;
            case 'd':
                return 86_400 * NS_PER_SECOND;
            case 'w':
                return 7 * 86_400 * NS_PER_SECOND;
            default:
                return NONE;
        }
    }
}
