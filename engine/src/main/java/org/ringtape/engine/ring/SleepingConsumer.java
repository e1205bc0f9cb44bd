package org.ringtape.engine.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * The one consumer of a ring that may sleep, and what wakes it: the Disruptor calls {@link #signalAllWhenBlocking}
 * after each publication. No wake-up is lost, since either side stores first, fences, and then loads what the other
 * one stores:
 * <pre>
 * consumer                               producer
 *   sleeper = me                           available[n] = round      (release, by the sequencer)
 *   full fence                             full fence
 *   available[n] there? do not park        sleeper there? take it and unpark it
 * </pre>
 * With release and acquire alone, both could load before the other's store is seen: the event would then lie there for
 * as long as the consumer may sleep. A permit left over by a producer that was late only makes the next sleep short.
 * While nobody sleeps, a publication costs one fence and one load of a line that nobody writes.
 */
final class SleepingConsumer implements WaitStrategy
{
    private static final VarHandle SLEEPER;

    static
    {
        try
        {
            SLEEPER = MethodHandles.lookup().findVarHandle(SleepingConsumer.class, "sleeper", Thread.class);
        }
        catch (final ReflectiveOperationException impossible)
        {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /**
     * The thread that sleeps or is about to, null if there is nobody to wake. Writers: the consumer, and the producer
     * that wakes it, so that the next one need not. Ordered by full fences, see above.
     */
    @SuppressWarnings("unused")
    private Thread sleeper;

    /**
     * Sleeps until a slot is published, at most for a while. It may return early, with nothing published. Consumer's
     * thread.
     *
     * @param ring     of the slot
     * @param sequence of the slot
     * @param limitNs  longest sleep
     */
    void sleep(final RingBuffer<?> ring, final long sequence, final long limitNs)
    {
        SLEEPER.setOpaque(this, Thread.currentThread());
        VarHandle.fullFence();
        if (!ring.isAvailable(sequence))
        {
            LockSupport.parkNanos(this, limitNs);
        }
        SLEEPER.setOpaque(this, null);
    }

    /** Wakes the consumer if it sleeps. A producer's thread, behind its publication. */
    @Override
    public void signalAllWhenBlocking()
    {
        VarHandle.fullFence();
        if (SLEEPER.getOpaque(this) != null)
        {
            wake();
        }
    }

    private void wake()
    {
        final Thread thread = (Thread)SLEEPER.getAndSet(this, null);
        if (thread != null)
        {
            LockSupport.unpark(thread);
        }
    }

    /** Never called: consumers poll. */
    @Override
    public long waitFor(
        final long sequence, final Sequence cursor, final Sequence dependentSequence, final SequenceBarrier barrier)
    {
        throw new UnsupportedOperationException("consumers of this ring poll");
    }
}
