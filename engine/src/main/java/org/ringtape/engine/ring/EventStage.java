package org.ringtape.engine.ring;

import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;

/**
 * A producer's private run of slots, filled before anything is claimed: a bad frame leaves nothing behind, header keys
 * that come late are patched here, and nobody waits on a claimed slot while a frame is parsed. One thread only.
 */
public final class EventStage
{
    /** Slots of a stage if the ring is large enough for four of them. */
    public static final int DEFAULT_CAPACITY = 2048;

    private final UnsafeBuffer buffer;
    private final int capacity;
    private int slotCount;

    /**
     * An empty stage.
     *
     * @param capacity slots; what needs more cannot be published
     */
    public EventStage(final int capacity)
    {
        this.capacity = capacity;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(capacity * SLOT_LENGTH, SLOT_LENGTH));
    }

    /** Largest stage that a ring takes: the ring holds at least four. */
    public static int capacityFor(final EventRing ring)
    {
        return Math.min(DEFAULT_CAPACITY, ring.capacity() / 4);
    }

    /** Forgets everything staged. */
    public void reset()
    {
        slotCount = 0;
    }

    /** Slots staged. */
    public int slotCount()
    {
        return slotCount;
    }

    /** Takes back all slots from an index on. */
    public void truncate(final int count)
    {
        slotCount = Math.min(slotCount, count);
    }

    /**
     * Adds a slot with an empty header and makes a flyweight look at it.
     *
     * @param flyweight     of the kind
     * @param type          kind of the event
     * @param payloadLength bytes of payload in use
     * @return false if the stage is full; nothing was added
     */
    public boolean append(final EventHeader flyweight, final EventType type, final int payloadLength)
    {
        if (slotCount == capacity)
        {
            return false;
        }
        flyweight.wrap(buffer, slotCount++ * SLOT_LENGTH);
        flyweight.init(type, payloadLength);
        return true;
    }

    /** Makes a flyweight look at a staged slot. */
    public void wrap(final EventHeader flyweight, final int index)
    {
        flyweight.wrap(buffer, index * SLOT_LENGTH);
    }
}
