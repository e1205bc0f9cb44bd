package org.ringtape.feeds.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one host is asked for, and when it is not. */
class HostPaceTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long DAY_NS = 1_440 * MINUTE_NS;

    private final HostPace pace = new HostPace("venue");
    private long nowNs = 1_700_000_000_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "429, 4.5, 4.5", "429, 0.25, 0.25", "429, 120, 120", "503, 2, 2", "500, 3, 3", "302, 1, 1",
        "418, 300, 300", "418, 60, 120", "418, 0, 120", "429, 0, 1", "418, 259200, 259200", "429, 86400, 86400"})
    void shouldWaitAsLongAsAskedAndNotLonger(final int status, final double askedSeconds, final double waitSeconds)
    {
        assertTrue(pace.onRefused(status, (long)(askedSeconds * SECOND_NS), nowNs));
        assertPausesExactly((long)(waitSeconds * SECOND_NS));
    }

    @ParameterizedTest
    @CsvSource({"429, 1000000, 1", "503, 1000000, 1", "418, 1000000, 3", "429, 9223372036, 1"})
    void shouldBoundWhatIsAbsurdAndSaySo(final int status, final long askedSeconds, final int waitDays)
    {
        assertTrue(pace.onRefused(status, askedSeconds * SECOND_NS, nowNs));
        assertEquals("venue refuses with HTTP " + status + " (asked for " + askedSeconds +
            " s, which is absurd and not kept to): nothing is asked of it for " + waitDays * 86_400L + " s",
            pace.lastRefusal());
        assertPausesExactly(waitDays * DAY_NS);
    }

    @Test
    void shouldBoundWhatIsBeyondAllNumbers()
    {
        pace.onRefused(503, Long.MAX_VALUE, nowNs);
        assertTrue(pace.lastRefusal().contains("asked for more than 292 years"), pace.lastRefusal());
        assertPausesExactly(DAY_NS);
    }

    @ParameterizedTest
    @CsvSource({"503, 0", "500, 0", "403, 0", "400, 0", "0, 0", "200, 7", "101, 7"})
    void shouldNotPauseForWhatConcernsOneRequestOnly(final int status, final long askedSeconds)
    {
        assertFalse(pace.onRefused(status, askedSeconds * SECOND_NS, nowNs));
        assertFalse(pace.isPaused(nowNs));
        assertEquals("", pace.lastRefusal());
    }

    @Test
    void shouldWaitLongerEachTimeWhereTheHostDoesNotSayHowLong()
    {
        for (final long seconds : new long[]{1, 2, 4, 8, 16, 32, 64, 120, 120})
        {
            pace.onRefused(429, 0L, nowNs);
            assertPausesExactly(seconds * SECOND_NS);
        }
        nowNs += MINUTE_NS - 1;
        pace.onRefused(429, 0L, nowNs);
        assertPausesExactly(120 * SECOND_NS);
        nowNs += MINUTE_NS;
        pace.onRefused(429, 0L, nowNs);
        assertPausesExactly(SECOND_NS);
    }

    @Test
    void shouldWaitLongerThanAskedWhereThatDidNotHelp()
    {
        for (final long seconds : new long[]{3, 3, 4, 8})
        {
            pace.onRefused(429, 3 * SECOND_NS, nowNs);
            assertPausesExactly(seconds * SECOND_NS);
        }
    }

    @Test
    void shouldTakeABanForLongerEachTimeUpToADay()
    {
        long minutes = 2;
        for (int i = 0; i < 12; i++)
        {
            pace.onRefused(418, 0L, nowNs);
            assertPausesExactly(minutes * MINUTE_NS);
            minutes = Math.min(2 * minutes, 1_440);
        }
    }

    @Test
    void shouldKeepToTheLongestOfSeveralRefusalsAndTakeThemForOne()
    {
        pace.onRefused(418, 0L, nowNs);
        nowNs += SECOND_NS;
        pace.onRefused(429, 7 * SECOND_NS, nowNs);
        pace.onRefused(429, 0L, nowNs);
        assertPausesExactly(119 * SECOND_NS);
        pace.onRefused(429, 0L, nowNs);
        assertPausesExactly(2 * SECOND_NS);
    }

    @Test
    void shouldBePausedForConnectsAsForRequests()
    {
        pace.onRefused(418, 120 * SECOND_NS, nowNs);
        nowNs += 120 * SECOND_NS - 1;
        assertFalse(pace.tryConnect(nowNs));
        assertFalse(pace.tryRequest(1, nowNs));
        assertEquals(nowNs + 1, pace.nextConnectNs(nowNs));
        assertEquals(nowNs + 1, pace.nextRequestNs(1, nowNs));
        nowNs++;
        assertTrue(pace.tryConnect(nowNs));
        assertTrue(pace.tryRequest(1, nowNs));
    }

    @Test
    void shouldKeepToTheSmallestBudgetNamedAndAskForWhatIsHeavierOnceAMinute()
    {
        pace.limit(10);
        pace.limit(20);
        assertTrue(pace.tryRequest(4, nowNs));
        assertTrue(pace.tryRequest(6, nowNs + 1));
        assertFalse(pace.tryRequest(1, nowNs + MINUTE_NS - 1));
        assertEquals(nowNs + MINUTE_NS, pace.nextRequestNs(4, nowNs + 2));
        assertEquals(nowNs + MINUTE_NS + 1, pace.nextRequestNs(5, nowNs + 2));
        assertTrue(pace.tryRequest(4, nowNs + MINUTE_NS));
        assertTrue(pace.tryRequest(20, nowNs + 2 * MINUTE_NS));
        assertFalse(pace.tryRequest(1, nowNs + 3 * MINUTE_NS - 1));
    }

    @Test
    void shouldLeaveHalfOfTheBudgetToThoseWhoseRequestsHelp()
    {
        pace.limit(10);
        assertTrue(pace.trySpareRequest(3, nowNs));
        assertTrue(pace.trySpareRequest(2, nowNs));
        assertFalse(pace.trySpareRequest(1, nowNs));
        assertTrue(pace.tryRequest(5, nowNs));
        assertFalse(pace.tryRequest(1, nowNs));
        assertTrue(pace.trySpareRequest(5, nowNs + MINUTE_NS));
    }

    @Test
    void shouldConnectAFewASecondAndFewerInFiveMinutes()
    {
        int connects = 0;
        final long startNs = nowNs;
        while (nowNs - startNs < 5 * MINUTE_NS)
        {
            connects += pace.tryConnect(nowNs) ? 1 : 0;
            assertTrue(connects <= HostPace.CONNECTS_A_SECOND * (1 + (nowNs - startNs) / SECOND_NS));
            nowNs += SECOND_NS / 100;
        }
        assertEquals(HostPace.CONNECTS_IN_FIVE_MINUTES, connects);
        assertTrue(pace.tryConnect(nowNs));
    }

    /** To the nanosecond; time is behind the pause afterwards. */
    private void assertPausesExactly(final long waitNs)
    {
        assertTrue(pace.isPaused(nowNs + waitNs - 1), pace::lastRefusal);
        assertFalse(pace.tryRequest(1, nowNs + waitNs - 1));
        nowNs += waitNs;
        assertFalse(pace.isPaused(nowNs), pace::lastRefusal);
    }

    @Test
    void shouldSayNothingOfAPauseThatWasNot()
    {
        assertEquals("", pace.lastRefusal());
        assertEquals("venue", pace.host());
        assertEquals(TimeUnit.DAYS.toNanos(3), HostPace.LONGEST_BAN_NS);
    }
}
