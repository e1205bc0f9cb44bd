package org.ringtape.bench.latency.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When frames are planned. */
final class PlannedScheduleTest
{
    @Test
    void shouldPlanFramesEvenlyWithoutDrift()
    {
        final PlannedSchedule schedule = new PlannedSchedule(3, PlannedSchedule.EVEN);
        assertEquals(0, schedule.offsetNs(0));
        assertEquals(333_333_333L, schedule.offsetNs(1));
        assertEquals(666_666_666L, schedule.offsetNs(2));
        assertEquals(1_000_000_000L, schedule.offsetNs(3));
        assertEquals(1_000_000_000_000L, schedule.offsetNs(3_000));
        assertEquals(6, schedule.framesIn(2));
    }

    @Test
    void shouldPlanBurstsOfTenTimesTheRateThatKeepTheAverage()
    {
        final PlannedSchedule schedule = new PlannedSchedule(1_000, PlannedSchedule.BURST);
        assertEquals(0, schedule.offsetNs(0));
        assertEquals(100_000L, schedule.offsetNs(1), "ten times as close as the average");
        assertEquals(9_900_000L, schedule.offsetNs(99), "the last of a burst");
        assertEquals(100_000_000L, schedule.offsetNs(100), "the next burst begins when the average has caught up");
        assertEquals(5_000_000_000L, schedule.offsetNs(5_000));
    }

    @Test
    void shouldNeverPlanAFrameBeforeTheOneBefore()
    {
        for (final long rate : new long[]{10, 37, 999, 12_345, 1_000_000})
        {
            final PlannedSchedule schedule = new PlannedSchedule(rate, PlannedSchedule.BURST);
            for (int i = 1; i < 5_000; i++)
            {
                assertTrue(schedule.offsetNs(i) >= schedule.offsetNs(i - 1), rate + "/s, frame " + i);
            }
        }
    }
}
