package org.ringtape.bench.cli.live;

import java.util.function.BooleanSupplier;

import org.ringtape.engine.event.control.SessionState;
import org.ringtape.simulator.Playback;

/**
 * Knows when a replay is over: everything sent has arrived, everything that arrived is handled, and every book that
 * begins with a REST body is live, unless no body is left that could help it: a body may arrive behind the last frame.
 */
public final class ReplayEnd implements BooleanSupplier
{
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final Playback playback;
    private final ReplayClient client;
    private final LiveRun run;
    private boolean begun;
    private long handledSinceNs = Long.MIN_VALUE;

    public ReplayEnd(final Replay replay, final LiveRun run)
    {
        playback = replay.playback();
        client = replay.client();
        this.run = run;
        client.watch(playback.simulator(), run);
    }

    @Override
    public boolean getAsBoolean()
    {
        if (isAnySessionFailed())
        {
            return true;
        }
        if (!begun && run.feeds().sessions().stream().allMatch((session) -> session.state() == SessionState.LIVE))
        {
            begun = true;
            playback.onLive().run();
        }
        if (!playback.isFinished().getAsBoolean() || !client.hasHandledAll())
        {
            return false;
        }
        if (handledSinceNs == Long.MIN_VALUE)
        {
            handledSinceNs = run.elapsedNs();
        }
        return client.isEveryBookLive() || !playback.isBodyAtWork().getAsBoolean() ||
            run.elapsedNs() - handledSinceNs > PATIENCE_NS;
    }

    /** Nothing more comes over a session that has failed. */
    private boolean isAnySessionFailed()
    {
        return run.feeds().sessions().stream().anyMatch((session) -> session.state() == SessionState.FAILED);
    }
}
