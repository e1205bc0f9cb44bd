package org.ringtape.bench.cli.live;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

import org.ringtape.bench.cli.ExitStatus;
import org.ringtape.bench.cli.Ringtape;
import org.ringtape.bench.cli.StopSignal;
import org.ringtape.bench.cli.book.FinalState;
import org.ringtape.bench.results.Json;
import org.ringtape.feeds.VenueFeed;

import picocli.CommandLine;

/**
 * Runs feeds until a time is over, a condition holds, or Ctrl-C; shows it meanwhile, reports at the end and says last
 * why it does not hold, if it does not.
 */
public final class WatchedRun
{
    private static final long VIEW_PERIOD_MS = 200;
    private static final long NS_PER_S = 1_000_000_000L;

    private final List<VenueFeed> feeds;
    private final int ringCapacity;
    private final double seconds;
    private final int depth;
    private final CommandLine commandLine;
    private final boolean json;
    private BiConsumer<LiveRun, Verdict> judge = (run, verdict) ->
    {
    };

    /**
     * A run.
     *
     * @param feeds        to launch
     * @param ringCapacity slots
     * @param seconds      longest time, 0 for no limit
     * @param depth        levels of the final books to show
     * @param commandLine  where people and programs read
     * @param json         one JSON object at the end instead of a view and a table
     */
    public WatchedRun(
        final List<VenueFeed> feeds,
        final int ringCapacity,
        final double seconds,
        final int depth,
        final CommandLine commandLine,
        final boolean json)
    {
        this.feeds = feeds;
        this.ringCapacity = ringCapacity;
        this.seconds = seconds;
        this.depth = depth;
        this.commandLine = commandLine;
        this.json = json;
    }

    /** Decides, while a run goes on, whether it is over. */
    @FunctionalInterface
    public interface End
    {
        /** A condition on a run that has just been launched. */
        BooleanSupplier of(LiveRun run);
    }

    /** What the command demands beyond what every one does. */
    public WatchedRun judge(final BiConsumer<LiveRun, Verdict> more)
    {
        judge = more;
        return this;
    }

    /**
     * Runs until the end, and reports.
     *
     * @param end when there is nothing left to come
     * @return exit status
     */
    public int execute(final End end)
    {
        try (StopSignal stop = new StopSignal();
            LiveRun run = new LiveRun(feeds, ringCapacity))
        {
            watch(run, stop, end.of(run));
            final FinalState last = FinalState.of(run, depth);
            final Optional<String> reason = reason(run, last);
            final RunReport report = new RunReport(run, last, reason);
            run.stop();
            report(report);
            reason.ifPresent((words) -> Ringtape.say(commandLine, words));
            return reason.isEmpty() ? ExitStatus.HOLDS : ExitStatus.DOES_NOT_HOLD;
        }
    }

    private void watch(final LiveRun run, final StopSignal stop, final BooleanSupplier isOver)
    {
        final LiveView view = json ? null : new LiveView(run, commandLine.getOut(), LiveView.isTerminal());
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
    }

    private Optional<String> reason(final LiveRun run, final FinalState last)
    {
        final Verdict verdict = new Verdict();
        run.judge(verdict);
        last.books().forEach((book) -> verdict.book(
            book.top().venue() + " " + book.top().stream(),
            book.top().standing(),
            run.lastError(book.top().streamId())));
        judge.accept(run, verdict);
        return verdict.reason();
    }

    private boolean isTimeOver(final LiveRun run)
    {
        return seconds > 0 && run.elapsedNs() >= seconds * NS_PER_S;
    }

    private void report(final RunReport report)
    {
        final PrintWriter out = commandLine.getOut();
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
