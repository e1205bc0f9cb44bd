package org.ringtape.bench.jmh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.decoder.DirectDecompress;
import com.aayushatharva.brotli4j.encoder.Encoder;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.kiyotaka.KiyotakaFrames;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.feeds.transport.frame.BrotliInflater;

/**
 * What does it cost to inflate a book's image, in time and in bytes allocated? The native decoder is the same for all;
 * what differs is what lies around it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BrotliBenchmark
{
    private static final int QUALITY = 5;
    private static final int WINDOW_BITS = 22;

    /** Levels a side: 800 bytes and 13 kB of text. */
    @Param({"20", "500"})
    public int levels;

    private BrotliInflater inflater;
    private byte[][] payloads;
    private byte[] text;
    private int next;

    /** Checks that all inflate to the same text. */
    @Setup
    public void prepare() throws IOException
    {
        inflater = new BrotliInflater();
        Brotli4jLoader.ensureAvailability();
        final byte[][] frames = KiyotakaFrames.books(levels);
        payloads = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++)
        {
            payloads[i] = Encoder.compress(frames[i], Encoder.Parameters.create(QUALITY, WINDOW_BITS));
        }
        text = new byte[2 * frames[0].length];
        for (final byte[] frame : frames)
        {
            final int position = next;
            final int length = ringtape();
            Same.require(true, Arrays.equals(frame, 0, frame.length, inflater.output(), 0, length));
            next = position;
            Same.require(frame.length, brotliInputStream());
            Same.require(true, Arrays.equals(frame, 0, frame.length, text, 0, frame.length));
            next = position;
            Same.require(true, Arrays.equals(frame, decoder()));
        }
    }

    /** Ours: one array for all. */
    @Benchmark
    public int ringtape()
    {
        final byte[] payload = payload();
        return inflater.inflate(payload, 0, payload.length);
    }

    /** Brotli4j's stream, into one array for all. */
    @Benchmark
    public int brotliInputStream() throws IOException
    {
        final byte[] payload = payload();
        try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(payload)))
        {
            int length = 0;
            for (int count = in.read(text); count > 0; count = in.read(text, length, text.length - length))
            {
                length += count;
            }
            return length;
        }
    }

    /** Brotli4j's plain use: bytes in, a new array out. */
    @Benchmark
    public byte[] decoder() throws IOException
    {
        final DirectDecompress done = Decoder.decompress(payload());
        if (done.getResultStatus() != DecoderJNI.Status.DONE)
        {
            throw new IllegalStateException("not a payload of this benchmark");
        }
        return done.getDecompressedData();
    }

    private byte[] payload()
    {
        final byte[] payload = payloads[next];
        next = next + 1 == payloads.length ? 0 : next + 1;
        return payload;
    }
}
