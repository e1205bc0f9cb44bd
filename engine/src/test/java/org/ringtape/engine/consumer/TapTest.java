package org.ringtape.engine.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.Sequence;
import com.sun.management.ThreadMXBean;

import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.PipelineFailure;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Taps on a ring that nobody holds back. */
class TapTest
{
    private static final int SLOTS = 8;
    private static final long PRIME = 0x9E37_79B1_85EB_CA87L;

    private final EventRing ring = EventRing.small(SLOTS, false);
    private final CounterSet counters = CounterSet.inMemory(256);
    private final List<Throwable> errors = new ArrayList<>();
    private final List<PipelineFailure> failures = new ArrayList<>();
    private RuntimeException clockFault;
    private final RingConsumers consumers = new RingConsumers(
        ring, new Sequence(), this::now, 0L, counters, errors::add, (role) -> Thread::new, () -> 1, failures::add);
    private final EventStage stage = new EventStage(SLOTS);
    private final EventPublication publication = new EventPublication(
        ring, () -> 1L, 0, 7,
        counters.counter(PipelineCounter.FRAMES_DROPPED), counters.counter(PipelineCounter.EVENTS_PUBLISHED));
    private final EventHeader staged = new EventHeader();
    private final Checking checking = new Checking();
    private long published;

    private long now()
    {
        if (clockFault != null)
        {
            throw clockFault;
        }
        return 1L;
    }

    @Test
    void shouldSeeTheTrueSlotOrAMarkedHoleUnderAProducerThatLapsItAMillionTimes() throws Exception
    {
        consumers.tap("tap", checking, new BusySpinIdleStrategy());
        while (published < 1_000_000L * SLOTS)
        {
            publish(1 + (int)(published % 3));
        }
        consumers.close();
        checking.assertRight();
        assertTrue(checking.seen > 0, "nothing was seen");
        assertTrue(checking.holes > 0, "it was never lapped");
        assertEquals(checking.seen, counters.total(PipelineCounter.CONSUMER_EVENTS));
        assertEquals(checking.missed, counters.total(PipelineCounter.TAP_SLOTS_MISSED));
        assertEquals(checking.holes, counters.total(PipelineCounter.TAP_HOLES));
    }

    @Test
    void shouldSeeEverythingWhileItKeepsUp()
    {
        final RingConsumer tap = consumers.tap("tap", checking, null);
        for (int i = 0; i < 100; i++)
        {
            publish(3);
            assertEquals(3, tap.lag());
            assertEquals(3, consumers.step());
        }
        publish(2);
        consumers.close();
        checking.assertRight();
        assertEquals(302, checking.seen);
        assertEquals(301, tap.position());
        assertEquals(0, tap.missed());
        assertTrue(checking.stopped);
    }

    @Test
    void shouldMarkAHoleAndStayAQuarterOfTheRingAwayFromTheProducer()
    {
        final RingConsumer tap = consumers.tap("tap", checking, null);
        for (int i = 0; i < 15; i++)
        {
            publish(1);
        }
        consumers.step();
        checking.assertRight();
        assertEquals(1, checking.holes);
        assertEquals(7 + 2, checking.missed); // 0 … 6 are gone, 7 and 8 are the distance
        assertEquals(6, checking.seen);
        assertEquals(9, tap.missed());
    }

    @Test
    void shouldGoOnBehindWhatATapThrows()
    {
        consumers.tap("tap", checking, null);
        checking.fault = new IllegalStateException("tap");
        publish(2);
        consumers.step();
        checking.fault = null;
        publish(1);
        consumers.step();
        assertEquals(2, errors.size());
        assertEquals(2, counters.total(PipelineCounter.CONSUMER_ERRORS));
        assertEquals(3, checking.next);
    }

    @Test
    void shouldTellThatATapCannotGoOn()
    {
        final RingConsumer tap = consumers.tap("tap", checking, null);
        clockFault = new IllegalStateException("clock");
        for (int i = 0; i < 100; i++)
        {
            consumers.step();
        }
        assertTrue(tap.isClosed());
        assertNotNull(tap.failure());
        assertEquals("tap", failures.get(0).part());
        assertEquals(List.of(), consumers.all());
    }

    @Test
    void shouldAllocateNothing()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        consumers.tap("tap", checking, null);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 50 && least != 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1_000; i++)
            {
                publish(i % 7 == 0 ? 7 : 1);
                if (i % 5 == 0)
                {
                    consumers.step();
                }
            }
            least = Math.min(
                least, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        consumers.close();
        assertEquals(0, least);
        assertTrue(checking.holes > 0);
        checking.assertRight();
    }

    @Test
    void shouldTakeNobodyMoreOnceClosed()
    {
        consumers.close();
        boolean refused = false;
        try
        {
            consumers.tap("late", checking, (IdleStrategy)null);
        }
        catch (final IllegalStateException expected)
        {
            refused = expected.getMessage().contains("late");
        }
        assertTrue(refused);
        assertFalse(checking.started);
    }

    /** Slots whose every word is told by their ring sequence, of different lengths. */
    private void publish(final int count)
    {
        stage.reset();
        for (int i = 0; i < count; i++)
        {
            final long sequence = published + i;
            final int words = words(sequence);
            stage.append(staged, EventType.TRADE, words * Long.BYTES);
            for (int word = 0; word < words; word++)
            {
                staged.buffer().putLong(
                    staged.offset() + EventLayout.PAYLOAD_OFFSET + word * Long.BYTES, (sequence + word) * PRIME);
            }
            staged.firstSequence(sequence);
        }
        assertTrue(publication.publish(stage));
        published += count;
    }

    private static int words(final long sequence)
    {
        return 1 + (int)(sequence % 40);
    }

    /** Checks each slot and hole against what must come next. */
    private final class Checking implements Tap
    {
        private long next;
        private long seen;
        private long missed;
        private int holes;
        private String wrong;
        private boolean started;
        private boolean stopped;
        private RuntimeException fault;

        @Override
        public void onStart()
        {
            started = true;
        }

        @Override
        public void onStop()
        {
            stopped = true;
        }

        @Override
        public void onEvent(final EventHeader event, final boolean endOfBatch)
        {
            final long sequence = next++;
            if (fault != null)
            {
                throw fault;
            }
            seen++;
            if (event.ringSequence() != sequence || event.firstSequence() != sequence ||
                event.typeId() != EventType.TRADE.id() ||
                event.usedLength() != EventLayout.PAYLOAD_OFFSET + words(sequence) * Long.BYTES)
            {
                wrong = "slot " + sequence + " has ring sequence " + event.ringSequence();
            }
            for (int word = 0; word < words(sequence); word++)
            {
                final int offset = event.offset() + EventLayout.PAYLOAD_OFFSET + word * Long.BYTES;
                if (event.buffer().getLong(offset) != (sequence + word) * PRIME)
                {
                    wrong = "slot " + sequence + " is torn at word " + word;
                }
            }
        }

        @Override
        public void onHole(final long firstMissing, final long lastMissing)
        {
            if (firstMissing != next || lastMissing < firstMissing)
            {
                wrong = "hole " + firstMissing + " … " + lastMissing + " at " + next;
            }
            holes++;
            missed += lastMissing - firstMissing + 1;
            next = lastMissing + 1;
        }

        void assertRight()
        {
            assertEquals(null, wrong);
            assertEquals(published, next, "the end was not reached");
            assertEquals(published, seen + missed);
            assertEquals(List.of(), errors);
        }
    }
}
