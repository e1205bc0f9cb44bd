package org.ringtape.feeds.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The strict rolling window. */
class RateLimiterTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldGiveTenPermitsASecondAndTheNextWhenTheFirstIsASecondOld()
    {
        final RateLimiter limiter = new RateLimiter(10, SECOND_NS);
        for (int i = 0; i < 10; i++)
        {
            assertTrue(limiter.tryAcquire(i * 100));
        }
        assertFalse(limiter.tryAcquire(SECOND_NS - 1));
        assertEquals(SECOND_NS, limiter.nextPermitNs(SECOND_NS - 1));
        assertTrue(limiter.tryAcquire(SECOND_NS));
        assertFalse(limiter.tryAcquire(SECOND_NS));
        assertEquals(SECOND_NS + 100, limiter.nextPermitNs(SECOND_NS));
        assertTrue(limiter.tryAcquire(SECOND_NS + 100));
    }

    @Test
    void shouldNotTakePermitWhenAskedWhenTheNextOneIs()
    {
        final RateLimiter limiter = new RateLimiter(1, SECOND_NS);
        assertEquals(5, limiter.nextPermitNs(5));
        assertEquals(6, limiter.nextPermitNs(6));
        assertTrue(limiter.tryAcquire(6));
    }

    @Test
    void shouldKeepCountWhereTheClockOverflows()
    {
        final RateLimiter limiter = new RateLimiter(2, SECOND_NS);
        final long beforeOverflow = Long.MAX_VALUE - 10;
        assertTrue(limiter.tryAcquire(beforeOverflow));
        assertTrue(limiter.tryAcquire(beforeOverflow + 5));
        assertFalse(limiter.tryAcquire(beforeOverflow + 20));
        assertEquals(beforeOverflow + SECOND_NS, limiter.nextPermitNs(beforeOverflow + 20));
        assertTrue(limiter.tryAcquire(beforeOverflow + SECOND_NS));
    }

    @Property
    void shouldGiveExactlyWhatANaiveListOfTimesAllows(
        @ForAll @IntRange(min = 1, max = 5) final int permits,
        @ForAll @IntRange(min = 1, max = 20) final int windowNs,
        @ForAll @Size(max = 100) final List<@IntRange(max = 6) Integer> steps)
    {
        final RateLimiter limiter = new RateLimiter(permits, windowNs);
        final List<Long> given = new ArrayList<>();
        long nowNs = -50;
        for (final int step : steps)
        {
            nowNs += step;
            final long from = nowNs - windowNs;
            final boolean room = given.stream().filter(timeNs -> timeNs > from).count() < permits;
            assertEquals(room, limiter.nextPermitNs(nowNs) == nowNs);
            assertEquals(room, limiter.tryAcquire(nowNs));
            if (room)
            {
                given.add(nowNs);
            }
        }
    }

    @Property
    void shouldGiveSeveralAtOnceAsThatListAllows(
        @ForAll @IntRange(min = 3, max = 9) final int permits,
        @ForAll @IntRange(min = 1, max = 20) final int windowNs,
        @ForAll @Size(max = 100) final List<@IntRange(max = 8) Integer> steps)
    {
        final RateLimiter limiter = new RateLimiter(permits, windowNs);
        final List<Long> given = new ArrayList<>();
        long nowNs = -50;
        for (final int step : steps)
        {
            nowNs += step / 3;
            final int wanted = 1 + step % 3;
            final long from = nowNs - windowNs;
            final boolean room = given.stream().filter(timeNs -> timeNs > from).count() + wanted <= permits;
            assertEquals(room, limiter.nextPermitNs(nowNs, wanted) == nowNs);
            final long nextNs = limiter.nextPermitNs(nowNs, wanted);
            final long stillNs = nextNs - windowNs;
            assertTrue(given.stream().filter(timeNs -> timeNs > stillNs).count() + wanted <= permits);
            assertEquals(room, limiter.tryAcquire(nowNs, wanted));
            for (int i = 0; room && i < wanted; i++)
            {
                given.add(nowNs);
            }
        }
    }

    @Test
    void shouldRefuseFiguresThatLimitNothing()
    {
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(2, 1).tryAcquire(0, 3));
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(2, 1).nextPermitNs(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(1, 0));
    }
}
