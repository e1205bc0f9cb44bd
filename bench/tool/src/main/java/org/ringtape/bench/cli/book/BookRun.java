package org.ringtape.bench.cli.book;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.ringtape.bench.cli.UserError;
import org.ringtape.bench.cli.live.Recording;
import org.ringtape.bench.cli.live.Verdict;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.bench.results.Json;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.Quote;

/**
 * A recording without sockets: frames straight into the codec, one after the other, the book compared with checkpoints
 * and with the venue's own best quotes on the way. One thread.
 */
public final class BookRun implements Strategy, AutoCloseable
{
    private static final int RING_CAPACITY = 8192;

    private final FrameFile file;
    private final CheckpointJudge checkpoints;
    private final Map<Integer, TickerJudge> tickers = new HashMap<>();
    private final Map<Integer, Long> applied = new HashMap<>();
    private final CounterSet counters = CounterSet.inMemory();
    private final MarketPipeline pipeline;
    private final OfflineVenue offline;
    private final StreamDefinition bookStream;
    private long frames;
    private final BookWatch watch = new BookWatch();
    private Throwable failure;

    public BookRun(final Venue venue, final FrameFile file, final List<Checkpoint> expected)
    {
        this.file = file;
        checkpoints = new CheckpointJudge(expected);
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(RING_CAPACITY)
            .threadingMode(ThreadingMode.INVOKER)
            .counters(counters)
            .errorHandler(this::fail)
            .strategy(this));
        final Set<String> streams = Recording.streams(venue, file);
        offline = new OfflineVenue(venue, streams, pipeline);
        if (offline.books().isEmpty())
        {
            throw new UserError(file.name() + ": no book stream among " + streams);
        }
        final List<StreamDefinition> judged = booksOfBodies();
        if (judged.size() > 1 && !expected.isEmpty())
        {
            throw new UserError(file.name() + ": checkpoints are of one book, this recording has " +
                judged.size() + ": " + judged.stream().map(StreamDefinition::name).toList());
        }
        bookStream = judged.get(0);
    }

    /** Reads the whole recording. */
    public void run()
    {
        for (final RecordedFrame frame : file.frames())
        {
            if (frame.kind() == FrameKind.REST_DEPTH)
            {
                offline.onSnapshot(frame.bytes(), frame.symbol());
            }
            else
            {
                offline.onFrame(frame.bytes());
                frames++;
            }
            if (failure != null)
            {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        watch.onBook(book, update);
        if (!update.isSnapshot())
        {
            final long count = count(book);
            if (book.streamId() == bookStream.id())
            {
                checkpoints.onBook(book, count);
            }
            ticker(book.instrumentId()).onBook(book);
        }
    }

    @Override
    public void onCatchingUp(final OrderBook book, final BookUpdate update)
    {
        final long count = count(book);
        if (book.streamId() == bookStream.id())
        {
            checkpoints.onCatchingUp(book, count);
        }
        ticker(book.instrumentId()).onCatchingUp(book);
    }

    private long count(final OrderBook book)
    {
        return applied.merge(book.streamId(), 1L, Long::sum);
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        watch.onState(book, previous);
        if (!book.isLive())
        {
            ticker(book.instrumentId()).reset();
        }
    }

    @Override
    public void onTopOfBook(final Quote quote, final TopOfBook top)
    {
        ticker(top.instrumentId()).onTopOfBook(top);
    }

    private TickerJudge ticker(final int instrumentId)
    {
        return tickers.computeIfAbsent(instrumentId, (id) -> new TickerJudge());
    }

    private void fail(final Throwable error)
    {
        failure = error;
    }

    CheckpointJudge checkpoints()
    {
        return checkpoints;
    }

    long tickersCompared()
    {
        return tickers.values().stream().mapToLong(TickerJudge::compared).sum();
    }

    long tickersEqual()
    {
        return tickers.values().stream().mapToLong(TickerJudge::equal).sum();
    }

    /** The book that the checkpoints are of, or the first of the recording. */
    OrderBook book()
    {
        return pipeline.books().book(bookStream.id());
    }

    CounterSet counters()
    {
        return counters;
    }

    MarketPipeline pipeline()
    {
        return pipeline;
    }

    /** The first difference from the checkpoints, or null. */
    public String difference()
    {
        return checkpoints.difference();
    }

    /** Why the recording does not give what was asked for; empty if it does. */
    public Optional<String> reason()
    {
        final Verdict verdict = new Verdict();
        for (final StreamDefinition stream : offline.books())
        {
            verdict.book(stream.name(), watch.standing(stream.id(), pipeline.books().book(stream.id())), "");
        }
        if (difference() != null)
        {
            verdict.fault("differs: " + difference());
        }
        return verdict.reason();
    }

    /** The books that begin with a REST body, where there are any; else those that come as images. */
    private List<StreamDefinition> booksOfBodies()
    {
        final List<StreamDefinition> chained = offline.books().stream()
            .filter((stream) -> stream.rule() == ContinuityRule.CHAINED).toList();
        return chained.isEmpty() ? offline.books() : chained;
    }

    /** One line of JSON about the run. */
    public Map<String, Object> summary()
    {
        final OrderBook book = book();
        final boolean any = book != null;
        return Json.map(
            "frames", frames,
            "malformed", counters.total(PipelineCounter.FRAMES_MALFORMED),
            "eventsApplied", counters.total(PipelineCounter.BOOK_UPDATES_APPLIED),
            "checkpointsCompared", checkpoints.compared(),
            "checkpointsEqual", checkpoints.equal(),
            "quotesCompared", tickersCompared(),
            "quotesEqual", tickersEqual(),
            "gaps", counters.total(PipelineCounter.BOOK_GAPS),
            "resyncs", watch.resyncs(),
            "state", any ? book.state().name() : BookState.AWAITING_SNAPSHOT.name(),
            "bidLevels", any ? book.bids().levels() : 0,
            "askLevels", any ? book.asks().levels() : 0,
            "levels", any ? book.bids().levels() + book.asks().levels() : 0,
            "finalSha256", BookText.sha256(any ? BookText.rows(book) : ""),
            "stateHash", StateDigest.of(pipeline),
            "holds", reason().isEmpty(),
            "reason", reason().orElse(null));
    }

    @Override
    public void close()
    {
        pipeline.close();
        counters.close();
    }
}
