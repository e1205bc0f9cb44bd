package org.ringtape.engine.consumer;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.thread.ThreadWatch;

/** What followers and taps have in common. Its own thread, but for the methods that say otherwise. */
abstract class ConsumerAgent implements Agent
{
    /** What a consumer is made with. */
    record Surroundings(
        String name,
        EpochNanoClock clock,
        ThreadWatch watch,
        ErrorHandler errorHandler,
        AtomicCounter events,
        AtomicCounter errors)
    {
    }

    private final Surroundings surroundings;
    /** It is to end behind the event at hand. Writer: whoever removes it. */
    private volatile boolean hurried;

    ConsumerAgent(final Surroundings surroundings)
    {
        this.surroundings = surroundings;
    }

    @Override
    public final String roleName()
    {
        return surroundings.name();
    }

    @Override
    public final int doWork() throws Exception
    {
        surroundings.watch().begin(surroundings.clock().nanoTime());
        final int work = hurried ? 0 : read();
        surroundings.events().getAndAddOrdered(work);
        return work;
    }

    /** Reads what is there, as long as it is not {@link #isHurried}; returns how many events. */
    abstract int read() throws Exception;

    /** Sequence of the last slot that it is done with. Any thread. */
    abstract long position();

    /** Sequence of the last slot that it may read now. Any thread. */
    abstract long readable();

    /** Slots that it missed. Any thread. */
    abstract long missed();

    /** Holds nobody back from here on. Any thread, any number of times. */
    abstract void letGo();

    /** Done with all that may be read, or told not to be. */
    final boolean mayEnd()
    {
        return hurried || position() >= readable();
    }

    /** Ends it behind the event at hand. Any thread. */
    final void hurry()
    {
        hurried = true;
    }

    final boolean isHurried()
    {
        return hurried;
    }

    final void report(final Throwable thrown)
    {
        surroundings.errors().incrementOrdered();
        surroundings.errorHandler().onError(thrown);
    }
}
