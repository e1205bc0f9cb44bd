package org.ringtape.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.book.OrderBook;

/**
 * What the pipeline knew when a run ended, before its sessions were closed (a closed session's books are not live).
 *
 * @param books     every book
 * @param kinds     what else came, by venue and kind
 * @param stateHash of books, tapes and target windows, see {@link StateDigest}
 */
record FinalState(List<Book> books, List<MarketPicture.Kind> kinds, String stateHash)
{
    private static final long TIMEOUT_S = 10;

    /**
     * One book.
     *
     * @param top      its state and best levels
     * @param sequence last one applied
     * @param sha256   of all its rows
     */
    record Book(MarketPicture.Book top, long sequence, String sha256)
    {
    }

    /** Asks the market thread, which owns the books. */
    static FinalState of(final LiveRun run, final int depth)
    {
        try
        {
            return run.board().onMarketThread(() -> read(run, depth)).get(TIMEOUT_S, TimeUnit.SECONDS);
        }
        catch (final ExecutionException | TimeoutException e)
        {
            throw new IllegalStateException("the market thread gave no answer", e);
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
        final List<MarketPicture.Book> tops = picture.books();
        for (int id = 0; id < pipeline.streams().limit(); id++)
        {
            final OrderBook book = pipeline.books().book(id);
            if (book != null)
            {
                books.add(new Book(
                    tops.get(books.size()), book.sequence(), BookText.sha256(BookText.rows(book))));
            }
        }
        return new FinalState(List.copyOf(books), picture.kinds(), StateDigest.of(pipeline));
    }
}
