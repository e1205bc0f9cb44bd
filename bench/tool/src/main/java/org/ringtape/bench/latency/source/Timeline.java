package org.ringtape.bench.latency.source;

/**
 * When each frame of a series passed each point, epoch nanoseconds of the one clock; 0 where it never did. Plain
 * arrays, made before the series and evaluated after it, so that a measurement is one store. Each array has one writer;
 * what it wrote is read after that thread's count was seen, or it has ended.
 */
public final class Timeline
{
    public final long[] sent;
    public final long[] received;
    public final long[] decoded;
    public final long[] published;
    public final long[] picked;
    public final long[] heard;

    public Timeline(final int frames)
    {
        sent = new long[frames];
        received = new long[frames];
        decoded = new long[frames];
        published = new long[frames];
        picked = new long[frames];
        heard = new long[frames];
    }
}
