package org.ringtape.simulator.fault;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Counts the candidates of one fault and picks those that it happens to. Any thread. */
final class FaultSchedule
{
    private final Fault fault;
    private final RandomGenerator random;
    private final long first;
    private final long every;
    private final long limit;
    private long seen;
    private long happened;
    private long chosen;

    FaultSchedule(final Fault fault)
    {
        this.fault = fault;
        this.first = fault.number(Fault.AT, 1);
        this.every = fault.number(Fault.EVERY, 1);
        final boolean periodic = fault.numbers().containsKey(Fault.EVERY);
        this.limit = fault.number(Fault.COUNT, periodic ? Long.MAX_VALUE : 1);
        this.random = fault.numbers().containsKey(Fault.SEED) ?
            RandomGeneratorFactory.of("L64X128MixRandom").create(fault.number(Fault.SEED, 0)) : null;
    }

    Fault fault()
    {
        return fault;
    }

    /** @return whether the fault happens to this candidate. */
    synchronized boolean happensTo(final String symbol)
    {
        if (happened >= limit || !fault.symbol().isEmpty() && !fault.symbol().equals(symbol))
        {
            return false;
        }
        if (++seen < first)
        {
            return false;
        }
        final long inWindow = (seen - first) % every;
        if (inWindow == 0)
        {
            chosen = random == null ? every - 1 : random.nextLong(every);
        }
        if (inWindow != chosen)
        {
            return false;
        }
        happened++;
        return true;
    }
}
