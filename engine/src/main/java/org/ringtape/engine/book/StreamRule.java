package org.ringtape.engine.book;

import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.health.HealthReason;

/** How the events of a stream join: one object a continuity rule, none of a stream's own state. Market thread only. */
interface StreamRule
{
    /**
     * Judges an event at its first chunk.
     *
     * @return what to do with its chunks, never NONE
     */
    BookStream.Verdict begin(BookStream stream, BookUpdate first);

    /**
     * Judges a chunk that is not the first of its event.
     *
     * @return false if it must not be applied and the event is given up; why has been counted, and the book is not
     *     trusted
     */
    default boolean accepts(final BookStream stream, final BookUpdate chunk)
    {
        return true;
    }

    /** A chunk could not be applied or kept: what the verdict asked for cannot be done. The book is not trusted. */
    void misfit(BookStream stream, BookUpdate chunk);

    /**
     * Concludes an event at its last chunk.
     *
     * @return true if the event is in a book that the listener is to be told of
     */
    boolean end(BookStream stream, BookUpdate last);

    /**
     * Something is missing, other than by a hole between two events.
     *
     * @param reason         for the request
     * @param why            for whoever looks
     * @param connectionGone true if the connection ended: its successor's first event joins nothing, and a request
     *                       already made may go unanswered
     */
    void lose(BookStream stream, ResyncReason reason, HealthReason why, boolean connectionGone);

    /** The book is not to be trusted although nothing was lost. */
    void distrust(BookStream stream, ResyncReason reason, HealthReason why);
}
