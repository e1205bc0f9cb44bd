package org.ringtape.bench.latency;

/**
 * When each frame of a series passed each point, epoch nanoseconds of the one clock; 0 where it never did. Plain
 * arrays, made before the series and evaluated after it, so that a measurement is one store. Each array has one writer;
 * what it wrote is read after that thread's count was seen, or it has ended.
 */
final class Timeline
{
    final long[] sent;
    final long[] received;
    final long[] decoded;
    final long[] published;
    final long[] picked;
    final long[] heard;

    Timeline(final int frames)
    {
        sent = new long[frames];
        received = new long[frames];
        decoded = new long[frames];
        published = new long[frames];
        picked = new long[frames];
        heard = new long[frames];
    }
}
