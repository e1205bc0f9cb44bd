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
import org.ringtape.bench.jmh.reading.DslJsonFastReading;
import org.ringtape.bench.jmh.reading.DslJsonReading;
import org.ringtape.bench.jmh.reading.DslJsonTreeReading;
import org.ringtape.bench.jmh.reading.Fastjson2TreeReading;
import org.ringtape.bench.jmh.reading.JacksonStreamReading;
import org.ringtape.bench.jmh.reading.JacksonTreeReading;
import org.ringtape.bench.jmh.reading.RingtapeReading;
import org.ringtape.bench.jmh.reading.Same;

/** What does a chain of mark prices cost: 17 decimals an option, 331 bytes each, in one push? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChainFrameBenchmark
{
    /** Options in the chain. */
    @Param({"252", "752"})
    public int options;


    private final RingtapeReading ringtape = new RingtapeReading();
    private final DslJsonFastReading dslJsonReaderFastest = new DslJsonFastReading();
    private final DslJsonReading dslJsonReader = new DslJsonReading();
    private final DslJsonTreeReading dslJsonTree = new DslJsonTreeReading();
    private final Fastjson2TreeReading fastjson2Tree = new Fastjson2TreeReading();
    private final JacksonTreeReading jacksonTree = new JacksonTreeReading();
    private final JacksonStreamReading jacksonStream = new JacksonStreamReading();
    private byte[] frame;

    /** Makes the frames, and has every reading of them agree. */
    @Setup
    public void prepare() throws IOException
    {
        frame = BenchmarkFrames.chain(options);
        final long expected = ringtape.markPrices(frame);
        Same.require(expected, dslJsonReaderFastest.markPrices(frame));
        Same.require(expected, dslJsonReader.markPrices(frame));
        Same.require(expected, dslJsonTree.markPrices(frame));
        Same.require(expected, fastjson2Tree.markPrices(frame));
        Same.require(expected, jacksonTree.markPrices(frame));
        Same.require(expected, jacksonStream.markPrices(frame));
    }

    /** Ours. */
    @Benchmark
    public long ringtape() throws IOException
    {
        return ringtape.markPrices(frame);
    }

    /** DSL-JSON's reader, driven by hand for speed. */
    @Benchmark
    public long dslJsonReaderFastest() throws IOException
    {
        return dslJsonReaderFastest.markPrices(frame);
    }

    /** DSL-JSON's reader, driven by hand, with its own conversions. */
    @Benchmark
    public long dslJsonReader() throws IOException
    {
        return dslJsonReader.markPrices(frame);
    }

    /** DSL-JSON's maps. */
    @Benchmark
    public long dslJsonTree() throws IOException
    {
        return dslJsonTree.markPrices(frame);
    }

    /** fastjson2's maps. */
    @Benchmark
    public long fastjson2Tree() throws IOException
    {
        return fastjson2Tree.markPrices(frame);
    }

    /** Jackson's tree. */
    @Benchmark
    public long jacksonTree() throws IOException
    {
        return jacksonTree.markPrices(frame);
    }

    /** Jackson's parser, driven by hand. */
    @Benchmark
    public long jacksonStream() throws IOException
    {
        return jacksonStream.markPrices(frame);
    }
}
