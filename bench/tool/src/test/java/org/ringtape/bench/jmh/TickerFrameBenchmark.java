package org.ringtape.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.reading.BenchmarkFrames;
import org.ringtape.bench.jmh.reading.DslJsonFastReading;
import org.ringtape.bench.jmh.reading.Fastjson2TreeReading;
import org.ringtape.bench.jmh.reading.JacksonStreamReading;
import org.ringtape.bench.jmh.reading.RingtapeReading;
import org.ringtape.bench.jmh.reading.Same;

/** What does a best quote cost, as recorded? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TickerFrameBenchmark
{
    private static final int FRAMES = 64;

    private final RingtapeReading ringtape = new RingtapeReading();
    private final DslJsonFastReading dslJsonReaderFastest = new DslJsonFastReading();
    private final Fastjson2TreeReading fastjson2Tree = new Fastjson2TreeReading();
    private final JacksonStreamReading jacksonStream = new JacksonStreamReading();
    private byte[][] frames;

    /** Makes the frames, and has every reading of them agree. */
    @Setup
    public void prepare() throws IOException
    {
        frames = BenchmarkFrames.spread(
            BenchmarkFrames.recorded(BenchmarkFrames.BTCUSDT, "\"bookTicker\""), FRAMES);
        for (final byte[] frame : frames)
        {
            final long expected = ringtape.bookTicker(frame);
            Same.require(expected, dslJsonReaderFastest.bookTicker(frame));
            Same.require(expected, fastjson2Tree.bookTicker(frame));
            Same.require(expected, jacksonStream.bookTicker(frame));
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
            sum += ringtape.bookTicker(frame);
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
            sum += dslJsonReaderFastest.bookTicker(frame);
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
            sum += fastjson2Tree.bookTicker(frame);
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
            sum += jacksonStream.bookTicker(frame);
        }
        return sum;
    }
}
