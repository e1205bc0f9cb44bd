package org.ringtape.engine;

import com.lmax.disruptor.Sequence;

import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.thread.PhasedIdleStrategy;

/**
 * How the market thread waits, made from {@link WaitStrategy}, the host's own strategy and the number of cores.
 * <p>
 * {@link WaitStrategy#BACK_OFF} spins for about as long as a wake-up takes, then sleeps. On two cores a wake-up took
 * 10 to 25 µs and an idle duty cycle 65 ns, so 400 cycles cost at most twice the best choice made in hindsight: events
 * 20 µs apart never meet a sleeping thread, and at 1,000 events a second the thread takes 3 to 4 % of a core. Where
 * there are cores to spare, only power is lost by spinning four times as long (that is reasoned, not measured). No
 * yields between the two: where other processes want the cores, each may give a whole time slice away.
 */
final class MarketWait
{
    private static final int SPINS_ON_FEW_CORES = 400;
    private static final int SPINS_ON_MANY_CORES = 1_600;
    /** From here on the market thread, the receiver and the conductor have a core each, and one is left to the host. */
    private static final int MANY_CORES = 4;
    private static final int SPINS_BEFORE_YIELDING = 100;

    private MarketWait()
    {
    }

    /** True if the ring must wake the market thread. */
    static boolean needsWakeUp(final PipelineContext context)
    {
        return context.threadingMode() == ThreadingMode.DEDICATED && !context.hasOwnIdleStrategy() &&
            context.waitStrategy().sleeps();
    }

    /** True if the market thread takes a core for itself. */
    static boolean spins(final PipelineContext context)
    {
        return context.threadingMode() == ThreadingMode.DEDICATED && !context.hasOwnIdleStrategy() &&
            context.waitStrategy().spins();
    }

    /**
     * The market thread's idle strategy.
     *
     * @param context the settings
     * @param ring    it waits for
     * @param handled its own sequence
     */
    static IdleStrategy newIdleStrategy(final PipelineContext context, final EventRing ring, final Sequence handled)
    {
        if (context.hasOwnIdleStrategy())
        {
            return context.idleStrategy();
        }
        switch (context.waitStrategy())
        {
            case BUSY_SPIN:
                return new BusySpinIdleStrategy();

            case YIELDING:
                return new PhasedIdleStrategy(ring, handled, SPINS_BEFORE_YIELDING, PhasedIdleStrategy.FOREVER);

            case BLOCKING:
                return new PhasedIdleStrategy(ring, handled, 0, 0);

            default:
                return new PhasedIdleStrategy(ring, handled, spinsOn(context.cores()), 0);
        }
    }

    /** On a single core nobody can publish while we spin. */
    private static int spinsOn(final int cores)
    {
        if (cores == 1)
        {
            return 0;
        }
        return cores < MANY_CORES ? SPINS_ON_FEW_CORES : SPINS_ON_MANY_CORES;
    }
}
