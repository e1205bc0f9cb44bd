package org.ringtape.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import com.lmax.disruptor.EventPoller;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.event.control.TimerEvent;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/**
 * Receivers look names up, register them and publish under their ids, a conductor retires them, and the market thread
 * sees each event as of the instrument that it was published for: ids mean one thing at a time, wherever one reads.
 */
@Timeout(120)
class NameReuseThreadsTest
{
    private static final int VENUE = 3;
    private static final int NAMES = 40;
    private static final int READERS = 3;
    private static final int RETIREMENTS = 20_000;

    private final EventRing ring = new EventRing(256);
    private final EventPoller<EventSlot> poller = ring.newGatingPoller();
    private final CounterSet counters = CounterSet.inMemory();
    private final InstrumentTable instruments = new InstrumentTable(2 * NAMES);
    private final StreamTable streams = new StreamTable(1);
    private final NameRetirement names = new NameRetirement(instruments, streams);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** What the market thread knows of each id in use. */
    private final Map<Integer, Long> meanings = new HashMap<>();
    private long events;
    private long retirements;

    @Test
    void shouldNeverShowAnEventUnderAnIdThatIsAnothers() throws Exception
    {
        final long seed = new Random().nextLong();
        System.out.println("NameReuseThreadsTest seed " + seed);
        final Thread[] threads = new Thread[READERS + 1];
        for (int i = 0; i < READERS; i++)
        {
            final SplittableRandom random = new SplittableRandom(seed + i);
            final EventPublication publication = publication(i);
            threads[i] = start(() -> receive(random, publication));
        }
        final EventPublication publication = publication(READERS);
        threads[READERS] = start(() -> conduct(new SplittableRandom(seed - 1), publication));
        while (retirements < RETIREMENTS && failure.get() == null)
        {
            poller.poll(this::onEvent);
        }
        stopped.set(true);
        for (final Thread thread : threads)
        {
            while (thread.isAlive())
            {
                poller.poll(this::onEvent);
                thread.join(1);
            }
        }
        assertNull(failure.get(), () -> "seed " + seed + ": " + failure.get());
        assertTrue(events > RETIREMENTS, "only " + events + " events");
        assertTrue(instruments.limit() <= 2 * NAMES);
    }

    /** A name's number is in the event; an id stands for one number from its first event to RETIRED. */
    private boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
    {
        final EventHeader header = new EventHeader();
        slot.wrap(header);
        if (header.type() == EventType.RETIRED)
        {
            final Retired retired = new Retired();
            slot.wrap(retired);
            assertEquals(instruments.generation(retired.instrumentId()), retired.generation());
            meanings.remove(retired.instrumentId());
            names.confirm(retired);
            retirements++;
        }
        else if (header.type() == EventType.TIMER)
        {
            final TimerEvent event = new TimerEvent();
            slot.wrap(event);
            final Long known = meanings.putIfAbsent(event.instrumentId(), event.timerId());
            if (known != null)
            {
                assertEquals(known, event.timerId(), "event of another life under id " + event.instrumentId());
            }
            assertEquals("NAME-" + event.timerId(), instruments.instrument(event.instrumentId()).symbol());
            events++;
        }
        return true;
    }

    private void receive(final SplittableRandom random, final EventPublication publication)
    {
        final NameReader reader = instruments.newReader();
        final EventStage stage = new EventStage(8);
        final TimerEvent event = new TimerEvent();
        while (!stopped.get())
        {
            reader.enter();
            stage.reset();
            for (int i = random.nextInt(1, 8); i > 0; i--)
            {
                final int number = random.nextInt(NAMES);
                final byte[] name = ("NAME-" + number).getBytes(StandardCharsets.US_ASCII);
                int id = instruments.find(VENUE, name, 0, name.length);
                if (id == InstrumentTable.UNKNOWN)
                {
                    id = instruments.register(VENUE, name, 0, name.length);
                }
                if (id != InstrumentTable.UNKNOWN)
                {
                    stage.append(event, EventType.TIMER, TimerEvent.LENGTH);
                    event.instrumentId(id);
                    event.timer(number, 0);
                }
            }
            if (random.nextInt(4) == 0)
            {
                Thread.yield(); // longer between look-up and publication
            }
            publication.offer(stage);
            reader.exit();
        }
    }

    private void conduct(final SplittableRandom random, final EventPublication publication)
    {
        final EventStage stage = new EventStage(64);
        while (!stopped.get())
        {
            instruments.forEach((instrument) ->
            {
                if (random.nextInt(4) == 0)
                {
                    names.retire(instrument, RetirementReason.EXPIRED);
                }
            });
            names.poll(1, stage, publication);
        }
    }

    private Thread start(final Runnable work)
    {
        final Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((failed, thrown) -> failure.set(thrown));
        thread.start();
        return thread;
    }

    private EventPublication publication(final int session)
    {
        return new EventPublication(ring, new SystemEpochNanoClock(), VENUE, session,
            counters.counter(PipelineCounter.FRAMES_DROPPED, session, "r"),
            counters.counter(PipelineCounter.EVENTS_PUBLISHED, session, "r"));
    }
}
