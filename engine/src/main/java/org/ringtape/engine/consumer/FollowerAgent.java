package org.ringtape.engine.consumer;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.Sequence;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;

/** Hands events to a follower, once the market thread is done with them. Its own thread. */
final class FollowerAgent extends ConsumerAgent implements EventPoller.Handler<EventSlot>
{
    private final Follower follower;
    private final EventRing ring;
    private final Sequence market;
    private final EventPoller<EventSlot> poller;
    private final EventHeader header = new EventHeader();
    private int handled;

    FollowerAgent(
        final Surroundings surroundings, final Follower follower, final EventRing ring, final Sequence market)
    {
        super(surroundings);
        this.follower = follower;
        this.ring = ring;
        this.market = market;
        poller = ring.newFollowingPoller(market);
    }

    @Override
    public void onStart()
    {
        follower.onStart();
    }

    @Override
    int read() throws Exception
    {
        handled = 0;
        poller.poll(this);
        return handled;
    }

    @Override
    public boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
    {
        handled++;
        slot.wrap(header);
        if (header.typeId() != EventType.NONE.id())
        {
            try
            {
                follower.onEvent(header, endOfBatch);
            }
            catch (final Throwable thrown) // let through, it would bring the same event again, for ever
            {
                report(thrown);
            }
        }
        return !isHurried();
    }

    @Override
    public void onClose()
    {
        letGo();
        follower.onStop();
    }

    @Override
    long position()
    {
        return poller.getSequence().get();
    }

    @Override
    long readable()
    {
        return market.get();
    }

    @Override
    long missed()
    {
        return 0;
    }

    @Override
    void letGo()
    {
        ring.removeGating(poller.getSequence());
    }
}
