package org.ringtape.codecs.vatic;

import org.ringtape.codecs.text.ByteWords;

/**
 * Holds the begin of a window in text, {@code 2025-04-07T12:05:00.000Z}, against its seconds. The text of the day seen
 * last is remembered, so that only the time of day has to be read. Owned by one decoder.
 */
final class WindowStart
{
    /** Bytes of the text. */
    static final int LENGTH = 24;

    private static final int SECONDS_PER_DAY = 86_400;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** The date, and the T behind it, are in the words at 0 and at 3. */
    private static final int DATE_END_INDEX = 3;
    private static final int TIME_INDEX = 11;
    private static final int FRACTION_INDEX = 16;
    private static final int FRACTION_SHIFT = 24;
    private static final long NO_FRACTION = ByteWords.literal(".000Z");
    private static final long TIME_ZEROS = ByteWords.literal("00:00:00");
    /** Sets bit 7 of a byte above: any digit, and of minutes and seconds a first digit of at most 5. */
    private static final long TIME_CHECK = 0x767A_7F76_7A7F_7676L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final int MINUTES_SHIFT = 24;
    private static final int SECONDS_SHIFT = 48;

    private long day = -1;
    private long date;
    private long dateEnd;

    /** True if the text of {@link #LENGTH} bytes says so many seconds since 1970, in whole seconds. */
    boolean says(final byte[] frame, final int at, final long seconds)
    {
        final long ofDay = seconds / SECONDS_PER_DAY;
        final long time = ByteWords.word(frame, at + TIME_INDEX) ^ TIME_ZEROS;
        final long fraction = ByteWords.word(frame, at + FRACTION_INDEX) >>> FRACTION_SHIFT ^ NO_FRACTION;
        final long pairs = time * 10 + (time >>> Byte.SIZE);
        final long secondOfDay =
            ((pairs & 0xFF) * 60 + (pairs >>> MINUTES_SHIFT & 0xFF)) * 60 + (pairs >>> SECONDS_SHIFT & 0xFF);
        // Hours are not above 23, or the sum would be that of another day.
        final long deviations = (time + TIME_CHECK | time) & HIGHS | fraction |
            secondOfDay ^ seconds - ofDay * SECONDS_PER_DAY;
        return deviations == 0 && isDay(frame, at, ofDay, seconds);
    }

    private boolean isDay(final byte[] frame, final int at, final long ofDay, final long seconds)
    {
        final long deviations = ByteWords.word(frame, at) ^ date |
            ByteWords.word(frame, at + DATE_END_INDEX) ^ dateEnd | ofDay ^ day;
        return deviations == 0 || learn(frame, at, ofDay, seconds);
    }

    private boolean learn(final byte[] frame, final int at, final long ofDay, final long seconds)
    {
        final long ns = IsoTimeParser.parse(frame, at, LENGTH);
        if (ns == IsoTimeParser.MALFORMED || ns % NS_PER_SECOND != 0 || ns / NS_PER_SECOND != seconds)
        {
            return false;
        }
        day = ofDay;
        date = ByteWords.word(frame, at);
        dateEnd = ByteWords.word(frame, at + DATE_END_INDEX);
        return true;
    }
}
