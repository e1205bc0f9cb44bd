package org.ringtape.bench.jmh.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

import org.ringtape.simulator.frames.FrameFolder;

/**
 * Frames for benchmarks: recorded ones from the folder of recordings, and shapes written out here for whoever has
 * none. A benchmark that asks for a recording that is not there fails, and says what is missing.
 */
public final class BenchmarkFrames
{
    /** {@code trade} of USD-M futures, 188 bytes. */
    static final byte[] TRADE = ascii("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723075200123," +
        "\"T\":1723075200119,\"s\":\"BTCUSDT\",\"t\":5231907744,\"p\":\"55133.70\",\"q\":\"0.018\",\"X\":\"MARKET\"," +
        "\"m\":true,\"nq\":\"0.018\"}}");

    /** Folder of recordings of Binance. */
    public static final String OPTIONS = "binance-options/";
    /** A continuous recording of BTCUSDT futures, all streams. */
    public static final String BTCUSDT = OPTIONS + "real-usdm-btcusdt-20240808.jsonl";

    private static final long SEED = 20_240_808;
    /** Behind the sequences of a {@link #depth} frame. */
    private static final int LEVELS_START = 140;

    private BenchmarkFrames()
    {
    }

    /** Lines of a recording that hold this text, without a receive time before the frame. */
    public static byte[][] recorded(final String file, final String text)
    {
        final Path path = FrameFolder.file(file).orElseThrow(() -> new IllegalStateException(
            "this benchmark reads the recording " + file + ": name its folder in " + FrameFolder.VARIABLE));
        return lines(path).stream()
            .filter(line -> line.contains(text))
            .map(line -> ascii(line.substring(line.indexOf('{'))))
            .toArray(byte[][]::new);
    }

    /**
     * A {@code depthUpdate} in the documented order, every value another one: 986 bytes for 20 levels a side.
     *
     * @param levels a side
     */
    static byte[] depth(final int levels)
    {
        final StringBuilder frame = new StringBuilder("{\"e\":\"depthUpdate\",\"E\":1723075200123," +
            "\"T\":1723075200119,\"s\":\"BTCUSDT_241227\",\"U\":15112233445501,\"u\":15112233446622," +
            "\"pu\":15112233445500,\"b\":[");
        for (int i = 0; i < levels; i++)
        {
            append(frame, i, 5_513_370L - 7L * i);
        }
        frame.append("],\"a\":[");
        for (int i = 0; i < levels; i++)
        {
            append(frame, i, 5_513_380L + 7L * i);
        }
        return ascii(frame.append("]}").toString());
    }

    /**
     * {@link #depth(int)} with other values of the same lengths: one frame again and again would be learned by the
     * processor's branch prediction.
     */
    public static byte[][] depths(final int levels, final int count)
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            frames[i] = depth(levels);
            for (int at = LEVELS_START; at < frames[i].length; at++)
            {
                final boolean leading = frames[i][at - 1] == '"' && frames[i][at + 1] != '.';
                final boolean digit = frames[i][at] >= '0' && frames[i][at] <= '9';
                frames[i][at] = digit && !leading ? (byte)('0' + random.nextInt(10)) : frames[i][at];
            }
        }
        return frames;
    }

    /** Option trades of 188 bytes on average, of several instruments, prices and sides. */
    public static byte[][] optionTrades(final int count)
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            final boolean sold = random.nextBoolean();
            final long cents = random.nextLong(10_000, random.nextBoolean() ? 100_000 : 1_000_000);
            frames[i] = ascii(String.format("{\"stream\":\"btcusdt@optionTrade\",\"data\":{\"e\":\"trade\"," +
                "\"E\":%d,\"T\":%d,\"s\":\"BTC-26%02d25-%d-%s\",\"t\":%d,\"p\":\"%d.%02d0\",\"q\":\"%d.%02d\"," +
                "\"X\":\"MARKET\",\"S\":\"%s\",\"m\":%b}}",
                1_789_953_406_025L + i * 37L, 1_789_953_406_024L + i * 37L, 1 + random.nextInt(12),
                random.nextInt(10, 100) * 1_000, random.nextBoolean() ? "C" : "P",
                random.nextInt(100_000_000, 1_000_000_000), cents / 100, cents % 100, random.nextInt(10, 100),
                random.nextInt(100), sold ? "SELL" : "BUY", sold));
        }
        return frames;
    }

    /** A {@code markPrice} push of the first elements of the recorded chain. */
    public static byte[] chain(final int elements)
    {
        final byte[] all = recorded(OPTIONS + "synthetic-optionmarkprice-chain.jsonl", "markPrice")[0];
        final String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = 0;
        for (int i = 0; i < elements; i++)
        {
            end = text.indexOf('}', end) + 1;
        }
        return ascii(text.substring(0, end) + "]}");
    }

    /** Some frames out of many, evenly spaced. */
    public static byte[][] spread(final byte[][] frames, final int count)
    {
        final byte[][] some = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            some[i] = frames[(int)((long)i * frames.length / count)];
        }
        return some;
    }

    private static void append(final StringBuilder frame, final int index, final long cents)
    {
        frame.append(index == 0 ? "" : ",").append("[\"").append(cents / 100).append('.')
            .append(cents / 10 % 10).append(cents % 10).append("\",\"").append(index % 3)
            .append('.').append(100 + index * 37 % 900).append("\"]");
    }

    public static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(final Path path)
    {
        try
        {
            if (!path.toString().endsWith(".gz"))
            {
                return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
            }
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path)))
            {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
