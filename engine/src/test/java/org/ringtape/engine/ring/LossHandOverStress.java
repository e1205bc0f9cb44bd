package org.ringtape.engine.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever announces them: losses stand between the frames that they happened between, each once. */
@JCStressTest
@Outcome(id = "L1 F1.0 L1 F2.0", expect = ACCEPTABLE, desc = "each loss once, in its place")
@Outcome(expect = FORBIDDEN, desc = "a loss is in the wrong place, missing, or told twice")
@State
public class LossHandOverStress
{
    private final StressedRing ring = new StressedRing();

    /** A frame is lost before the two begin. */
    public LossHandOverStress()
    {
        lose();
    }

    /** Publishes, loses, publishes. */
    @Actor
    public void producer()
    {
        ring.publish(1, 1);
        lose();
        ring.publish(2, 1);
    }

    /** Announces what is overdue. */
    @Actor
    public void conductor()
    {
        ring.publication.announceOverdueLoss(EventPublication.ANNOUNCE_LIMIT_NS);
        ring.publication.announceOverdueLoss(EventPublication.ANNOUNCE_LIMIT_NS);
    }

    /** Looks at the ring when both are done. */
    @Arbiter
    public void consumer(final L_Result result)
    {
        result.r1 = ring.poll();
    }

    private void lose()
    {
        ring.publish(9, StressedRing.CAPACITY + 1);
    }
}
