package org.ringtape.engine.thread;

import java.util.ArrayList;
import java.util.List;

/**
 * The threads of one pipeline that never give up their core, and how many cores there are for them. A thread that
 * spins for an event which another spinning thread of the same core has to bring makes both wait for the scheduler, so
 * more of them than cores is a configuration that is refused, before the thread starts. Control path; any thread.
 */
public final class SpinningThreads
{
    private final int cores;
    private final List<String> roles = new ArrayList<>();

    /**
     * No thread spins yet.
     *
     * @param cores that this process may use, at least 1
     */
    public SpinningThreads(final int cores)
    {
        if (cores < 1)
        {
            throw new IllegalArgumentException("cores must be at least 1: " + cores);
        }
        this.cores = cores;
    }

    /**
     * Registers a thread that is going to spin.
     *
     * @param role what it does, as people name it: {@code market}, or a receiver's name. Several may have one role
     * @throws IllegalStateException if there is no core left for it; it is not registered. The message names the
     *     roles, their number, the cores and what to set instead
     */
    public synchronized void add(final String role)
    {
        if (roles.size() >= cores)
        {
            final List<String> wanted = new ArrayList<>(roles);
            wanted.add(role);
            throw new IllegalStateException(
                wanted.size() + " threads would spin on " + cores + (cores == 1 ? " core: " : " cores: ") +
                String.join(", ", wanted) + "; set waitStrategy BACK_OFF or BLOCKING for the market thread, or a " +
                "blocking receive for a session");
        }
        roles.add(role);
    }

    /** Takes back one {@link #add} of a role, when its thread has ended. One that was not added is passed over. */
    public synchronized void remove(final String role)
    {
        roles.remove(role);
    }

    /** Threads registered. */
    public synchronized int count()
    {
        return roles.size();
    }

    /** Cores that there are for them. */
    public int cores()
    {
        return cores;
    }
}
