package org.ringtape.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;

import org.ringtape.engine.book.BookListener;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.StreamHealth;

/**
 * Passes on what books tell, and keeps each book's state, and each stream's reason, where other threads can read them.
 * Writer: market thread, release; readers: any thread, acquire.
 */
final class LiveBooks implements BookListener
{
    private final Strategy listener;
    private final AtomicIntegerArray states;
    private final AtomicIntegerArray reasons;

    LiveBooks(final Strategy listener, final int maxStreams)
    {
        this.listener = listener;
        states = new AtomicIntegerArray(maxStreams);
        reasons = new AtomicIntegerArray(maxStreams);
        for (int i = 0; i < maxStreams; i++)
        {
            reasons.setPlain(i, HealthReason.NO_DATA.code());
        }
    }

    BookState state(final int streamId)
    {
        return BookState.of(states.getAcquire(streamId));
    }

    HealthReason reason(final int streamId)
    {
        return HealthReason.of(reasons.getAcquire(streamId));
    }

    /** The reason of a stream has changed, whether or not it has a book. */
    void onStreamHealth(final StreamHealth stream, final HealthReason previous)
    {
        if (stream.streamId() < reasons.length())
        {
            reasons.setRelease(stream.streamId(), stream.reason().code());
        }
        listener.onStreamHealth(stream, previous);
    }

    /** A stream's life is over: its id has no book. */
    void retire(final int streamId)
    {
        if (streamId < states.length())
        {
            states.setRelease(streamId, BookState.AWAITING_SNAPSHOT.ordinal());
            reasons.setRelease(streamId, HealthReason.NO_DATA.code());
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
