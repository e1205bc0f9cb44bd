package org.ringtape.engine.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import com.lmax.disruptor.Sequence;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.thread.SupervisedAgent;
import org.ringtape.engine.thread.ThreadWatch;

/**
 * The consumers of a ring beside the market thread.
 * <pre>
 * receivers ─►┌──────┐    gates           gates
 * conductor ─►│ ring │◄────────── market ◄────────── followers   see every event, and the derived line of books
 * timers ────►└──────┘                                           slow: the ring fills, frames are dropped and told
 *                 └─────────────────────────────────► taps       copy and check; slow: a marked hole
 * </pre>
 * A claim waits for nobody: where the slowest of market and followers is a whole ring behind, it fails. A consumer may
 * be added and removed at any time. One that fails ends by itself and holds nothing back. Any thread, but for
 * {@link #step} and {@link #look}.
 */
public final class RingConsumers
{
    private final EventRing ring;
    private final Sequence market;
    private final EpochNanoClock clock;
    private final long stallLimitNs;
    private final CounterSet counters;
    private final ErrorHandler errorHandler;
    private final Function<String, ThreadFactory> threads;
    private final IntSupplier numbers;
    private final Consumer<PipelineFailure> onFailure;
    /** Replaced as a whole, so that going through it allocates nothing. Writers: whoever adds, under the lock. */
    private volatile RingConsumer[] consumers = {};
    /** Writer: whoever closes, under the lock. */
    private boolean closed;

    /**
     * Nobody beside the market thread yet.
     *
     * @param ring         to read
     * @param market       sequence of what the market thread has handled
     * @param clock        for duty cycles
     * @param stallLimitNs longest duty cycle that is not told; 0 where the host steps
     * @param counters     gets the counters of each consumer, under its number
     * @param errorHandler takes what consumers throw
     * @param threads      makes threads of a role
     * @param numbers      gives a consumer the number that its counters have
     * @param onFailure    told when a consumer's thread cannot go on
     */
    public RingConsumers(
        final EventRing ring,
        final Sequence market,
        final EpochNanoClock clock,
        final long stallLimitNs,
        final CounterSet counters,
        final ErrorHandler errorHandler,
        final Function<String, ThreadFactory> threads,
        final IntSupplier numbers,
        final Consumer<PipelineFailure> onFailure)
    {
        this.ring = ring;
        this.market = market;
        this.clock = clock;
        this.stallLimitNs = stallLimitNs;
        this.counters = counters;
        this.errorHandler = errorHandler;
        this.threads = threads;
        this.numbers = numbers;
        this.onFailure = onFailure;
    }

    /**
     * Adds a follower, which sees what is published from here on.
     *
     * @param name for threads, counters and people
     * @param idle between its duty cycles; null if the host steps the pipeline
     * @throws IllegalStateException if the pipeline is closed
     */
    public RingConsumer follow(final String name, final Follower follower, final IdleStrategy idle)
    {
        return add(name, idle, (surroundings, number) -> new FollowerAgent(surroundings, follower, ring, market));
    }

    /**
     * Adds a tap, which sees what is published from here on.
     *
     * @param name for threads, counters and people
     * @param idle between its duty cycles; null if the host steps the pipeline
     * @throws IllegalStateException if the pipeline is closed
     */
    public RingConsumer tap(final String name, final Tap tap, final IdleStrategy idle)
    {
        return add(name, idle, (surroundings, number) -> new TapAgent(
            surroundings, tap, ring,
            counters.counter(PipelineCounter.TAP_SLOTS_MISSED, number, name),
            counters.counter(PipelineCounter.TAP_HOLES, number, name)));
    }

    /** Makes the agent of a consumer. */
    private interface Maker
    {
        ConsumerAgent make(ConsumerAgent.Surroundings surroundings, int number);
    }

    private synchronized RingConsumer add(final String name, final IdleStrategy idle, final Maker maker)
    {
        if (closed)
        {
            throw new IllegalStateException("the pipeline is closed: nothing follows for " + name);
        }
        final int number = numbers.getAsInt();
        final AtomicCounter errors = counters.counter(PipelineCounter.CONSUMER_ERRORS, number, name);
        final SupervisedAgent[] loop = new SupervisedAgent[1];
        final RingConsumer[] made = new RingConsumer[1];
        final ThreadWatch watch = new ThreadWatch(
            name, () -> loop[0].thread(), stallLimitNs, counters.counter(PipelineCounter.THREADS_STALLED));
        final ConsumerAgent agent = maker.make(new ConsumerAgent.Surroundings(
            name, clock, watch, errorHandler, counters.counter(PipelineCounter.CONSUMER_EVENTS, number, name), errors),
            number);
        loop[0] = new SupervisedAgent(
            agent, idle, errorHandler, errors, counters.counter(PipelineCounter.INTERRUPTS_CLEARED), agent::mayEnd,
            (thrown) -> fail(made[0], thrown));
        made[0] = new RingConsumer(this, agent, loop[0], watch, number);
        try
        {
            made[0].start(threads.apply(name));
        }
        catch (final Throwable thrown)
        {
            agent.letGo();
            throw thrown;
        }
        final List<RingConsumer> grown = new ArrayList<>(all());
        grown.add(made[0]);
        consumers = grown.toArray(new RingConsumer[0]);
        return made[0];
    }

    private void fail(final RingConsumer consumer, final Throwable thrown)
    {
        final PipelineFailure failure = new PipelineFailure(consumer.name(), thrown);
        consumer.failed(failure);
        onFailure.accept(failure);
    }

    /** Its callback does not return. */
    void leaveBehind(final RingConsumer consumer, final Thread thread)
    {
        if (thread != null)
        {
            thread.interrupt();
        }
        errorHandler.onError(new IllegalStateException(
            "a consumer has not returned for " + RingConsumer.CLOSE_LIMIT_MS + " ms, and is left behind: " +
            consumer.name()));
    }

    /** Those that were added and have not ended. */
    public List<RingConsumer> all()
    {
        return Stream.of(consumers).filter((consumer) -> !consumer.isClosed()).toList();
    }

    /** One duty cycle of each, for the host that steps. */
    public int step()
    {
        int work = 0;
        for (final RingConsumer consumer : consumers)
        {
            work += consumer.step();
        }
        return work;
    }

    /** Tells of those that do not come back from a callback. Market thread, now and then. */
    public void look(final long nowNs)
    {
        for (final RingConsumer consumer : consumers)
        {
            consumer.look(nowNs);
        }
    }

    /** Asks for what {@link #close} does, without waiting. */
    public void requestClose()
    {
        for (final RingConsumer consumer : consumers)
        {
            consumer.requestEnd();
        }
    }

    /** Nothing more will be published: lets each read what is there, and ends it. Takes no others from here on. */
    public void close()
    {
        synchronized (this)
        {
            closed = true;
        }
        for (final RingConsumer consumer : consumers)
        {
            consumer.end();
        }
    }
}
