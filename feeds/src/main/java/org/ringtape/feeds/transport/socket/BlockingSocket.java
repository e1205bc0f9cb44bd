package org.ringtape.feeds.transport.socket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * The JDK's socket, which takes all that is there when TLS asks for the five bytes of a record's head: without it the
 * JDK's TLS pays two system calls a record, and with frames of 125 bytes in records of their own used about twice
 * the CPU time. A read that asks for as much as the buffer holds, as those without TLS do, goes straight through.
 */
final class BlockingSocket extends Socket
{
    private final int readBufferBytes;
    private InputStream input;

    /** Never by SOCKS, which REST could not go by as well. */
    BlockingSocket(final int readBufferBytes)
    {
        super(Proxy.NO_PROXY);
        this.readBufferBytes = readBufferBytes;
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException
    {
        final InputStream direct = super.getInputStream();
        if (input == null)
        {
            input = new TakenInput(direct, readBufferBytes);
        }
        return input;
    }

    /** One reader; unlike the JDK's buffered stream, it never asks the kernel how much more there is. */
    private static final class TakenInput extends FilterInputStream
    {
        private final int capacity;
        private final byte[] one = new byte[1];
        /** Made at the first read that is not for as much: without TLS there is none. */
        private byte[] taken;
        private int next;
        private int end;

        private TakenInput(final InputStream direct, final int capacity)
        {
            super(direct);
            this.capacity = capacity;
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
            if (next == end)
            {
                if (length >= capacity)
                {
                    return in.read(bytes, offset, length);
                }
                if (taken == null)
                {
                    taken = new byte[capacity];
                }
                next = 0;
                end = 0;
                end = Math.max(0, in.read(taken, 0, capacity));
                if (end == 0)
                {
                    return -1;
                }
            }
            final int count = Math.min(length, end - next);
            System.arraycopy(taken, next, bytes, offset, count);
            next += count;
            return count;
        }

        @Override
        public long skip(final long count) throws IOException
        {
            final int skipped = (int)Math.min(count, end - next);
            next += skipped;
            return skipped > 0 ? skipped : in.skip(count);
        }

        @Override
        public int available() throws IOException
        {
            return end - next + in.available();
        }

        @Override
        public boolean markSupported()
        {
            return false;
        }
    }
}
