package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.lmax.disruptor.EventPoller;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Whole frames or nothing; what is nothing is said. */
final class EventPublicationTest
{
    private static final int SESSION = 3;

    private final AtomicLong nowNs = new AtomicLong(1_000);
    private final EventRing ring = new EventRing(EventRing.MIN_CAPACITY);
    private final CounterSet counters = CounterSet.inMemory();
    private final EventPoller<EventSlot> consumer = ring.newGatingPoller();
    private final EventStage stage = new EventStage(EventStage.capacityFor(ring));
    private final EventPublication publication = publication(SESSION);
    private final EventHeader header = new EventHeader();

    @Test
    void shouldPublishEverySlotOfAFrameInARowWithItsPublishTime() throws Exception
    {
        stage(7, 3);
        nowNs.set(5_000);
        assertTrue(publication.publish(stage));

        final List<String> seen = drain();

        assertEquals(List.of("TRADE 7 0", "TRADE 7 1", "TRADE 7 2"), seen);
        assertEquals(3, counters.total(PipelineCounter.EVENTS_PUBLISHED));
    }

    @Test
    void shouldDropAWholeFrameWhenItDoesNotFitAndSayWhichStreamBeforeTheNextOne() throws Exception
    {
        fillLeaving(2);
        stage(9, 3);
        assertFalse(publication.publish(stage));
        assertEquals(1, counters.total(PipelineCounter.FRAMES_DROPPED));
        assertTrue(publication.hasUnannouncedLoss());
        drain();

        stage(4, 1);
        assertTrue(publication.publish(stage));

        assertEquals(List.of("LOSS RING_FULL stream 9 frames 1", "TRADE 4 0"), drain());
        assertFalse(publication.hasUnannouncedLoss());
    }

    @Test
    void shouldCountEveryDroppedFrameOfEachStreamInOneAnnouncement() throws Exception
    {
        fillLeaving(0);
        drop(1, 5);
        drop(2, 3);
        drain();

        stage(4, 1);
        publication.publish(stage);

        assertEquals(
            List.of("LOSS RING_FULL stream 1 frames 5", "LOSS RING_FULL stream 2 frames 3", "TRADE 4 0"), drain());
    }

    @Test
    void shouldNameTheWholeSessionWhenTooManyStreamsWereDropped() throws Exception
    {
        fillLeaving(0);
        for (int stream = 0; stream <= DroppedStreams.CAPACITY; stream++)
        {
            drop(stream, 1);
        }
        drain();

        stage(4, 1);
        publication.publish(stage);

        assertEquals(
            List.of("LOSS RING_FULL session 3 frames " + (DroppedStreams.CAPACITY + 1), "TRADE 4 0"), drain());
    }

    @Test
    void shouldNameStreamsAgainOnceTheWholeSessionWasNamed() throws Exception
    {
        shouldNameTheWholeSessionWhenTooManyStreamsWereDropped();
        fillLeaving(0);
        drop(7, 2);
        drain();
        stage(4, 1);
        publication.publish(stage);
        assertEquals(List.of("LOSS RING_FULL stream 7 frames 2", "TRADE 4 0"), drain());
    }

    @Test
    void shouldGiveEachLossItsOwnTimeBeforeTheConductorAnnouncesIt() throws Exception
    {
        fillLeaving(0);
        drop(1, 2);
        drain();
        stage(4, 1);
        assertTrue(publication.publish(stage)); // says it
        nowNs.addAndGet(10 * EventPublication.ANNOUNCE_LIMIT_NS);
        fillLeaving(0);
        drop(2, 1);
        drain();
        assertFalse(publication.announceOverdueLoss(nowNs.get() + EventPublication.ANNOUNCE_LIMIT_NS - 1));
        assertTrue(publication.announceOverdueLoss(nowNs.get() + EventPublication.ANNOUNCE_LIMIT_NS));
    }

    @Test
    void shouldLetTheConductorAnnounceWhenNothingMoreComesAndNotSayItTwice() throws Exception
    {
        fillLeaving(0);
        drop(1, 2);
        drain();

        assertFalse(publication.announceOverdueLoss(nowNs.get() + EventPublication.ANNOUNCE_LIMIT_NS - 1));
        assertTrue(publication.announceOverdueLoss(nowNs.get() + EventPublication.ANNOUNCE_LIMIT_NS));
        assertFalse(publication.announceOverdueLoss(nowNs.get() + EventPublication.ANNOUNCE_LIMIT_NS));
        stage(4, 1);
        publication.publish(stage);

        assertEquals(List.of("LOSS RING_FULL session 3 frames 2", "TRADE 4 0"), drain());
    }

    @Test
    void shouldNotNameAgainWhatTheConductorHasAnnouncedWhenMoreIsDropped() throws Exception
    {
        fillLeaving(1);
        stage(9, 2);
        assertFalse(publication.publish(stage));
        assertTrue(publication.announceOverdueLoss(nowNs.get() + EventPublication.ANNOUNCE_LIMIT_NS));
        drop(5, 1);
        drain();

        stage(4, 1);
        publication.publish(stage);

        assertEquals(List.of("LOSS RING_FULL stream 5 frames 1", "TRADE 4 0"), drain());
    }

    @Test
    void shouldNeitherLoseNorCountWhatIsOnlyOffered() throws Exception
    {
        fillLeaving(0);
        stage(9, 1);
        assertFalse(publication.offer(stage));
        assertEquals(0, counters.total(PipelineCounter.FRAMES_DROPPED));
        drain();

        assertTrue(publication.offer(stage));
        assertEquals(List.of("TRADE 9 0"), drain());
    }

    /** Two producers, one slow consumer: every frame is whole, in its producer's order, and every drop is announced. */
    @Test
    void shouldAccountForEveryFrameOfConcurrentProducers() throws Exception
    {
        final int frames = 20_000;
        final List<Thread> producers = new ArrayList<>();
        final AtomicLong running = new AtomicLong(2);
        for (int session = 10; session < 12; session++)
        {
            final int id = session;
            producers.add(new Thread(() ->
            {
                final EventStage own = new EventStage(64);
                final EventPublication way = publication(id);
                final EventHeader window = new EventHeader();
                for (int frame = 1; frame <= frames || way.hasUnannouncedLoss(); frame++)
                {
                    own.reset();
                    for (int slot = 0; slot < 1 + frame % 5; slot++)
                    {
                        own.append(window, EventType.TRADE, 8);
                        window.sessionId(id);
                        window.streamId(id);
                        window.firstSequence(frame);
                        window.lastSequence(slot);
                        window.previousSequence(1 + frame % 5);
                    }
                    way.publish(own);
                    if (frame > frames)
                    {
                        Thread.onSpinWait();
                    }
                }
                running.decrementAndGet();
            }));
        }
        producers.forEach(Thread::start);

        final FrameChecker checker = new FrameChecker();
        while (running.get() > 0 || ring.remainingCapacity() != ring.capacity())
        {
            consumer.poll(checker);
        }
        for (final Thread producer : producers)
        {
            producer.join();
        }
        consumer.poll(checker);

        assertEquals("", checker.problem);
        assertEquals(counters.total(PipelineCounter.FRAMES_DROPPED), checker.lostFrames);
        assertTrue(checker.wholeFrames + checker.lostFrames >= 2L * frames);
    }

    private static final class FrameChecker implements EventPoller.Handler<EventSlot>
    {
        private final Loss event = new Loss();
        private final long[] lastFrame = new long[16];
        private String problem = "";
        private long wholeFrames;
        private long lostFrames;
        private long frame;
        private long session = -1;
        private long nextSlot;

        @Override
        public boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
        {
            slot.wrap(event);
            if (event.type() == EventType.LOSS)
            {
                lostFrames += event.frames();
                check(session == -1, "loss inside a frame");
            }
            else if (event.type() == EventType.TRADE)
            {
                if (session == -1)
                {
                    session = event.sessionId();
                    frame = event.firstSequence();
                    check(frame > lastFrame[(int)session], "frames of one producer out of order");
                    lastFrame[(int)session] = frame;
                    nextSlot = 0;
                }
                check(event.sessionId() == session && event.firstSequence() == frame, "frames interleaved");
                check(event.lastSequence() == nextSlot++, "slots out of order");
                if (nextSlot == event.previousSequence())
                {
                    wholeFrames++;
                    session = -1;
                }
            }
            return true;
        }

        private void check(final boolean holds, final String what)
        {
            if (!holds && problem.isEmpty())
            {
                problem = what;
            }
        }
    }

    private EventPublication publication(final int sessionId)
    {
        return new EventPublication(
            ring,
            nowNs::get,
            1,
            sessionId,
            counters.counter(PipelineCounter.FRAMES_DROPPED, sessionId, "test"),
            counters.counter(PipelineCounter.EVENTS_PUBLISHED, sessionId, "test"));
    }

    private void stage(final int streamId, final int slots)
    {
        stage.reset();
        for (int i = 0; i < slots; i++)
        {
            assertTrue(stage.append(header, EventType.TRADE, 8));
            header.streamId(streamId);
            header.sessionId(SESSION);
            header.lastSequence(i);
        }
    }

    private void drop(final int streamId, final int frames)
    {
        stage(streamId, 1);
        for (int i = 0; i < frames; i++)
        {
            assertFalse(publication.publish(stage));
        }
    }

    private void fillLeaving(final int free)
    {
        stage(0, 1);
        while (ring.remainingCapacity() > free)
        {
            assertTrue(publication.publish(stage));
        }
    }

    private List<String> drain() throws Exception
    {
        final List<String> seen = new ArrayList<>();
        consumer.poll((slot, sequence, endOfBatch) -> seen.add(describe(slot)));
        return seen;
    }

    private String describe(final EventSlot slot) throws IOException
    {
        final Loss event = new Loss();
        slot.wrap(event);
        if (event.type() != EventType.LOSS)
        {
            return event.type() + " " + event.streamId() + " " + event.lastSequence();
        }
        assertEquals(LossCause.RING_FULL, event.cause());
        assertEquals(SESSION, event.sessionId());
        assertEquals(EventLayout.ABSENT, event.firstMissing());
        return "LOSS " + event.cause() + (event.concernsWholeSession() ?
            " session " + event.sessionId() : " stream " + event.streamId()) + " frames " + event.frames();
    }
}
