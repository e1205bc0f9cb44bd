package org.ringtape.engine;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What the market thread and the host ask of the conductor. Offers never wait and never allocate: {@code false} means
 * "full, not now". Any thread offers; the conductor takes.
 * <pre>
 * message RESYNC: streamId i32 | reason i32
 * </pre>
 */
public final class ConductorCommands
{
    private static final int RESYNC = 1;
    private static final int RESYNC_LENGTH = 8;
    private static final int CAPACITY = 64 * 1024;

    private final ManyToOneRingBuffer queue = new ManyToOneRingBuffer(
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(
            CAPACITY + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));

    /** Takes commands, on the conductor's thread. */
    public interface Handler
    {
        /**
         * The book of a stream needs a snapshot.
         *
         * @param streamId of the book
         * @param reason   see ResyncReason
         */
        void onResync(int streamId, int reason);
    }

    /** Asks for a snapshot of a stream. */
    public boolean resync(final int streamId, final int reason)
    {
        final int index = queue.tryClaim(RESYNC, RESYNC_LENGTH);
        if (index < 0)
        {
            return false;
        }
        queue.buffer().putInt(index, streamId);
        queue.buffer().putInt(index + Integer.BYTES, reason);
        queue.commit(index);
        return true;
    }

    /** Makes what {@link #drain} needs to call a handler; once, so that draining allocates nothing. */
    public static MessageHandler dispatcher(final Handler handler)
    {
        return (typeId, buffer, index, length) ->
        {
            if (typeId == RESYNC)
            {
                handler.onResync(buffer.getInt(index), buffer.getInt(index + Integer.BYTES));
            }
        };
    }

    /** Takes all commands that wait. Conductor's thread. */
    public int drain(final MessageHandler dispatcher)
    {
        return queue.read(dispatcher);
    }
}
