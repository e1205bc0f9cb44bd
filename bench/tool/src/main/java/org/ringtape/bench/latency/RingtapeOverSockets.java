package org.ringtape.bench.latency;

import java.util.Map;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.bench.latency.source.FrameOutput;
import org.ringtape.bench.latency.source.FrameServer;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.Waiting;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;

/** Ringtape as a host runs it: its own sessions, transports and snapshots, against a server on loopback. */
final class RingtapeOverSockets implements Contender
{
    private final PipelineRun run;
    private final PreparedFrames frames;
    private final FrameServer server;
    private final FeedsContext context;
    private final int books;
    private Feeds feeds;

    RingtapeOverSockets(
        final PreparedFrames frames,
        final EpochNanoClock clock,
        final Timeline timeline,
        final HarnessThreads threads)
    {
        this.frames = frames;
        server = new FrameServer(frames);
        run = new PipelineRun(clock, timeline, threads);
        context = new FeedsContext().pipeline(run.pipeline());
        HarnessFeeds.of(frames, server.socketUri(), server.restUri(), clock, timeline.decoded)
            .forEach(context::add);
        books = frames.firstSnapshots().size();
    }

    @Override
    public void start()
    {
        feeds = Feeds.launch(context);
        if (!Waiting.until(this::isReady, PipelineRun.PATIENCE_NS))
        {
            throw new HarnessException("the sessions do not become live: " + feeds.sessions().stream()
                .map((session) -> session.identity().name() + " " + session.state()).toList() + ", " +
                run.liveBooks().size() + " of " + books + " books");
        }
        server.begin();
    }

    /** Before the first frame a snapshot makes a book live; images make theirs with the first. */
    private boolean isReady()
    {
        return feeds.sessions().stream().allMatch((session) -> session.state() == SessionState.LIVE) &&
            run.liveBooks().size() == books && server.isSubscribed();
    }

    @Override
    public FrameOutput output()
    {
        return server;
    }

    @Override
    public long heard()
    {
        return run.heard();
    }

    @Override
    public long dropped()
    {
        return run.dropped();
    }

    @Override
    public long withheld()
    {
        return run.withheld();
    }

    @Override
    public Throwable failure()
    {
        return run.failure();
    }

    /** From here on the server gives the final snapshots, so a book that lost frames can come back. */
    @Override
    public Map<String, String> books(final int sent)
    {
        server.end(sent);
        if (run.dropped() > 0)
        {
            final Map<String, String> expected = frames.booksAfter(sent);
            Waiting.until(() -> run.liveBooks().equals(expected), PipelineRun.PATIENCE_NS);
        }
        return run.liveBooks();
    }

    @Override
    public void close()
    {
        if (feeds != null)
        {
            feeds.close();
        }
        run.close();
        server.close();
    }
}
