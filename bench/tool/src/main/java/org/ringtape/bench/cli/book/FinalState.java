package org.ringtape.bench.cli.book;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.ringtape.bench.cli.Messages;
import org.ringtape.bench.cli.live.LiveRun;
import org.ringtape.bench.cli.live.MarketPicture;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.EventLayout;

/**
 * What the pipeline knew when a run ended, before its sessions were closed (a closed session's books are not live).
 *
 * @param books     every book, also those that were asked for and never came to be
 * @param kinds     what else came, by venue and kind
 * @param stateHash of books, tapes and target windows, see {@link StateDigest}
 */
public record FinalState(List<Book> books, List<MarketPicture.Kind> kinds, String stateHash)
{
    private static final long TIMEOUT_S = 10;

    /**
     * One book.
     *
     * @param top      its state and best levels
     * @param sequence last one applied
     * @param sha256   of all its rows
     */
    public record Book(MarketPicture.Book top, long sequence, String sha256)
    {
    }

    /** Asks the market thread, which owns the books. */
    public static FinalState of(final LiveRun run, final int depth)
    {
        try
        {
            return run.board().onMarketThread(() -> read(run, depth)).get(TIMEOUT_S, TimeUnit.SECONDS);
        }
        catch (final ExecutionException | TimeoutException e)
        {
            throw new IllegalStateException("the market thread gave no answer" +
                (run.firstError() == null ? "" : ": " + Messages.of(run.firstError())), e);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static FinalState read(final LiveRun run, final int depth)
    {
        final MarketPipeline pipeline = run.pipeline();
        final List<Book> books = new ArrayList<>();
        final MarketPicture picture = run.board().takePicture(depth);
        for (final MarketPicture.Book top : picture.books())
        {
            final OrderBook book = pipeline.books().book(top.streamId());
            books.add(book == null ?
                new Book(top, EventLayout.ABSENT, BookText.sha256("")) :
                new Book(top, book.sequence(), BookText.sha256(BookText.rows(book))));
        }
        return new FinalState(List.copyOf(books), picture.kinds(), StateDigest.of(pipeline));
    }
}
