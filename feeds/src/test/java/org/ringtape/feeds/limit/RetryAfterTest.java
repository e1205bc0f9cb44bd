package org.ringtape.feeds.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server asks us to wait, in every form that servers write. */
class RetryAfterTest
{
    /** What our clock says: 37 s before the dates below. */
    private static final long NOW_NS =
        TimeUnit.SECONDS.toNanos(Instant.parse("1994-11-06T08:49:00Z").getEpochSecond());

    @ParameterizedTest
    @CsvSource({
        "0, 0", "2, 2000000000", "120, 120000000000", "4.5, 4500000000", "' 7\t', 7000000000", "3., 3000000000",
        "0.0000000001, 1", "1000000, 1000000000000000", "99999999999999999999999999, 9223372036854775807",
        "9223372036, 9223372036000000000", "9223372037, 9223372036854775807"})
    void shouldReadSecondsAndFractionsOfThem(final String value, final long expectedNs)
    {
        assertEquals(expectedNs, RetryAfter.parseNs(value, null, NOW_NS));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "sun, 6 nov 1994 08:49:37 gmt", "1994-11-06T08:49:37Z", "1994-11-06T10:49:37+02:00"})
    void shouldReadADateOfAnyForm(final String value)
    {
        assertEquals(TimeUnit.SECONDS.toNanos(37), RetryAfter.parseNs(value, null, NOW_NS));
    }

    @Test
    void shouldReadADateByTheServersOwnClockIfItSaysWhatThatIs()
    {
        assertEquals(TimeUnit.SECONDS.toNanos(30),
            RetryAfter.parseNs("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", 0L));
        assertEquals(TimeUnit.SECONDS.toNanos(37),
            RetryAfter.parseNs("Sun, 06 Nov 1994 08:49:37 GMT", "now", NOW_NS));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
        "", " ", "soon", "-5", "+5", "4,5", "NaN", "1e3", ".5", "5 s", "Sun, 06 Nov 1994 08:48:37 GMT",
        "Sun, 06 Nov 1994 08:49:00 GMT", "Sun, 66 Nov 1994 08:49:37 GMT",
        "00000000000000000000000000000000000000000000000000000000000000005"})
    void shouldTakeNoticeOfNothingElse(final String value)
    {
        assertEquals(0L, RetryAfter.parseNs(value, null, NOW_NS));
    }

    @Test
    void shouldReadADateBeyondAllBounds()
    {
        assertEquals(Long.MAX_VALUE, RetryAfter.parseNs("Fri, 31 Dec 9999 23:59:59 GMT", null, NOW_NS));
    }
}
