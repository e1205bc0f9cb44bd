package org.ringtape.feeds.transport.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;

/**
 * Inflates payloads of which each is one complete Brotli stream (RFC 7932). Receiver thread only.
 *
 * <p>One native decoder a payload, always destroyed before {@link #inflate} returns. The output array is reused; it
 * grows by doubling, as bytes arrive, up to the bound. What the native side holds meanwhile is bounded as well: a copy
 * of the input, and the window that the stream asks for, at most 16 MiB.
 *
 * <p>Allocates 200 bytes a payload and 64 more for each further piece that the decoder hands out (a piece is at most
 * the stream's window): its wrapper, and the views of native memory that are part of the library's interface. On the
 * machine of the benchmarks, a frame of a few hundred bytes took 1 to 4 µs and a book's image of 13 kB 46 µs.
 */
public final class BrotliInflater implements PayloadInflater
{
    /** Most bytes a payload may inflate to, by default. */
    public static final int MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

    /** Most bytes a payload may have, by default. */
    public static final int MAX_INPUT_BYTES = 4 * 1024 * 1024;

    private static final int FIRST_CAPACITY = 256 * 1024;

    private final int maxOutputBytes;
    private final int maxInputBytes;
    private byte[] output;

    /**
     * An inflater with the default bounds.
     *
     * @throws IllegalStateException naming the platform, if there is no native decoder for it
     */
    public BrotliInflater()
    {
        this(MAX_OUTPUT_BYTES, MAX_INPUT_BYTES);
    }

    /**
     * An inflater.
     *
     * @param maxOutputBytes most bytes a payload may inflate to, at least 1
     * @param maxInputBytes  most bytes a payload may have, at least 1
     * @throws IllegalStateException naming the platform, if there is no native decoder for it
     */
    public BrotliInflater(final int maxOutputBytes, final int maxInputBytes)
    {
        if (maxOutputBytes < 1 || maxInputBytes < 1)
        {
            throw new IllegalArgumentException("bounds must be at least 1 byte: maxOutputBytes " + maxOutputBytes +
                ", maxInputBytes " + maxInputBytes);
        }
        requireDecoder();
        this.maxOutputBytes = maxOutputBytes;
        this.maxInputBytes = maxInputBytes;
        output = new byte[Math.min(FIRST_CAPACITY, maxOutputBytes)];
    }

    /**
     * Makes sure that payloads can be inflated here.
     *
     * @throws IllegalStateException naming the platform, if there is no native decoder for it
     */
    public static void requireDecoder()
    {
        try
        {
            Brotli4jLoader.ensureAvailability();
        }
        catch (final UnsatisfiedLinkError e)
        {
            throw new IllegalStateException(
                "no Brotli decoder for this platform (" + System.getProperty("os.name") + ", " +
                    System.getProperty("os.arch") + "): leave compression off, or add Brotli4j's native library for it",
                e);
        }
    }

    @Override
    public int inflate(final byte[] source, final int offset, final int length)
    {
        if (length < 1 || length > maxInputBytes)
        {
            return REFUSED;
        }
        final DecoderJNI.Wrapper decoder;
        try
        {
            decoder = new DecoderJNI.Wrapper(length);
        }
        catch (final IOException e)
        {
            return REFUSED; // the native side has no memory for another decoder
        }
        try
        {
            decoder.getInputBuffer().put(source, offset, length);
            decoder.push(length);
            return drain(decoder);
        }
        finally
        {
            decoder.destroy();
        }
    }

    @Override
    public byte[] output()
    {
        return output;
    }

    /** Nothing: no native memory outlives a payload. */
    @Override
    public void close()
    {
        // see above
    }

    /** The whole payload is in: a stream that needs more is cut short, and bytes behind its end are an error. */
    private int drain(final DecoderJNI.Wrapper decoder)
    {
        int length = 0;
        while (true)
        {
            switch (decoder.getStatus())
            {
                case NEEDS_MORE_OUTPUT:
                    final ByteBuffer piece = decoder.pull();
                    final int count = piece.remaining();
                    if (count > maxOutputBytes - length)
                    {
                        return REFUSED;
                    }
                    reserve(length + count);
                    piece.get(output, length, count);
                    length += count;
                    break;

                case OK:
                    decoder.push(0); // its window was full; there is input left
                    break;

                case NEEDS_MORE_INPUT:
                    // Of a stream a little longer than its window, the last bits wait inside until asked once more.
                    decoder.push(0);
                    if (decoder.getStatus() == DecoderJNI.Status.NEEDS_MORE_INPUT)
                    {
                        return REFUSED; // cut short
                    }
                    break;

                case DONE:
                    return length;

                default:
                    return REFUSED;
            }
        }
    }

    private void reserve(final int capacity)
    {
        if (capacity > output.length)
        {
            final long doubled = Math.max(2L * output.length, capacity);
            output = Arrays.copyOf(output, (int)Math.min(doubled, maxOutputBytes));
        }
    }
}
