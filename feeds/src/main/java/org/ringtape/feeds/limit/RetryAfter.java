package org.ringtape.feeds.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Reads how long a server asks us to wait: the header {@code Retry-After} of RFC 9110, section 10.2.3, and what servers
 * write in its place. Any thread.
 */
public final class RetryAfter
{
    /** Name of the header. */
    public static final String FIELD = "Retry-After";
    /** Name of the header that says what the server takes for now. */
    public static final String DATE_FIELD = "Date";

    private static final int MAX_LENGTH = 64;
    private static final int NS_DIGITS = 9;
    private static final BigDecimal LONGEST_NS = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int CENTURY_FROM = 1970;
    /** The three forms of a date, RFC 9110, section 5.6.7; the last two are obsolete and must still be read. */
    private static final List<DateTimeFormatter> DATES = List.of(
        format("EEE, d MMM yyyy HH:mm:ss 'GMT'"),
        new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("EEEE, d-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, CENTURY_FROM).appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US),
        format("EEE MMM d HH:mm:ss yyyy"));

    private RetryAfter()
    {
    }

    /**
     * How long to wait.
     *
     * @param value of the header, null if there was none: seconds, with or without a fraction, or a date
     * @param date  the server's own date header, null if there was none; a date is read by it, because the server's
     *              clock need not be ours
     * @param nowNs epoch nanoseconds of our clock
     * @return nanoseconds, rounded up, {@link Long#MAX_VALUE} for more than that; 0 if nothing readable is asked for,
     *     or nothing that lies ahead
     */
    public static long parseNs(final String value, final String date, final long nowNs)
    {
        final String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH)
        {
            return 0L;
        }
        if (text.matches("[0-9]+(\\.[0-9]*)?"))
        {
            final BigDecimal ns =
                new BigDecimal(text).movePointRight(NS_DIGITS).setScale(0, RoundingMode.CEILING);
            return ns.compareTo(LONGEST_NS) >= 0 ? Long.MAX_VALUE : ns.longValueExact();
        }
        final Instant until = instant(text);
        if (until == null)
        {
            return 0L;
        }
        final Instant serverNow = date == null ? null : instant(date.strip());
        return untilNs(until, serverNow == null ? Instant.ofEpochSecond(0, nowNs) : serverNow);
    }

    private static long untilNs(final Instant until, final Instant now)
    {
        if (!until.isAfter(now))
        {
            return 0L;
        }
        try
        {
            return now.until(until, ChronoUnit.NANOS);
        }
        catch (final ArithmeticException e)
        {
            return Long.MAX_VALUE; // more than 292 years
        }
    }

    /** Null if it is none of the forms. */
    private static Instant instant(final String text)
    {
        final String oneBlank = text.replaceAll("\\s+", " ");
        for (final DateTimeFormatter format : DATES)
        {
            try
            {
                return LocalDateTime.parse(oneBlank, format).toInstant(ZoneOffset.UTC);
            }
            catch (final DateTimeParseException e)
            {
                continue; // another form, perhaps
            }
        }
        try
        {
            return OffsetDateTime.parse(oneBlank).toInstant();
        }
        catch (final DateTimeParseException e)
        {
            return null;
        }
    }

    private static DateTimeFormatter format(final String pattern)
    {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern)
            .toFormatter(Locale.US);
    }
}
