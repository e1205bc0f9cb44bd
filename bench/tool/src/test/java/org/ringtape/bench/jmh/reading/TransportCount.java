package org.ringtape.bench.jmh.reading;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;

/** What a receiver got: counted and summed by its thread, waited for by the benchmark's. */
public final class TransportCount
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    /** Written by the receiver thread only. */
    private volatile long frames;
    /** Receiver's; published by {@link #frames}. */
    private long sum;
    private volatile Thread receiver;
    private volatile Thread waiting;
    private volatile long target = Long.MAX_VALUE;

    /** Receiver thread. */
    public void received(final int length, final int first, final int last)
    {
        sum += length + (first << 8) + last;
        final long now = frames + 1;
        frames = now;
        if (now >= target)
        {
            target = Long.MAX_VALUE;
            LockSupport.unpark(waiting);
        }
        if (receiver == null)
        {
            receiver = Thread.currentThread();
        }
    }

    /** Waits until so many frames have come, since the connection began. */
    public void await(final long count)
    {
        waiting = Thread.currentThread();
        target = count;
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (frames < count)
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                throw new IllegalStateException("got " + frames + " of " + count + " frames");
            }
            LockSupport.parkNanos(this, PATIENCE_NS / 1_000);
        }
    }

    public long frames()
    {
        return frames;
    }

    /** Bytes that the receiver thread has allocated so far. */
    public long allocatedBytes()
    {
        return THREADS.getThreadAllocatedBytes(receiver.getId());
    }

    /** CPU time of the receiver thread so far. */
    public long cpuNs()
    {
        return THREADS.getThreadCpuTime(receiver.getId());
    }

    /** When the connection has ended: each frame was what the server sent. */
    public void requireAll(final byte[] payload) throws InterruptedException
    {
        receiver.join();
        final long each = payload.length + (payload[0] << 8) + payload[payload.length - 1];
        Same.require(each * frames, sum);
    }
}
