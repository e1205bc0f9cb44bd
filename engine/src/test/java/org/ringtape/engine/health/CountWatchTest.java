package org.ringtape.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** An id that does not go on is a repetition, or begins a new count. */
final class CountWatchTest
{
    private final CountWatch watch = new CountWatch();

    @Test
    void shouldBeginANewCountWithALaterTimeAtOnce()
    {
        assertTrue(watch.hasRestarted(101, 100, false));
    }

    @Test
    void shouldBeginANewCountBehindAnInterruptionUnlessItsTimeIsEarlier()
    {
        assertTrue(watch.hasRestarted(100, 100, true));
        assertTrue(watch.hasRestarted(0, 100, true));
        assertFalse(watch.hasRestarted(99, 100, true));
    }

    @Test
    void shouldBeginANewCountAtTheLimitOfIdsInARow()
    {
        assertEquals(CountWatch.UNDATED_LIMIT, idsUntilANewCount(0));
        watch.joined();
        assertEquals(CountWatch.UNDATED_LIMIT, idsUntilANewCount(100));
        watch.joined();
        assertEquals(CountWatch.DATED_LIMIT, idsUntilANewCount(99));
    }

    private int idsUntilANewCount(final long timeNs)
    {
        int count = 1;
        while (!watch.hasRestarted(timeNs, 100, false))
        {
            count++;
        }
        return count;
    }
}
