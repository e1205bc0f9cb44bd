package org.ringtape.engine.consumer;

import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.util.concurrent.atomic.AtomicLong;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.ring.EventRing;

/**
 * Copies events for a tap that nobody waits for. Where producers have come around, all that is surely gone is a hole,
 * and a quarter of the ring more, so that the tap does not meet them again at once. Example, ring of 8 slots, next to
 * be read 5, claimed up to 14: slot 5 is being written as 13, and 6 as 14. Left are 7 … 14; the hole is 5 … 8, next
 * comes 9. Its own thread.
 */
final class TapAgent extends ConsumerAgent
{
    private static final int MAX_SLOTS_A_CYCLE = 1024;
    private static final int DISTANCE_SHIFT = 2;

    private final Tap tap;
    private final EventRing ring;
    private final AtomicCounter slotsMissed;
    private final AtomicCounter holes;
    private final UnsafeBuffer copy = new UnsafeBuffer(BufferUtil.allocateDirectAligned(SLOT_LENGTH, SLOT_LENGTH));
    private final EventHeader header = new EventHeader();
    /** The last slot done with. Writer: its own thread. */
    private final AtomicLong done;
    /** Writer: its own thread. */
    private final AtomicLong missed = new AtomicLong();

    TapAgent(
        final Surroundings surroundings,
        final Tap tap,
        final EventRing ring,
        final AtomicCounter slotsMissed,
        final AtomicCounter holes)
    {
        super(surroundings);
        this.tap = tap;
        this.ring = ring;
        this.slotsMissed = slotsMissed;
        this.holes = holes;
        done = new AtomicLong(ring.cursor());
        header.wrap(copy, 0);
    }

    @Override
    public void onStart()
    {
        tap.onStart();
    }

    @Override
    int read()
    {
        int told = 0;
        for (int i = 0; i < MAX_SLOTS_A_CYCLE && !isHurried(); i++)
        {
            final long next = done.getPlain() + 1;
            final EventRing.Copied copied = ring.copy(next, copy);
            if (copied == EventRing.Copied.NOT_YET)
            {
                break;
            }
            if (copied == EventRing.Copied.OVERWRITTEN)
            {
                skip(next);
            }
            else
            {
                tell(next);
                told++;
            }
        }
        return told;
    }

    private void tell(final long sequence)
    {
        try
        {
            tap.onEvent(header, sequence >= ring.cursor());
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
        done.setRelease(sequence);
    }

    private void skip(final long first)
    {
        final long lastGone = ring.cursor() - ring.capacity();
        final long last = Math.max(first, lastGone + (ring.capacity() >> DISTANCE_SHIFT));
        final long count = last - first + 1;
        holes.incrementOrdered();
        slotsMissed.getAndAddOrdered(count);
        missed.setRelease(missed.getPlain() + count);
        try
        {
            tap.onHole(first, last);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
        done.setRelease(last);
    }

    @Override
    public void onClose()
    {
        tap.onStop();
    }

    @Override
    long position()
    {
        return done.getAcquire();
    }

    @Override
    long readable()
    {
        return ring.cursor();
    }

    @Override
    long missed()
    {
        return missed.getAcquire();
    }

    @Override
    void letGo()
    {
        // nobody waits for a tap
    }
}
