package org.ringtape.simulator.vatic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where windows begin, also on the days when New York changes its clocks. */
final class VaticIntervalTest
{
    @ParameterizedTest
    @CsvSource({
        // Winter, UTC-5.
        "4hour,2026-01-15T04:59:59Z,2026-01-15T01:00:00Z,2026-01-15T05:00:00Z",
        "4hour,2026-01-15T05:00:00Z,2026-01-15T05:00:00Z,2026-01-15T09:00:00Z",
        "daily,2026-01-15T04:59:59Z,2026-01-14T05:00:00Z,2026-01-15T05:00:00Z",
        // Summer, UTC-4.
        "4hour,2026-07-01T04:00:00Z,2026-07-01T04:00:00Z,2026-07-01T08:00:00Z",
        "daily,2026-07-01T12:00:00Z,2026-07-01T04:00:00Z,2026-07-02T04:00:00Z",
        // 2026-03-08, 02:00 becomes 03:00: windows of 3 and 23 hours.
        "4hour,2026-03-08T07:30:00Z,2026-03-08T05:00:00Z,2026-03-08T08:00:00Z",
        "daily,2026-03-08T12:00:00Z,2026-03-08T05:00:00Z,2026-03-09T04:00:00Z",
        // 2026-11-01, 02:00 becomes 01:00: windows of 5 and 25 hours.
        "4hour,2026-11-01T06:30:00Z,2026-11-01T04:00:00Z,2026-11-01T09:00:00Z",
        "daily,2026-11-01T12:00:00Z,2026-11-01T04:00:00Z,2026-11-02T05:00:00Z",
        "1hour,2026-11-01T06:30:00Z,2026-11-01T06:00:00Z,2026-11-01T07:00:00Z",
        "15min,2026-11-01T06:29:00Z,2026-11-01T06:15:00Z,2026-11-01T06:30:00Z",
        "5min,2026-11-01T06:29:59Z,2026-11-01T06:25:00Z,2026-11-01T06:30:00Z"})
    void shouldFindStartAndEnd(final String name, final String instant, final String start, final String end)
    {
        final VaticInterval interval = VaticInterval.named(name).orElseThrow();
        final long startSeconds = interval.startOf(Instant.parse(instant).getEpochSecond());
        assertEquals(Instant.parse(start), Instant.ofEpochSecond(startSeconds));
        assertEquals(Instant.parse(end), Instant.ofEpochSecond(interval.next(startSeconds)));
    }

    @Test
    void shouldCoverTwoYearsWithoutHoleOrOverlap()
    {
        for (final VaticInterval interval : VaticInterval.values())
        {
            final long end = Instant.parse("2027-12-31T00:00:00Z").getEpochSecond();
            for (long start = interval.startOf(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond()); start < end; )
            {
                final long next = interval.next(start);
                assertTrue(next > start);
                assertEquals(start, interval.startOf(start));
                assertEquals(start, interval.startOf(next - 1));
                assertEquals(next, interval.startOf(next));
                start = next;
            }
        }
    }
}
