package org.ringtape.engine.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventPoller;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A consumer that would sleep for an hour is woken. A lost wake-up is a run that does not end, which is a failure. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "woken, or never asleep")
@Outcome(expect = FORBIDDEN, desc = "nothing there")
@State
public class SleepingConsumerStress
{
    private final EventRing ring = EventRing.small(2, true);
    private final EventPoller<EventSlot> poller = ring.newGatingPoller();
    private int seen;

    /** Publishes one slot. */
    @Actor
    public void producer()
    {
        final long sequence = ring.tryClaim(1);
        ring.publish(sequence, sequence);
    }

    /** Sleeps until it is there. */
    @Actor
    public void consumer(final I_Result result)
    {
        while (!isSeen())
        {
            ring.awaitPublished(0, TimeUnit.HOURS.toNanos(1));
        }
        result.r1 = seen;
    }

    private boolean isSeen()
    {
        try
        {
            poller.poll((slot, sequence, endOfBatch) -> ++seen > 0);
        }
        catch (final Exception impossible)
        {
            throw new IllegalStateException(impossible);
        }
        return seen > 0;
    }
}
