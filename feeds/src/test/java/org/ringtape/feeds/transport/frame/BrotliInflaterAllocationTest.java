package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;

import org.junit.jupiter.api.Test;
import org.ringtape.feeds.AllocationMeter;

/** Bytes the receiver thread allocates for a payload: what the class's comment says. */
class BrotliInflaterAllocationTest
{
    private static final int ROUNDS = 2_000;
    private static final int MAX_BYTES_A_PAYLOAD = 240;
    private static final int MAX_BYTES_A_PIECE = 64;
    private static final int TEXT_BYTES = 13_000;

    @Test
    void shouldAllocateWrappersOnlyForAPayloadOfOnePiece() throws Exception
    {
        final long each = bytesEach(22);
        assertTrue(each <= MAX_BYTES_A_PAYLOAD, () -> each + " bytes a payload");
    }

    @Test
    void shouldAllocateAViewForEachFurtherPiece() throws Exception
    {
        final int pieces = TEXT_BYTES / 1024 + 1;
        final long each = bytesEach(10);
        assertTrue(each <= MAX_BYTES_A_PAYLOAD + pieces * MAX_BYTES_A_PIECE,
            () -> each + " bytes a payload of " + pieces + " pieces");
    }

    private static long bytesEach(final int window) throws Exception
    {
        final byte[] stream = stream(window);
        final BrotliInflater inflater = new BrotliInflater();
        inflateAll(inflater, stream);
        return AllocationMeter.leastBytes(() -> inflateAll(inflater, stream)) / ROUNDS;
    }

    private static void inflateAll(final BrotliInflater inflater, final byte[] stream)
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            assertEquals(TEXT_BYTES, inflater.inflate(stream, 0, stream.length));
        }
    }

    private static byte[] stream(final int window) throws IOException
    {
        Brotli4jLoader.ensureAvailability();
        final StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < TEXT_BYTES; i++)
        {
            text.append(90_000 - 25 * i).append(',').append(i * 7919 % 100_003).append(',');
        }
        final byte[] bytes = Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), TEXT_BYTES);
        return Encoder.compress(bytes, Encoder.Parameters.create(5, window));
    }
}
