package org.ringtape.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.ringtape.bench.frames.FrameFolder;

/**
 * Frames for benchmarks: recorded ones from the folder of recordings, and shapes written out here for whoever has
 * none. A benchmark that asks for a recording that is not there fails, and says what is missing.
 */
final class BenchmarkFrames
{
    /** {@code trade} of USD-M futures, 188 bytes. */
    static final byte[] TRADE = ascii("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723075200123," +
        "\"T\":1723075200119,\"s\":\"BTCUSDT\",\"t\":5231907744,\"p\":\"55133.70\",\"q\":\"0.018\",\"X\":\"MARKET\"," +
        "\"m\":true,\"nq\":\"0.018\"}}");

    private BenchmarkFrames()
    {
    }

    /** Lines of a recording that hold this text, without a receive time before the frame. */
    static byte[][] recorded(final String file, final String text)
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
            "\"T\":1723075200119,\"s\":\"BTCUSDT\",\"U\":5112233445501,\"u\":5112233446622,\"pu\":5112233445500," +
            "\"b\":[");
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

    private static void append(final StringBuilder frame, final int index, final long cents)
    {
        frame.append(index == 0 ? "" : ",").append("[\"").append(cents / 100).append('.')
            .append(cents / 10 % 10).append(cents % 10).append("\",\"").append(index % 3)
            .append('.').append(100 + index * 37 % 900).append("\"]");
    }

    static byte[] ascii(final String text)
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
