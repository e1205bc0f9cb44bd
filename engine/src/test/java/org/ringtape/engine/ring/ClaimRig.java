package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.EventPoller;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/**
 * A ring with a whole lap of trades behind it, of which a few slots are free, a producer whose claims run a test's
 * steps, and a consumer that tells what it sees.
 */
final class ClaimRig implements EpochNanoClock
{
    static final int SESSION = 3;
    static final int EPOCH = 5;

    Runnable step = SteppedClaim::noStep;
    Runnable lateStep = SteppedClaim::noStep;
    final EventRing ring = new EventRing(EventRing.MIN_CAPACITY);
    final CounterSet counters = CounterSet.inMemory();
    final EventPoller<EventSlot> consumer = ring.newGatingPoller();
    final EventStage stage = new EventStage(64);
    final EventHeader header = new EventHeader();
    final SteppedClaim claim = new SteppedClaim(ring, () -> step.run());
    final SteppedClaim lateClaim = new SteppedClaim(ring, () -> lateStep.run());
    final EventPublication publication = new EventPublication(
        claim,
        lateClaim,
        this,
        1,
        SESSION,
        counters.counter(PipelineCounter.FRAMES_DROPPED, SESSION, "test"),
        counters.counter(PipelineCounter.EVENTS_PUBLISHED, SESSION, "test"));
    long nowNs = 1_000;
    RuntimeException thrownByClock;

    ClaimRig(final int freeSlots) throws Exception
    {
        fill(0);
        drain();
        fill(freeSlots);
    }

    /** Publishes old trades until so many slots are left. */
    void fill(final int freeSlots)
    {
        stage(99, 0, 1);
        while (ring.remainingCapacity() > freeSlots)
        {
            assertTrue(publication.publish(stage));
        }
    }

    /** Stages a frame of a stream. */
    void stage(final int streamId, final int frame, final int slots)
    {
        stage.reset();
        for (int i = 0; i < slots; i++)
        {
            assertTrue(stage.append(header, EventType.TRADE, 8));
            header.streamId(streamId);
            header.sessionId(SESSION);
            header.sessionEpoch(EPOCH);
            header.firstSequence(frame);
            header.lastSequence(i);
        }
    }

    /** What the consumer sees, but for the old trades. */
    List<String> drain() throws Exception
    {
        final List<String> seen = new ArrayList<>();
        consumer.poll((slot, sequence, endOfBatch) ->
        {
            final String line = describe(slot);
            if (!line.startsWith("frame 0"))
            {
                seen.add(line);
            }
            return true;
        });
        return seen;
    }

    /** True if the consumer has read all that was claimed: nothing is left unpublished. */
    boolean isDrained()
    {
        return consumer.getSequence().get() == ring.cursor();
    }

    private static String describe(final EventSlot slot)
    {
        final Loss event = new Loss();
        slot.wrap(event);
        switch (event.type())
        {
            case TRADE:
                return "frame " + event.firstSequence() + "." + event.lastSequence();
            case LOSS:
                return "loss " + (event.concernsWholeSession() ? "all" : event.streamId()) + " x" + event.frames() +
                    (event.sessionEpoch() == EPOCH ? "" : " epoch " + event.sessionEpoch());
            default:
                return "void";
        }
    }

    @Override
    public long nanoTime()
    {
        if (thrownByClock != null)
        {
            throw thrownByClock;
        }
        return nowNs;
    }
}
