package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.status.PipelineCounter;

/** The pipeline and its market agent. */
@Timeout(30)
class MarketPipelineTest
{
    private final TestStrategy strategy = new TestStrategy();

    @Test
    void shouldGoOnBehindAStrategyThatThrows()
    {
        strategy.thrownOnSession = new IllegalStateException("mine");
        shouldGoOn();
    }

    @Test
    void shouldGoOnBehindAStrategyThatThrowsAnError()
    {
        strategy.thrownOnSession = new AssertionError("mine");
        shouldGoOn();
    }

    private void shouldGoOn()
    {
        final Thread.UncaughtExceptionHandler handler = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> strategy.told.add("last resort"));
        try (MarketPipeline pipeline = strategy.launch())
        {
            strategy.publish("one");
            strategy.publish("two");
            pipeline.invoke();
            assertEquals(List.of("start", "one", "last resort", "two", "last resort"), strategy.told);
            assertEquals(List.of(strategy.thrownOnSession, strategy.thrownOnSession), strategy.errors);
            assertEquals(2, pipeline.counters().total(PipelineCounter.LISTENER_ERRORS));
            assertEquals(2, pipeline.counters().total(PipelineCounter.SLOTS_HANDLED));
        }
        finally
        {
            Thread.currentThread().setUncaughtExceptionHandler(handler);
        }
    }

    @Test
    void shouldRunThoughTheStrategyFailsToStart() throws Exception
    {
        strategy.thrownOnStart = new AssertionError("mine");
        try (MarketPipeline pipeline = strategy.launch(TestStrategy.smallContext()
            .clock(new OffsetEpochNanoClock())
            .threadFactory((task) ->
            {
                final Thread thread = new Thread(task);
                thread.setUncaughtExceptionHandler((failed, thrown) -> strategy.told.add("last resort"));
                return thread;
            })))
        {
            strategy.publish("one");
            await("one");
            assertEquals(1, pipeline.counters().total(PipelineCounter.LISTENER_ERRORS));
        }
    }

    @Test
    void shouldHandleWhatIsInTheRingBeforeItStops()
    {
        final MarketPipeline pipeline = strategy.launch();
        strategy.publish("one");
        strategy.publish("two");
        pipeline.close();
        pipeline.close();
        assertEquals(List.of("start", "one", "two", "stop"), strategy.told);
    }

    @Test
    void shouldRunOnAThreadOfItsOwn() throws Exception
    {
        final MarketPipeline pipeline = strategy.launch(
            TestStrategy.smallContext().clock(new OffsetEpochNanoClock()));
        assertThrows(IllegalStateException.class, pipeline::invoke);
        for (int i = 0; i < 5_000; i++)
        {
            publishWhenThereIsRoom("event");
        }
        publishWhenThereIsRoom("last");
        await("last");
        pipeline.close();
        pipeline.close();
        assertEquals(5_003, strategy.told.size());
        assertEquals("stop", strategy.told.get(5_002));
        assertEquals(List.of(), strategy.errors);
    }

    @Test
    void shouldNotWaitForEverForAStrategyThatDoesNotReturn() throws Exception
    {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final MarketPipeline pipeline = MarketPipeline.launch(TestStrategy.smallContext()
            .errorHandler(strategy.errors::add)
            .strategy(new Strategy()
            {
                @Override
                public void onIdle(final long nowNs)
                {
                    entered.countDown();
                    boolean released = false;
                    while (!released)
                    {
                        try
                        {
                            release.await();
                            released = true;
                        }
                        catch (final InterruptedException ignored)
                        {
                            released = false; // deaf, which is the point
                        }
                    }
                }
            }));
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        final long beforeNs = System.nanoTime();
        pipeline.close();
        release.countDown();
        assertTrue(System.nanoTime() - beforeNs < TimeUnit.SECONDS.toNanos(15));
        assertTrue(strategy.errors.get(0).getMessage().contains("has not returned"), strategy.errors::toString);
    }

    @Test
    void shouldSayWhenInstrumentsDoNotBecomeLiveInTime()
    {
        try (MarketPipeline pipeline = MarketPipeline.launch(TestStrategy.smallContext()))
        {
            final int id = pipeline.instruments().register(1, "X");
            assertFalse(pipeline.isLive(id));
            pipeline.streams().register(1, "x@trade", id, ContinuityRule.STEP);
            assertFalse(pipeline.isLive(id));
            pipeline.streams().register(1, "x@depth", id, ContinuityRule.CHAINED);
            assertFalse(pipeline.awaitLive(new int[] {id}, 5_000_000L));
            assertTrue(pipeline.awaitLive(new int[0], 0L));

            Thread.currentThread().interrupt();
            assertFalse(pipeline.awaitLive(new int[] {id}, TimeUnit.HOURS.toNanos(1)));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void shouldNotWaitForItselfInInvokerMode()
    {
        try (MarketPipeline pipeline = strategy.launch())
        {
            assertThrows(IllegalStateException.class, () -> pipeline.awaitLive(new int[] {0}, 1));
        }
    }

    @Test
    void shouldTakeCommandsInOrderAndSayWhenThereIsNoRoom()
    {
        final ConductorCommands commands = new ConductorCommands();
        int accepted = 0;
        while (commands.resync(accepted, 3))
        {
            accepted++;
        }
        assertTrue(accepted > 1_000, "room for " + accepted);
        final int[] next = new int[1];
        final MessageHandler dispatcher = ConductorCommands.dispatcher((streamId, reason) ->
        {
            assertEquals(next[0]++, streamId);
            assertEquals(3, reason);
        });
        int drained = 0;
        int work;
        while ((work = commands.drain(dispatcher)) > 0)
        {
            drained += work;
        }
        assertEquals(accepted, drained);
        assertTrue(commands.resync(1, 1));
    }

    private void publishWhenThereIsRoom(final String line)
    {
        while (!strategy.publish(line))
        {
            Thread.onSpinWait();
        }
    }

    private void await(final String line)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!strategy.told.contains(line))
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "never told: " + line);
            LockSupport.parkNanos(100_000L);
        }
    }
}
