package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.status.PipelineCounter;

/** Whatever is thrown between a claim and its publication: the ring goes on, and nothing old or half is seen. */
final class RingClaimTest
{
    private static final RuntimeException CLOCK = new IllegalStateException("a clock that throws");

    @Test
    void shouldMakeEverySlotVoidBeforeTheFirstIsFilled() throws Exception
    {
        final ClaimRig rig = new ClaimRig(20); // its claims check it, over a lap of old trades
        rig.stage(1, 1, 5);
        assertTrue(rig.publication.publish(rig.stage));
        rig.stage(1, 2, 60);
        assertFalse(rig.publication.publish(rig.stage));
        rig.stage(1, 3, 5);
        assertTrue(rig.publication.publish(rig.stage));
        rig.nowNs += EventPublication.ANNOUNCE_LIMIT_NS;
        rig.stage(1, 4, 60);
        assertFalse(rig.publication.publish(rig.stage));
        assertTrue(rig.publication.announceOverdueLoss(rig.nowNs + EventPublication.ANNOUNCE_LIMIT_NS));
        assertEquals(0, rig.claim.claims + rig.lateClaim.claims);
        assertEquals(12, rig.drain().size());
    }

    @Test
    void shouldClaimNothingAndSayTheLossWhenTheClockThrows() throws Exception
    {
        final ClaimRig rig = new ClaimRig(20);
        rig.drain();
        final long cursor = rig.ring.cursor();
        rig.stage(7, 1, 2);
        rig.thrownByClock = CLOCK;
        assertSame(CLOCK, assertThrows(RuntimeException.class, () -> rig.publication.publish(rig.stage)));
        assertSame(CLOCK, assertThrows(RuntimeException.class, () -> rig.publication.publish(rig.stage)));
        assertEquals(cursor, rig.ring.cursor());
        assertEquals(2, rig.counters.total(PipelineCounter.FRAMES_DROPPED));

        rig.thrownByClock = null;
        rig.stage(8, 2, 1);
        assertTrue(rig.publication.publish(rig.stage));
        assertEquals(List.of("loss 7 x2", "frame 2.0"), rig.drain());
        assertTrue(rig.isDrained());
    }

    @Test
    void shouldLoseNothingThatIsOfferedWhenTheClockThrows() throws Exception
    {
        final ClaimRig rig = new ClaimRig(20);
        rig.drain();
        rig.stage(7, 1, 2);
        rig.thrownByClock = CLOCK;
        assertSame(CLOCK, assertThrows(RuntimeException.class, () -> rig.publication.offer(rig.stage)));
        rig.thrownByClock = null;
        assertFalse(rig.publication.hasUnannouncedLoss());
        assertTrue(rig.publication.offer(rig.stage));
        assertEquals(List.of("frame 1.0", "frame 1.1"), rig.drain());
        assertTrue(rig.isDrained());
    }

    /** Too long for a slot, of a negative length, and as long as half the ring. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, EventLayout.PAYLOAD_OFFSET - 1, EventLayout.DERIVED_OFFSET + 1, 4_000, 1 << 17,
        Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldShowNothingOfAFrameWhoseCopyFails(final int length) throws Exception
    {
        final ClaimRig rig = new ClaimRig(50);
        rig.stage(4, 1, 5);
        damage(rig, 3, length);
        assertThrows(IllegalStateException.class, () -> rig.publication.publish(rig.stage));
        assertEquals(List.of("void", "void", "void", "void", "void"), rig.drain());
        assertTrue(rig.isDrained());
        assertEquals(1, rig.counters.total(PipelineCounter.FRAMES_DROPPED));

        rig.stage(4, 2, 1);
        assertTrue(rig.publication.publish(rig.stage));
        assertEquals(List.of("loss 4 x1", "frame 2.0"), rig.drain());
    }

    @Test
    void shouldStillOweTheLossWhenTheCopyBehindItFails() throws Exception
    {
        final ClaimRig rig = new ClaimRig(0);
        rig.stage(6, 1, 1);
        assertFalse(rig.publication.publish(rig.stage));
        rig.drain();

        rig.stage(4, 2, 2);
        damage(rig, 1, 5_000);
        assertThrows(IllegalStateException.class, () -> rig.publication.offer(rig.stage));
        assertTrue(rig.publication.hasUnannouncedLoss());
        assertThrows(IllegalStateException.class, () -> rig.publication.publish(rig.stage));
        assertEquals(List.of("void", "void", "void", "void", "void", "void"), rig.drain());

        rig.stage(4, 3, 1);
        assertTrue(rig.publication.publish(rig.stage));
        assertEquals(List.of("loss 6 x1", "loss 4 x1", "frame 3.0"), rig.drain());
        assertTrue(rig.isDrained());
    }

    private static void damage(final ClaimRig rig, final int index, final int length)
    {
        rig.stage.wrap(rig.header, index);
        rig.header.usedLength(length);
    }
}
