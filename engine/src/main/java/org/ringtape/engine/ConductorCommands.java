package org.ringtape.engine;

import java.nio.charset.StandardCharsets;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.StreamDescription;

/**
 * What the market thread and the host ask of the conductor. Offers never wait: {@code false} means "full, not now".
 * They allocate nothing, but for names of streams that are not all ASCII. Any thread offers; the conductor takes.
 * <pre>
 * message RESYNC:  streamId i32 | reason i32
 * message REQUEST: requestId i64 | venueId i32 | kind i32 | name of the stream, UTF-8
 * </pre>
 */
public final class ConductorCommands
{
    private static final int RESYNC = 1;
    private static final int RESYNC_LENGTH = 8;
    private static final int REQUEST = 2;
    private static final int REQUEST_NAME_OFFSET = 16;
    private static final int CAPACITY = 64 * 1024;
    private static final RequestOutcome.Kind[] KINDS = RequestOutcome.Kind.values();

    private final ManyToOneRingBuffer queue = new ManyToOneRingBuffer(
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(
            CAPACITY + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));

    /** Takes commands, on the conductor's thread. */
    @FunctionalInterface
    public interface Handler
    {
        /**
         * The book of a stream needs a snapshot.
         *
         * @param streamId of the book
         * @param reason   see ResyncReason
         */
        void onResync(int streamId, int reason);

        /**
         * Somebody asks for something of which the outcome is to be told.
         *
         * @param requestId the asker's own number
         * @param kind      what is asked for
         * @param venueId   number of the venue
         * @param stream    the venue's text for the stream
         */
        default void onRequest(
            final long requestId, final RequestOutcome.Kind kind, final int venueId, final String stream)
        {
        }
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

    /**
     * Asks for something of which the outcome is to be told.
     *
     * @throws IllegalArgumentException if the name is longer than {@link StreamDescription#MAX_NAME_LENGTH} bytes
     */
    public boolean request(
        final long requestId, final RequestOutcome.Kind kind, final int venueId, final CharSequence stream)
    {
        final byte[] utf8 = isAscii(stream) ? null : stream.toString().getBytes(StandardCharsets.UTF_8);
        final int length = utf8 == null ? stream.length() : utf8.length;
        if (length > StreamDescription.MAX_NAME_LENGTH)
        {
            throw new IllegalArgumentException("name of a stream is " + length + " bytes long, at most " +
                StreamDescription.MAX_NAME_LENGTH + " are allowed");
        }
        final int index = queue.tryClaim(REQUEST, REQUEST_NAME_OFFSET + length);
        if (index < 0)
        {
            return false;
        }
        final MutableDirectBuffer buffer = queue.buffer();
        buffer.putLong(index, requestId);
        buffer.putInt(index + 8, venueId);
        buffer.putInt(index + 12, kind.ordinal());
        for (int i = 0; i < length; i++)
        {
            buffer.putByte(index + REQUEST_NAME_OFFSET + i, utf8 == null ? (byte)stream.charAt(i) : utf8[i]);
        }
        queue.commit(index);
        return true;
    }

    private static boolean isAscii(final CharSequence text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            if (text.charAt(i) > 0x7F)
            {
                return false;
            }
        }
        return true;
    }

    /** Makes what {@link #drain} needs to call a handler; once, so that draining resyncs allocates nothing. */
    public static MessageHandler dispatcher(final Handler handler)
    {
        return (typeId, buffer, index, length) ->
        {
            if (typeId == RESYNC)
            {
                handler.onResync(buffer.getInt(index), buffer.getInt(index + Integer.BYTES));
            }
            else if (typeId == REQUEST)
            {
                handler.onRequest(buffer.getLong(index), KINDS[buffer.getInt(index + 12)], buffer.getInt(index + 8),
                    name(buffer, index + REQUEST_NAME_OFFSET, length - REQUEST_NAME_OFFSET));
            }
        };
    }

    private static String name(final DirectBuffer buffer, final int index, final int length)
    {
        return buffer.getStringWithoutLengthUtf8(index, length);
    }

    /** Takes all commands that wait. Conductor's thread. */
    public int drain(final MessageHandler dispatcher)
    {
        return queue.read(dispatcher);
    }
}
