package org.ringtape.engine.consumer;

import org.ringtape.engine.event.EventHeader;

/**
 * Reads every event behind the market thread, with what the book handler wrote beside it
 * ({@link org.ringtape.engine.event.BookUpdate#hasDerivedLine()}). It misses nothing, and so holds the ring back: while
 * it is slow, producers run out of room and frames are dropped, which is told as loss. All methods are called on the
 * follower's own thread. What they throw is counted and handed to the error handler; the next event follows.
 */
@FunctionalInterface
public interface Follower
{
    /**
     * One event, in ring order; chunks of an event one by one.
     *
     * @param event      wrapped around its slot, which is not to be written; valid until this returns
     * @param endOfBatch true if no other event waits at this moment
     */
    void onEvent(EventHeader event, boolean endOfBatch);

    /** Before the first event. */
    default void onStart()
    {
    }

    /** After the last event: it was removed, or the pipeline has ended. */
    default void onStop()
    {
    }
}
