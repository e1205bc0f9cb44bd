package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.status.PipelineCounter;

/** A strategy that does not return fills the ring; that costs frames, which are counted, and nothing else. */
@Timeout(60)
final class SlowConsumerTest
{
    private static final int RING_CAPACITY = 256;
    private static final long MANY_FRAMES = 600;
    private static final long CLOSE_LIMIT_NS = TimeUnit.SECONDS.toNanos(6);

    @Test
    void shouldDropWholeFramesSayThemLostAndEndRight()
    {
        try (LiveRig rig = startTiny())
        {
            for (int round = 1; round <= 2; round++)
            {
                rig.market().resume();
                rig.awaitLive();
                final long droppedBefore = rig.total(PipelineCounter.FRAMES_DROPPED);
                final long lossesBefore = rig.watch().losses(LossCause.RING_FULL);
                final long gapsBefore = rig.total(PipelineCounter.BOOK_GAPS);
                final MarketWatch.Gate gate = rig.watch().holdUp();
                rig.await("the strategy to stand still", gate::isReached);
                rig.await("drops", () -> rig.total(PipelineCounter.FRAMES_DROPPED) > droppedBefore);
                requireReceiverGoesOn(rig);
                assertEquals(lossesBefore, rig.watch().losses(LossCause.RING_FULL));
                gate.open();

                rig.await("losses in the ring", () -> rig.watch().losses(LossCause.RING_FULL) > lossesBefore);
                rig.awaitLive();
                rig.awaitRight();
                assertTrue(rig.total(PipelineCounter.BOOK_GAPS) > gapsBefore, "a book lost the thread and said so");
            }
            assertNull(rig.firstError());
            assertEquals(0, rig.watch().crossed());
            assertEquals(1, rig.total(PipelineCounter.CONNECTS), "no reason to reconnect");
            assertEquals(0, rig.simulator().statistics().slowConsumersCut());
            rig.await("every frame that was sent to be read", () -> rig.simulator().statistics().framesSent() ==
                rig.total(PipelineCounter.FRAMES_RECEIVED) - rig.total(PipelineCounter.FRAMES_CONTROL));
            rig.feeds().close();
            rig.pipeline().close();
            assertTrue(rig.total(PipelineCounter.SLOTS_HANDLED) >= rig.total(PipelineCounter.EVENTS_PUBLISHED) +
                rig.total(PipelineCounter.LOSSES_ANNOUNCED_LATE), "what was published was handled");
        }
    }

    @Test
    void shouldCloseInTimeWhileTheStrategyStandsStill() throws Exception
    {
        final LiveRig rig = startTiny();
        MarketWatch.Gate gate = null;
        try
        {
            rig.awaitLive();
            gate = rig.watch().holdUp();
            rig.await("the strategy to stand still", gate::isReached);
            rig.await("drops", () -> rig.total(PipelineCounter.FRAMES_DROPPED) > 0);
            requireReceiverGoesOn(rig);

            requireEndsInTime("feeds", rig.feeds()::close);
            requireEndsInTime("pipeline", rig.pipeline()::close);
            assertTrue(rig.firstError() instanceof IllegalStateException, "the error handler hears of the strategy");
            assertTrue(rig.firstError().getMessage().contains("has not returned"), rig.firstError().getMessage());
            assertEquals(0, rig.simulator().statistics().connectionsOpen(), "the venue is rid of us");
        }
        finally
        {
            if (gate != null)
            {
                gate.open();
            }
            for (final Thread thread : rig.threads())
            {
                thread.join(TimeUnit.SECONDS.toMillis(5));
                assertFalse(thread.isAlive(), thread.getName() + " has not ended");
            }
            rig.close();
        }
    }

    private static LiveRig startTiny()
    {
        return new LiveRig(RING_CAPACITY, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Nobody waits for the strategy: the venue goes on sending, and the receiver reading. */
    private static void requireReceiverGoesOn(final LiveRig rig)
    {
        final long received = rig.total(PipelineCounter.FRAMES_RECEIVED);
        final long dropped = rig.total(PipelineCounter.FRAMES_DROPPED);
        final long sent = rig.simulator().statistics().framesSent();
        rig.await("frames received behind the full ring", () ->
            rig.total(PipelineCounter.FRAMES_RECEIVED) > received + MANY_FRAMES &&
            rig.total(PipelineCounter.FRAMES_DROPPED) > dropped + MANY_FRAMES / 2 &&
            rig.simulator().statistics().framesSent() > sent + MANY_FRAMES);
        assertEquals(0, rig.simulator().statistics().slowConsumersCut());
    }

    private static void requireEndsInTime(final String what, final Runnable close) throws InterruptedException
    {
        final Thread closer = new Thread(close, "closer of " + what);
        closer.setDaemon(true);
        final long startNs = System.nanoTime();
        closer.start();
        closer.join(TimeUnit.NANOSECONDS.toMillis(2 * CLOSE_LIMIT_NS));
        assertFalse(closer.isAlive(), what + " hang in close()");
        final long tookNs = System.nanoTime() - startNs;
        assertTrue(tookNs < CLOSE_LIMIT_NS, () -> what + " took " + TimeUnit.NANOSECONDS.toMillis(tookNs) + " ms");
    }
}
