package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Random streams, cut at random points, against the reference decoder. */
class PayloadDraftFuzzTest
{
    private static final FrameLimits LIMITS = new FrameLimits(70_000, 80_000, 6);
    private static final String[] CHARACTERS = {"a", "{\"e\":\"depthUpdate\"}", "é", "€", "\uD83D\uDE00", "\u0000"};

    @Test
    void shouldDecodeLikeTheReferenceHoweverTheStreamIsCut()
    {
        final boolean nightly = Boolean.getBoolean("ringtape.nightly");
        final long fresh = System.nanoTime();
        for (final long seed : new long[] {6455, fresh})
        {
            System.out.println("PayloadDraftFuzzTest seed " + seed);
            final int[] outcomes = new int[3];
            final Random random = new Random(seed);
            for (int i = 0; i < (nightly ? 200_000 : 10_000); i++)
            {
                compare(random, "seed " + seed + " stream " + i, outcomes);
            }
            assertTrue(outcomes[0] > 100 && outcomes[1] > 100 && outcomes[2] > 100,
                "each outcome must be met often: " + Arrays.toString(outcomes));
        }
    }

    private static void compare(final Random random, final String name, final int[] outcomes)
    {
        final byte[] stream = stream(random);
        final ReferenceDecoder expected = new ReferenceDecoder(LIMITS, stream);
        final DraftRun actual = new DraftRun(LIMITS);
        final int longest = 1 + random.nextInt(random.nextBoolean() ? 8 : 4_000);
        int at = 0;
        while (at < stream.length)
        {
            final int end = Math.min(stream.length, at + 1 + random.nextInt(longest));
            actual.read(Arrays.copyOfRange(stream, at, end));
            at = end;
        }
        assertEquals(expected.refusedWith, actual.refusedWith, name);
        assertEquals(expected.messages, actual.messages, name);
        // Control frames that came in one read with a refused frame are not handed out any more.
        final List<String> controls = expected.refusedWith == 0 ?
            expected.controls : expected.controls.subList(0, actual.controls.size());
        assertEquals(controls, actual.controls, name);
        outcomes[expected.refusedWith == 0 ? (expected.controls.toString().contains("CLOSING") ? 1 : 0) : 2]++;
    }

    private static byte[] stream(final Random random)
    {
        byte[] stream = new byte[0];
        final int frames = 1 + random.nextInt(12);
        boolean open = false;
        for (int i = 0; i < frames; i++)
        {
            final boolean control = random.nextInt(4) == 0;
            final boolean fin = control || random.nextInt(3) > 0;
            final int opcode = control ? 9 + random.nextInt(2) : open ? 0 : 1 + random.nextInt(2);
            stream = Frames.concat(stream, frame(random, fin, opcode, control));
            open = control ? open : !fin;
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(stream, random.nextInt(stream.length + 1)) : stream;
    }

    private static byte[] frame(final Random random, final boolean fin, final int opcode, final boolean control)
    {
        final int first = (fin ? 0x80 : 0) | opcode;
        final byte[] payload = payload(random, control);
        switch (random.nextInt(60))
        {
            case 0:
                return Frames.frame(random.nextInt(256), payload);
            case 1:
                return Frames.masked(first, Arrays.copyOf(payload, Math.min(125, payload.length)));
            case 2:
                return Frames.concat(Frames.longHead(first, random.nextLong() >> random.nextInt(64)), payload);
            case 3:
                return Frames.concat(Frames.bytes(first, 126, 0, Math.min(255, payload.length)), payload);
            case 4:
                return Frames.close(random.nextInt(5_100), "bye é");
            case 5:
                return Frames.close(1000 + random.nextInt(16), "");
            case 6:
                return Frames.frame(0x88, Arrays.copyOf(payload, random.nextInt(4)));
            case 7:
                return Frames.frame(first, new byte[60_000 + random.nextInt(12_000)]);
            default:
                return Frames.frame(first, payload);
        }
    }

    private static byte[] payload(final Random random, final boolean control)
    {
        final StringBuilder text = new StringBuilder();
        final int parts = random.nextInt(control ? 5 : random.nextInt(10) == 0 ? 200 : 12);
        for (int i = 0; i < parts; i++)
        {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        final byte[] payload = Frames.utf8(text.toString());
        if (payload.length > 0 && random.nextInt(20) == 0)
        {
            // Cuts a character in two as often as not.
            return Arrays.copyOf(payload, random.nextInt(payload.length));
        }
        if (payload.length > 0 && random.nextInt(20) == 0)
        {
            payload[random.nextInt(payload.length)] = (byte)random.nextInt(256);
        }
        return payload;
    }
}
