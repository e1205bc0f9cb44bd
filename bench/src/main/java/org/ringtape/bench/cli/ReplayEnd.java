package org.ringtape.bench.cli;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.SessionState;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.status.PipelineCounter;

/**
 * Knows when a replay is over: everything sent has arrived, everything that arrived is handled, and every sequenced
 * book is live, since its snapshot may arrive behind the last frame. A book that never gets live ends it after a while.
 */
final class ReplayEnd implements BooleanSupplier
{
    private static final long PATIENCE_NS = 10_000_000_000L;
    /** Every frame ends in exactly one of these, once its events are in the ring. */
    private static final List<PipelineCounter> OUTCOMES = List.of(
        PipelineCounter.FRAMES_DECODED,
        PipelineCounter.FRAMES_PARTIAL,
        PipelineCounter.FRAMES_IGNORED,
        PipelineCounter.FRAMES_MALFORMED,
        PipelineCounter.FRAMES_UNKNOWN_INSTRUMENT,
        PipelineCounter.FRAMES_TOO_LARGE);

    private final Playback playback;
    private final LiveRun run;
    private boolean begun;
    private long handledSinceNs = Long.MIN_VALUE;

    ReplayEnd(final Playback playback, final LiveRun run)
    {
        this.playback = playback;
        this.run = run;
    }

    @Override
    public boolean getAsBoolean()
    {
        if (!begun && run.feeds().sessions().stream().allMatch((session) -> session.state() == SessionState.LIVE))
        {
            begun = true;
            playback.onLive().run();
        }
        if (!playback.isFinished().getAsBoolean() || outcomes() < playback.simulator().statistics().framesSent() ||
            run.total(PipelineCounter.SLOTS_HANDLED) < run.total(PipelineCounter.EVENTS_PUBLISHED))
        {
            return false;
        }
        if (handledSinceNs == Long.MIN_VALUE)
        {
            handledSinceNs = run.elapsedNs();
        }
        return everyBookIsLive() || run.elapsedNs() - handledSinceNs > PATIENCE_NS;
    }

    private long outcomes()
    {
        return OUTCOMES.stream().mapToLong(run::total).sum();
    }

    private boolean everyBookIsLive()
    {
        final StreamTable streams = run.pipeline().streams();
        for (int id = 0; id < streams.limit(); id++)
        {
            final StreamDefinition stream = streams.stream(id);
            if (stream != null && stream.rule() == ContinuityRule.CHAINED &&
                run.pipeline().bookState(id) != BookState.LIVE)
            {
                return false;
            }
        }
        return true;
    }
}
