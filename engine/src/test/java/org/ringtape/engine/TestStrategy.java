package org.ringtape.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;

/** A strategy that writes down what it hears, on time that a test turns, and a producer to feed its pipeline. */
final class TestStrategy implements Strategy, EpochNanoClock
{
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    final EventStage stage = new EventStage(1);
    volatile long nowNs = 1_700_000_000_000_000_000L;
    volatile StrategyContext context;
    Error thrownOnStart;
    Throwable thrownOnSession;
    private final SessionStatus status = new SessionStatus();
    private EventPublication publication;

    /** Settings of a pipeline that takes little memory. */
    static PipelineContext smallContext()
    {
        return new PipelineContext().ringCapacity(256).pendingBytes(1024).maxStreams(64).tapeCapacity(2);
    }

    MarketPipeline launch()
    {
        return launch(smallContext().threadingMode(ThreadingMode.INVOKER).clock(this));
    }

    MarketPipeline launch(final PipelineContext settings)
    {
        final MarketPipeline pipeline = MarketPipeline.launch(settings.strategy(this).errorHandler((thrown) ->
        {
            errors.add(thrown);
            throw new IllegalStateException("a handler that throws itself");
        }));
        publication = new EventPublication(
            pipeline.ring(),
            pipeline.clock(),
            1,
            1,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, 1, "test"),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, 1, "test"));
        return pipeline;
    }

    /** Puts a session status with a text into the ring; false if it is full. */
    boolean publish(final String text)
    {
        stage.reset();
        stage.append(status, EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH);
        status.venueId(1);
        status.sessionId(1);
        status.sessionEpoch(1);
        status.receiveTimeNs(nowNs);
        status.state(SessionState.SUBSCRIBING);
        status.text(text.getBytes());
        return publication.offer(stage);
    }

    void after(final MarketPipeline pipeline, final long milliseconds)
    {
        nowNs += milliseconds * 1_000_000L;
        pipeline.invoke();
        pipeline.invoke();
    }

    @Override
    public long nanoTime()
    {
        return nowNs;
    }

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
        if (thrownOnStart != null)
        {
            throw thrownOnStart;
        }
        told.add("start");
    }

    @Override
    public void onSession(final SessionStatus event)
    {
        told.add(event.text());
        if (thrownOnSession instanceof RuntimeException)
        {
            throw (RuntimeException)thrownOnSession;
        }
        if (thrownOnSession instanceof Error)
        {
            throw (Error)thrownOnSession;
        }
    }

    @Override
    public void onTimer(final long timerId, final long timeNs)
    {
        told.add("timer " + timerId);
    }

    @Override
    public void onStop()
    {
        told.add("stop");
    }
}
