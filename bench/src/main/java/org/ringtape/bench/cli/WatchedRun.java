package org.ringtape.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.ringtape.bench.results.Json;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;

/** Runs feeds until a time is over, a condition holds, or Ctrl-C; shows it meanwhile and reports at the end. */
final class WatchedRun
{
    private static final long VIEW_PERIOD_MS = 200;
    private static final long NS_PER_S = 1_000_000_000L;

    private final List<VenueFeed> feeds;
    private final int ringCapacity;
    private final double seconds;
    private final int depth;
    private final PrintWriter out;
    private final boolean json;
    private long framesDropped;

    /**
     * A run.
     *
     * @param feeds        to launch
     * @param ringCapacity slots
     * @param seconds      longest time, 0 for no limit
     * @param depth        levels of the final books to show
     * @param out          for people and programs
     * @param json         one JSON object at the end instead of a view and a table
     */
    WatchedRun(
        final List<VenueFeed> feeds,
        final int ringCapacity,
        final double seconds,
        final int depth,
        final PrintWriter out,
        final boolean json)
    {
        this.feeds = feeds;
        this.ringCapacity = ringCapacity;
        this.seconds = seconds;
        this.depth = depth;
        this.out = out;
        this.json = json;
    }

    /** Decides, while a run goes on, whether it is over. */
    @FunctionalInterface
    interface End
    {
        /** A condition on a run that has just been launched. */
        BooleanSupplier of(LiveRun run);
    }

    /**
     * Runs until the end, and reports.
     *
     * @param end when there is nothing left to come
     * @return true if no live book was ever crossed and nothing threw
     */
    boolean execute(final End end)
    {
        try (StopSignal stop = new StopSignal();
            LiveRun run = new LiveRun(feeds, ringCapacity))
        {
            final BooleanSupplier isOver = end.of(run);
            final LiveView view = json ? null : new LiveView(run, out, LiveView.isTerminal());
            try
            {
                while (!isOver.getAsBoolean() && !isTimeOver(run) && !stop.await(VIEW_PERIOD_MS))
                {
                    if (view != null)
                    {
                        view.update();
                    }
                }
            }
            finally
            {
                if (view != null)
                {
                    view.end();
                }
            }
            final RunReport report = new RunReport(run, FinalState.of(run, depth));
            run.stop();
            report(report);
            framesDropped = run.total(PipelineCounter.FRAMES_DROPPED);
            return run.board().crossedBooks() == 0 && run.firstError() == null;
        }
    }

    /** Frames dropped in the run that {@link #execute} has ended. */
    long framesDropped()
    {
        return framesDropped;
    }

    private boolean isTimeOver(final LiveRun run)
    {
        return seconds > 0 && run.elapsedNs() >= seconds * NS_PER_S;
    }

    private void report(final RunReport report)
    {
        if (json)
        {
            out.println(Json.text(report.json()));
            out.flush();
        }
        else
        {
            report.print(out, depth);
        }
    }
}
