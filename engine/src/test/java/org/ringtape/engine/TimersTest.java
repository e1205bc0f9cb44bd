package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.EventPoller;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Timers of the strategy, through the ring. */
class TimersTest
{
    private final TestStrategy strategy = new TestStrategy();
    private final MarketPipeline pipeline = strategy.launch();
    private final long startNs = strategy.nowNs;

    @BeforeEach
    void forgetTheStart()
    {
        strategy.told.clear();
    }

    @AfterEach
    void close()
    {
        pipeline.close();
    }

    @Test
    void shouldFireOnceWhenDue()
    {
        schedule(1, 10);
        after(9);
        assertTold();
        after(2);
        assertTold("timer 1");
        after(5_000);
        assertTold("timer 1");
    }

    @Test
    void shouldFireInTheOrderOfDeadlines()
    {
        schedule(3, 30);
        schedule(1, 10);
        schedule(2, 20);
        after(100);
        assertTold("timer 1", "timer 2", "timer 3");
    }

    @Test
    void shouldFireWhatIsPastAtOnce()
    {
        after(1_000);
        schedule(1, -1_000_000);
        schedule(2, -10);
        strategy.context.scheduleTimer(3, Long.MIN_VALUE);
        after(0);
        assertEquals(3, strategy.told.size());
    }

    @Test
    void shouldFireInTimeAfterALongTimeWithoutTimers()
    {
        after(3_600_000);
        schedule(1, 3_600_005);
        after(6);
        assertTold("timer 1");
    }

    @Test
    void shouldFireInTimeThoughNobodyLookedForLong()
    {
        schedule(1, 3_600_000);
        schedule(2, 500);
        after(3_599_999);
        assertTold("timer 2");
        schedule(3, 3_600_001);
        after(3);
        assertTold("timer 2", "timer 1", "timer 3");
    }

    @Test
    void shouldMoveATimer()
    {
        schedule(1, 10);
        schedule(1, 50);
        after(40);
        assertTold();
        after(11);
        assertTold("timer 1");
    }

    @Test
    void shouldCancelATimer()
    {
        schedule(1, 10);
        schedule(2, 10);
        assertTrue(strategy.context.cancelTimer(1));
        assertFalse(strategy.context.cancelTimer(1));
        assertFalse(strategy.context.cancelTimer(77));
        after(20);
        assertTold("timer 2");
        assertFalse(strategy.context.cancelTimer(2));
    }

    @Test
    void shouldNeverFireWhatIsNeverDue()
    {
        strategy.context.scheduleTimer(1, Long.MAX_VALUE);
        after(10_000_000);
        assertTold();
        assertTrue(strategy.context.cancelTimer(1));
    }

    @Test
    void shouldRefuseTheOneIdThatIsNone()
    {
        assertThrows(
            IllegalArgumentException.class, () -> strategy.context.scheduleTimer(Long.MIN_VALUE, strategy.nowNs));
    }

    @Test
    void shouldFireLaterWhatTheRingHasNoRoomFor() throws Exception
    {
        final EventRing ring = new EventRing(EventRing.MIN_CAPACITY);
        final EventPoller<EventSlot> poller = ring.newGatingPoller();
        final CounterSet counters = pipeline.counters();
        final EventPublication publication = new EventPublication(
            ring,
            strategy,
            0,
            1,
            counters.counter(PipelineCounter.FRAMES_DROPPED),
            counters.counter(PipelineCounter.EVENTS_PUBLISHED));
        final EventStage stage = new EventStage(1);
        final TimerQueue timers = new TimerQueue(startNs, stage, publication);
        stage.append(new TimerEvent(), EventType.TIMER, TimerEvent.LENGTH);
        while (ring.remainingCapacity() > 0)
        {
            assertTrue(publication.offer(stage));
        }
        timers.schedule(1, startNs + 10_000_000L);
        assertEquals(0, timers.poll(startNs + 20_000_000L));
        assertEquals(0, timers.poll(startNs + 30_000_000L));

        poller.poll((slot, sequence, endOfBatch) -> true);
        assertEquals(1, timers.poll(startNs + 40_000_000L));
        assertEquals(0, timers.poll(startNs + 50_000_000L));
        assertFalse(timers.cancel(1));
    }

    @Test
    void shouldFireLaterWhatAClockThatThrowsKeptBack() throws Exception
    {
        final EventRing ring = new EventRing(EventRing.MIN_CAPACITY);
        final EventPoller<EventSlot> poller = ring.newGatingPoller();
        final IllegalStateException broken = new IllegalStateException("a clock that throws");
        final boolean[] isBroken = {true};
        final EventPublication publication = new EventPublication(
            ring,
            () ->
            {
                if (isBroken[0])
                {
                    throw broken;
                }
                return startNs;
            },
            0,
            1,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED));
        final TimerQueue timers = new TimerQueue(startNs, new EventStage(1), publication);
        timers.schedule(1, startNs + 10_000_000L);
        timers.schedule(2, startNs + 10_000_000L);
        assertSame(broken, assertThrows(IllegalStateException.class, () -> timers.poll(startNs + 20_000_000L)));
        assertSame(broken, assertThrows(IllegalStateException.class, () -> timers.poll(startNs + 30_000_000L)));
        assertEquals(-1, ring.cursor());

        isBroken[0] = false;
        assertEquals(2, timers.poll(startNs + 40_000_000L));
        final int[] seen = {0};
        poller.poll((slot, sequence, endOfBatch) -> ++seen[0] > 0);
        assertEquals(2, seen[0]);
        assertFalse(timers.cancel(1));
    }

    @Test
    void shouldFireHundredsThatAreDueTogether()
    {
        final List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++)
        {
            schedule(i, 10 + 3 * i);
            expected.add("timer " + i);
        }
        after(1_000);
        after(0);
        after(0);
        assertEquals(expected, strategy.told);
    }

    private void schedule(final long timerId, final long milliseconds)
    {
        strategy.context.scheduleTimer(timerId, startNs + milliseconds * 1_000_000L);
    }

    private void after(final long milliseconds)
    {
        strategy.after(pipeline, milliseconds);
    }

    private void assertTold(final String... lines)
    {
        assertEquals(List.of(lines), strategy.told);
    }
}
