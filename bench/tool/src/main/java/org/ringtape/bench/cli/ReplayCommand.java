package org.ringtape.bench.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.ringtape.bench.cli.live.Replay;
import org.ringtape.bench.cli.live.LiveRun;
import org.ringtape.bench.cli.live.Recording;
import org.ringtape.bench.cli.live.ReplayEnd;
import org.ringtape.bench.cli.live.VenueFeeds;
import org.ringtape.bench.cli.live.Verdict;
import org.ringtape.bench.cli.live.WatchedRun;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.engine.status.PipelineCounter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: a recording through the venue's simulator and a real socket. */
@Command(
    name = "replay",
    description = "Serves a recording through the venue's simulator over a real socket and builds the books.",
    footer = {
        "",
        "Frames behind a recorded REST depth body wait until that body was served; nothing is served that was " +
            "not recorded, so a book without a body, or with a hole behind its last, ends as what it is. Ends with " +
            "the final books, counters and a state hash (levels, tapes and states only): the same recording gives " +
            "the same hash at any speed.",
        "",
        "Exit status 1, with the reason as the last line, if a session or a book is not live at the end or frames " +
            "were dropped. --json prints the same object as that of run.",
        "",
        "Example:",
        "  scripts/ringtape replay --venue binance-usdm --frames ethusdt.gz --speed 10"
    })
final class ReplayCommand implements Callable<Integer>
{
    private static final int RING_CAPACITY = 128 * 1024;
    private static final int MOST_DEPTH = 100_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FrameOptions recording;

    @Option(names = "--speed", paramLabel = "X", defaultValue = "0",
        description = "times the recorded pace; 0 is as fast as possible (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "5",
        description = "levels of the final books to show (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(names = "--json", description = "one JSON object instead of tables")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        Limits.speed(speed);
        Limits.range("--depth", depth, 0, MOST_DEPTH);
        final FrameFile file = recording.read();
        final Set<String> streams = Recording.streams(recording.venue(), file);
        final Replay replay = Replay.of(recording.venue(), file, speed, streams);
        try (VenueSimulator simulator = replay.simulator())
        {
            simulator.start();
            final WatchedRun run = new WatchedRun(
                List.of(VenueFeeds.of(recording.venue(), streams, simulator)), RING_CAPACITY, 0, depth,
                spec.commandLine(), json);
            return run.judge(ReplayCommand::judge).execute((live) -> new ReplayEnd(replay, live));
        }
    }

    private static void judge(final LiveRun run, final Verdict verdict)
    {
        final long dropped = run.total(PipelineCounter.FRAMES_DROPPED);
        if (dropped > 0)
        {
            verdict.fault(dropped + " frames were dropped: the ring was full");
        }
    }
}
