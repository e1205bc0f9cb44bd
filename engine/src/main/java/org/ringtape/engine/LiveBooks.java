package org.ringtape.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;

import org.ringtape.engine.book.BookListener;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;

/**
 * Passes on what books tell, and keeps each book's state where other threads can read it.
 * Writer: market thread, release; readers: any thread, acquire.
 */
final class LiveBooks implements BookListener
{
    private final BookListener listener;
    private final AtomicIntegerArray states;

    LiveBooks(final BookListener listener, final int maxStreams)
    {
        this.listener = listener;
        states = new AtomicIntegerArray(maxStreams);
    }

    BookState state(final int streamId)
    {
        return BookState.of(states.getAcquire(streamId));
    }

    /** A stream's life is over: its id has no book. */
    void retire(final int streamId)
    {
        if (streamId < states.length())
        {
            states.setRelease(streamId, BookState.AWAITING_SNAPSHOT.ordinal());
        }
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        listener.onBook(book, update);
    }

    @Override
    public void onCatchingUp(final OrderBook book, final BookUpdate update)
    {
        listener.onCatchingUp(book, update);
    }

    @Override
    public void onGap(final OrderBook book, final long expectedPrevious, final long actualPrevious)
    {
        listener.onGap(book, expectedPrevious, actualPrevious);
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        states.setRelease(book.streamId(), book.state().ordinal());
        listener.onBookState(book, previous);
    }
}
