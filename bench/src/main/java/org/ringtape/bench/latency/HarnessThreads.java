package org.ringtape.bench.latency;

import java.util.concurrent.ThreadFactory;

/**
 * The threads of a measurement by role, and where they run. The one place to pin them: the pipeline's through its
 * factory, the sender's by wrapping what it runs.
 */
final class HarnessThreads
{
    /** Threads that spin for the whole of a series: the sender, which waits for planned times. */
    static final int SPINNING = 1;

    /** Whether threads are pinned to cores. */
    boolean isPinned()
    {
        return false;
    }

    /** Makes the market thread and the conductor's. */
    ThreadFactory pipeline()
    {
        return (task) -> daemon(task, "harness-pipeline");
    }

    /** Makes the sender's thread. */
    Thread sender(final Runnable task)
    {
        return daemon(task, "harness-sender");
    }

    private static Thread daemon(final Runnable task, final String name)
    {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
