package org.ringtape.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.kiyotaka.VaticAlternatives;

/** What does an opened window of Vatic cost? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VaticFrameBenchmark
{
    private VaticAlternatives alternatives;

    /** Checks that all readings agree. */
    @Setup
    public void prepare() throws IOException
    {
        alternatives = new VaticAlternatives();
    }

    /** Ours. */
    @Benchmark
    public long ringtape()
    {
        return alternatives.ours();
    }

    /** DSL-JSON's reader, driven by hand. */
    @Benchmark
    public long dslJsonReader() throws IOException
    {
        return alternatives.dslReader();
    }

    /** DSL-JSON into maps and lists. */
    @Benchmark
    public long dslJsonTree() throws IOException
    {
        return alternatives.dslTree();
    }

    /** fastjson2 into maps and lists. */
    @Benchmark
    public long fastjson2Tree()
    {
        return alternatives.fastjson2();
    }

    /** Jackson into nodes. */
    @Benchmark
    public long jacksonTree() throws IOException
    {
        return alternatives.jacksonTree();
    }

    /** Jackson's streaming parser. */
    @Benchmark
    public long jacksonStreaming() throws IOException
    {
        return alternatives.jacksonStreaming();
    }
}
