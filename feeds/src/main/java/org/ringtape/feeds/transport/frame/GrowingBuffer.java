package org.ringtape.feeds.transport.frame;

import java.util.Arrays;

/** Bytes kept from one read to the next in an array that is reused; the caller bounds the length. One thread. */
final class GrowingBuffer
{
    private static final int FIRST_CAPACITY = 4 * 1024;

    private byte[] bytes = new byte[0];
    private int length;

    byte[] bytes()
    {
        return bytes;
    }

    int length()
    {
        return length;
    }

    void clear()
    {
        length = 0;
    }

    /**
     * Grows by doubling as bytes arrive, not by what a header announces: a peer pays for the memory it makes us hold.
     */
    void append(final byte[] source, final int offset, final int count)
    {
        final int needed = length + count;
        if (needed > bytes.length)
        {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(needed, FIRST_CAPACITY), 2 * bytes.length));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length = needed;
    }
}
