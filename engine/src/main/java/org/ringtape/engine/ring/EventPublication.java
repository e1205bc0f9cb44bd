package org.ringtape.engine.ring;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.status.AtomicCounter;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;

/**
 * One producer's way into the ring: claims room for a whole frame, copies, publishes; or drops the whole frame, counts
 * it, and says so in the ring before the next frame that gets through. Never waits.
 * <p>
 * {@link #publish} belongs to the producer's thread. If no later frame gets through, {@link #announceOverdueLoss} says
 * it from the conductor's thread instead; how the two agree is drawn in {@link UnsaidLoss}.
 * <p>
 * What a clock throws comes before anything is claimed, and what a copy throws leaves only void slots behind: both come
 * through to the caller, and the frame counts as dropped.
 */
public final class EventPublication
{
    /** How long a producer may keep a loss to itself. */
    public static final long ANNOUNCE_LIMIT_NS = 100_000_000L;

    private final EpochNanoClock clock;
    private final AtomicCounter framesDropped;
    private final AtomicCounter eventsPublished;
    private final int venueId;
    private final int sessionId;

    private final UnsaidLoss unsaid = new UnsaidLoss();

    /** The producer's. */
    private final RingClaim claim;
    private final EventHeader source = new EventHeader();
    private final Loss loss = new Loss();
    /** Set before the producer begins. */
    private int lineId;
    /** When the clock was last read; producer only. */
    private long nowNs;

    /** The conductor's. */
    private final RingClaim lateClaim;
    private final Loss lateLoss = new Loss();

    /**
     * A way into a ring.
     *
     * @param ring            to publish to
     * @param clock           gives publish times
     * @param venueId         put on loss events
     * @param sessionId       put on loss events
     * @param framesDropped   counts frames that did not get into the ring; written by the producer
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
        this(new RingClaim(ring), new RingClaim(ring), clock, venueId, sessionId, framesDropped, eventsPublished);
    }

    /** What it publishes comes by a line of the session, which is put on loss events; line 0 if that is not said. */
    public EventPublication line(final int number)
    {
        lineId = number;
        return this;
    }

    /** With the producer's and the conductor's claim. */
    EventPublication(
        final RingClaim claim,
        final RingClaim lateClaim,
        final EpochNanoClock clock,
        final int venueId,
        final int sessionId,
        final AtomicCounter framesDropped,
        final AtomicCounter eventsPublished)
    {
        this.claim = claim;
        this.lateClaim = lateClaim;
        this.clock = clock;
        this.venueId = venueId;
        this.sessionId = sessionId;
        this.framesDropped = framesDropped;
        this.eventsPublished = eventsPublished;
    }

    /**
     * Publishes everything staged as one run of slots, or drops it, also if the clock throws. Producer's thread.
     *
     * @param stage filled by the same thread; not changed
     * @return true if the staged frame is in the ring; false if there was no room and all of it was dropped
     * @throws IllegalStateException if a staged event is longer than a slot; all of the frame was dropped
     */
    public boolean publish(final EventStage stage)
    {
        boolean isPublished = false;
        try
        {
            isPublished = offer(stage);
        }
        finally
        {
            if (!isPublished)
            {
                drop(stage);
            }
        }
        return isPublished;
    }

    /**
     * Publishes everything staged as one run of slots if there is room; for a producer that can try again. Producer's
     * thread.
     *
     * @param stage filled by the same thread; not changed
     * @return true if the staged events are in the ring; false if there was no room: nothing is lost or counted
     * @throws IllegalStateException if a staged event is longer than a slot; nothing is lost or counted
     */
    public boolean offer(final EventStage stage)
    {
        final int count = stage.slotCount();
        if (count == 0)
        {
            return true;
        }
        nowNs = clock.nanoTime();
        if (unsaid.isPending())
        {
            return offerBehindLoss(stage);
        }
        if (!claim.take(count))
        {
            return false;
        }
        boolean isFilled = false;
        try
        {
            copy(stage, 0);
            isFilled = true;
        }
        finally
        {
            claim.end(isFilled);
        }
        eventsPublished.getAndAddOrdered(count);
        return true;
    }

    /** True if frames were dropped and nothing says so yet, in the ring or in the producer's hand. Any thread. */
    public boolean hasUnannouncedLoss()
    {
        return unsaid.version() != UnsaidLoss.SAID;
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
        final long version = unsaid.version();
        if (version == UnsaidLoss.SAID || nowNs - unsaid.sinceNs() < ANNOUNCE_LIMIT_NS || !lateClaim.take(1))
        {
            return false;
        }
        boolean isMine = false;
        try
        {
            lateClaim.wrap(lateLoss, 0);
            describe(lateLoss, NO_ID, unsaid.frames(), unsaid.sinceNs(), nowNs);
            isMine = unsaid.say(version);
            if (isMine)
            {
                lateLoss.typeId(EventType.LOSS.id());
            }
        }
        finally
        {
            lateClaim.end(isMine);
        }
        return isMine;
    }

    private boolean offerBehindLoss(final EventStage stage)
    {
        final int lossCount = unsaid.take(); // before the claim: what the conductor says from here on is void
        final int count = lossCount + stage.slotCount();
        boolean isClaimed = false;
        boolean isFilled = false;
        try
        {
            isClaimed = claim.take(count);
            if (isClaimed)
            {
                for (int i = 0; i < lossCount; i++)
                {
                    claim.wrap(loss, i);
                    describe(loss, unsaid.streamId(i), unsaid.frames(i), unsaid.sinceNs(), nowNs);
                    loss.typeId(EventType.LOSS.id());
                }
                copy(stage, lossCount);
                isFilled = true;
            }
        }
        finally
        {
            if (isClaimed)
            {
                claim.end(isFilled);
            }
            settle(lossCount, isFilled);
        }
        if (isFilled)
        {
            eventsPublished.getAndAddOrdered(count);
        }
        return isFilled;
    }

    private void settle(final int lossCount, final boolean isSaid)
    {
        if (lossCount == 0)
        {
            return;
        }
        if (isSaid)
        {
            unsaid.said();
        }
        else
        {
            unsaid.giveBack();
        }
    }

    private void describe(
        final Loss into, final int streamId, final long frames, final long sinceNs, final long untilNs)
    {
        into.init(EventType.NONE, Loss.LENGTH);
        into.streamId(streamId);
        into.venueId(venueId);
        into.sessionId(sessionId);
        into.lineId(lineId);
        into.sessionEpoch(unsaid.sessionEpoch());
        into.receiveTimeNs(untilNs);
        into.publishTimeNs(untilNs);
        into.frames(frames);
        into.missing(ABSENT, ABSENT);
        into.period(sinceNs, untilNs);
        into.cause(LossCause.RING_FULL);
    }

    /** Calls no clock, which may be what threw. */
    private void drop(final EventStage stage)
    {
        unsaid.add(stage, source, nowNs);
        framesDropped.incrementOrdered();
    }

    private void copy(final EventStage stage, final int firstIndex)
    {
        final int count = stage.slotCount();
        for (int i = 0; i < count; i++)
        {
            stage.wrap(source, i);
            source.publishTimeNs(nowNs);
            claim.copy(firstIndex + i, source);
        }
    }
}
