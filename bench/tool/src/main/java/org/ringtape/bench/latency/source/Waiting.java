package org.ringtape.bench.latency.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits of the harness's own thread, between measurements. */
public final class Waiting
{
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private Waiting()
    {
    }

    /** Waits for a condition; false if it did not come in time. */
    public static boolean until(final BooleanSupplier condition, final long timeoutNs)
    {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - startNs > timeoutNs || Thread.currentThread().isInterrupted())
            {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    /** Waits until a count is reached, or has not moved for a time. */
    public static boolean forCount(final LongSupplier count, final long wanted, final long patienceNs)
    {
        long last = count.getAsLong();
        long movedNs = System.nanoTime();
        while (last < wanted)
        {
            LockSupport.parkNanos(POLL_NS);
            final long now = count.getAsLong();
            if (now != last)
            {
                last = now;
                movedNs = System.nanoTime();
            }
            else if (System.nanoTime() - movedNs > patienceNs || Thread.currentThread().isInterrupted())
            {
                return false;
            }
        }
        return true;
    }
}
