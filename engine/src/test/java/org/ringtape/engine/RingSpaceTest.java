package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongConsumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;

/** What the market thread has handled is free for producers, also while a callback takes its time. */
class RingSpaceTest
{
    private final EventStage stage = new EventStage(1);
    private LongConsumer callback;
    private MarketPipeline pipeline;
    private EventPublication publication;

    /** The last event of a full ring is slow: what came before it is free all but a thirty-second. */
    @ParameterizedTest
    @ValueSource(ints = {256, 1024, 16 * 1024})
    void shouldTakeABurstDuringASlowCallbackWhenTheRingIsNearlyEmpty(final int capacity)
    {
        launch(capacity);
        final long slow = capacity - 1;
        final long[] handled = {0};
        callback = (timerId) ->
        {
            handled[0]++;
            if (timerId == slow)
            {
                burst(capacity - capacity / 32 - 1);
            }
        };
        for (int i = 0; i < capacity; i++)
        {
            assertTrue(publish(i));
        }
        while (pipeline.invoke() > 0)
        {
            // until nothing is left
        }
        assertEquals(2L * capacity - capacity / 32 - 1, handled[0]);
        assertEquals(0, pipeline.counters().total(PipelineCounter.FRAMES_DROPPED));
        pipeline.close();
    }

    /** At any event, what is handled and not given back is less than a step. */
    @ParameterizedTest
    @ValueSource(ints = {256, 8 * 1024})
    void shouldHoldBackLessThanAStepAtEachEvent(final int capacity)
    {
        launch(capacity);
        final long[] most = {0};
        callback = (timerId) ->
            most[0] = Math.max(most[0], timerId - pipeline.ring().remainingCapacity());
        for (int i = 0; i < capacity; i++)
        {
            assertTrue(publish(i));
        }
        while (pipeline.invoke() > 0)
        {
            // until nothing is left
        }
        assertTrue(most[0] < capacity / 32, "held back " + most[0]);
        pipeline.close();
    }

    private void burst(final int events)
    {
        for (int i = 0; i < events; i++)
        {
            assertTrue(publish(-1), "dropped at event " + i + " of the burst");
        }
    }

    private boolean publish(final long timerId)
    {
        final TimerEvent event = new TimerEvent();
        stage.reset();
        stage.append(event, EventType.TIMER, TimerEvent.LENGTH);
        event.timer(timerId, 0);
        return publication.publish(stage);
    }

    private void launch(final int capacity)
    {
        pipeline = MarketPipeline.launch(TestStrategy.smallContext()
            .ringCapacity(capacity).threadingMode(ThreadingMode.INVOKER).strategy(new Strategy()
            {
                @Override
                public void onTimer(final long timerId, final long timeNs)
                {
                    callback.accept(timerId);
                }
            }));
        publication = new EventPublication(
            pipeline.ring(),
            pipeline.clock(),
            1,
            1,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, 1, "test"),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, 1, "test"));
    }
}
