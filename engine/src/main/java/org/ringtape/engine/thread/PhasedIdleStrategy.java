package org.ringtape.engine.thread;

import com.lmax.disruptor.Sequence;

import org.agrona.concurrent.IdleStrategy;
import org.ringtape.engine.ring.EventRing;

/**
 * Waits for a ring's next event in phases: spins, yields, then sleeps until a producer publishes. A sleep ends after
 * {@link #SLEEP_LIMIT_NS} as well, since timers and the strategy's {@code onIdle} come from the same thread. Phases are
 * counted in duty cycles, as reading a clock would cost more than the cycle itself. Consumer's thread only.
 */
public final class PhasedIdleStrategy implements IdleStrategy
{
    /** Longest sleep: about one tick of the timers, so that a sleeping thread fires them as exactly as another. */
    static final long SLEEP_LIMIT_NS = 1_000_000L;

    /** Yields without end: the thread never sleeps, and the ring need not wake it. */
    public static final int FOREVER = Integer.MAX_VALUE;

    private final EventRing ring;
    private final Sequence handled;
    private final int spins;
    private final int spinsAndYields;
    private int idleCycles;

    /**
     * Starts spinning.
     *
     * @param ring    made to wake its consumer, unless it yields for ever
     * @param handled the consumer's own sequence
     * @param spins   idle duty cycles before the first yield
     * @param yields  idle duty cycles between that and the first sleep, or {@link #FOREVER}
     */
    public PhasedIdleStrategy(final EventRing ring, final Sequence handled, final int spins, final int yields)
    {
        this.ring = ring;
        this.handled = handled;
        this.spins = spins;
        spinsAndYields = yields == FOREVER ? FOREVER : spins + yields;
    }

    @Override
    public void idle(final int workCount)
    {
        if (workCount > 0)
        {
            idleCycles = 0;
        }
        else
        {
            idle();
        }
    }

    @Override
    public void idle()
    {
        if (idleCycles < spins)
        {
            idleCycles++;
            Thread.onSpinWait();
        }
        else if (idleCycles < spinsAndYields)
        {
            idleCycles = Math.min(idleCycles + 1, FOREVER - 1);
            Thread.yield();
        }
        else
        {
            ring.awaitPublished(handled.get() + 1, SLEEP_LIMIT_NS);
        }
    }

    @Override
    public void reset()
    {
        idleCycles = 0;
    }

    @Override
    public String alias()
    {
        return "phased";
    }
}
