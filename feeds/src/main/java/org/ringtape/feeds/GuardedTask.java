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
    private boolean isResting;
    private long restUntilNs;

    GuardedTask(final FeedTask task, final ErrorHandler errorHandler, final AtomicCounter errors)
    {
        this.task = task;
        this.errorHandler = errorHandler;
        this.errors = errors;
    }

    @Override
    public int poll(final long nowNs)
    {
        if (isResting && nowNs - restUntilNs < 0)
        {
            return 0;
        }
        isResting = false;
        try
        {
            return task.poll(nowNs);
        }
        catch (final AgentTerminationException e)
        {
            throw e; // asks for the end of the agent, not of the task
        }
        catch (final RuntimeException e)
        {
            isResting = true;
            restUntilNs = nowNs + REST_NS;
            errors.incrementOrdered();
            errorHandler.onError(e);
            return 1;
        }
    }
}
