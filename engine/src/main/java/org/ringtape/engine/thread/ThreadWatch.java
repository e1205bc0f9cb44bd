package org.ringtape.engine.thread;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.status.ControlLog;

/**
 * Notices when a thread does not come back from a duty cycle: a callback that blocks, an idle strategy that sleeps. The
 * thread itself only notes when each cycle began; another one looks, counts, and says where it stands.
 */
public final class ThreadWatch
{
    private static final ControlLog LOG = ControlLog.of(ThreadWatch.class);
    private static final long NEVER = Long.MIN_VALUE;
    private static final int FRAMES_SHOWN = 12;

    private final String role;
    private final Supplier<Thread> thread;
    private final long limitNs;
    private final AtomicCounter stalls;

    /** When the present cycle began. Writer: the thread watched, release; readers: any, acquire. */
    private final AtomicLong cycleNs = new AtomicLong(NEVER);
    /** Cycle that was found to be too long. Writers: watching threads, by compare-and-set. */
    private final AtomicLong stalledCycleNs = new AtomicLong(NEVER);

    /**
     * Watches a thread that has not begun.
     *
     * @param role    for people
     * @param thread  gives the thread while it runs, else null
     * @param limitNs longest duty cycle that is not told; 0 or less to watch nothing, for agents that a host steps
     * @param stalls  counts cycles that took longer
     */
    public ThreadWatch(final String role, final Supplier<Thread> thread, final long limitNs, final AtomicCounter stalls)
    {
        this.role = role;
        this.thread = thread;
        this.limitNs = limitNs;
        this.stalls = stalls;
    }

    /** A duty cycle begins. The thread watched. */
    public void begin(final long nowNs)
    {
        cycleNs.setRelease(nowNs);
    }

    /** True if the present duty cycle has taken too long. Any thread. */
    public boolean isStalled(final long nowNs)
    {
        final long beganNs = cycleNs.getAcquire();
        return limitNs > 0 && beganNs != NEVER && nowNs - beganNs > limitNs;
    }

    /** Counts and tells a cycle that takes too long, and its end, once each. Any thread but the one watched. */
    public void look(final long nowNs)
    {
        final long stalledNs = stalledCycleNs.get();
        if (isStalled(nowNs))
        {
            final long beganNs = cycleNs.getAcquire();
            if (beganNs != stalledNs && stalledCycleNs.compareAndSet(stalledNs, beganNs))
            {
                stalls.getAndAdd(1);
                LOG.warn(role + " has not come back from one duty cycle for " +
                    TimeUnit.NANOSECONDS.toMillis(nowNs - beganNs) + " ms: " + where(), null);
            }
        }
        else if (stalledNs != NEVER && stalledCycleNs.compareAndSet(stalledNs, NEVER))
        {
            LOG.info(role + " goes on");
        }
    }

    private String where()
    {
        final Thread running = thread.get();
        if (running == null)
        {
            return "it has ended";
        }
        final StackTraceElement[] frames = running.getStackTrace();
        final StringBuilder text = new StringBuilder(running.getName());
        for (int i = 0; i < Math.min(frames.length, FRAMES_SHOWN); i++)
        {
            text.append(i == 0 ? " in " : " from ").append(frames[i]);
        }
        return text.toString();
    }
}
