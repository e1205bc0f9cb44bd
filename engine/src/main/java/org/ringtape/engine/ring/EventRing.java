package org.ringtape.engine.ring;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.DERIVED_OFFSET;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.RING_SEQUENCE_OFFSET;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.lang.invoke.VarHandle;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one ring: a stock multi-producer {@link RingBuffer} whose events are windows over one page-aligned buffer. All
 * producers see one total order.
 */
public final class EventRing
{
    /** Answer of {@link #tryClaim} when there is no room. */
    public static final long NO_CAPACITY = -1;

    /** Fewest slots: room for four stages of 64 slots each. */
    public static final int MIN_CAPACITY = 256;

    /** Most slots: one buffer is addressed by an {@code int}. */
    public static final int MAX_CAPACITY = 1 << 20;

    private static final int PAGE_LENGTH = 4096;

    private final RingBuffer<EventSlot> ring;
    private final UnsafeBuffer buffer;
    private final long mask;
    /** Null if producers have nobody to wake. */
    private final SleepingConsumer sleepingConsumer;
    /** Writer: whoever closes the pipeline. */
    private volatile boolean closed;

    /**
     * A ring whose consumers poll, so that producers have nobody to wake.
     *
     * @param capacity slots, a power of two in {@link #MIN_CAPACITY} … {@link #MAX_CAPACITY}
     */
    public EventRing(final int capacity)
    {
        this(capacity, false);
    }

    /**
     * A ring one of whose consumers may sleep.
     *
     * @param capacity      slots, a power of two in {@link #MIN_CAPACITY} … {@link #MAX_CAPACITY}
     * @param wakesConsumer true if one consumer calls {@link #awaitPublished}: each publication then pays a fence
     */
    public EventRing(final int capacity, final boolean wakesConsumer)
    {
        this(checked(capacity), wakesConsumer ? new SleepingConsumer() : null);
    }

    private EventRing(final int capacity, final SleepingConsumer sleepingConsumer)
    {
        this.sleepingConsumer = sleepingConsumer;
        mask = capacity - 1;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(capacity * SLOT_LENGTH, PAGE_LENGTH));
        final int[] next = new int[1];
        // Consumers poll and idle by their own strategy; neither of these is ever waited on, and Yielding wakes nobody.
        ring = RingBuffer.createMultiProducer(
            () -> new EventSlot(buffer, next[0]++ * SLOT_LENGTH),
            capacity,
            sleepingConsumer == null ? new YieldingWaitStrategy() : sleepingConsumer);
    }

    /** A ring of fewer slots than a pipeline could use, for tests of what happens when it is lapped. */
    public static EventRing small(final int capacity, final boolean wakesConsumer)
    {
        return new EventRing(capacity, wakesConsumer ? new SleepingConsumer() : null);
    }

    private static int checked(final int capacity)
    {
        if (!BitUtil.isPowerOfTwo(capacity) || capacity < MIN_CAPACITY || capacity > MAX_CAPACITY)
        {
            throw new IllegalArgumentException("ringCapacity must be a power of two from " + MIN_CAPACITY +
                " to " + MAX_CAPACITY + ": " + capacity);
        }
        return capacity;
    }

    /** Slots in the ring. */
    public int capacity()
    {
        return ring.getBufferSize();
    }

    /** Sequence of the last slot published or claimed, −1 at first. */
    public long cursor()
    {
        return ring.getCursor();
    }

    /** A gating consumer of everything from here on: the ring never overwrites what it has not read. */
    public EventPoller<EventSlot> newGatingPoller()
    {
        final EventPoller<EventSlot> poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
        return poller;
    }

    /**
     * A gating consumer of everything from here on that another one has handled.
     *
     * @param leader sequence of the other
     */
    public EventPoller<EventSlot> newFollowingPoller(final Sequence leader)
    {
        final EventPoller<EventSlot> poller = ring.newPoller(leader);
        ring.addGatingSequences(poller.getSequence());
        return poller;
    }

    /** The ring is held back by that consumer no longer. Any thread, any number of times. */
    public void removeGating(final Sequence sequence)
    {
        ring.removeGatingSequence(sequence);
    }

    /** What became of a {@link #copy}. */
    public enum Copied
    {
        /** It is not published yet. */
        NOT_YET,
        /** The copy is what was published. */
        WHOLE,
        /** The slot is another's, or about to be: the copy is worth nothing. */
        OVERWRITTEN
    }

    /**
     * Copies a slot without being waited for. A producer raises the cursor before it writes into what it claimed. So if
     * the cursor, read behind the copy, has not come around to the slot, nobody had begun to write into it. Any thread.
     *
     * @param sequence of the slot
     * @param into     gets header and payload as far as they are used; at least a slot long
     */
    public Copied copy(final long sequence, final UnsafeBuffer into)
    {
        if (!ring.isAvailable(sequence))
        {
            return isOverwritten(sequence) ? Copied.OVERWRITTEN : Copied.NOT_YET;
        }
        final int offset = (int)(sequence & mask) * SLOT_LENGTH;
        final int usedLength = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF; // perhaps another's by now
        into.putBytes(0, buffer, offset, Math.min(Math.max(usedLength, PAYLOAD_OFFSET), DERIVED_OFFSET));
        VarHandle.loadLoadFence(); // the copy first, then the cursor
        return isOverwritten(sequence) ? Copied.OVERWRITTEN : Copied.WHOLE;
    }

    private boolean isOverwritten(final long sequence)
    {
        return ring.getCursor() - sequence > mask;
    }

    /**
     * Sleeps until a slot is published, which wakes the sleeper, or a time is over; may return early. Only for the one
     * consumer of a ring made to wake it.
     *
     * @param sequence of the slot
     * @param limitNs  longest sleep
     * @throws IllegalStateException if this ring wakes nobody
     */
    public void awaitPublished(final long sequence, final long limitNs)
    {
        if (sleepingConsumer == null)
        {
            throw new IllegalStateException("this ring was made to wake nobody");
        }
        sleepingConsumer.sleep(ring, sequence, limitNs);
    }

    /** Takes nothing more, since nobody will read it: what producers bring from here on is dropped. Any thread. */
    public void close()
    {
        closed = true;
    }

    /** True once it takes nothing more. Any thread. */
    public boolean isClosed()
    {
        return closed;
    }

    /** Slots that could be claimed now. */
    public long remainingCapacity()
    {
        return ring.remainingCapacity();
    }

    /**
     * Claims slots in a row without waiting.
     *
     * @param count slots, at least 1
     * @return the last claimed sequence, or {@link #NO_CAPACITY}. Whoever claims must {@link #publish}
     */
    long tryClaim(final int count)
    {
        if (closed || count > ring.getBufferSize())
        {
            return NO_CAPACITY;
        }
        try
        {
            return ring.tryNext(count);
        }
        catch (final InsufficientCapacityException noRoom) // one preallocated instance, no stack trace
        {
            return NO_CAPACITY;
        }
    }

    /** Gives claimed slots the type NONE: a former lap's length, type and flags are one word. */
    void makeVoid(final long first, final long last)
    {
        for (long sequence = first; sequence <= last; sequence++)
        {
            buffer.putLong((int)(sequence & mask) * SLOT_LENGTH, 0L);
        }
    }

    /** Writes into each claimed slot where it stands: a copy of it needs no ring to be understood. */
    void number(final long first, final long last)
    {
        for (long sequence = first; sequence <= last; sequence++)
        {
            buffer.putLong((int)(sequence & mask) * SLOT_LENGTH + RING_SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        }
    }

    EventSlot slot(final long sequence)
    {
        return ring.get(sequence);
    }

    void publish(final long first, final long last)
    {
        ring.publish(first, last);
    }
}
