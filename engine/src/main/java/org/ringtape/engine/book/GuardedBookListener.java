package org.ringtape.engine.book;

import org.agrona.ErrorHandler;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.HealthReason;

/** Stands between the handler and a listener that may throw. Market thread only. */
final class GuardedBookListener
{
    private final BookListener listener;
    private final BookCounters counters;
    private final ErrorHandler errorHandler;

    GuardedBookListener(final BookListener listener, final BookCounters counters, final ErrorHandler errorHandler)
    {
        this.listener = listener;
        this.counters = counters;
        this.errorHandler = errorHandler;
    }

    void onBook(final BookStream stream, final BookUpdate update)
    {
        try
        {
            listener.onBook(stream.book, update);
        }
        catch (final Throwable thrown)
        {
            failed(stream, thrown);
        }
    }

    void onCatchingUp(final BookStream stream, final BookUpdate update)
    {
        try
        {
            listener.onCatchingUp(stream.book, update);
        }
        catch (final Throwable thrown)
        {
            failed(stream, thrown);
        }
    }

    void onGap(final BookStream stream, final long expectedPrevious, final long actualPrevious)
    {
        try
        {
            listener.onGap(stream.book, expectedPrevious, actualPrevious);
        }
        catch (final Throwable thrown)
        {
            failed(stream, thrown);
        }
    }

    /** Tells the state until the listener knows the one that is: it changes once more if telling it throws. */
    void announceState(final BookStream stream)
    {
        BookState state = stream.book.settledState();
        while (state != stream.announced)
        {
            final BookState previous = stream.announced;
            stream.announced = state;
            try
            {
                listener.onBookState(stream.book, previous);
            }
            catch (final Throwable thrown)
            {
                failed(stream, thrown);
            }
            state = stream.book.settledState();
        }
    }

    private void failed(final BookStream stream, final Throwable thrown)
    {
        counters.listenerErrors.incrementOrdered();
        errorHandler.onError(thrown);
        if (stream.book.isTrusted())
        {
            stream.rule.distrust(stream, ResyncReason.LISTENER_ERROR, HealthReason.LISTENER_ERROR);
        }
    }
}
