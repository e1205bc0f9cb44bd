package org.ringtape.engine.ring;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventHeader;

/** A place in the ring: where its bytes stand. Wrap a flyweight around it to read them. */
public final class EventSlot
{
    private final UnsafeBuffer buffer;
    private final int offset;

    EventSlot(final UnsafeBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        this.offset = offset;
    }

    /** Makes a flyweight look at this slot. */
    public void wrap(final EventHeader flyweight)
    {
        flyweight.wrap(buffer, offset);
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int offset()
    {
        return offset;
    }
}
