package org.ringtape.feeds.transport.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** The UTF-8 check against the JDK's decoder. */
class Utf8Test
{
    private static int stateOf(final byte[] bytes)
    {
        return Utf8.check(Utf8.BOUNDARY, bytes, 0, bytes.length);
    }

    @Test
    void shouldAcceptEveryCodePointWhereverItLiesAndNoSurrogate()
    {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++)
        {
            final String text = "abcdefg".substring(codePoint % 8) + new String(Character.toChars(codePoint)) + "tail";
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
            {
                assertEquals(Utf8.BOUNDARY, stateOf(Frames.utf8(text)), () -> "U+" + text);
            }
            else
            {
                final byte[] raw = Frames.bytes(0xED, 0x80 | codePoint >> 6 & 0x3F, 0x80 | codePoint & 0x3F);
                assertEquals(Utf8.MALFORMED, stateOf(raw));
            }
        }
    }

    @Test
    void shouldJudgeEveryShortSequenceLikeTheJdk()
    {
        final int[] tails = {0x7F, 0x80, 0x8F, 0x90, 0xBF, 0xC0};
        for (int lead = 0; lead < 256; lead++)
        {
            judge(Frames.bytes(lead));
            for (int second = 0; second < 256; second++)
            {
                judge(Frames.bytes(lead, second));
                for (final int third : tails)
                {
                    judge(Frames.bytes(lead, second, third));
                    for (final int fourth : tails)
                    {
                        judge(Frames.bytes(lead, second, third, fourth));
                    }
                }
            }
        }
    }

    private static void judge(final byte[] bytes)
    {
        final int state = stateOf(bytes);
        if (ReferenceDecoder.isUtf8(bytes, true) != (state == Utf8.BOUNDARY) ||
            ReferenceDecoder.isUtf8(bytes, false) != (state != Utf8.MALFORMED))
        {
            throw new AssertionError(Arrays.toString(bytes) + " gives state " + state);
        }
    }

    @Test
    void shouldComeToTheSameStateWhereverTextIsCut()
    {
        final Random random = new Random(7);
        for (int i = 0; i < 2_000; i++)
        {
            final byte[] bytes = Frames.utf8("price 12.5 € 😀 é".repeat(1 + random.nextInt(3)));
            if ((i & 1) == 1)
            {
                bytes[random.nextInt(bytes.length)] = (byte)random.nextInt(256);
            }
            final int whole = stateOf(bytes);
            final int cut = random.nextInt(bytes.length);
            final int head = Utf8.check(Utf8.BOUNDARY, bytes, 0, cut);
            assertEquals(whole, Utf8.check(head, bytes, cut, bytes.length - cut), "stream " + i);
        }
    }

    @Test
    void shouldSeeEachBadByteInsideAnAsciiWord()
    {
        final byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte)'x');
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte)0x80;
            assertNotEquals(Utf8.BOUNDARY, stateOf(bytes), "byte " + i);
            bytes[i] = 'x';
        }
    }
}
