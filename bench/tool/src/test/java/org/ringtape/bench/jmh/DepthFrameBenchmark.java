package org.ringtape.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.reading.BenchmarkFrames;
import org.ringtape.bench.jmh.reading.DslJsonFastReading;
import org.ringtape.bench.jmh.reading.DslJsonReading;
import org.ringtape.bench.jmh.reading.DslJsonTreeReading;
import org.ringtape.bench.jmh.reading.Fastjson2TreeReading;
import org.ringtape.bench.jmh.reading.JacksonStreamReading;
import org.ringtape.bench.jmh.reading.JacksonTreeReading;
import org.ringtape.bench.jmh.reading.RingtapeReading;
import org.ringtape.bench.jmh.reading.Same;

/**
 * What does a book update cost: 20 levels a side in 986 bytes, and recorded ones (1,467 bytes, 62 levels on average)?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DepthFrameBenchmark
{
    private static final int FRAMES = 64;

    /** Written out here, or recorded. */
    @Param({"986", "recorded"})
    public String kind;


    private final RingtapeReading ringtape = new RingtapeReading();
    private final DslJsonFastReading dslJsonReaderFastest = new DslJsonFastReading();
    private final DslJsonReading dslJsonReader = new DslJsonReading();
    private final DslJsonTreeReading dslJsonTree = new DslJsonTreeReading();
    private final Fastjson2TreeReading fastjson2Tree = new Fastjson2TreeReading();
    private final JacksonTreeReading jacksonTree = new JacksonTreeReading();
    private final JacksonStreamReading jacksonStream = new JacksonStreamReading();
    private byte[][] frames;

    /** Makes the frames, and has every reading of them agree. */
    @Setup
    public void prepare() throws IOException
    {
        frames = "986".equals(kind) ? BenchmarkFrames.depths(20, FRAMES) :
            BenchmarkFrames.spread(BenchmarkFrames.recorded(BenchmarkFrames.BTCUSDT, "\"depthUpdate\""), FRAMES);
        for (final byte[] frame : frames)
        {
            final long expected = ringtape.depth(frame);
            Same.require(expected, dslJsonReaderFastest.depth(frame));
            Same.require(expected, dslJsonReader.depth(frame));
            Same.require(expected, dslJsonTree.depth(frame));
            Same.require(expected, fastjson2Tree.depth(frame));
            Same.require(expected, jacksonTree.depth(frame));
            Same.require(expected, jacksonStream.depth(frame));
        }
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long ringtape() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += ringtape.depth(frame);
        }
        return sum;
    }

    /** DSL-JSON's reader, driven by hand for speed. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long dslJsonReaderFastest() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += dslJsonReaderFastest.depth(frame);
        }
        return sum;
    }

    /** DSL-JSON's reader, driven by hand, with its own conversions. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long dslJsonReader() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += dslJsonReader.depth(frame);
        }
        return sum;
    }

    /** DSL-JSON's maps. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long dslJsonTree() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += dslJsonTree.depth(frame);
        }
        return sum;
    }

    /** fastjson2's maps. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long fastjson2Tree() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += fastjson2Tree.depth(frame);
        }
        return sum;
    }

    /** Jackson's tree. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long jacksonTree() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += jacksonTree.depth(frame);
        }
        return sum;
    }

    /** Jackson's parser, driven by hand. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long jacksonStream() throws IOException
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += jacksonStream.depth(frame);
        }
        return sum;
    }
}
