package org.ringtape.bench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command in good order on Ctrl-C: the command's thread is told to stop, and the JVM waits until it has.
 */
public final class StopSignal implements AutoCloseable
{
    private static final long LONGEST_GOODBYE_S = 12;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "ringtape-stop");

    public StopSignal()
    {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits; true if it is time to stop. */
    public boolean await(final long milliseconds)
    {
        try
        {
            return asked.await(milliseconds, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** True if it is time to stop. Any thread. */
    boolean isAsked()
    {
        return asked.getCount() == 0;
    }

    /** The command has said everything. */
    @Override
    public void close()
    {
        done.countDown();
        if (asked.getCount() > 0)
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void onShutdown()
    {
        asked.countDown();
        try
        {
            done.await(LONGEST_GOODBYE_S, TimeUnit.SECONDS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
