package org.ringtape.feeds.session.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.session.SessionRig;

/** Signals up to a bound. */
class SignalQueueTest
{
    private final AtomicCounter dropped = new CountersManager(
        new UnsafeBuffer(ByteBuffer.allocateDirect(4 * CountersManager.METADATA_LENGTH)),
        new UnsafeBuffer(ByteBuffer.allocateDirect(4 * CountersManager.COUNTER_LENGTH))).newCounter("dropped");
    private final SignalQueue queue = new SignalQueue(dropped);

    @Test
    void shouldTellInOrderAndTheEndLast()
    {
        queue.offer(signal(SessionSignal.Kind.OPENED, 1));
        queue.offer(signal(SessionSignal.Kind.READY, 1));
        queue.end(signal(SessionSignal.Kind.CLOSED, 1));
        assertEquals(SessionSignal.Kind.OPENED, queue.poll().kind());
        assertEquals(SessionSignal.Kind.READY, queue.poll().kind());
        assertEquals(SessionSignal.Kind.CLOSED, queue.poll().kind());
        assertNull(queue.poll());
        assertEquals(0, dropped.get());
    }

    @Test
    void shouldCountWhatHasNoRoomSaySoOnceAndNeverLoseTheEnd()
    {
        for (int i = 0; i < SignalQueue.CAPACITY + 50; i++)
        {
            queue.offer(signal(SessionSignal.Kind.PING, 3));
        }
        queue.end(signal(SessionSignal.Kind.CLOSED, 3));
        assertEquals(50, dropped.get());
        for (int i = 0; i < SignalQueue.CAPACITY; i++)
        {
            assertEquals(SessionSignal.Kind.PING, queue.poll().kind());
        }
        final SessionSignal overflowed = queue.poll();
        assertEquals(SessionSignal.Kind.OVERFLOWED, overflowed.kind());
        assertEquals(3, overflowed.attempt());
        assertEquals(SessionSignal.Kind.CLOSED, queue.poll().kind());
        assertNull(queue.poll());
    }

    @Test
    void shouldGiveUpTheConnectionOnWhichMoreWasSaidThanCouldBeHeard()
    {
        try (SessionRig rig = new SessionRig("c@trade"))
        {
            rig.goLive();
            for (int i = 0; i < 2 * SignalQueue.CAPACITY; i++)
            {
                rig.transports.last().frame("!ping " + i);
            }
            rig.cycle();
            assertEquals(SessionState.BACKING_OFF, rig.state());
            assertEquals(SignalQueue.CAPACITY, rig.count(PipelineCounter.SIGNALS_DROPPED));
            assertEquals("the venue said more than 1024 things at once", rig.session.lastError().text());
            rig.cycle();
            rig.cycle();
            assertEquals(2, rig.session.epoch());
            rig.transports.last().open();
            rig.cycle();
            assertEquals(SessionState.SUBSCRIBING, rig.state(), "the next connection is not judged by it");
            assertTrue(rig.told.contains("LOSS DISCONNECTED epoch 1"));
        }
    }

    private static SessionSignal signal(final SessionSignal.Kind kind, final int attempt)
    {
        return new SessionSignal(kind, attempt, 0, 0, "");
    }
}
