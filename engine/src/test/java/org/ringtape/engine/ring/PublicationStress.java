package org.ringtape.engine.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A reader sees nothing of a frame, or its slots from the first on, each whole; never a slot of the former lap. */
@JCStressTest
@Outcome(id = {"nothing", "F1.0", "F1.0 F1.1", "F1.0 F1.1 F1.2"}, expect = ACCEPTABLE, desc = "whole slots in order")
@Outcome(expect = FORBIDDEN, desc = "half a slot, or an old one")
@State
public class PublicationStress
{
    private final StressedRing ring = new StressedRing();

    /** Publishes. */
    @Actor
    public void producer()
    {
        ring.publish(1, 3);
    }

    /** Reads. */
    @Actor
    public void consumer(final L_Result result)
    {
        result.r1 = ring.poll();
    }
}
