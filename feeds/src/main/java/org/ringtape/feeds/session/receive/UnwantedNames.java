package org.ringtape.feeds.session.receive;

import java.util.Arrays;

/**
 * Names of streams that the venue sends and nobody wants, so that each is asked about once only: a stream with
 * wildcards may bring many. Bounded: beyond the bound a name takes the place of another, which is then asked about
 * again. Does not allocate for a name it knows. Receiver thread only.
 */
final class UnwantedNames
{
    private static final int SLOTS = 4096;
    private static final int PROBES = 8;
    /** Longer names are not remembered. */
    private static final int MAX_LENGTH = 256;

    private final byte[][] names = new byte[SLOTS][];
    private int size;
    private int nextVictim;

    boolean contains(final byte[] frame, final int offset, final int length)
    {
        final int home = hash(frame, offset, length);
        for (int i = 0; i < PROBES; i++)
        {
            final byte[] name = names[home + i & SLOTS - 1];
            if (name == null)
            {
                return false;
            }
            if (Arrays.equals(name, 0, name.length, frame, offset, offset + length))
            {
                return true;
            }
        }
        return false;
    }

    void add(final byte[] frame, final int offset, final int length)
    {
        if (length > MAX_LENGTH)
        {
            return;
        }
        final int home = hash(frame, offset, length);
        int slot = home + (nextVictim++ & PROBES - 1) & SLOTS - 1;
        for (int i = 0; i < PROBES; i++)
        {
            if (names[home + i & SLOTS - 1] == null)
            {
                slot = home + i & SLOTS - 1;
                size++;
                break;
            }
        }
        names[slot] = Arrays.copyOfRange(frame, offset, offset + length);
    }

    /** Names remembered. */
    int size()
    {
        return size;
    }

    private static int hash(final byte[] bytes, final int offset, final int length)
    {
        int hash = length;
        for (int i = offset; i < offset + length; i++)
        {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E37_79B1;
        return hash >>> 16;
    }
}
