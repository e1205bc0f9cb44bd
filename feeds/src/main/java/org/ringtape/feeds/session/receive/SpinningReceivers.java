package org.ringtape.feeds.session.receive;

import java.util.ArrayList;
import java.util.List;

import org.ringtape.engine.thread.SpinningThreads;

/** The receivers of some feeds that spin, among all threads of their pipeline that do. Control path, one thread. */
public final class SpinningReceivers
{
    private final SpinningThreads threads;
    private final List<String> planned = new ArrayList<>();
    private final List<String> registered = new ArrayList<>();

    /** @param threads of the pipeline */
    public SpinningReceivers(final SpinningThreads threads)
    {
        this.threads = threads;
    }

    /** Adds one that is to spin once the feeds start. */
    public void plan(final String receiver)
    {
        planned.add(receiver);
    }

    /**
     * Registers all that are planned, or none. A session has one receiver at a time, so it stays registered while it
     * reconnects.
     *
     * @throws IllegalStateException naming roles and cores, if there are not cores enough
     */
    public void register()
    {
        try
        {
            for (final String receiver : planned)
            {
                threads.add(receiver);
                registered.add(receiver);
            }
        }
        catch (final IllegalStateException e)
        {
            release();
            throw e;
        }
    }

    /** Gives their cores back. Idempotent. */
    public void release()
    {
        registered.forEach(threads::remove);
        registered.clear();
    }
}
