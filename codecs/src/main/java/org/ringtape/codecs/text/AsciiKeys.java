package org.ringtape.codecs.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fixed ASCII texts compared with bytes of a frame. Static, any thread. */
public final class AsciiKeys
{
    private AsciiKeys()
    {
    }

    /**
     * Bytes of a fixed text; made once, in a static initialiser.
     *
     * @param text in ASCII
     * @return its bytes
     */
    public static byte[] key(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Compares a whole range.
     *
     * @param bytes  to look at
     * @param offset of the range
     * @param length of the range
     * @param key    to compare with
     * @return true if the range is the key, byte for byte
     */
    public static boolean matches(final byte[] bytes, final int offset, final int length, final byte[] key)
    {
        return length == key.length && Arrays.equals(bytes, offset, offset + length, key, 0, length);
    }

    /**
     * Compares the beginning of a range.
     *
     * @param bytes  to look at
     * @param offset of the range
     * @param length of the range
     * @param key    to compare with
     * @return true if the range begins with the key
     */
    public static boolean startsWith(final byte[] bytes, final int offset, final int length, final byte[] key)
    {
        return length >= key.length && Arrays.equals(bytes, offset, offset + key.length, key, 0, key.length);
    }

    /**
     * Looks for a key anywhere in a range.
     *
     * @param bytes  to look at
     * @param offset of the range
     * @param length of the range
     * @param key    to look for
     * @return true if the range holds the key
     */
    public static boolean contains(final byte[] bytes, final int offset, final int length, final byte[] key)
    {
        final int last = offset + length - key.length;
        for (int at = offset; at <= last; at++)
        {
            if (startsWith(bytes, at, key.length, key))
            {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds a byte.
     *
     * @param bytes  to look at
     * @param offset of the range
     * @param length of the range
     * @param wanted byte
     * @return its index in {@code bytes}, or −1
     */
    public static int indexOf(final byte[] bytes, final int offset, final int length, final char wanted)
    {
        final int end = offset + length;
        int at = offset;
        for (; at <= end - ByteWords.LENGTH; at += ByteWords.LENGTH)
        {
            final long found = ByteWords.equal(ByteWords.word(bytes, at), wanted);
            if (found != 0)
            {
                return at + ByteWords.first(found);
            }
        }
        while (at < end && bytes[at] != wanted)
        {
            at++;
        }
        return at < end ? at : -1;
    }
}
