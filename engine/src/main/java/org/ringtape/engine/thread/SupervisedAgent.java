package org.ringtape.engine.thread;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.RealTime;

/**
 * Runs an agent, on a thread of its own or stepped by the host, until it is asked to end, and for no other reason
 * unheard: unlike Agrona's runner it ends neither at an {@link Error} nor at an interrupt. The interrupt flag of its
 * thread is its own: one that others set is cleared and counted. A duty cycle that throws counts as idle; one that
 * throws {@link #MAX_FAULTS} times in a row, with growing rests between, ends the agent, which is then told.
 * <pre>
 * start ─► cycles ─► asked to end, and may ─► agent.onClose ─► ended
 *            └──────► cannot go on ─────────► onFailure ─────► ended
 * </pre>
 */
public final class SupervisedAgent
{
    /** Duty cycles that may throw in a row; the rests between them take a second together. */
    public static final int MAX_FAULTS = 16;

    private static final long FIRST_REST_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_REST_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MAX_SHIFT = 7;

    private final Agent agent;
    private final IdleStrategy idleStrategy;
    private final ErrorHandler errorHandler;
    private final AtomicCounter errors;
    private final AtomicCounter interrupts;
    private final BooleanSupplier mayEnd;
    private final Consumer<Throwable> onFailure;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Writer: whoever asks. */
    private volatile boolean endAsked;
    /** Who runs a cycle: set for good on a thread of its own, else for the time of one step. Writer: that thread. */
    private volatile Thread runner;
    /** Writer: the runner. */
    private int faults;
    private Throwable failure;

    /**
     * Prepares an agent.
     *
     * @param agent        to run
     * @param idleStrategy between duty cycles; null if the host steps it
     * @param errorHandler takes what cycles throw; must not throw itself
     * @param errors       counts what cycles throw
     * @param interrupts   counts interrupts that were cleared
     * @param mayEnd       asked each cycle once the agent was asked to end: false to go on for a while
     * @param onFailure    told, on the runner's thread, why the agent cannot go on
     */
    public SupervisedAgent(
        final Agent agent,
        final IdleStrategy idleStrategy,
        final ErrorHandler errorHandler,
        final AtomicCounter errors,
        final AtomicCounter interrupts,
        final BooleanSupplier mayEnd,
        final Consumer<Throwable> onFailure)
    {
        this.agent = agent;
        this.idleStrategy = idleStrategy;
        this.errorHandler = errorHandler;
        this.errors = errors;
        this.interrupts = interrupts;
        this.mayEnd = mayEnd;
        this.onFailure = onFailure;
    }

    /** Starts it: on a thread, named for its role, if it has an idle strategy, else on the calling one. Once. */
    public void start(final ThreadFactory factory)
    {
        if (idleStrategy == null)
        {
            runner = Thread.currentThread();
            started();
            runner = null;
            return;
        }
        final Thread thread = factory.newThread(this::run);
        if (thread == null)
        {
            throw new IllegalStateException("threadFactory gave no thread for " + agent.roleName());
        }
        thread.setName(agent.roleName());
        thread.start();
    }

    /** One duty cycle, by the host that steps; a step within a step, or after the end, does nothing. */
    public int step()
    {
        if (runner != null || hasEnded())
        {
            return 0;
        }
        runner = Thread.currentThread();
        try
        {
            final int work = cycle();
            if (failure != null || isOver())
            {
                finish();
            }
            return work;
        }
        finally
        {
            runner = null;
        }
    }

    /** Ends one that the host steps, without another duty cycle; within a step, or after the end, does nothing. */
    public void endStepped()
    {
        if (runner != null || hasEnded())
        {
            return;
        }
        runner = Thread.currentThread();
        try
        {
            finish();
        }
        finally
        {
            runner = null;
        }
    }

    /** True if the host steps it. */
    public boolean isStepped()
    {
        return idleStrategy == null;
    }

    /** Asks it to end as soon as it may. Any thread; never waits. */
    public void requestEnd()
    {
        endAsked = true;
    }

    /** True on the thread that runs it, within a duty cycle if the host steps it: whoever asks must not wait. */
    public boolean isCurrentThread()
    {
        return runner == Thread.currentThread();
    }

    /** True once it has ended, in whichever way. Any thread. */
    public boolean hasEnded()
    {
        return ended.getCount() == 0;
    }

    /** Its thread while it runs, else null. Any thread. */
    public Thread thread()
    {
        return runner;
    }

    /**
     * Waits for its end; an interrupt of the caller is kept for later and does not cut the wait short.
     *
     * @return false if it has not ended in time
     */
    public boolean awaitEnd(final long limit, final TimeUnit unit)
    {
        boolean interrupted = false;
        final long deadlineNs = RealTime.nanoTime() + unit.toNanos(limit);
        try
        {
            while (true)
            {
                try
                {
                    return ended.await(deadlineNs - RealTime.nanoTime(), TimeUnit.NANOSECONDS);
                }
                catch (final InterruptedException notNow)
                {
                    interrupted = true;
                }
            }
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run()
    {
        runner = Thread.currentThread();
        try
        {
            started();
            while (failure == null && !isOver())
            {
                final int work = cycle();
                if (faults > 0)
                {
                    rest();
                }
                else
                {
                    idle(work);
                }
            }
        }
        catch (final Throwable beyondRepair) // even to report it failed
        {
            failure = beyondRepair;
        }
        finally
        {
            finish();
            runner = null;
        }
    }

    private void started()
    {
        try
        {
            agent.onStart();
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
    }

    private int cycle()
    {
        if (Thread.interrupted())
        {
            interrupts.getAndAdd(1);
        }
        try
        {
            final int work = agent.doWork();
            faults = 0;
            return work;
        }
        catch (final AgentTerminationException wish)
        {
            failure = wish; // it says itself that it cannot go on
            report(wish);
            return 0;
        }
        catch (final Throwable thrown)
        {
            report(thrown);
            if (++faults >= MAX_FAULTS)
            {
                failure = thrown;
            }
            return 0;
        }
    }

    /** The host's own idle strategy may throw as well. */
    private void idle(final int work)
    {
        try
        {
            idleStrategy.idle(work);
        }
        catch (final Throwable thrown)
        {
            report(thrown);
            LockSupport.parkNanos(FIRST_REST_NS);
        }
    }

    private void rest()
    {
        LockSupport.parkNanos(Math.min(FIRST_REST_NS << Math.min(faults, MAX_SHIFT), LONGEST_REST_NS));
    }

    private boolean isOver()
    {
        return endAsked && mayEnd.getAsBoolean();
    }

    private void finish()
    {
        try
        {
            if (failure == null)
            {
                agent.onClose();
            }
            else
            {
                onFailure.accept(failure);
            }
        }
        catch (final Throwable thrown)
        {
            report(thrown);
        }
        finally
        {
            ended.countDown();
        }
    }

    private void report(final Throwable thrown)
    {
        errors.getAndAdd(1);
        errorHandler.onError(thrown);
    }
}
