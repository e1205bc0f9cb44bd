package org.ringtape.bench.latency;

import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

import org.ringtape.engine.ThreadPlacement;

/**
 * The threads of a measurement by role, and where they run. Market thread and sender are tied to the last two cores
 * where there are enough for the rest besides; on fewer, a tied thread would only keep others waiting.
 */
public final class HarnessThreads
{
    /** Threads that spin for the whole of a series: the sender, which waits for planned times. */
    static final int SPINNING = 1;
    /** Sender, receiver and market thread; the conductor and the JVM's own threads want a little as well. */
    public static final int BUSY = 3;

    private static final String SENDER = "sender";

    private final ThreadPlacement placement;

    /** Threads on as many cores. */
    HarnessThreads(final int cores)
    {
        final ThreadPlacement wanted = cores <= BUSY ? ThreadPlacement.NONE :
            ThreadPlacement.onCores(Map.of(ThreadPlacement.MARKET, cores - 1, SENDER, cores - 2));
        placement = cores > BUSY && canPlace(wanted) ? wanted : ThreadPlacement.NONE;
    }

    /** Whether threads are pinned to cores. */
    boolean isPinned()
    {
        return placement != ThreadPlacement.NONE;
    }

    /** Where the pipeline's threads run. */
    ThreadPlacement placement()
    {
        return placement;
    }

    /** Makes the market thread and the conductor's. */
    ThreadFactory pipeline()
    {
        return (task) -> daemon(task, "harness-pipeline");
    }

    /** Makes the sender's thread. */
    Thread sender(final Runnable task)
    {
        return daemon(() ->
        {
            placement.place(SENDER);
            task.run();
        }, "harness-sender");
    }

    /** Tried on a thread of its own, which ends with its tie. */
    private static boolean canPlace(final ThreadPlacement wanted)
    {
        final AtomicBoolean placed = new AtomicBoolean();
        final Thread trial = daemon(() -> placed.set(wanted.place(ThreadPlacement.MARKET) && wanted.place(SENDER)),
            "harness-trial");
        trial.start();
        try
        {
            trial.join();
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        return placed.get();
    }

    private static Thread daemon(final Runnable task, final String name)
    {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
