package org.ringtape.feeds.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.feeds.AllocationMeter;

/** Windows held against the wall clock of {@code java.time}. */
class VaticCalendarTest
{
    private static final ZoneId EASTERN = ZoneId.of("America/New_York");
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");

    private final VaticCalendar calendar = VaticCalendar.INSTANCE;
    private long sum;

    @Test
    void shouldAgreeWithTheWallClockInEveryHourOfSevenYears()
    {
        int hours = 0;
        for (Instant hour = FROM; hour.isBefore(TO); hour = hour.plusSeconds(3_600))
        {
            for (final VaticInterval interval : VaticInterval.values())
            {
                check(interval, hour);
                check(interval, hour.plusNanos(1));
                check(interval, hour.minusNanos(1));
                check(interval, hour.plusSeconds(2_222));
            }
            hours++;
        }
        assertEquals(61_368, hours);
    }

    private void check(final VaticInterval interval, final Instant instant)
    {
        final Instant start = startOf(interval, instant);
        final Instant end = endOf(interval, start);
        final long startNs = calendar.startNs(interval, ns(instant));
        assertEquals(ns(start), startNs, () -> interval + " at " + instant);
        assertEquals(ns(end), calendar.endNs(interval, startNs), () -> interval + " from " + start);
    }

    @Test
    void shouldMakeTheDaysLongerAndShorterWhereTheClocksChange()
    {
        assertEquals(Duration.ofHours(23), day("2026-03-08"));
        assertEquals(Duration.ofHours(25), day("2026-11-01"));
        assertEquals(Duration.ofHours(24), day("2026-11-02"));
        assertEquals(Duration.ofHours(3), window(VaticInterval.FOUR_HOURS, "2026-03-08T05:00:00Z"));
        assertEquals(Duration.ofHours(4), window(VaticInterval.FOUR_HOURS, "2026-03-08T08:00:00Z"));
        assertEquals(Duration.ofHours(5), window(VaticInterval.FOUR_HOURS, "2026-11-01T04:00:00Z"));
        assertEquals(Duration.ofHours(1), window(VaticInterval.HOUR, "2026-11-01T05:00:00Z"));
    }

    @Test
    void shouldWalkFromWindowToWindowWithoutHoleOrOverlap()
    {
        for (final VaticInterval interval : VaticInterval.values())
        {
            long startNs = calendar.startNs(interval, ns(FROM));
            while (startNs < ns(FROM.plus(400, ChronoUnit.DAYS)))
            {
                final long endNs = calendar.endNs(interval, startNs);
                assertEquals(startNs, calendar.startNs(interval, endNs - 1));
                assertEquals(endNs, calendar.startNs(interval, endNs));
                startNs = endNs;
            }
        }
    }

    @Test
    void shouldKnowNoEndOfWhatIsNoBeginAndNothingOutsideItsYears()
    {
        final long noonUtc = ns(Instant.parse("2026-01-15T12:00:00Z")); // 7 h Eastern
        assertEquals(DecimalRow.ABSENT, calendar.endNs(VaticInterval.FOUR_HOURS, noonUtc));
        assertEquals(DecimalRow.ABSENT, calendar.endNs(VaticInterval.DAY, noonUtc));
        assertEquals(DecimalRow.ABSENT, calendar.endNs(VaticInterval.FIVE_MINUTES, noonUtc + 1));
        assertEquals(DecimalRow.ABSENT, calendar.startNs(VaticInterval.FIVE_MINUTES, -1));
        assertEquals(DecimalRow.ABSENT, calendar.endNs(VaticInterval.FIVE_MINUTES, DecimalRow.ABSENT));
        assertEquals(DecimalRow.ABSENT, calendar.startNs(VaticInterval.DAY, ns(Instant.parse("2100-01-01T00:00:00Z"))));
        assertEquals(DecimalRow.ABSENT, calendar.startNs(VaticInterval.DAY, Long.MAX_VALUE));
    }

    @Test
    void shouldNotAllocate() throws Exception
    {
        final VaticInterval[] intervals = VaticInterval.values();
        final long fromNs = ns(FROM);
        final AllocationMeter.Work work = () ->
        {
            for (int i = 0; i < 100_000; i++)
            {
                final VaticInterval interval = intervals[i % intervals.length];
                sum += calendar.endNs(interval, calendar.startNs(interval, fromNs + i * 1_000_000_000_000L));
            }
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
    }

    private Duration day(final String date)
    {
        return window(VaticInterval.DAY, LocalDate.parse(date).atStartOfDay(EASTERN).toInstant().toString());
    }

    private Duration window(final VaticInterval interval, final String start)
    {
        final long startNs = ns(Instant.parse(start));
        return Duration.ofNanos(calendar.endNs(interval, startNs) - startNs);
    }

    private static Instant startOf(final VaticInterval interval, final Instant instant)
    {
        final ZonedDateTime local = instant.atZone(EASTERN);
        switch (interval)
        {
            case DAY:
                return local.toLocalDate().atStartOfDay(EASTERN).toInstant();
            case FOUR_HOURS:
                return local.toLocalDate().atTime(local.getHour() / 4 * 4, 0).atZone(EASTERN).toInstant();
            default:
                final long seconds = interval.nominalNs() / 1_000_000_000L;
                return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
        }
    }

    private static Instant endOf(final VaticInterval interval, final Instant start)
    {
        final ZonedDateTime local = start.atZone(EASTERN);
        switch (interval)
        {
            case DAY:
                return local.toLocalDate().plusDays(1).atStartOfDay(EASTERN).toInstant();
            case FOUR_HOURS:
                return local.toLocalDateTime().plusHours(4).atZone(EASTERN).toInstant();
            default:
                return start.plusNanos(interval.nominalNs());
        }
    }

    private static long ns(final Instant instant)
    {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
