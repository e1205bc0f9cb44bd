package org.ringtape.codecs.kiyotaka.event;

/** What a payload's event takes from the series of its point. */
public interface PointSeries
{
    /** One of {@link org.ringtape.codecs.sink.TradeSink}'s AGGRESSOR constants. */
    int side();

    boolean hasBlockSize();

    /** Mantissa of the width of a bucket. */
    long blockSize();

    int blockSizeScale();

    /** True if the block size was rounded to 18 digits. */
    boolean isBlockSizeInexact();
}
