package org.ringtape.feeds;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/** Measures what a piece of work allocates on the calling thread once it has settled. */
public final class AllocationMeter
{
    private static final int MAX_ROUNDS = 5;

    private AllocationMeter()
    {
    }

    /** Work to be measured. */
    @FunctionalInterface
    public interface Work
    {
        /** Does it once. */
        void run() throws Exception;
    }

    /**
     * Least bytes that a round allocated. What the work itself allocates shows in every round; what the compiler's
     * changes of mind cost the thread (an object it had kept in registers) shows in one.
     */
    public static long leastBytes(final Work work) throws Exception
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && least > 0; round++)
        {
            final long idle = threads.getThreadAllocatedBytes(thread);
            final long measuring = threads.getThreadAllocatedBytes(thread) - idle;
            final long before = threads.getThreadAllocatedBytes(thread);
            work.run();
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before - measuring);
        }
        return least;
    }
}
