package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * A producer that drops and publishes, and a conductor that announces what is overdue, in every order of their steps:
 * between two frames that the ring holds, exactly the frames are told as lost that were dropped between them.
 */
final class LossHandOverTest
{
    private static final int FREE_SLOTS = 12;
    /** More than is ever free. */
    private static final int TOO_LARGE = FREE_SLOTS + 1;
    private static final String DROPPED = "dropped";
    private static final String FRAME = "frame ";

    @Test
    void shouldTellEachLossBeforeWhatFollowsItWhoeverAnnouncesIt() throws Exception
    {
        assertTrue(Interleavings.explore(() -> new HandOver(1, 1, TOO_LARGE, 1)) > 100);
    }

    @Test
    void shouldTellItOnceWhenTheConductorTriesAgain() throws Exception
    {
        assertTrue(Interleavings.explore(() -> new HandOver(2, 1, 1)) > 100);
    }

    @Test
    void shouldTellLaterLossesBehindWhatWasPublishedBefore() throws Exception
    {
        assertTrue(Interleavings.explore(() -> new HandOver(1, TOO_LARGE, 1, TOO_LARGE)) > 100);
    }

    /** The conductor has a slot but not the loss: what it read must not be told. */
    @Test
    void shouldSayNothingWhenTheProducerWasFaster() throws Exception
    {
        final ClaimRig rig = new ClaimRig(FREE_SLOTS);
        dropOne(rig);
        rig.drain();
        final int[] steps = {0};
        rig.lateStep = () ->
        {
            if (steps[0]++ == 1) // claimed, not decided
            {
                rig.stage(1, 2, 1);
                assertTrue(rig.publication.publish(rig.stage));
            }
        };
        assertFalse(rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS));
        assertEquals(List.of("void", "loss 1 x1", "frame 2.0"), rig.drain());
        assertFalse(rig.publication.hasUnannouncedLoss());
    }

    /** The producer has decided and not claimed: a conductor that comes now leaves it the loss. */
    @Test
    void shouldLeaveTheLossToAProducerThatIsAboutToClaim() throws Exception
    {
        final ClaimRig rig = new ClaimRig(FREE_SLOTS);
        dropOne(rig);
        rig.drain();
        rig.step = () ->
        {
            rig.step = SteppedClaim::noStep;
            assertFalse(rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS));
        };
        rig.stage(1, 2, 1);
        assertTrue(rig.publication.publish(rig.stage));
        assertEquals(List.of("loss 1 x1", "frame 2.0"), rig.drain());
    }

    /** What was found at first: the producer claims, the conductor announces, the producer fills. */
    @Test
    void shouldStandBeforeTheFrameWhenTheConductorAnnouncesBetweenClaimAndPublication() throws Exception
    {
        final ClaimRig rig = new ClaimRig(FREE_SLOTS);
        dropOne(rig);
        rig.drain();
        final int[] steps = {0};
        rig.step = () ->
        {
            if (steps[0]++ == 1) // claimed, not filled
            {
                rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS);
            }
        };
        rig.stage(1, 2, 1);
        assertTrue(rig.publication.publish(rig.stage));
        assertEquals(List.of("loss 1 x1", "frame 2.0"), rig.drain());
    }

    /** The only drop that no claim was tried for before: it must find out by itself what was said. */
    @Test
    void shouldNotTellAgainWhatWasAnnouncedWhenTheNextFrameIsLostToTheClock() throws Exception
    {
        final ClaimRig rig = new ClaimRig(FREE_SLOTS);
        dropOne(rig);
        rig.drain();
        assertTrue(rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS));
        rig.stage(2, 2, 1);
        rig.thrownByClock = new IllegalStateException("a clock that throws");
        assertThrows(IllegalStateException.class, () -> rig.publication.publish(rig.stage));
        rig.thrownByClock = null;
        rig.stage(1, 3, 1);
        assertTrue(rig.publication.publish(rig.stage));
        assertEquals(List.of("loss all x1", "loss 2 x1", "frame 3.0"), rig.drain());
    }

    private static void dropOne(final ClaimRig rig)
    {
        rig.stage(1, 1, TOO_LARGE);
        assertFalse(rig.publication.publish(rig.stage));
    }

    /** One frame is lost already. Then the producer publishes frames of some sizes while the conductor announces. */
    private static final class HandOver implements Interleavings.Scenario
    {
        private final ClaimRig rig;
        private final int attempts;
        private final int[] sizes;
        /** What the producer did, in its order. */
        private final List<String> done = new ArrayList<>();

        HandOver(final int attempts, final int... sizes)
        {
            this.attempts = attempts;
            this.sizes = sizes;
            try
            {
                rig = new ClaimRig(FREE_SLOTS);
            }
            catch (final Exception impossible)
            {
                throw new IllegalStateException(impossible);
            }
            dropOne(rig);
            done.add(DROPPED);
        }

        @Override
        public void act(final int party, final Runnable step)
        {
            if (party == 0)
            {
                rig.step = step;
                produce();
                return;
            }
            rig.lateStep = step;
            for (int i = 0; i < attempts; i++)
            {
                rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS);
            }
        }

        private void produce()
        {
            for (int i = 0; i < sizes.length; i++)
            {
                rig.stage(i, i + 1, sizes[i]);
                if (rig.publication.publish(rig.stage))
                {
                    done.add(FRAME + (i + 1));
                }
                else
                {
                    done.add(DROPPED);
                }
            }
        }

        @Override
        public void check() throws Exception
        {
            rig.step = SteppedClaim::noStep;
            rig.lateStep = SteppedClaim::noStep;
            rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS);
            assertFalse(rig.publication.hasUnannouncedLoss(), "something is unsaid");
            final List<String> seen = rig.drain();
            assertTrue(rig.isDrained(), "something is not published");
            assertEquals(summary(done), summary(seen), "told of " + done + " in " + seen);
        }

        /** Frames, and between them how many were lost. */
        private static String summary(final List<String> lines)
        {
            final StringBuilder summary = new StringBuilder();
            long lost = 0;
            for (final String line : lines)
            {
                if (line.equals(DROPPED))
                {
                    lost++;
                }
                else if (line.startsWith("loss "))
                {
                    lost += Long.parseLong(line.substring(line.indexOf('x') + 1));
                }
                else if (line.startsWith(FRAME))
                {
                    summary.append(lost).append(" lost, ").append(line.replace(".0", "")).append(", ");
                    lost = 0;
                }
            }
            return summary.append(lost).append(" lost").toString();
        }
    }
}
