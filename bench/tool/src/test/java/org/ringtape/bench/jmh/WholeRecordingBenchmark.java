package org.ringtape.bench.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.ringtape.bench.jmh.reading.RingtapeReading;
import org.ringtape.bench.jmh.reading.Same;

/**
 * What do all frames of a recording cost, in the order they came? One call reads them all: the branch predictor cannot
 * learn thousands of frames as it learns the 64 that other benchmarks repeat.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WholeRecordingBenchmark
{
    private static final int TRADE = 0;
    private static final int DEPTH = 1;
    private static final int QUOTE = 2;

    /** Text that the frames hold; empty for all three kinds, mixed as they came. */
    @Param({"\"depthUpdate\"", "\"trade\"", "\"bookTicker\"", ""})
    public String kind;

    private final RingtapeReading ringtape = new RingtapeReading();
    private final DslJsonFastReading dslJson = new DslJsonFastReading();
    private byte[][] frames;
    private byte[] kinds;

    /** Reads the recording, and has both readings of every frame agree. */
    @Setup
    public void prepare() throws IOException
    {
        frames = BenchmarkFrames.recorded(BenchmarkFrames.BTCUSDT, kind.isEmpty() ? "\"stream\"" : kind);
        kinds = new byte[frames.length];
        for (int i = 0; i < frames.length; i++)
        {
            kinds[i] = kindOf(frames[i]);
            Same.require(ringtape.trade(frames[i]), readByDslJson(kinds[i], frames[i]));
        }
    }

    /** Ours, which finds out the kind of each frame. */
    @Benchmark
    public long ringtape()
    {
        long sum = 0;
        for (final byte[] frame : frames)
        {
            sum += ringtape.trade(frame);
        }
        return sum;
    }

    /** DSL-JSON's reader, driven by hand for speed and told the kind of each frame. */
    @Benchmark
    public long dslJsonReaderFastest() throws IOException
    {
        long sum = 0;
        for (int i = 0; i < frames.length; i++)
        {
            sum += readByDslJson(kinds[i], frames[i]);
        }
        return sum;
    }

    private long readByDslJson(final int frameKind, final byte[] frame) throws IOException
    {
        switch (frameKind)
        {
            case TRADE:
                return dslJson.trade(frame);
            case DEPTH:
                return dslJson.depth(frame);
            default:
                return dslJson.bookTicker(frame);
        }
    }

    private static byte kindOf(final byte[] frame)
    {
        final String text = new String(frame, StandardCharsets.US_ASCII);
        return (byte)(text.contains("\"trade\"") ? TRADE : text.contains("\"depthUpdate\"") ? DEPTH : QUOTE);
    }
}
