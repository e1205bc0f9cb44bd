package org.ringtape.engine.ring;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.ring.EventRing.NO_CAPACITY;

import java.util.concurrent.atomic.AtomicLong;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.Loss;
import org.ringtape.engine.event.LossCause;

/**
 * One producer's way into the ring: claims room for a whole frame, copies, publishes; or drops the whole frame, counts
 * it, and says so in the ring before the next frame that gets through. Never waits.
 * <p>
 * {@link #publish} belongs to the producer's thread. If no later frame gets through, {@link #announceOverdueLoss} says
 * it from the conductor's thread instead; {@code announcedFrames} decides by one compare-and-set who does.
 */
public final class EventPublication
{
    /** How long a producer may keep a loss to itself. */
    public static final long ANNOUNCE_LIMIT_NS = 100_000_000L;

    private final EventRing ring;
    private final EpochNanoClock clock;
    private final AtomicCounter framesDropped;
    private final AtomicCounter eventsPublished;
    private final int venueId;
    private final int sessionId;

    private final EventHeader source = new EventHeader();
    private final Loss loss = new Loss();
    private final DroppedStreams dropped = new DroppedStreams();
    private final AtomicLong announcedFrames = new AtomicLong();

    /** Session epoch of the loss pending. Written by the producer before {@link #lossSinceNs}. */
    private int lossEpoch;
    /** When the loss pending began, 0 if there is none. Writer: producer; volatile for the conductor. */
    private volatile long lossSinceNs;

    /**
     * A way into a ring.
     *
     * @param ring            to publish to
     * @param clock           gives publish times
     * @param venueId         put on loss events
     * @param sessionId       put on loss events
     * @param framesDropped   counts frames for which there was no room; written by the producer
     * @param eventsPublished counts slots published; written by the producer
     */
    public EventPublication(
        final EventRing ring,
        final EpochNanoClock clock,
        final int venueId,
        final int sessionId,
        final AtomicCounter framesDropped,
        final AtomicCounter eventsPublished)
    {
        this.ring = ring;
        this.clock = clock;
        this.venueId = venueId;
        this.sessionId = sessionId;
        this.framesDropped = framesDropped;
        this.eventsPublished = eventsPublished;
        announcedFrames.set(framesDropped.get());
    }

    /**
     * Publishes everything staged as one run of slots, or drops it. Producer's thread.
     *
     * @param stage filled by the same thread; not changed
     * @return true if the staged frame is in the ring; false if there was no room and all of it was dropped
     */
    public boolean publish(final EventStage stage)
    {
        if (offer(stage))
        {
            return true;
        }
        drop(stage);
        return false;
    }

    /**
     * Publishes everything staged as one run of slots if there is room; for a producer that can try again. Producer's
     * thread.
     *
     * @param stage filled by the same thread; not changed
     * @return true if the staged events are in the ring; false if there was no room: nothing is lost or counted
     */
    public boolean offer(final EventStage stage)
    {
        final int count = stage.slotCount();
        if (count == 0)
        {
            return true;
        }
        if (lossSinceNs != 0)
        {
            return offerBehindLoss(stage);
        }
        final long last = ring.tryClaim(count);
        if (last == NO_CAPACITY)
        {
            return false;
        }
        final long first = last - count + 1;
        try
        {
            copy(stage, first, clock.nanoTime());
        }
        finally
        {
            ring.publish(first, last); // a claimed slot that is never published stops every consumer
        }
        eventsPublished.getAndAddOrdered(count);
        return true;
    }

    /** True if frames were dropped and nothing in the ring says so yet. Any thread. */
    public boolean hasUnannouncedLoss()
    {
        return lossSinceNs != 0 && announcedFrames.get() != framesDropped.get();
    }

    /**
     * Says that frames were dropped if the producer has not been able to for {@link #ANNOUNCE_LIMIT_NS}. The whole
     * session is meant, since only the producer knows the streams. Conductor's thread.
     *
     * @param nowNs of the same clock
     * @return true if it was said now
     */
    public boolean announceOverdueLoss(final long nowNs)
    {
        final long sinceNs = lossSinceNs;
        if (sinceNs == 0 || nowNs - sinceNs < ANNOUNCE_LIMIT_NS)
        {
            return false;
        }
        final long announced = announcedFrames.get();
        final long total = framesDropped.get();
        if (announced == total)
        {
            return false;
        }
        final long sequence = ring.tryClaim(1);
        if (sequence == NO_CAPACITY)
        {
            return false;
        }
        final boolean mine = announcedFrames.compareAndSet(announced, total);
        try
        {
            final Loss overdue = new Loss();
            ring.slot(sequence).wrap(overdue);
            describe(overdue, NO_ID, total - announced, sinceNs, nowNs);
            overdue.typeId((mine ? EventType.LOSS : EventType.NONE).id());
        }
        finally
        {
            ring.publish(sequence, sequence);
        }
        return mine;
    }

    private boolean offerBehindLoss(final EventStage stage)
    {
        final long announced = announcedFrames.get();
        final int lossCount = announced == framesDropped.get() ? 0 : dropped.lossCount();
        final int count = lossCount + stage.slotCount();
        final long last = ring.tryClaim(count);
        if (last == NO_CAPACITY)
        {
            return false;
        }
        final long first = last - count + 1;
        final long nowNs = clock.nanoTime();
        try
        {
            // The conductor may have said it since: then our slots say nothing.
            final boolean mine = lossCount > 0 && announcedFrames.compareAndSet(announced, framesDropped.get());
            for (int i = 0; i < lossCount; i++)
            {
                ring.slot(first + i).wrap(loss);
                describe(loss, dropped.streamId(i), dropped.frames(i), lossSinceNs, nowNs);
                loss.typeId((mine ? EventType.LOSS : EventType.NONE).id());
            }
            copy(stage, first + lossCount, nowNs);
        }
        finally
        {
            ring.publish(first, last);
        }
        dropped.clear();
        lossSinceNs = 0;
        eventsPublished.getAndAddOrdered(count);
        return true;
    }

    private void describe(
        final Loss into, final int streamId, final long frames, final long sinceNs, final long nowNs)
    {
        into.init(EventType.NONE, Loss.LENGTH);
        into.streamId(streamId);
        into.venueId(venueId);
        into.sessionId(sessionId);
        into.sessionEpoch(lossEpoch);
        into.receiveTimeNs(nowNs);
        into.publishTimeNs(nowNs);
        into.frames(frames);
        into.missing(ABSENT, ABSENT);
        into.period(sinceNs, nowNs);
        into.cause(LossCause.RING_FULL);
    }

    private void drop(final EventStage stage)
    {
        if (lossSinceNs != 0 && !hasUnannouncedLoss())
        {
            dropped.clear(); // the conductor has said all of it
            lossSinceNs = 0;
        }
        dropped.add(stage);
        stage.wrap(source, 0);
        lossEpoch = source.sessionEpoch();
        framesDropped.incrementOrdered();
        if (lossSinceNs == 0)
        {
            lossSinceNs = clock.nanoTime();
        }
    }

    private void copy(final EventStage stage, final long first, final long nowNs)
    {
        final int count = stage.slotCount();
        for (int i = 0; i < count; i++)
        {
            stage.wrap(source, i);
            source.publishTimeNs(nowNs);
            copy(source, ring.slot(first + i));
        }
    }

    /** The first word holds length, type and flags: empty first, real last, so half a copy is a slot of type NONE. */
    private static void copy(final EventHeader from, final EventSlot slot)
    {
        final UnsafeBuffer to = slot.buffer();
        final int toOffset = slot.offset();
        final int fromOffset = from.offset();
        to.putLong(toOffset, 0L);
        to.putBytes(
            toOffset + Long.BYTES, from.buffer(), fromOffset + Long.BYTES, from.usedLength() - Long.BYTES);
        to.putLong(toOffset, from.buffer().getLong(fromOffset));
    }
}
