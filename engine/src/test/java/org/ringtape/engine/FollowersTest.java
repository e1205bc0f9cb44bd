package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.consumer.Follower;
import org.ringtape.engine.consumer.RingConsumer;
import org.ringtape.engine.consumer.Tap;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;

/** Consumers behind the market thread, in a whole pipeline. */
@Timeout(60)
class FollowersTest
{
    private static final int CAPACITY = 256;

    private final EventStage stage = new EventStage(4);
    private MarketPipeline pipeline;
    private EventPublication publication;

    @Test
    void shouldMissNothingWhileOthersComeAndGo() throws Exception
    {
        launch(ThreadingMode.DEDICATED);
        final Counting counting = new Counting();
        final RingConsumer kept = pipeline.follow("kept", counting);
        final AtomicBoolean done = new AtomicBoolean();
        final AtomicInteger passing = new AtomicInteger();
        final Thread visitors = new Thread(() ->
        {
            while (!done.get())
            {
                final Counting visitor = new Counting();
                try (RingConsumer follower = pipeline.follow("passing", visitor); RingConsumer tap = pipeline.tap(
                    "passing tap", new IgnoringTap()))
                {
                    while (visitor.seen.get() < 50 && !done.get())
                    {
                        Thread.onSpinWait();
                    }
                    assertEquals(0, follower.missed());
                    assertTrue(tap.position() >= -1);
                }
                assertEquals(0, visitor.wrong.get());
                passing.incrementAndGet();
            }
        });
        visitors.start();
        for (int i = 0; i < 200_000;)
        {
            i += publish(i) ? 1 : 0; // no room is not a loss here
        }
        done.set(true);
        visitors.join();
        pipeline.close();
        assertEquals(0, counting.wrong.get());
        assertEquals(200_000, counting.seen.get());
        assertTrue(passing.get() > 1, "only " + passing);
        assertTrue(kept.isClosed());
        assertEquals(0, pipeline.counters().total(PipelineCounter.CONSUMER_ERRORS));
    }

    @Test
    void shouldHoldTheRingBackUntilRemoved()
    {
        launch(ThreadingMode.INVOKER);
        final AtomicBoolean asleep = new AtomicBoolean(true);
        final Counting counting = new Counting();
        final RingConsumer slow = pipeline.follow("slow", (event, endOfBatch) ->
        {
            counting.onEvent(event, endOfBatch);
            if (asleep.get())
            {
                throw new IllegalStateException("slow");
            }
        });
        int published = 0;
        while (publish(published))
        {
            published++;
        }
        assertEquals(CAPACITY, published);
        pipeline.invoke();
        assertEquals(CAPACITY, counting.seen.get()); // each was told, although each threw
        assertEquals(CAPACITY, pipeline.counters().total(PipelineCounter.CONSUMER_ERRORS));
        asleep.set(false);
        while (publish(published))
        {
            published++;
        }
        slow.close();
        assertEquals(List.of(), pipeline.consumers());
        pipeline.invoke();
        assertTrue(publish(published));
        assertEquals(0, counting.wrong.get());
        pipeline.close();
    }

    @Test
    void shouldReadWhatTheBookHandlerWroteBesideTheLastChunk()
    {
        launch(ThreadingMode.INVOKER);
        final List<String> told = new ArrayList<>();
        final BookUpdate seen = new BookUpdate();
        pipeline.follow("derived", (event, endOfBatch) ->
        {
            seen.wrap(event);
            told.add(event.type() + (seen.hasDerivedLine() ?
                " " + seen.bookState() + " " + seen.bestBidPrice() + "/" + seen.bestAskPrice() : " none"));
        });
        for (int lap = 0; lap < 2; lap++) // the second time there are lines of the first lap everywhere
        {
            told.clear();
            for (int i = 0; i < CAPACITY / 4; i++)
            {
                image(EventLayout.FLAG_BEGIN, 100, 0);
                image(EventLayout.FLAG_END, 0, 101);
                publish(i);
                image(EventLayout.FLAG_BEGIN | EventLayout.FLAG_END, 90 + i % 2, 101);
                pipeline.invoke();
            }
            assertEquals(CAPACITY, told.size());
            assertEquals(List.of("BOOK_UPDATE none", "BOOK_UPDATE LIVE 100/101", "TIMER none",
                "BOOK_UPDATE LIVE 91/101"), told.subList(4, 8));
            assertEquals("TIMER none", told.get(CAPACITY - 2));
        }
        pipeline.close();
    }

    @Test
    void shouldGiveTheRestToFollowersAndTapsAtTheEnd()
    {
        launch(ThreadingMode.INVOKER);
        final Counting follower = new Counting();
        final Counting tapped = new Counting();
        pipeline.follow("follower", follower);
        pipeline.tap("tap", tapped);
        for (int i = 0; i < 100; i++)
        {
            publish(i);
        }
        pipeline.close();
        assertEquals(100, follower.seen.get());
        assertEquals(100, tapped.seen.get());
        assertEquals(1, follower.stopped.get());
        assertEquals(1, tapped.stopped.get());
        assertThrows(IllegalStateException.class, () -> pipeline.follow("late", follower));
    }

    @Test
    void shouldNotWaitForItselfWhenAConsumerRemovesItselfOrClosesThePipeline() throws Exception
    {
        launch(ThreadingMode.DEDICATED);
        final RingConsumer[] self = new RingConsumer[1];
        final AtomicInteger calls = new AtomicInteger();
        final AtomicBoolean ready = new AtomicBoolean();
        self[0] = pipeline.follow("once", (event, endOfBatch) ->
        {
            while (!ready.get())
            {
                Thread.onSpinWait();
            }
            calls.incrementAndGet();
            self[0].close();
        });
        ready.set(true);
        publish(0);
        publish(1);
        while (!self[0].isClosed())
        {
            Thread.onSpinWait();
        }
        assertEquals(1, calls.get());
        final RingConsumer closing = pipeline.follow("closing", (event, endOfBatch) -> pipeline.close());
        publish(2);
        while (!closing.isClosed())
        {
            Thread.onSpinWait();
        }
        assertTrue(pipeline.isClosed());
    }

    /** What was recorded, published again by a clock that runs differently, fires at the same times. */
    @Test
    void shouldTellTimersTheTimeOfTheEventSoThatAReplayRepeatsIt()
    {
        final List<String> first = new ArrayList<>();
        launch(ThreadingMode.INVOKER, first);
        publishTimer(7, 1_000, 1_005);
        publishTimer(8, 2_000, 2_001);
        pipeline.invoke();
        pipeline.close();
        assertEquals(List.of("7 at 1005", "8 at 2001"), first);
    }

    private void image(final int flags, final long bid, final long ask)
    {
        final BookUpdate update = new BookUpdate();
        stage.reset();
        final int levels = (bid == 0 ? 0 : 1) + (ask == 0 ? 0 : 1);
        stage.append(update, EventType.BOOK_UPDATE, levels * EventLayout.LEVEL_LENGTH);
        update.flags(flags | EventLayout.FLAG_IMAGE);
        update.continuityRule(ContinuityRule.IMAGE);
        update.streamId(3);
        update.instrumentId(4);
        update.sessionId(1);
        update.sessionEpoch(1);
        update.receiveTimeNs(pipeline.clock().nanoTime());
        update.bidCount(bid == 0 ? 0 : 1);
        update.askCount(ask == 0 ? 0 : 1);
        if (bid != 0)
        {
            update.level(0, bid, 1);
        }
        if (ask != 0)
        {
            update.level(levels - 1, ask, 1);
        }
        assertTrue(publication.publish(stage));
    }

    private boolean publish(final long number)
    {
        return publishTimer(number, 0, 0);
    }

    private boolean publishTimer(final long number, final long deadlineNs, final long foundDueNs)
    {
        final TimerEvent event = new TimerEvent();
        stage.reset();
        stage.append(event, EventType.TIMER, TimerEvent.LENGTH);
        event.timer(number, deadlineNs);
        event.receiveTimeNs(foundDueNs);
        return publication.offer(stage);
    }

    private void launch(final ThreadingMode mode)
    {
        launch(mode, new ArrayList<>());
    }

    private void launch(final ThreadingMode mode, final List<String> timers)
    {
        pipeline = MarketPipeline.launch(TestStrategy.smallContext().ringCapacity(CAPACITY).threadingMode(mode)
            .strategy(new Strategy()
            {
                @Override
                public void onTimer(final long timerId, final long nowNs)
                {
                    if (nowNs != 0)
                    {
                        timers.add(timerId + " at " + nowNs);
                    }
                }
            }));
        publication = new EventPublication(
            pipeline.ring(), pipeline.clock(), 1, 1,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, 1, "test"),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, 1, "test"));
        assertEquals(BookState.AWAITING_SNAPSHOT, BookState.values()[0]);
        assertFalse(pipeline.isClosed());
    }

    /** Counts events, and those that do not stand right behind the one before. */
    private static final class Counting implements Follower, Tap
    {
        private final AtomicLong seen = new AtomicLong();
        private final AtomicLong wrong = new AtomicLong();
        private final AtomicInteger stopped = new AtomicInteger();
        private long next = -1;

        @Override
        public void onEvent(final EventHeader event, final boolean endOfBatch)
        {
            final long sequence = event.ringSequence();
            if (next >= 0 && sequence != next)
            {
                wrong.incrementAndGet();
            }
            next = sequence + 1;
            seen.incrementAndGet();
        }

        @Override
        public void onHole(final long firstMissing, final long lastMissing)
        {
            wrong.incrementAndGet();
        }

        @Override
        public void onStart()
        {
            assertEquals(0, seen.get());
        }

        @Override
        public void onStop()
        {
            stopped.incrementAndGet();
        }
    }

    /** Only there to come and go. */
    private static final class IgnoringTap implements Tap
    {
        @Override
        public void onEvent(final EventHeader event, final boolean endOfBatch)
        {
            assertTrue(event.usedLength() <= EventLayout.DERIVED_OFFSET);
        }

        @Override
        public void onHole(final long firstMissing, final long lastMissing)
        {
            assertTrue(firstMissing <= lastMissing);
        }
    }
}
