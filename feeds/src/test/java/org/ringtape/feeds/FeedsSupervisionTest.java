package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.feeds.FeedsRig.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.status.PipelineCounter;

/** The conductor: what throws, interrupts, closes or blocks on it, and who hears of that. */
@Timeout(60)
class FeedsSupervisionTest
{
    private final FeedsRig rig = new FeedsRig();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Strategy strategy = new Strategy()
    {
        @Override
        public void onSession(final SessionStatus status)
        {
            told.add(status.state() + " " + status.text());
        }

        @Override
        public void onBookState(final OrderBook book, final BookState previous)
        {
            told.add(previous + " to " + book.state() + " " + book.streamId());
        }

        @Override
        public void onFailure(final PipelineFailure failure)
        {
            told.add("failure of " + failure.part());
        }
    };

    /** From where something is closed. */
    enum Place
    {
        IDLE,
        SESSION,
        CONNECT,
        FETCH
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void shouldCloseFeedsFromAnywhereWithoutWaitingForItself(final Place place)
    {
        final AtomicReference<Feeds> feeds = new AtomicReference<>();
        final MarketPipeline pipeline = closeFrom(place, feeds, (unused) -> feeds.get().close());
        await(feeds.get()::isClosed);
        assertEquals(SessionState.CLOSED, feeds.get().sessions().get(0).state());
        assertFalse(pipeline.isClosed());
        pipeline.close();
        assertEquals(List.of(), rig.errors);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void shouldClosePipelineAndFeedsFromAnywhereWithoutWaitingForItself(final Place place)
    {
        final AtomicReference<Feeds> feeds = new AtomicReference<>();
        final MarketPipeline pipeline = closeFrom(place, feeds, MarketPipeline::close);
        await(feeds.get()::isClosed);
        pipeline.close();
        assertEquals(SessionState.CLOSED, feeds.get().sessions().get(0).state());
        assertTrue(told.stream().anyMatch((one) -> one.startsWith("CLOSED")), "the last word is heard: " + told);
        assertEquals(List.of(), rig.errors);
    }

    /** Launches, and closes once from a place. */
    private MarketPipeline closeFrom(
        final Place place, final AtomicReference<Feeds> feeds, final Consumer<MarketPipeline> close)
    {
        final CountDownLatch launched = new CountDownLatch(1);
        final CountDownLatch once = new CountDownLatch(1);
        final AtomicReference<MarketPipeline> closed = new AtomicReference<>();
        final Runnable closing = () ->
        {
            if (once.getCount() > 0)
            {
                once.countDown();
                awaitUninterruptibly(launched);
                close.accept(closed.get());
            }
        };
        if (place == Place.CONNECT)
        {
            rig.onConnect = closing;
        }
        if (place == Place.FETCH)
        {
            rig.onFetch = closing;
        }
        final MarketPipeline pipeline = rig.pipeline(new Strategy()
        {
            @Override
            public void onIdle(final long nowNs)
            {
                if (place == Place.IDLE && feeds.get() != null)
                {
                    closing.run();
                }
            }

            @Override
            public void onSession(final SessionStatus status)
            {
                strategy.onSession(status);
                if (place == Place.SESSION && status.state() == SessionState.LIVE)
                {
                    closing.run();
                }
            }
        });
        closed.set(pipeline);
        feeds.set(Feeds.launch(rig.context(pipeline, "aaa")));
        launched.countDown();
        await(() -> once.getCount() == 0);
        return pipeline;
    }

    private static void awaitUninterruptibly(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldRefuseToLaunchOnAPipelineThatIsClosed()
    {
        final MarketPipeline pipeline = rig.pipeline(strategy);
        pipeline.close();
        final Exception refused = assertThrows(
            IllegalStateException.class, () -> Feeds.launch(rig.context(pipeline, "aaa")));
        assertTrue(refused.getMessage().contains("pipeline is closed"), refused.getMessage());
    }

    @Test
    void shouldGoOnThoughTheConductorIsInterrupted()
    {
        final AtomicReference<Thread> conductor = new AtomicReference<>();
        rig.onConnect = () -> conductor.set(Thread.currentThread());
        final MarketPipeline pipeline = rig.pipeline(strategy);
        final Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa"));
        rig.awaitLive(pipeline, "aaa");
        for (int i = 0; i < 10; i++)
        {
            final long cleared = pipeline.counters().total(PipelineCounter.INTERRUPTS_CLEARED);
            conductor.get().interrupt();
            await(() -> pipeline.counters().total(PipelineCounter.INTERRUPTS_CLEARED) > cleared);
        }
        assertTrue(pipeline.isLive(rig.instrument(pipeline, "aaa")));
        Thread.currentThread().interrupt();
        feeds.close();
        pipeline.close();
        assertTrue(Thread.interrupted());
        assertEquals(SessionState.CLOSED, feeds.sessions().get(0).state());
        assertEquals(List.of(), rig.errors);
        assertEquals(List.of(), rig.failures);
    }

    @Test
    void shouldFailASessionWhoseLibraryIsMissingAndSaySo()
    {
        rig.onConnect = () ->
        {
            throw new NoClassDefFoundError("org/slf4j/LoggerFactory");
        };
        final MarketPipeline pipeline = rig.pipeline(strategy);
        final Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa"));
        await(() -> feeds.sessions().get(0).state() == SessionState.FAILED);
        await(() -> told.stream().anyMatch((one) -> one.startsWith("FAILED") && one.contains("org/slf4j")));
        assertFalse(pipeline.isLive(rig.instrument(pipeline, "aaa")));
        feeds.close();
        pipeline.close();
        assertNull(feeds.failure());
        assertEquals(List.of(), rig.failures);
    }

    @Test
    void shouldGoOnThoughAConnectionFailsWithAnErrorOnce()
    {
        final CountDownLatch once = new CountDownLatch(1);
        rig.onConnect = () ->
        {
            if (once.getCount() > 0)
            {
                once.countDown();
                throw new StackOverflowError();
            }
        };
        try (MarketPipeline pipeline = rig.pipeline(strategy);
            Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa")))
        {
            rig.awaitLive(pipeline, "aaa");
            assertEquals(1, feeds.sessions().size());
        }
    }

    @Test
    void shouldGoOnThoughAFetchThrowsAnError()
    {
        final CountDownLatch once = new CountDownLatch(1);
        rig.onFetch = () ->
        {
            if (once.getCount() > 0)
            {
                once.countDown();
                throw new LinkageError("mine");
            }
        };
        try (MarketPipeline pipeline = rig.pipeline(strategy);
            Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa", "bbb")))
        {
            rig.awaitLive(pipeline, "bbb");
            await(() -> rig.errors.size() == 1);
            assertEquals("mine", rig.errors.get(0).getMessage());
            assertNull(feeds.failure());
        }
    }

    @Test
    void shouldCallNothingLiveBehindAConductorThatCannotGoOn()
    {
        final MarketPipeline pipeline = rig.pipeline(strategy);
        final Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa"));
        final Feeds others = Feeds.launch(rig.context(pipeline, "bbb"));
        rig.awaitLive(pipeline, "aaa");
        rig.awaitLive(pipeline, "bbb");
        final AtomicReference<Thread> failing = new AtomicReference<>();
        rig.clock = () ->
        {
            final Thread thread = Thread.currentThread();
            if (thread.getName().equals("ringtape-conductor") &&
                (failing.compareAndSet(null, thread) || failing.get() == thread))
            {
                throw new IllegalStateException("no time");
            }
            return rig.realClock.nanoTime();
        };
        await(() -> feeds.failure() != null || others.failure() != null);
        final boolean first = feeds.failure() != null;
        final String failed = first ? "aaa" : "bbb";
        assertFalse(pipeline.isLive(rig.instrument(pipeline, failed)));
        assertTrue(pipeline.isLive(rig.instrument(pipeline, first ? "bbb" : "aaa")), "the others are well");
        await(() -> rig.failures.size() == 1);
        assertEquals("ringtape-conductor", rig.failures.get(0).part());
        final Feeds dead = first ? feeds : others;
        assertEquals(SessionState.FAILED, dead.sessions().get(0).state());
        assertTrue(rig.connections.stream().anyMatch((connection) -> connection.aborted));
        rig.clock = rig.realClock;
        await(() -> told.stream().anyMatch((one) -> one.startsWith("failure of ringtape-conductor")));
        assertTrue(told.contains("LIVE to GAPPED " + rig.stream(pipeline, failed)), told::toString);
        final int errors = rig.errors.size();
        feeds.close();
        others.close();
        pipeline.close();
        assertEquals(errors, rig.errors.size(), "nothing hung");
    }

    @Test
    void shouldEndItsConnectionsWhenTheMarketThreadCannotGoOn()
    {
        final MarketPipeline pipeline = rig.pipeline(strategy);
        final Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa"));
        rig.awaitLive(pipeline, "aaa");
        rig.clock = () ->
        {
            if (Thread.currentThread().getName().equals("ringtape-market"))
            {
                throw new NoClassDefFoundError("mine");
            }
            return rig.realClock.nanoTime();
        };
        await(() -> feeds.isClosed() && !rig.failures.isEmpty());
        assertFalse(pipeline.isLive(rig.instrument(pipeline, "aaa")));
        assertTrue(feeds.sessions().get(0).state().isFinal());
        assertEquals("ringtape-market", rig.failures.get(0).part());
        final Exception refused = assertThrows(
            IllegalStateException.class, () -> Feeds.launch(rig.context(pipeline, "bbb")));
        assertTrue(refused.getMessage().contains("failed"), refused.getMessage());
        feeds.close();
        pipeline.close();
    }

    @Test
    void shouldNotCallABookLiveWhileTheMarketThreadIsHeldUpAndClosesOnceItReturns() throws Exception
    {
        final CountDownLatch held = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final MarketPipeline pipeline = MarketPipeline.launch(rig.settings(new Strategy()
        {
            @Override
            public void onTimer(final long timerId, final long nowNs)
            {
                held.countDown();
                awaitUninterruptibly(release);
            }

            @Override
            public void onStart(final StrategyContext context)
            {
                context.scheduleTimer(1, context.clock().nanoTime() + TimeUnit.MILLISECONDS.toNanos(500));
            }
        }).stallLimitNs(TimeUnit.MILLISECONDS.toNanos(50)));
        final Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa"));
        rig.awaitLive(pipeline, "aaa");
        assertTrue(held.await(20, TimeUnit.SECONDS));
        rig.connections.get(0).diff("aaa", 1_010, 1_020);
        await(() -> !pipeline.isLive(rig.instrument(pipeline, "aaa")));
        await(() -> pipeline.counters().total(PipelineCounter.THREADS_STALLED) == 1);
        release.countDown();
        rig.awaitLive(pipeline, "aaa");
        feeds.close();
        pipeline.close();
        assertEquals(List.of(), rig.errors);
    }
}
