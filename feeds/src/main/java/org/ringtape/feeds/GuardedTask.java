package org.ringtape.feeds;

import java.util.concurrent.TimeUnit;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.feeds.session.FeedTask;

/**
 * Keeps what one task throws from the others: it is counted, goes to the error handler, and the task rests a while.
 * Conductor thread only.
 */
final class GuardedTask implements FeedTask
{
    /** How long a task rests after it threw, so that a lasting fault does not flood the error handler. */
    static final long REST_NS = TimeUnit.SECONDS.toNanos(1);

    private final FeedTask task;
    private final ErrorHandler errorHandler;
    private final AtomicCounter errors;
    private long restUntilNs;
    private int faults;
    private Throwable lastFault;

    GuardedTask(final FeedTask task, final ErrorHandler errorHandler, final AtomicCounter errors)
    {
        this.task = task;
        this.errorHandler = errorHandler;
        this.errors = errors;
    }

    @Override
    public int poll(final long nowNs)
    {
        if (faults > 0 && nowNs - restUntilNs < 0)
        {
            return 0;
        }
        try
        {
            final int work = task.poll(nowNs);
            faults = 0;
            lastFault = null;
            return work;
        }
        catch (final AgentTerminationException e)
        {
            throw e; // asks for the end of the agent, not of the task
        }
        catch (final Throwable thrown)
        {
            faults++;
            lastFault = thrown;
            restUntilNs = nowNs + REST_NS;
            errors.getAndAdd(1);
            errorHandler.onError(thrown);
            return 0;
        }
    }

    /** How many times in a row it has thrown; 0 if the last time it did not. */
    int faults()
    {
        return faults;
    }

    /** What it threw last, null if the last time it did not. */
    Throwable lastFault()
    {
        return lastFault;
    }
}
