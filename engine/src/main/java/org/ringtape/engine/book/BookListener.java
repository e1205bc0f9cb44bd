package org.ringtape.engine.book;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;

/**
 * Is told of books, on the market thread, in ring order. Books and updates are valid until the call returns. A listener
 * that throws is counted and reported, and its book is not trusted until it is replaced.
 */
public interface BookListener
{
    /** Tells nobody. */
    BookListener NONE = new BookListener()
    {
    };

    /**
     * An event is in the book: an update at its last chunk, or a snapshot with all updates that were kept and follow
     * it; {@link OrderBook#sequence()} says how far the book is.
     *
     * @param book   after the event
     * @param update last chunk of the event, its derived line written
     */
    default void onBook(final OrderBook book, final BookUpdate update)
    {
    }

    /**
     * An update that was kept is in the book, behind a snapshot that has just come. The book is not LIVE yet, and more
     * such updates may follow; when all are in, the snapshot is told once, as {@link #onBook}. For those who want every
     * step, as a test does that holds the book against a recording; others need not listen.
     *
     * @param book   after the update
     * @param update last chunk of the update
     */
    default void onCatchingUp(final OrderBook book, final BookUpdate update)
    {
    }

    /**
     * Something is missing between two events of a stream. The book is not LIVE when this is called.
     *
     * @param book             as it was before the gap
     * @param expectedPrevious sequence that the next event should have named
     * @param actualPrevious   sequence that it did name, or {@link org.ringtape.engine.event.EventLayout#ABSENT} if
     *                         the loss was announced, or an event broke off
     */
    default void onGap(final OrderBook book, final long expectedPrevious, final long actualPrevious)
    {
    }

    /**
     * The book changed its state. Comes before {@link #onBook} if an event did both.
     *
     * @param book     in its new state
     * @param previous state
     */
    default void onBookState(final OrderBook book, final BookState previous)
    {
    }
}
