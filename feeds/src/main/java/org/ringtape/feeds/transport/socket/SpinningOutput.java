package org.ringtape.feeds.transport.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a non-blocking channel completely: while the peer takes nothing, the writing thread parks and tries again,
 * until somebody closes the channel. An interrupt does not end the wait, and is kept. Any thread, one at a time.
 */
final class SpinningOutput extends OutputStream
{
    private static final int TRIES_BEFORE_PARK = 20;
    /** The channel copies a piece into native memory at each try, whatever the kernel takes of it. */
    private static final int MAX_PIECE_BYTES = 128 * 1024;
    private static final long FIRST_PARK_NS = 10_000L;
    private static final long LAST_PARK_NS = 1_000_000L;

    private final SocketChannel channel;

    SpinningOutput(final SocketChannel channel)
    {
        this.channel = channel;
    }

    @Override
    public void write(final int octet) throws IOException
    {
        write(new byte[] {(byte)octet}, 0, 1);
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int length) throws IOException
    {
        final int end = offset + length;
        final ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        boolean interrupted = false;
        int idle = 0;
        long parkNs = FIRST_PARK_NS;
        try
        {
            while (left.position() < end)
            {
                left.limit(Math.min(end, left.position() + MAX_PIECE_BYTES));
                if (channel.write(left) > 0)
                {
                    idle = 0;
                    parkNs = FIRST_PARK_NS;
                }
                else if (++idle < TRIES_BEFORE_PARK)
                {
                    Thread.onSpinWait();
                }
                else
                {
                    LockSupport.parkNanos(this, parkNs);
                    interrupted |= Thread.interrupted();
                    parkNs = Math.min(2 * parkNs, LAST_PARK_NS);
                }
            }
        }
        catch (final ClosedChannelException e)
        {
            throw SpinningSocket.closed(e);
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    void shutdown() throws IOException
    {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
