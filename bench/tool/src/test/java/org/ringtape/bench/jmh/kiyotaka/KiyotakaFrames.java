package org.ringtape.bench.jmh.kiyotaka;

import org.ringtape.bench.jmh.reading.BenchmarkFrames;

import java.util.Random;

/**
 * Frames in the form that the vendor documents, values of our own: prices with at most one decimal, quantities with at
 * most three. Every set is the same at every run.
 */
public final class KiyotakaFrames
{
    static final int COUNT = 64;
    static final String SYMBOL = "BTCUSDT";
    static final String EXCHANGE = "BINANCE_FUTURES";

    private static final long SECOND = 1_769_058_875L;

    private KiyotakaFrames()
    {
    }

    /** Frames of so many TRADE points, buys and sells mixed: 300 bytes for one point, 14 kB for 50. */
    public static byte[][] trades(final int points)
    {
        final Random random = new Random(points);
        final byte[][] frames = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++)
        {
            final StringBuilder frame = new StringBuilder("{\"points\":[");
            for (int point = 0; point < points; point++)
            {
                trade(frame.append(point == 0 ? "" : ","), random, i);
            }
            frames[i] = BenchmarkFrames.ascii(frame.append("]}").toString());
        }
        return frames;
    }

    /** Frames of one BLOCK_BOOK_SNAPSHOT image with so many levels a side: 800 bytes for 20 levels, 13 kB for 500. */
    public static byte[][] books(final int levels)
    {
        final Random random = new Random(levels);
        final byte[][] frames = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++)
        {
            final int touch = 90_000 + 25 * random.nextInt(8);
            final StringBuilder frame = new StringBuilder("{\"points\":[{\"series\":{" +
                "\"type\":\"BLOCK_BOOK_SNAPSHOT\",\"symbol\":\"BTCUSDT\",\"exchange\":\"BINANCE_FUTURES\"," +
                "\"normalizedSymbol\":\"BTC-USDT\"," +
                "\"coin\":\"BTC\",\"blockSize\":25,\"inverse\":false},\"blockBookSnapshot\":{\"bids\":[");
            side(frame, random, touch, -25, levels);
            side(frame.append("],\"asks\":["), random, touch + 25, 25, levels);
            time(frame.append("],"), random, i).append("}}]}");
            frames[i] = BenchmarkFrames.ascii(frame.toString());
        }
        return frames;
    }

    private static void trade(final StringBuilder frame, final Random random, final int index)
    {
        frame.append("{\"series\":{\"type\":\"TRADE\",\"symbol\":\"BTCUSDT\",\"exchange\":\"BINANCE_FUTURES\"," +
            "\"normalizedSymbol\":\"BTC-USDT\",\"category\":\"PERPETUAL\",\"side\":\"")
            .append(random.nextBoolean() ? "BUY" : "SELL")
            .append("\",\"coin\":\"BTC\",\"inverse\":false},\"trade\":{\"id\":\"")
            .append(7_126_482_260L + random.nextInt(1_000_000)).append("\",\"price\":")
            .append(89_500 + random.nextInt(1_000));
        final int tenth = random.nextInt(10);
        frame.append(tenth == 0 ? "" : "." + tenth).append(",\"amount\":");
        quantity(frame, 1 + random.nextInt(3_000)).append(',');
        time(frame, random, index).append("}}");
    }

    private static void side(
        final StringBuilder frame, final Random random, final int touch, final int step, final int levels)
    {
        for (int i = 0; i < levels; i++)
        {
            frame.append(i == 0 ? "" : ",").append(touch + step * i).append(',');
            quantity(frame, 1 + random.nextInt(80_000));
        }
    }

    private static StringBuilder time(final StringBuilder frame, final Random random, final int index)
    {
        return frame.append("\"timestamp\":{\"seconds\":").append(SECOND + index).append(",\"nanoseconds\":")
            .append(1_000_000 * (1 + random.nextInt(999))).append('}');
    }

    /** Thousandths without needless zeros. */
    private static StringBuilder quantity(final StringBuilder frame, final int thousandths)
    {
        frame.append(thousandths / 1_000);
        if (thousandths % 1_000 != 0)
        {
            frame.append('.').append(Integer.toString(1_000 + thousandths % 1_000).substring(1).replaceAll("0+$", ""));
        }
        return frame;
    }
}
