package org.ringtape.codecs.kiyotaka;

import org.ringtape.codecs.text.ByteWords;

/**
 * ASCII text that is compared a word at a time, the last word lapping over. Text of fewer than eight bytes is found
 * only where eight bytes are. Immutable.
 */
final class ExpectedText
{
    private final long[] words;
    private final int length;
    private final long last;
    private final long lastMask;

    /** A text. */
    ExpectedText(final String text)
    {
        length = text.length();
        words = new long[(length - 1) / ByteWords.LENGTH];
        for (int i = 0; i < words.length; i++)
        {
            words[i] = ByteWords.literal(text.substring(i * ByteWords.LENGTH, (i + 1) * ByteWords.LENGTH));
        }
        last = ByteWords.literal(text.substring(Math.max(0, length - ByteWords.LENGTH)));
        lastMask = -1L >>> Math.max(0, ByteWords.LENGTH - length) * Byte.SIZE;
    }

    /** Length in bytes. */
    int length()
    {
        return length;
    }

    /** True if it stands at {@code offset}. */
    boolean matches(final byte[] frame, final int offset, final int end)
    {
        if (end - offset < Math.max(length, ByteWords.LENGTH))
        {
            return false;
        }
        for (int i = 0; i < words.length; i++)
        {
            if (ByteWords.word(frame, offset + i * ByteWords.LENGTH) != words[i])
            {
                return false;
            }
        }
        final int lapping = Math.max(0, length - ByteWords.LENGTH);
        return (ByteWords.word(frame, offset + lapping) & lastMask) == last;
    }
}
