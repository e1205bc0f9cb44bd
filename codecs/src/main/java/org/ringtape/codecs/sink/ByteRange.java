package org.ringtape.codecs.sink;

/** Bytes that stand somewhere else. Whoever hands it on says how long they stay; reused. */
public final class ByteRange
{
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int offset;
    private int length;

    /** Refers to nothing. */
    public void clear()
    {
        bytes = NOTHING;
        offset = 0;
        length = 0;
    }

    /** Refers to a range. */
    public void set(final byte[] source, final int start, final int count)
    {
        bytes = source;
        offset = start;
        length = count;
    }

    /** What holds the range. */
    public byte[] bytes()
    {
        return bytes;
    }

    /** First byte. */
    public int offset()
    {
        return offset;
    }

    /** Bytes in the range, 0 if there is none. */
    public int length()
    {
        return length;
    }
}
