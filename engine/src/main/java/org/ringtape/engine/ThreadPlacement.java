package org.ringtape.engine;

import org.ringtape.engine.thread.AffinityPlacement;

import java.util.Map;

/**
 * Ties threads to cores, by role: {@code market}, {@code conductor}, or the name of a receiver. Each thread asks once,
 * as it starts. The host decides which cores are kept free of other work; one that cannot be had is counted
 * ({@link org.ringtape.engine.status.PipelineCounter#THREADS_NOT_PLACED}), and the thread runs wherever it may.
 */
@FunctionalInterface
public interface ThreadPlacement
{
    /** Role of the thread that handles events. */
    String MARKET = "market";
    /** Role of the thread that keeps sessions up. */
    String CONDUCTOR = "conductor";

    /** Leaves every thread to the scheduler. */
    ThreadPlacement NONE = (role) -> true;

    /**
     * Ties the calling thread to the core of its role.
     *
     * @param role of the calling thread
     * @return false if there is a core for the role and the thread could not be tied to it
     */
    boolean place(String role);

    /**
     * Cores by role, by way of OpenHFT Affinity, which the host adds to its class path; without it, or where the
     * system refuses, every placement fails.
     *
     * @param cores by role, numbered from 0 as the system does; a role that is missing is left to the scheduler
     * @return a placement over a copy of the map
     * @throws IllegalArgumentException if a core is negative
     */
    static ThreadPlacement onCores(final Map<String, Integer> cores)
    {
        return new AffinityPlacement(cores);
    }
}
