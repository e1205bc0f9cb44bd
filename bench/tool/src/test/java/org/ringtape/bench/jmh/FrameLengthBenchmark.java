package org.ringtape.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.reading.BenchmarkFrames;
import org.ringtape.bench.jmh.reading.DslJsonReading;
import org.ringtape.bench.jmh.reading.RingtapeReading;
import org.ringtape.bench.jmh.reading.Same;

/** Is decoding linear in bytes: book updates of 170 bytes to 220 kilobytes? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameLengthBenchmark
{
    /** So that each length reads about as many bytes before the frames repeat. */
    private static final int LEVELS_IN_ALL = 10_000;

    /** Levels a side. */
    @Param({"1", "5", "20", "100", "500", "1000", "5000"})
    public int levels;

    private final RingtapeReading ringtape = new RingtapeReading();
    private byte[][] frames;
    private int next;

    /** Makes the frames, and has the slow reading agree. */
    @Setup
    public void prepare() throws IOException
    {
        frames = BenchmarkFrames.depths(levels, Math.min(64, Math.max(1, LEVELS_IN_ALL / levels)));
        final DslJsonReading slow = new DslJsonReading();
        for (final byte[] frame : frames)
        {
            Same.require(slow.depth(frame), ringtape.depth(frame));
        }
    }

    /** One frame. */
    @Benchmark
    public long ringtape()
    {
        next = next + 1 == frames.length ? 0 : next + 1;
        return ringtape.depth(frames[next]);
    }
}
