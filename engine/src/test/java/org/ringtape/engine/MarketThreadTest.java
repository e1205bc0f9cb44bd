package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.thread.SupervisedAgent;

/** Nothing that a strategy does in a callback ends the market thread unheard, or has a wrong book called live. */
@Timeout(60)
class MarketThreadTest
{
    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final List<PipelineFailure> failures = new CopyOnWriteArrayList<>();

    static Stream<Arguments> callbacksAndThrowables()
    {
        final List<Throwable> thrown = List.of(
            new IllegalStateException("mine"),
            new NoClassDefFoundError("org/slf4j/LoggerFactory"),
            new StackOverflowError(),
            new OutOfMemoryError("mine"),
            new AgentTerminationException("mine"),
            new InterruptedException("mine"));
        return callbacks().flatMap((callback) -> thrown.stream().map((one) -> Arguments.of(callback, one)));
    }

    static Stream<String> callbacks()
    {
        return Misbehaving.callbacks().stream().filter((callback) -> !callback.equals("onStop"));
    }

    @ParameterizedTest(name = "{0} throws {1}")
    @MethodSource("callbacksAndThrowables")
    void shouldGoOnWhateverACallbackThrows(final String callback, final Throwable thrown)
    {
        final Misbehaving strategy = Misbehaving.in(callback, 1, () ->
        {
            throw thrown;
        });
        try (MarketPipeline pipeline = launch(strategy))
        {
            final EveryEvent events = new EveryEvent(pipeline);
            misbehave(strategy, events);
            assertGoesOn(pipeline, events);
            assertEquals(1, errors.size(), errors::toString);
            assertEquals(thrown, errors.get(0) instanceof UndeclaredThrowableException ?
                errors.get(0).getCause() : errors.get(0));
            assertTrue(pipeline.counters().total(PipelineCounter.LISTENER_ERRORS) >= 1);
        }
        assertTrue(strategy.called.contains("onStop"));
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest(name = "{0} interrupts its thread")
    @MethodSource("callbacks")
    void shouldGoOnThoughACallbackInterruptsItsThread(final String callback)
    {
        final Misbehaving strategy = Misbehaving.in(callback, 1, () -> Thread.currentThread().interrupt());
        try (MarketPipeline pipeline = launch(strategy))
        {
            final EveryEvent events = new EveryEvent(pipeline);
            misbehave(strategy, events);
            assertGoesOn(pipeline, events);
            await(() -> pipeline.counters().total(PipelineCounter.INTERRUPTS_CLEARED) == 1);
        }
        assertTrue(strategy.called.contains("onStop"));
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest(name = "{0} blocks")
    @MethodSource("callbacks")
    void shouldNotCallABookLiveWhileEventsWaitBehindACallbackThatBlocks(final String callback)
    {
        final CountDownLatch release = new CountDownLatch(1);
        final Misbehaving strategy = Misbehaving.in(callback, 1, release::await);
        try (MarketPipeline pipeline = launch(strategy))
        {
            final EveryEvent events = new EveryEvent(pipeline);
            misbehave(strategy, events);
            await(events::image);
            await(() -> !pipeline.isLive(events.instrument));
            release.countDown();
            assertGoesOn(pipeline, events);
        }
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest(name = "{0} closes the pipeline")
    @MethodSource("callbacks")
    void shouldCloseFromWithinAnyCallbackAndTakeNothingMore(final String callback)
    {
        final MarketPipeline[] closing = new MarketPipeline[1];
        final CountDownLatch launched = new CountDownLatch(1);
        final Misbehaving strategy = Misbehaving.in(callback, 1, () ->
        {
            launched.await();
            closing[0].close();
        });
        final MarketPipeline pipeline = launch(strategy);
        closing[0] = pipeline;
        launched.countDown();
        final EveryEvent events = new EveryEvent(pipeline);
        misbehave(strategy, events);
        await(() -> strategy.called.contains("onStop"));
        await(() -> !events.image());
        assertFalse(pipeline.isLive(events.instrument));
        pipeline.close();
        assertTrue(pipeline.isClosed());
        assertNull(pipeline.failure());
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldNotMisreportAStrategyWhoseLastCallbackCloses()
    {
        final MarketPipeline[] closing = new MarketPipeline[1];
        final Misbehaving strategy = Misbehaving.in("onStop", 1, () -> closing[0].close());
        closing[0] = launch(strategy);
        closing[0].close();
        assertEquals(List.of(), errors);
        assertTrue(strategy.called.contains("onStop"));
    }

    @Test
    void shouldTellAnIdleCallbackThatThrowsEachTimeAtABoundedRateAndNotBurnACore() throws Exception
    {
        final Misbehaving strategy = Misbehaving.in("onIdle", Integer.MAX_VALUE, () ->
        {
            throw new AssertionError("each time");
        });
        try (MarketPipeline pipeline = launch(strategy))
        {
            final EveryEvent events = new EveryEvent(pipeline);
            await(() -> strategy.misdeeds.get() > 3);
            assertGoesOn(pipeline, events);
            final int before = strategy.misdeeds.get();
            await(() -> strategy.misdeeds.get() > before);
        }
        assertTrue(strategy.misdeeds.get() < 20, "rests double: " + strategy.misdeeds.get());
    }

    @Test
    void shouldClearInterruptsByOthersHoweverMany() throws Exception
    {
        final Thread[] market = new Thread[1];
        final Misbehaving strategy = Misbehaving.in("onStart", 1, () -> market[0] = Thread.currentThread());
        try (MarketPipeline pipeline = launch(strategy))
        {
            final EveryEvent events = new EveryEvent(pipeline);
            assertTrue(strategy.done.await(10, TimeUnit.SECONDS));
            await(() -> market[0] != null);
            for (int i = 1; i < 20; i++)
            {
                final long cleared = pipeline.counters().total(PipelineCounter.INTERRUPTS_CLEARED);
                market[0].interrupt();
                await(() -> pipeline.counters().total(PipelineCounter.INTERRUPTS_CLEARED) > cleared);
            }
            assertGoesOn(pipeline, events);
        }
        assertTrue(strategy.called.contains("onStop"));
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldFailAndSaySoWhenTheMarketThreadCannotGoOn()
    {
        final AtomicBoolean broken = new AtomicBoolean();
        final EpochNanoClock good = new OffsetEpochNanoClock();
        final Misbehaving strategy = Misbehaving.in("", 0, () ->
        {
        });
        final MarketPipeline pipeline = MarketPipeline.launch(settings(strategy).clock(() ->
        {
            if (broken.get() && Thread.currentThread().getName().equals("ringtape-market"))
            {
                throw new NoClassDefFoundError("host/Clock");
            }
            return good.nanoTime();
        }));
        final EveryEvent events = new EveryEvent(pipeline);
        await(events::image);
        await(() -> pipeline.isLive(events.instrument));
        broken.set(true);
        await(() -> pipeline.failure() != null);
        assertFalse(pipeline.isLive(events.instrument));
        assertEquals(BookState.STALE, pipeline.bookState(events.bookStream));
        assertFalse(pipeline.awaitLive(new int[] {events.instrument}, TimeUnit.HOURS.toNanos(1)), "it would never be");
        await(() -> failures.size() == 1);
        assertEquals("ringtape-market", failures.get(0).part());
        assertEquals("host/Clock", failures.get(0).cause().getMessage());
        await(() -> strategy.called.contains("onStop"));
        assertEquals(failures.get(0), strategy.failure);
        assertFalse(events.image(), "nobody would read it");
        assertEquals(1, pipeline.counters().total(PipelineCounter.THREADS_FAILED));
        assertEquals(SupervisedAgent.MAX_FAULTS, errors.size());
        final Exception refused = assertThrows(
            IllegalStateException.class, () -> pipeline.link(null));
        assertTrue(refused.getMessage().contains("failed") && refused.getMessage().contains("host/Clock"));
        pipeline.close();
        assertEquals(SupervisedAgent.MAX_FAULTS, errors.size(), "nobody hung");
    }

    @Test
    void shouldGoOnWithAnIdleStrategyThatThrows()
    {
        final Misbehaving strategy = Misbehaving.in("", 0, () ->
        {
        });
        final AtomicBoolean thrown = new AtomicBoolean();
        try (MarketPipeline pipeline = MarketPipeline.launch(settings(strategy).idleStrategy(() ->
            new YieldingIdleStrategyThatThrowsOnce(thrown))))
        {
            await(() -> errors.size() == 1);
            assertGoesOn(pipeline, new EveryEvent(pipeline));
            assertEquals(1, errors.size());
        }
    }

    @Test
    void shouldCountEventsThatNobodyHandles()
    {
        try (MarketPipeline pipeline = launch(Misbehaving.in("", 0, () ->
        {
        })))
        {
            final EveryEvent events = new EveryEvent(pipeline);
            await(() -> events.ofKind(EventType.ORDER));
            await(() -> events.ofKind(EventType.FILL));
            await(() -> events.ofKind(999));
            await(() -> events.ofKind(EventType.NONE));
            await(() -> pipeline.counters().total(PipelineCounter.SLOTS_HANDLED) >= 4);
            assertEquals(3, pipeline.counters().total(PipelineCounter.EVENTS_OF_UNKNOWN_KIND));
        }
    }

    @Test
    void shouldCountAndNameAThreadThatDoesNotComeBackOnce()
    {
        final CountDownLatch release = new CountDownLatch(1);
        final Misbehaving strategy = Misbehaving.in("onIdle", 1, release::await);
        try (MarketPipeline pipeline = launch(strategy))
        {
            final FeedLink link = pipeline.link(new IdleFeed());
            awaitMisdeed(strategy);
            await(() ->
            {
                link.beginCycle(pipeline.clock().nanoTime());
                return pipeline.counters().total(PipelineCounter.THREADS_STALLED) == 1;
            });
            link.beginCycle(pipeline.clock().nanoTime());
            assertEquals(1, pipeline.counters().total(PipelineCounter.THREADS_STALLED));
            release.countDown();
            link.release();
        }
    }

    private record YieldingIdleStrategyThatThrowsOnce(AtomicBoolean thrown) implements IdleStrategy
    {
        @Override
        public void idle(final int workCount)
        {
            idle();
        }

        @Override
        public void idle()
        {
            if (!thrown.getAndSet(true))
            {
                throw new AssertionError("mine");
            }
            Thread.yield();
        }

        @Override
        public void reset()
        {
            Thread.onSpinWait();
        }
    }

    private MarketPipeline launch(final Misbehaving strategy)
    {
        return MarketPipeline.launch(settings(strategy));
    }

    private PipelineContext settings(final Misbehaving strategy)
    {
        return TestStrategy.smallContext()
            .strategy(strategy.strategy())
            .stallLimitNs(STALL_NS)
            .errorHandler(errors::add)
            .onFailure(failures::add);
    }

    private static void misbehave(final Misbehaving strategy, final EveryEvent events)
    {
        await(() ->
        {
            if (strategy.done.getCount() > 0)
            {
                events.image();
                events.everything();
                LockSupport.parkNanos(1_000_000L); // idle as well
            }
            return strategy.done.getCount() == 0;
        });
    }

    private static void awaitMisdeed(final Misbehaving strategy)
    {
        await(() -> strategy.done.getCount() == 0);
    }

    /** A book becomes live from what is published now, so the thread handles it. */
    private static void assertGoesOn(final MarketPipeline pipeline, final EveryEvent events)
    {
        final long handled = pipeline.counters().total(PipelineCounter.BOOK_UPDATES_APPLIED);
        await(events::image);
        await(() -> pipeline.counters().total(PipelineCounter.BOOK_UPDATES_APPLIED) > handled &&
            pipeline.isLive(events.instrument));
        assertNotNull(pipeline.bookState(events.bookStream));
    }

    static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "never true");
            LockSupport.parkNanos(100_000L);
        }
    }
}
