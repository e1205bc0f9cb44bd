package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;

/** A claim that calls a test before and after each of its steps, and checks that what was claimed is void. */
final class SteppedClaim extends RingClaim
{
    private final EventHeader window = new EventHeader();
    private final Runnable step;
    int claims;

    SteppedClaim(final EventRing ring, final Runnable step)
    {
        super(ring);
        this.step = step;
    }

    /** Nothing happens between the steps. */
    static void noStep()
    {
        // on purpose
    }

    @Override
    boolean take(final int count)
    {
        step.run();
        final boolean isTaken = super.take(count);
        if (isTaken)
        {
            claims++;
            for (int i = 0; i < count; i++)
            {
                wrap(window, i);
                assertEquals(EventType.NONE, window.type(), "slot " + i + " of " + count + " shows a former lap");
                assertEquals(0, window.usedLength(), "slot " + i + " of " + count + " shows a former lap");
            }
        }
        step.run();
        return isTaken;
    }

    @Override
    void end(final boolean isFilled)
    {
        step.run();
        super.end(isFilled);
        claims--;
        step.run();
    }
}
