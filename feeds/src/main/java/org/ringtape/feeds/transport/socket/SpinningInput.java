package org.ringtape.feeds.transport.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.NanoClock;

/**
 * Reads a non-blocking channel by polling it until there is something, the peer has ended, or somebody has closed it.
 * Takes all that is there at once, up to the buffer, so that TLS does not pay a system call for the head of each record
 * and another for its rest. Nothing is allocated, neither a poll nor a read. One reader.
 */
final class SpinningInput extends InputStream
{
    private final SocketChannel channel;
    private final NanoClock clock;
    /** Between calls: position to limit is what was taken from the channel and not yet handed out. */
    private final ByteBuffer taken;
    private final byte[] one = new byte[1];
    /** Written by whoever sets it, read at the begin of each fill. */
    private volatile int timeoutMs;

    SpinningInput(final SocketChannel channel, final int bufferBytes, final NanoClock clock)
    {
        this.channel = channel;
        this.clock = clock;
        taken = ByteBuffer.allocateDirect(bufferBytes).limit(0);
    }

    @Override
    public int read() throws IOException
    {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(final byte[] bytes, final int offset, final int length) throws IOException
    {
        if (length == 0)
        {
            return 0;
        }
        if (!taken.hasRemaining() && fill() < 0)
        {
            return -1;
        }
        final int count = Math.min(length, taken.remaining());
        taken.get(bytes, offset, count);
        return count;
    }

    /** @return bytes taken, at least 1, or -1 at the end of the stream */
    private int fill() throws IOException
    {
        final int limitMs = timeoutMs;
        taken.clear();
        try
        {
            int count = channel.read(taken);
            if (count == 0)
            {
                count = limitMs == 0 ? spin() : spinFor(limitMs);
            }
            return count;
        }
        catch (final ClosedChannelException e)
        {
            throw SpinningSocket.closed(e);
        }
        finally
        {
            taken.flip();
        }
    }

    private int spin() throws IOException
    {
        int count;
        do
        {
            Thread.onSpinWait();
            count = channel.read(taken);
        }
        while (count == 0);
        return count;
    }

    private int spinFor(final int limitMs) throws IOException
    {
        final long startNs = clock.nanoTime();
        final long limitNs = TimeUnit.MILLISECONDS.toNanos(limitMs);
        int count;
        do
        {
            if (clock.nanoTime() - startNs >= limitNs)
            {
                throw new SocketTimeoutException("Read timed out");
            }
            Thread.onSpinWait();
            count = channel.read(taken);
        }
        while (count == 0);
        return count;
    }

    @Override
    public int available()
    {
        return taken.remaining();
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }

    int timeoutMs()
    {
        return timeoutMs;
    }

    void timeoutMs(final int limitMs)
    {
        timeoutMs = limitMs;
    }
}
