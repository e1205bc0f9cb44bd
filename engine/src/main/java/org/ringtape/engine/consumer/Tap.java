package org.ringtape.engine.consumer;

import org.ringtape.engine.event.EventHeader;

/**
 * Reads copies of events as they are published, beside the market thread and without holding anybody back: for what may
 * be late, like a journal, a fan-out or a dashboard. One that is so late that producers have come around is told of a
 * hole. What it is given is always a slot as it was published, never half of one. All methods are called on the tap's
 * own thread. What they throw is counted and handed to the error handler; the next event follows.
 */
public interface Tap
{
    /**
     * One event, in ring order; chunks of an event one by one, and claimed slots that were left void
     * ({@link org.ringtape.engine.event.EventType#NONE}) as well, so that positions have no gaps but those told.
     *
     * @param event      wrapped around a copy without the derived line; valid until this returns
     * @param endOfBatch true if no other event waits at this moment
     */
    void onEvent(EventHeader event, boolean endOfBatch);

    /**
     * Events were overwritten before they could be copied.
     *
     * @param firstMissing ring sequence of the first of them
     * @param lastMissing  ring sequence of the last of them
     */
    void onHole(long firstMissing, long lastMissing);

    /** Before the first event. */
    default void onStart()
    {
    }

    /** After the last event: it was removed, or the pipeline has ended. */
    default void onStop()
    {
    }
}
