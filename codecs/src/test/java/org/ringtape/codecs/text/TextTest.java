package org.ringtape.codecs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** Keys, words and times. */
class TextTest
{
    @Test
    void shouldMatchKeysByBytes()
    {
        final byte[] frame = AsciiKeys.key("xx@depth10yy");
        final byte[] key = AsciiKeys.key("@depth");
        assertTrue(AsciiKeys.matches(frame, 2, 6, key));
        assertFalse(AsciiKeys.matches(frame, 2, 7, key));
        assertFalse(AsciiKeys.matches(frame, 1, 6, key));
        assertTrue(AsciiKeys.startsWith(frame, 2, 8, key));
        assertFalse(AsciiKeys.startsWith(frame, 2, 5, key));
        assertEquals(2, AsciiKeys.indexOf(frame, 0, frame.length, '@'));
        assertEquals(-1, AsciiKeys.indexOf(frame, 3, 5, '@'));
    }

    @Test
    void shouldFindTheFirstOfACharacterInAnyRange()
    {
        final SplittableRandom random = new SplittableRandom(20_261_130);
        for (int round = 0; round < 20_000; round++)
        {
            final byte[] text = new byte[40];
            for (int i = 0; i < text.length; i++)
            {
                // the character, its neighbours, itself with bit 7, and zeros
                text[i] = (byte)("?AB\u0000\u00c0@".charAt(random.nextInt(random.nextInt(40) == 0 ? 6 : 5)));
            }
            final int from = random.nextInt(text.length + 1);
            final int length = random.nextInt(text.length + 1 - from);
            int expected = -1;
            for (int i = from + length - 1; i >= from; i--)
            {
                expected = text[i] == '@' ? i : expected;
            }
            assertEquals(expected, AsciiKeys.indexOf(text, from, length, '@'));
        }
    }

    @Test
    void shouldFindWhatIsNoDigitExactly()
    {
        final byte[] text = new byte[ByteWords.LENGTH];
        for (int value = 0; value < 256; value++)
        {
            for (int at = 0; at < text.length; at++)
            {
                java.util.Arrays.fill(text, (byte)(at % 2 == 0 ? '0' : '9'));
                text[at] = (byte)value;
                final long mask = ByteWords.notDigits(ByteWords.digits(ByteWords.word(text, 0)));
                final boolean digit = value >= '0' && value <= '9';
                assertEquals(digit ? 0 : 0x80L << at * Byte.SIZE, mask);
                final boolean stop = value < ' ' || value == '"' || value == '\\';
                assertEquals(stop ? at : text.length, ByteWords.first(ByteWords.stringStops(ByteWords.word(text, 0))));
            }
        }
    }

    @Test
    void shouldReadOneToEightDigits()
    {
        for (int count = 1; count <= ByteWords.LENGTH; count++)
        {
            final byte[] text = AsciiKeys.key("90817263".substring(0, count) + "\"],[\"123");
            final long expected = Long.parseLong("90817263".substring(0, count));
            assertEquals(expected, ByteWords.number(ByteWords.digits(ByteWords.word(text, 0)), count));
        }
    }

    @Test
    void shouldGuardTimes()
    {
        assertEquals(1_700_000_000_123_000_000L, EpochTimes.nsOfMs(1_700_000_000_123L));
        assertEquals(0, EpochTimes.nsOfMs(0));
        assertEquals(9_223_372_036_854_000_000L, EpochTimes.nsOfMs(9_223_372_036_854L));
        assertEquals(EpochTimes.OUT_OF_RANGE, EpochTimes.nsOfMs(9_223_372_036_855L));
        assertEquals(EpochTimes.OUT_OF_RANGE, EpochTimes.nsOfMs(-1));
        assertEquals(EpochTimes.OUT_OF_RANGE, EpochTimes.nsOfMs(Long.MAX_VALUE));
    }
}
