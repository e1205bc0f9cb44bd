package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.EventPoller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A consumer that may sleep for an hour is woken by each publication, however the two meet. One wake-up lost, and
 * nothing is handled any more until the test gives up; so the verdict does not depend on how fast the machine is.
 */
@Timeout(60)
class WakeUpTest
{
    private static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long RUN_NS = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** However slow the machine. */
    private static final int LEAST_EVENTS = 50;
    private static final int LONGEST_DELAY_SPINS = 400;

    private final EventRing ring = new EventRing(256, true);
    /** Made before any producer starts: it sees what is published from then on. */
    private final EventPoller<EventSlot> poller = ring.newGatingPoller();
    private final AtomicLong handled = new AtomicLong();
    private volatile boolean running = true;

    /** Producers wait for each other's event to be handled, so that the consumer is about to sleep at each one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldLoseNoWakeUp(final int producerCount) throws Exception
    {
        final long seed = System.nanoTime();
        System.out.println("WakeUpTest seed " + seed);
        final Thread consumer = start(this::consume);
        final AtomicLong published = new AtomicLong();
        final long endNs = System.nanoTime() + RUN_NS;
        final Thread[] producers = new Thread[producerCount];
        for (int i = 0; i < producerCount; i++)
        {
            final SplittableRandom random = new SplittableRandom(seed + i);
            producers[i] = start(() -> produce(random, published, endNs));
        }
        for (final Thread producer : producers)
        {
            producer.join();
        }
        running = false;
        LockSupport.unpark(consumer);
        consumer.join();
        assertEquals(published.get(), handled.get(), "events handled, seed " + seed);
    }

    @Test
    void shouldNotSleepForWhatIsThere()
    {
        publish();
        final long beforeNs = System.nanoTime();
        ring.awaitPublished(0, NEVER_NS);
        assertTrue(System.nanoTime() - beforeNs < PATIENCE_NS);
    }

    @Test
    void shouldSleepNoLongerThanItsLimit()
    {
        final long beforeNs = System.nanoTime();
        ring.awaitPublished(0, 1_000L);
        assertTrue(System.nanoTime() - beforeNs < PATIENCE_NS);
    }

    @Test
    void shouldSayThatItWakesNobody()
    {
        assertThrows(IllegalStateException.class, () -> new EventRing(256).awaitPublished(0, 1));
    }

    private void consume()
    {
        while (running)
        {
            final long before = handled.get();
            try
            {
                poller.poll((slot, sequence, endOfBatch) -> handled.incrementAndGet() > 0);
            }
            catch (final Exception impossible)
            {
                throw new IllegalStateException(impossible);
            }
            if (handled.get() == before)
            {
                ring.awaitPublished(poller.getSequence().get() + 1, NEVER_NS);
            }
        }
    }

    private void produce(final SplittableRandom random, final AtomicLong published, final long endNs)
    {
        while (System.nanoTime() - endNs < 0 || published.get() < LEAST_EVENTS)
        {
            for (int i = random.nextInt(LONGEST_DELAY_SPINS); i > 0; i--)
            {
                Thread.onSpinWait();
            }
            final long mine = publish();
            published.incrementAndGet();
            final long deadlineNs = System.nanoTime() + PATIENCE_NS;
            while (handled.get() <= mine)
            {
                if (System.nanoTime() - deadlineNs > 0)
                {
                    return; // lost: handled stays behind published
                }
                Thread.onSpinWait();
            }
        }
    }

    private long publish()
    {
        final long sequence = ring.tryClaim(1);
        ring.publish(sequence, sequence);
        return sequence;
    }

    private static Thread start(final Runnable task)
    {
        final Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
