package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.Sequence;

import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.thread.PhasedIdleStrategy;

/** Each way of waiting, what it registers, and when it first sleeps. */
@Timeout(60)
class WaitStrategyTest
{
    private final TestStrategy strategy = new TestStrategy();

    @ParameterizedTest
    @EnumSource(WaitStrategy.class)
    void shouldHandleEventsAndTimersWhicheverWayItWaits(final WaitStrategy waitStrategy)
    {
        final MarketPipeline pipeline = strategy.launch(TestStrategy.smallContext()
            .clock(new OffsetEpochNanoClock())
            .waitStrategy(waitStrategy));
        assertEquals(waitStrategy.spins() ? 1 : 0, pipeline.spinningThreads().count());
        for (int i = 0; i < 1_000; i++)
        {
            while (!strategy.publish("event"))
            {
                Thread.onSpinWait();
            }
        }
        await(1_001);
        pipeline.close();
        assertEquals(0, pipeline.spinningThreads().count());
        assertEquals("stop", strategy.told.get(1_001));
    }

    @Test
    void shouldNotCountAHostsOwnWayOfWaiting()
    {
        try (MarketPipeline pipeline = strategy.launch(TestStrategy.smallContext()
            .clock(new OffsetEpochNanoClock())
            .waitStrategy(WaitStrategy.BUSY_SPIN)
            .idleStrategy(BusySpinIdleStrategy::new)))
        {
            assertEquals(0, pipeline.spinningThreads().count());
            assertTrue(strategy.publish("event"));
            await(2);
            assertThrows(IllegalStateException.class, () -> pipeline.ring().awaitPublished(1, 1));
        }
    }

    @Test
    void shouldHaveNobodyToWakeInInvokerMode()
    {
        try (MarketPipeline pipeline = MarketPipeline.launch(TestStrategy.smallContext()
            .threadingMode(ThreadingMode.INVOKER)
            .waitStrategy(WaitStrategy.BUSY_SPIN)))
        {
            assertEquals(0, pipeline.spinningThreads().count());
            assertThrows(IllegalStateException.class, () -> pipeline.ring().awaitPublished(1, 1));
        }
    }

    @Test
    void shouldSleepOnlyBehindItsSpinsAndYieldsAndStartAgainAtEachEvent()
    {
        final EventRing deaf = new EventRing(256); // complains when it is slept on
        final PhasedIdleStrategy idle = new PhasedIdleStrategy(deaf, new Sequence(), 5, 3);
        for (int event = 0; event < 3; event++)
        {
            for (int cycle = 0; cycle < 8; cycle++)
            {
                idle.idle(0);
            }
            assertThrows(IllegalStateException.class, () -> idle.idle(0));
            assertThrows(IllegalStateException.class, () -> idle.idle(0), "it goes on sleeping");
            idle.idle(1);
        }
        idle.idle(0);
        idle.reset();
        for (int cycle = 0; cycle < 8; cycle++)
        {
            idle.idle();
        }
        assertThrows(IllegalStateException.class, idle::idle);
    }

    @Test
    void shouldSleepAtOnceOnASingleCoreAndNeverWhenItYieldsForEver()
    {
        final EventRing deaf = new EventRing(256);
        final PhasedIdleStrategy blocking = new PhasedIdleStrategy(deaf, new Sequence(), 0, 0);
        assertThrows(IllegalStateException.class, () -> blocking.idle(0));
        final PhasedIdleStrategy yielding = new PhasedIdleStrategy(
            deaf, new Sequence(), 1, PhasedIdleStrategy.FOREVER);
        for (int cycle = 0; cycle < 10_000; cycle++)
        {
            yielding.idle(0);
        }
    }

    private void await(final int lines)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (strategy.told.size() < lines)
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "only " + strategy.told.size() + " told");
            LockSupport.parkNanos(100_000L);
        }
    }
}
