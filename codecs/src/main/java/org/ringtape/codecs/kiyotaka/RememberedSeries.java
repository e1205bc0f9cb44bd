package org.ringtape.codecs.kiyotaka;

import java.util.Arrays;

import org.ringtape.codecs.kiyotaka.event.PointSeries;

/** The bytes of a series, and what they meant when they were last read as JSON. Owned by one {@link SeriesMemory}. */
final class RememberedSeries implements PointSeries
{
    /** Longest series that is remembered; the vendor's have 120 to 300 bytes. */
    static final int MAX_LENGTH = 384;
    /** Longest name of a stream that is remembered. */
    static final int MAX_NAME_LENGTH = 160;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final byte[] name = new byte[MAX_NAME_LENGTH];
    private int length;
    private int nameLength;
    private int type;
    private int instrumentId;
    private int unknownKeys;
    private int side;
    private boolean blockSizePresent;
    private long blockSize;
    private int blockSizeScale;
    private boolean blockSizeInexact;

    /** Takes over the series in {@code frame}; it and the name must not be too long. */
    void set(
        final byte[] frame,
        final int offset,
        final int seriesLength,
        final SeriesReader series,
        final NameComposer streamName,
        final int id)
    {
        System.arraycopy(frame, offset, bytes, 0, seriesLength);
        System.arraycopy(streamName.bytes(), 0, name, 0, streamName.length());
        length = seriesLength;
        nameLength = streamName.length();
        type = series.type();
        instrumentId = id;
        unknownKeys = series.unknownKeys();
        side = series.side();
        blockSizePresent = series.hasBlockSize();
        blockSize = series.blockSize();
        blockSizeScale = series.blockSizeScale();
        blockSizeInexact = series.isBlockSizeInexact();
    }

    /** True if the bytes from {@code offset} on begin with this series. */
    boolean matches(final byte[] frame, final int offset, final int end)
    {
        return length <= end - offset && Arrays.equals(frame, offset, offset + length, bytes, 0, length);
    }

    /** Bytes of the series, 0 if nothing is remembered here. */
    int length()
    {
        return length;
    }

    byte[] name()
    {
        return name;
    }

    int nameLength()
    {
        return nameLength;
    }

    /** Ordinal of the {@link KiyotakaChannelType}. */
    int type()
    {
        return type;
    }

    int instrumentId()
    {
        return instrumentId;
    }

    int unknownKeys()
    {
        return unknownKeys;
    }

    @Override
    public int side()
    {
        return side;
    }

    @Override
    public boolean hasBlockSize()
    {
        return blockSizePresent;
    }

    @Override
    public long blockSize()
    {
        return blockSize;
    }

    @Override
    public int blockSizeScale()
    {
        return blockSizeScale;
    }

    @Override
    public boolean isBlockSizeInexact()
    {
        return blockSizeInexact;
    }
}
