package org.ringtape.engine;

/**
 * What the market thread does while the ring is empty. Each trades latency for the core that it takes; the command
 * {@code bench} measures all of them on the machine at hand.
 * <pre>
 *              core taken                              an event waits for
 * BUSY_SPIN    all of it                               a duty cycle
 * YIELDING     all of it, unless another thread wants  a duty cycle, or another thread's time slice
 * BACK_OFF     by the rate of events                   a duty cycle while they come densely, else a wake-up
 * BLOCKING     as little as possible                   a wake-up
 * </pre>
 */
public enum WaitStrategy
{
    /** Never leaves its core: for a machine with cores to spare, and the thread pinned to one of them. */
    BUSY_SPIN,
    /** Offers its core to others after a short spin, but never sleeps. */
    YIELDING,
    /**
     * Spins for about as long as a wake-up takes, then sleeps until a producer publishes. It spins for longer where
     * there are cores to spare, and not at all on a single one; the default.
     */
    BACK_OFF,
    /** Sleeps at once, until a producer publishes. */
    BLOCKING;

    /** True if the thread keeps its core busy for ever, so that there must be a core for it. */
    public boolean spins()
    {
        return this == BUSY_SPIN || this == YIELDING;
    }

    /** True if the thread may sleep, so that producers have to wake it. */
    public boolean sleeps()
    {
        return !spins();
    }
}
