package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.bench.cli.book.BookRun;
import org.ringtape.bench.cli.book.FinalState;
import org.ringtape.bench.cli.live.Replay;
import org.ringtape.bench.cli.live.LiveRun;
import org.ringtape.bench.cli.live.ReplayEnd;
import org.ringtape.bench.cli.live.VenueFeeds;
import org.ringtape.bench.cli.text.StreamNames;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameFolder;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.engine.status.PipelineCounter;

/** A recording gives the same books and the same state over a socket as without one, each time. */
@Timeout(60)
final class ReplayDeterminismTest
{
    private static final int RING_CAPACITY = 128 * 1024;
    private static final int REPLAYS = 2;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(25);
    private static final String BTCUSDT = "binance-options/real-usdm-btcusdt-20240808";

    @Test
    void shouldEndTheSameOverASocketAsWithoutOne()
    {
        final FrameFile file =
            FrameFile.read(recording(BTCUSDT + ".jsonl"), null, recording(BTCUSDT + ".rest-depth.json"));
        final Map<String, Object> offline;
        try (BookRun run = new BookRun(BinanceModule.USDM, file, List.of()))
        {
            run.run();
            offline = run.summary();
        }
        assertEquals("LIVE", offline.get("state"));
        assertEquals(0L, offline.get("gaps"));
        for (int replay = 1; replay <= REPLAYS; replay++)
        {
            final FinalState state = replay(file);
            final String what = "replay " + replay;
            assertEquals(1, state.books().size(), what);
            assertEquals(offline.get("finalSha256"), state.books().get(0).sha256(), what);
            assertEquals(offline.get("stateHash"), state.stateHash(), what);
        }
    }

    private static FinalState replay(final FrameFile file)
    {
        final Set<String> streams = StreamNames.of(BinanceModule.USDM, file);
        final Replay replay = Replay.of(BinanceModule.USDM, file, 0, streams);
        try (VenueSimulator simulator = replay.simulator())
        {
            simulator.start();
            try (LiveRun run = new LiveRun(
                List.of(VenueFeeds.of(BinanceModule.USDM, streams, simulator)), RING_CAPACITY))
            {
                final ReplayEnd end = new ReplayEnd(replay, run);
                final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
                while (!end.getAsBoolean())
                {
                    assertTrue(System.nanoTime() - deadlineNs < 0, "the replay does not end");
                    LockSupport.parkNanos(1_000_000L);
                }
                final FinalState state = FinalState.of(run, 1);
                assertEquals(0, run.total(PipelineCounter.FRAMES_DROPPED));
                assertEquals(0, run.total(PipelineCounter.BOOK_GAPS));
                assertEquals(1, run.total(PipelineCounter.CONNECTS));
                assertNull(run.firstError());
                return state;
            }
        }
    }

    private static Path recording(final String name)
    {
        final Path file = FrameFolder.file(name).orElse(null);
        Assumptions.assumeTrue(file != null,
            "no recording " + name + ": set " + FrameFolder.VARIABLE + " to the folder of recordings");
        return file;
    }
}
