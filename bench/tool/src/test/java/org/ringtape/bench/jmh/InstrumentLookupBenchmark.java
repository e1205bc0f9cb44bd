package org.ringtape.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
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
import org.ringtape.bench.jmh.reading.OptionSymbols;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.engine.instrument.InstrumentTable;

/** What does it cost to turn a symbol's bytes into an id? Symbols like those of options, drawn at random. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InstrumentLookupBenchmark
{
    private static final int VENUE_ID = 1;
    private static final int LOOKUPS = 4096;

    /** Instruments in the table. */
    @Param({"10", "10000", "100000"})
    public int instruments;

    private final Map<String, Integer> hashMap = new HashMap<>();
    private final int[] offsets = new int[LOOKUPS + 1];
    private InstrumentTable table;
    private byte[] symbols;

    /** Registers the instruments, draws what is looked up, and checks that the answers agree. */
    @Setup
    public void prepare()
    {
        table = new InstrumentTable(instruments);
        for (int i = 0; i < instruments; i++)
        {
            final int id = table.register(VENUE_ID, OptionSymbols.symbol(i));
            hashMap.put(OptionSymbols.symbol(i), id);
        }
        final SplittableRandom random = new SplittableRandom(7);
        final StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < LOOKUPS; i++)
        {
            drawn.append(OptionSymbols.symbol(random.nextInt(instruments)));
            offsets[i + 1] = drawn.length();
        }
        symbols = BenchmarkFrames.ascii(drawn.toString());
        Same.require(instruments, table.size());
        Same.require(ringtape(), hashMap());
    }

    /** Ours, from bytes. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long ringtape()
    {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++)
        {
            sum = 31 * sum + table.find(VENUE_ID, symbols, offsets[i], offsets[i + 1] - offsets[i]);
        }
        return sum;
    }

    /** The JDK's map, a new text a lookup. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long hashMap()
    {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++)
        {
            sum = 31 * sum + hashMap.get(text(i));
        }
        return sum;
    }

    private String text(final int index)
    {
        return new String(symbols, offsets[index], offsets[index + 1] - offsets[index], StandardCharsets.ISO_8859_1);
    }
}
