package org.ringtape.bench.latency;

import java.util.Arrays;

import org.ringtape.bench.latency.source.FrameText;
import org.ringtape.feeds.venue.Venue;

/**
 * The frames of one connection, one behind the other as they go over the wire: unmasked text frames of RFC 6455. All
 * that is due can be written at once, and from memory the payloads are read in place.
 */
public final class Lane
{
    private static final int SHORT = 126;
    private static final int LONG_HEADER = 4;

    private final Venue venue;
    private final String path;
    private byte[] wire = new byte[1 << 20];
    private int[] ends = new int[1 << 12];
    private int[] indices = new int[1 << 12];
    private int count;

    /**
     * A lane without frames.
     *
     * @param path of the upgrade request, without a query
     */
    public Lane(final Venue venue, final String path)
    {
        this.venue = venue;
        this.path = path;
    }

    public Venue venue()
    {
        return venue;
    }

    public String path()
    {
        return path;
    }

    public int count()
    {
        return count;
    }

    /** Index in the series of the lane's frame number {@code n}. */
    public int index(final int n)
    {
        return indices[n];
    }

    public byte[] wire()
    {
        return wire;
    }

    /** Where frame {@code n} begins on the wire; for {@code n == count()} where the last one ends. */
    public int start(final int n)
    {
        return n == 0 ? 0 : ends[n - 1];
    }

    public int payloadStart(final int n)
    {
        return start(n) + (wire[start(n) + 1] < SHORT ? 2 : LONG_HEADER);
    }

    public int payloadLength(final int n)
    {
        return ends[n] - payloadStart(n);
    }

    int bytes()
    {
        return start(count);
    }

    /**
     * Adds a frame.
     *
     * @param index   in the series
     * @param payload of at most 65,535 bytes
     */
    public void add(final int index, final FrameText payload)
    {
        final int length = payload.length();
        if (length > 0xFFFF)
        {
            throw new IllegalArgumentException("a frame of " + length + " bytes");
        }
        int at = start(count);
        if (wire.length - at < length + LONG_HEADER)
        {
            final long larger = wire.length + (wire.length >> 1) + 0x10000L;
            wire = Arrays.copyOf(wire, (int)Math.min(Integer.MAX_VALUE - 8, larger));
        }
        if (count == ends.length)
        {
            ends = Arrays.copyOf(ends, 2 * count);
            indices = Arrays.copyOf(indices, 2 * count);
        }
        wire[at++] = (byte)0x81; // FIN, text
        if (length < SHORT)
        {
            wire[at++] = (byte)length;
        }
        else
        {
            wire[at++] = SHORT;
            wire[at++] = (byte)(length >> 8);
            wire[at++] = (byte)length;
        }
        System.arraycopy(payload.bytes(), 0, wire, at, length);
        ends[count] = at + length;
        indices[count++] = index;
    }
}
