package org.ringtape.bench.jmh;

import java.math.BigDecimal;
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
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.codecs.decimal.DecimalParser;

/** What does one decimal cost: scaled {@code long}, {@code BigDecimal} from text, {@code double}? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecimalBenchmark
{
    private static final String[] TEXTS = {"55133.70", "0.018", "61800.3", "12", "0.00012345", "3181.41", "38.92",
        "1042.5", "0.1", "99999.99", "7.125", "250000", "0.5", "61234.56", "1.0001", "820.75"};

    private final DecimalParser parser = new DecimalParser();
    private final byte[][] numbers = new byte[TEXTS.length][];
    private final char[][] chars = new char[TEXTS.length][];

    /** Checks that all readings agree. */
    @Setup
    public void prepare()
    {
        for (int i = 0; i < TEXTS.length; i++)
        {
            numbers[i] = BenchmarkFrames.ascii(TEXTS[i]);
            chars[i] = TEXTS[i].toCharArray();
            Same.require(new BigDecimal(TEXTS[i]),
                parser.parse(numbers[i], 0, numbers[i].length) == DecimalParser.EXACT ?
                    BigDecimal.valueOf(parser.mantissa(), parser.scale()) : null);
        }
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(16)
    public long ringtape()
    {
        long sum = 0;
        for (final byte[] number : numbers)
        {
            parser.parse(number, 0, number.length);
            sum += parser.mantissa() + parser.scale();
        }
        return sum;
    }

    /** The JDK's exact decimals, from characters that need no decoding. */
    @Benchmark
    @OperationsPerInvocation(16)
    public long bigDecimal()
    {
        long sum = 0;
        for (final char[] number : chars)
        {
            sum += new BigDecimal(number).scale();
        }
        return sum;
    }

    /** The JDK's binary floating point, which is not exact. */
    @Benchmark
    @OperationsPerInvocation(16)
    public double binary()
    {
        double sum = 0;
        for (final String number : TEXTS)
        {
            sum += Double.parseDouble(number);
        }
        return sum;
    }
}
