package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringtape.feeds.RecordedFrames;

/** What is inflated, and what is refused without a fuss. */
class BrotliInflaterTest
{
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @BeforeAll
    static void loadEncoder()
    {
        Brotli4jLoader.ensureAvailability();
    }

    @Test
    void shouldInflateTheSampleFramesByteForByte()
    {
        final List<String> frames = RecordedFrames.lines("kiyotaka/synthetic_brotli_frames.b64");
        final List<String> expected = RecordedFrames.lines("kiyotaka/synthetic_brotli_frames.expected.jsonl");
        final BrotliInflater inflater = new BrotliInflater();
        assertEquals(expected.size(), frames.size());
        for (int i = 0; i < frames.size(); i++)
        {
            assertInflates(
                inflater,
                Base64.getDecoder().decode(frames.get(i)),
                expected.get(i).getBytes(StandardCharsets.ISO_8859_1),
                "line " + (i + 1));
        }
    }

    @Test
    void shouldInflateEveryQualityAndWindow() throws IOException
    {
        final BrotliInflater inflater = new BrotliInflater();
        for (int quality = 0; quality <= 11; quality++)
        {
            for (int window = 10; window <= 24; window++)
            {
                final byte[] text = levels(random.nextInt(1, 400));
                assertInflates(inflater, compressed(text, quality, window), text,
                    "quality " + quality + ", window " + window + ", seed " + seed);
            }
        }
    }

    @Test
    void shouldInflateAStreamThatIsALittleLongerThanItsWindow() throws IOException
    {
        final BrotliInflater inflater = new BrotliInflater();
        for (int window = 10; window <= 12; window++)
        {
            for (int more = 1; more <= 8; more++)
            {
                for (int i = 0; i < 30; i++)
                {
                    final byte[] text = Arrays.copyOf(levels(400), (1 << window) + more);
                    final byte[] stream = compressed(text, 10, window);
                    assertInflates(inflater, stream, text, "window " + window + ", " + more + " more, seed " + seed);
                    assertEquals(PayloadInflater.REFUSED, inflater.inflate(stream, 0, stream.length - 1));
                }
            }
        }
    }

    @Test
    void shouldInflateAnImageLargerThanTheFirstBuffer() throws IOException
    {
        final byte[] text = levels(60_000);
        final BrotliInflater inflater = new BrotliInflater();
        final byte[] first = inflater.output();
        assertInflates(inflater, compressed(text, 1, 16), text, "seed " + seed);
        assertTrue(first.length < text.length && inflater.output().length >= text.length);
        assertTrue(inflater.output().length <= BrotliInflater.MAX_OUTPUT_BYTES);
        final byte[] grown = inflater.output();
        assertInflates(inflater, compressed(text, 0, 22), text, "again");
        assertSame(grown, inflater.output());
    }

    @Test
    void shouldInflateNothingFromAStreamOfNothing() throws IOException
    {
        assertInflates(new BrotliInflater(), compressed(new byte[0], 5, 22), new byte[0], "empty stream");
    }

    @Test
    void shouldRefuseEmptyInput()
    {
        assertEquals(PayloadInflater.REFUSED, new BrotliInflater().inflate(new byte[8], 4, 0));
    }

    @Test
    void shouldRefuseEveryPrefixAndGoOn() throws IOException
    {
        final byte[] text = levels(40);
        final byte[] stream = compressed(text, 9, 18);
        final BrotliInflater inflater = new BrotliInflater();
        for (int length = 0; length < stream.length; length++)
        {
            final int cut = length;
            assertEquals(PayloadInflater.REFUSED, inflater.inflate(stream, 0, length),
                () -> cut + " of " + stream.length + " bytes, seed " + seed);
        }
        assertInflates(inflater, stream, text, "after refusals");
    }

    @Test
    void shouldRefuseBytesBehindTheEnd() throws IOException
    {
        final byte[] stream = compressed(levels(40), 9, 18);
        final BrotliInflater inflater = new BrotliInflater();
        for (int more = 1; more < 300; more += 7)
        {
            assertEquals(PayloadInflater.REFUSED,
                inflater.inflate(Arrays.copyOf(stream, stream.length + more), 0, stream.length + more));
        }
        final byte[] twice = Frames.concat(stream, stream);
        assertEquals(PayloadInflater.REFUSED, inflater.inflate(twice, 0, twice.length));
    }

    @Test
    void shouldReadNothingOutsideTheGivenBytes() throws IOException
    {
        final byte[] text = levels(40);
        final byte[] stream = compressed(text, 4, 20);
        final byte[] around = new byte[stream.length + 200];
        Arrays.fill(around, (byte)0xA5);
        System.arraycopy(stream, 0, around, 100, stream.length);
        final BrotliInflater inflater = new BrotliInflater();
        assertEquals(text.length, inflater.inflate(around, 100, stream.length));
        assertEquals(PayloadInflater.REFUSED, inflater.inflate(around, 99, stream.length));
        assertEquals(PayloadInflater.REFUSED, inflater.inflate(around, 101, stream.length));
    }

    @Test
    void shouldNeverThrowOnAMutatedStream() throws IOException
    {
        final BrotliInflater inflater = new BrotliInflater(64 * 1024, 64 * 1024);
        int refused = 0;
        final int rounds = 20_000;
        for (int round = 0; round < rounds; round++)
        {
            final byte[] stream = compressed(levels(random.nextInt(1, 20)), random.nextInt(10), random.nextInt(10, 25));
            for (int edits = random.nextInt(1, 4); edits > 0; edits--)
            {
                stream[random.nextInt(stream.length)] ^= (byte)(1 << random.nextInt(8));
            }
            final int length = inflater.inflate(stream, 0, stream.length);
            assertTrue(length >= PayloadInflater.REFUSED && length <= 64 * 1024, () -> "seed " + seed);
            refused += length == PayloadInflater.REFUSED ? 1 : 0;
        }
        assertTrue(refused > rounds / 10, "mutations that matter are noticed, seed " + seed);
    }

    @Test
    void shouldNeverThrowOnNoise()
    {
        final BrotliInflater inflater = new BrotliInflater(64 * 1024, 64 * 1024);
        for (int round = 0; round < 20_000; round++)
        {
            final byte[] noise = new byte[random.nextInt(1, 200)];
            for (int i = 0; i < noise.length; i++)
            {
                noise[i] = (byte)random.nextInt();
            }
            final int length = inflater.inflate(noise, 0, noise.length);
            assertTrue(length >= PayloadInflater.REFUSED && length <= 64 * 1024, () -> "seed " + seed);
        }
    }

    @Test
    void shouldRefuseTextThatBeginsLikeJson()
    {
        final byte[] json = "{\"points\":[]}".getBytes(StandardCharsets.US_ASCII);
        assertEquals(PayloadInflater.REFUSED, new BrotliInflater().inflate(json, 0, json.length));
    }

    @Test
    void shouldRefuseOneByteOverTheBoundAndTakeTheBound() throws IOException
    {
        final BrotliInflater inflater = new BrotliInflater(300_000, 1_000_000);
        final byte[] exact = Arrays.copyOf(levels(20_000), 300_000);
        assertInflates(inflater, compressed(exact, 3, 16), exact, "the bound");
        final byte[] over = Arrays.copyOf(exact, exact.length + 1);
        final byte[] stream = compressed(over, 3, 16);
        assertEquals(PayloadInflater.REFUSED, inflater.inflate(stream, 0, stream.length));
        assertEquals(300_000, inflater.output().length);
    }

    @Test
    void shouldRefuseInputOverItsBound() throws IOException
    {
        final byte[] text = levels(400);
        final byte[] small = levels(1);
        final byte[] stream = compressed(text, 5, 22);
        final BrotliInflater inflater = new BrotliInflater(1 << 20, stream.length - 1);
        assertEquals(PayloadInflater.REFUSED, inflater.inflate(stream, 0, stream.length));
        assertInflates(inflater, compressed(small, 5, 22), small, "after the refusal");
        assertInflates(new BrotliInflater(1 << 20, stream.length), stream, text, "the bound");
    }

    @Test
    void shouldStopABombAtTheBound() throws IOException
    {
        for (final int window : new int[]{10, 16, 22, 24})
        {
            final byte[] bomb = compressed(new byte[100_000_000], 5, window);
            assertTrue(bomb.length < 500_000, "a bomb is small: " + bomb.length);
            final BrotliInflater inflater = new BrotliInflater();
            assertEquals(PayloadInflater.REFUSED, inflater.inflate(bomb, 0, bomb.length));
            assertTrue(inflater.output().length <= BrotliInflater.MAX_OUTPUT_BYTES);
        }
    }

    @Test
    void shouldGiveBackNativeMemoryWhetherItInflatesOrRefuses() throws IOException
    {
        final Path statistics = Path.of("/proc/self/statm");
        assumeTrue(Files.isReadable(statistics), "Resident memory is read from Linux' /proc");
        final byte[] text = levels(2_000);
        final byte[] stream = compressed(text, 1, 20);
        final BrotliInflater inflater = new BrotliInflater(text.length, 1 << 20);
        final BrotliInflater tooSmall = new BrotliInflater(text.length - 1, 1 << 20);
        inflateAll(inflater, tooSmall, stream, text.length, 100);
        final long before = residentPages(statistics);
        inflateAll(inflater, tooSmall, stream, text.length, 3_400);
        final long grownBytes = (residentPages(statistics) - before) * 4096;
        // A decoder of these that is kept is 57 kB and more: were it one kind of three, 190 MB in all.
        assertTrue(grownBytes < 100_000_000L, () -> grownBytes + " bytes of resident memory grown");
    }

    @Test
    void shouldRefuseBoundsThatAreNone()
    {
        assertThrows(IllegalArgumentException.class, () -> new BrotliInflater(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new BrotliInflater(1, 0));
    }

    @Test
    void shouldEndTwice()
    {
        final BrotliInflater inflater = new BrotliInflater();
        inflater.close();
        inflater.close();
    }

    private static void inflateAll(
        final BrotliInflater inflater,
        final BrotliInflater tooSmall,
        final byte[] stream,
        final int length,
        final int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            assertEquals(length, inflater.inflate(stream, 0, stream.length));
            assertEquals(PayloadInflater.REFUSED, inflater.inflate(stream, 0, stream.length - 1));
            assertEquals(PayloadInflater.REFUSED, tooSmall.inflate(stream, 0, stream.length));
        }
    }

    private static long residentPages(final Path statistics) throws IOException
    {
        return Long.parseLong(Files.readString(statistics).split(" ")[1]);
    }

    private static void assertInflates(
        final BrotliInflater inflater, final byte[] stream, final byte[] text, final String what)
    {
        final int length = inflater.inflate(stream, 0, stream.length);
        assertEquals(text.length, length, what);
        assertArrayEquals(text, Arrays.copyOf(inflater.output(), length), what);
    }

    private byte[] levels(final int count)
    {
        final StringBuilder text = new StringBuilder("{\"points\":[{\"blockBookSnapshot\":{\"bids\":[");
        for (int i = 0; i < count; i++)
        {
            text.append(90_000 - 25 * i).append(',').append(random.nextInt(1_000_000) / 1000.0).append(',');
        }
        return text.append("0,0]}}]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] compressed(final byte[] text, final int quality, final int window) throws IOException
    {
        return Encoder.compress(text, Encoder.Parameters.create(quality, window));
    }
}
