package org.ringtape.engine;

import org.ringtape.engine.event.BookState;
import org.ringtape.engine.health.HealthReason;

/**
 * A stream whose book is not live, and why; or an instrument without any book to wait for.
 *
 * @param instrument the venue's symbol
 * @param stream     the venue's text for the stream; empty if the instrument has no stream of a book
 * @param state      of the book
 * @param reason     why it is not current
 */
public record NotLive(String instrument, String stream, BookState state, HealthReason reason)
{
    @Override
    public String toString()
    {
        return stream.isEmpty() ? instrument + " has no stream of a book" : stream + " is " + state + ": " + reason;
    }
}
