package org.ringtape.engine.ring;

import com.lmax.disruptor.EventPoller;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** A ring of eight slots, a lap of old events behind it, one producer, and a reader who writes down what he sees. */
final class StressedRing implements EventPoller.Handler<EventSlot>
{
    static final int CAPACITY = 8;
    private static final long OLD = -1;
    /** Whatever all states count together is of no interest, and making counters takes long. */
    private static final CounterSet COUNTERS = CounterSet.inMemory();

    final EventPublication publication;
    private final EventRing ring = EventRing.small(CAPACITY, false);
    private final EventPoller<EventSlot> poller = ring.newGatingPoller();
    private final EventStage stage = new EventStage(CAPACITY + 1);
    private final EventHeader staged = new EventHeader();
    private final Loss seen = new Loss();
    private final StringBuilder lines = new StringBuilder();

    StressedRing()
    {
        publication = new EventPublication(
            ring,
            () -> 0,
            1,
            1,
            COUNTERS.counter(PipelineCounter.FRAMES_DROPPED),
            COUNTERS.counter(PipelineCounter.EVENTS_PUBLISHED));
        publish(OLD, CAPACITY);
        poll();
    }

    /** Publishes a frame of so many slots; more than {@link #CAPACITY} are dropped. */
    void publish(final long frame, final int slots)
    {
        stage.reset();
        for (int i = 0; i < slots; i++)
        {
            stage.append(staged, EventType.TRADE, 3 * Long.BYTES);
            staged.streamId(1);
            staged.firstSequence(frame);
            staged.lastSequence(i);
            staged.venueTimeNs(frame);
            staged.fingerprint(frame);
        }
        publication.publish(stage);
    }

    /** What there is to see, but for void slots: {@code L} and how many frames, {@code F} frame and slot. */
    String poll()
    {
        lines.setLength(0);
        try
        {
            poller.poll(this);
        }
        catch (final Exception thrown)
        {
            return thrown.toString();
        }
        return lines.length() == 0 ? "nothing" : lines.toString().trim();
    }

    @Override
    public boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
    {
        slot.wrap(seen);
        if (seen.type() == EventType.LOSS)
        {
            lines.append('L').append(seen.frames()).append(' ');
        }
        else if (seen.type() == EventType.TRADE)
        {
            final boolean isWhole =
                seen.venueTimeNs() == seen.firstSequence() && seen.fingerprint() == seen.firstSequence();
            lines.append(isWhole ? 'F' : 'T').append(seen.firstSequence());
            lines.append('.').append(seen.lastSequence()).append(' ');
        }
        return true;
    }
}
