package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.MarketThreadTest.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.status.PipelineCounter;

/** Closing: by anybody, from anywhere, as often as they like. */
@Timeout(30)
class PipelineCloseTest
{
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final TestStrategy strategy = new TestStrategy();

    @Test
    void shouldCloseForAnInterruptedThreadWithoutAccusingTheStrategy()
    {
        final Misbehaving idle = Misbehaving.in("", 0, null);
        final MarketPipeline pipeline = launch(idle);
        Thread.currentThread().interrupt();
        pipeline.close();
        assertTrue(Thread.interrupted(), "the interrupt is kept for whoever it was meant for");
        assertTrue(idle.called.contains("onStop"));
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldCloseForManyThreadsAtOnce() throws Exception
    {
        final Misbehaving idle = Misbehaving.in("", 0, null);
        final MarketPipeline pipeline = launch(idle);
        final CountDownLatch closed = new CountDownLatch(8);
        for (int i = 0; i < 8; i++)
        {
            new Thread(() ->
            {
                pipeline.close();
                assertTrue(idle.called.contains("onStop"), "nobody returns before it is closed");
                closed.countDown();
            }).start();
        }
        assertTrue(closed.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldCloseNoSoonerThanAStrategyThatBlocksReturnsAndAccuseNobody() throws Exception
    {
        final CountDownLatch release = new CountDownLatch(1);
        final Misbehaving blocking = Misbehaving.in("onIdle", 1, release::await);
        final MarketPipeline pipeline = launch(blocking);
        await(() -> blocking.done.getCount() == 0);
        final Thread closing = new Thread(pipeline::close);
        closing.start();
        await(pipeline::isClosed);
        assertFalse(blocking.called.contains("onStop"));
        release.countDown();
        closing.join(TimeUnit.SECONDS.toMillis(20));
        assertFalse(closing.isAlive());
        assertTrue(blocking.called.contains("onStop"));
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldEndItsFeedsFirstAndRefuseOthers()
    {
        final MarketPipeline pipeline = launch(Misbehaving.in("", 0, null));
        final IdleFeed feed = new IdleFeed();
        feed.link = pipeline.link(feed);
        pipeline.close();
        assertEquals(1, feed.closeRequests);
        assertEquals(1, feed.closes);
        final Exception refused = assertThrows(IllegalStateException.class, () -> pipeline.link(new IdleFeed()));
        assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
    }

    @Test
    void shouldGoOnUntilItsFeedsHaveEndedWhenClosedFromWithin()
    {
        final MarketPipeline[] closing = new MarketPipeline[1];
        final CountDownLatch launched = new CountDownLatch(1);
        final Misbehaving strategy0 = Misbehaving.in("onIdle", 1, () ->
        {
            launched.await();
            closing[0].close();
        });
        final MarketPipeline pipeline = launch(strategy0);
        closing[0] = pipeline;
        final IdleFeed feed = new IdleFeed();
        feed.link = pipeline.link(feed);
        final EveryEvent events = new EveryEvent(pipeline);
        launched.countDown();
        await(() -> feed.closeRequests > 0);
        assertEquals(0, feed.closes, "the market thread waits for nobody");
        await(events::image); // the last words of its feeds
        await(() -> pipeline.counters().total(PipelineCounter.BOOK_UPDATES_APPLIED) > 0);
        assertFalse(strategy0.called.contains("onStop"));
        feed.link.release();
        await(() -> strategy0.called.contains("onStop"));
        await(() -> !events.image());
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldCloseWithinAStepAndHandleNothingTwice()
    {
        final MarketPipeline[] closing = new MarketPipeline[1];
        final Misbehaving closer = Misbehaving.in("onSession", 1, () -> closing[0].close());
        final MarketPipeline pipeline = MarketPipeline.launch(TestStrategy.smallContext()
            .threadingMode(ThreadingMode.INVOKER).errorHandler(errors::add).strategy(closer.strategy()));
        closing[0] = pipeline;
        final EveryEvent events = new EveryEvent(pipeline);
        assertTrue(events.everything());
        pipeline.invoke();
        assertTrue(closer.called.contains("onStop"));
        assertEquals(pipeline.ring().cursor() + 1, pipeline.counters().total(PipelineCounter.SLOTS_HANDLED));
        assertEquals(0, pipeline.invoke());
        assertFalse(events.image());
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldNotStepWithinAStep()
    {
        final MarketPipeline[] stepped = new MarketPipeline[1];
        final int[] work = {-1};
        final Misbehaving nested = Misbehaving.in("onSession", 1, () -> work[0] = stepped[0].invoke());
        try (MarketPipeline pipeline = MarketPipeline.launch(TestStrategy.smallContext()
            .threadingMode(ThreadingMode.INVOKER).errorHandler(errors::add).strategy(nested.strategy())))
        {
            stepped[0] = pipeline;
            assertTrue(new EveryEvent(pipeline).everything());
            pipeline.invoke();
            assertEquals(0, work[0]);
            assertEquals(List.of(), errors);
        }
    }

    @Test
    void shouldNotLetTheMarketThreadWaitForBooksToGetLive()
    {
        final MarketPipeline[] waiting = new MarketPipeline[1];
        final CountDownLatch launched = new CountDownLatch(1);
        final Misbehaving waiter = Misbehaving.in("onIdle", 1, () ->
        {
            launched.await();
            waiting[0].awaitLive(new int[] {0}, TimeUnit.HOURS.toNanos(1));
        });
        try (MarketPipeline pipeline = launch(waiter))
        {
            waiting[0] = pipeline;
            launched.countDown();
            await(() -> errors.size() == 1);
            assertTrue(errors.get(0).getMessage().contains("wait for itself"), errors::toString);
        }
    }

    @Test
    void shouldCallNothingLiveOnceItIsClosed()
    {
        final MarketPipeline pipeline = launch(Misbehaving.in("", 0, null));
        final EveryEvent events = new EveryEvent(pipeline);
        await(events::image);
        await(() -> pipeline.isLive(events.instrument));
        pipeline.close();
        assertFalse(pipeline.isLive(events.instrument));
    }

    @Test
    void shouldRefuseFramesOnceItIsClosedAndCountThem()
    {
        final MarketPipeline pipeline = strategy.launch();
        assertTrue(strategy.publish("before"));
        pipeline.close();
        assertFalse(strategy.publish("after"));
        assertEquals(List.of("start", "before", "stop"), strategy.told);
    }

    private MarketPipeline launch(final Misbehaving code)
    {
        return MarketPipeline.launch(
            TestStrategy.smallContext().strategy(code.strategy()).errorHandler(errors::add));
    }
}
