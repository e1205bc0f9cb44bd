package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

import org.java_websocket.exceptions.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.ringtape.feeds.transport.TransportListener;

/** Bytes the receiver thread allocates for a read that holds many frames. */
class PayloadDraftAllocationTest
{
    private static final int READS = 50_000;
    private static final int MAX_BYTES_A_READ = 64;

    private long messageCount;
    private long byteCount;

    private final class Counter implements TransportListener
    {
        @Override
        public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
        {
            messageCount++;
            byteCount += length;
        }

        @Override
        public void onClosed(final int code, final String reason, final boolean byPeer)
        {
            throw new AssertionError("a draft does not close");
        }
    }

    @Test
    void shouldAllocateNoMoreThanTheWrappingOfTheReadBuffer() throws InvalidDataException
    {
        final int frames = 40;
        final byte[] payload = new byte[986];
        Arrays.fill(payload, (byte)'7');
        byte[] read = new byte[0];
        for (int i = 0; i < frames; i++)
        {
            read = Frames.concat(read, Frames.frame(i % 8 == 0 ? 0x01 : 0x81, payload));
            if (i % 8 == 0)
            {
                read = Frames.concat(read, Frames.frame(0x80, payload));
            }
        }
        // A cut inside a frame: each read begins with a tail and ends with a head.
        final int cut = 3 * 1000 + 500;
        final byte[] rotated = Frames.concat(Arrays.copyOfRange(read, cut, read.length), Arrays.copyOf(read, cut));
        final PayloadDraft draft = new PayloadDraft(FrameLimits.DEFAULT, 1024, new Counter());
        draft.translateFrame(ByteBuffer.wrap(read, 0, cut));
        run(draft, rotated);

        final long countBefore = messageCount;
        final long bytesBefore = byteCount;
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(thread);
        run(draft, rotated);
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertEquals((long)READS * frames, messageCount - countBefore);
        assertEquals((long)READS * (frames + frames / 8) * payload.length, byteCount - bytesBefore);
        assertTrue(allocated <= (long)READS * MAX_BYTES_A_READ,
            () -> allocated + " bytes for " + READS + " reads, more than " + MAX_BYTES_A_READ + " each");
    }

    private static void run(final PayloadDraft draft, final byte[] read) throws InvalidDataException
    {
        for (int i = 0; i < READS; i++)
        {
            assertTrue(draft.translateFrame(ByteBuffer.wrap(read, 0, read.length)).isEmpty());
        }
    }
}
