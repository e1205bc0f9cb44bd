package org.ringtape.engine.ring;

import static org.ringtape.engine.event.EventLayout.DERIVED_OFFSET;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventHeader;

/**
 * Slots in a row that one thread has claimed and not yet published. Whoever {@link #take takes} must {@link #end}: a
 * claimed slot that is never published stops every consumer, so it is done in a {@code finally}:
 * <pre>
 * claim.take(3)     | void | void | void |       nothing of a former lap is left
 * claim.copy(0, …)  | TRADE| void | void |
 * claim.end(true)   published as they are        claim.end(false)   published, all void again
 * </pre>
 * Nothing that a host gave (clock, error handler) is called between the two. Reused from claim to claim; one thread
 * only. Overridden only by tests, which run another party between the steps.
 */
class RingClaim
{
    private final EventRing ring;
    private long first;
    private long last;

    RingClaim(final EventRing ring)
    {
        this.ring = ring;
    }

    /**
     * Claims slots and makes all of them void, without waiting.
     *
     * @param count slots, at least 1
     * @return false if there is no room: nothing was claimed
     */
    boolean take(final int count)
    {
        final long claimed = ring.tryClaim(count);
        if (claimed == EventRing.NO_CAPACITY)
        {
            return false;
        }
        last = claimed;
        first = claimed - count + 1;
        ring.makeVoid(first, last);
        return true;
    }

    /** Makes a flyweight look at a claimed slot, whose type is NONE until the flyweight sets another. */
    void wrap(final EventHeader flyweight, final int index)
    {
        ring.slot(first + index).wrap(flyweight);
    }

    /**
     * Copies an event into a claimed slot. The first word, which holds length, type and flags, is written last.
     *
     * @throws IllegalStateException if the event's length is none that a slot can have: nothing was copied
     */
    void copy(final int index, final EventHeader from)
    {
        final int length = from.usedLength();
        if (length < PAYLOAD_OFFSET || length > DERIVED_OFFSET)
        {
            throw illegalLength(length);
        }
        final EventSlot slot = ring.slot(first + index);
        final UnsafeBuffer to = slot.buffer();
        final int toOffset = slot.offset();
        final UnsafeBuffer source = from.buffer();
        final int fromOffset = from.offset();
        to.putBytes(toOffset + Long.BYTES, source, fromOffset + Long.BYTES, length - Long.BYTES);
        to.putLong(toOffset, source.getLong(fromOffset));
    }

    /**
     * Publishes every claimed slot, each with its place in the ring.
     *
     * @param isFilled whether what was to be said is in them; if not, all are void
     */
    void end(final boolean isFilled)
    {
        if (!isFilled)
        {
            ring.makeVoid(first, last);
        }
        ring.number(first, last);
        ring.publish(first, last);
    }

    /** It would reach into the slots of others. */
    private static IllegalStateException illegalLength(final int length)
    {
        return new IllegalStateException("a staged event of " + length + " bytes: at least " + PAYLOAD_OFFSET +
            " and at most " + DERIVED_OFFSET + " are allowed");
    }
}
