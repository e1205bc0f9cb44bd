package org.ringtape.codecs.text;

/**
 * ASCII text of at most 32 bytes that is compared a word at a time, the last word lapping over. Text of fewer than
 * eight bytes is found only where eight bytes are. A record, because the compilers take the components of one that is a
 * constant for constants. Immutable.
 *
 * @param length   in bytes
 * @param first    word at 0, if the text has more than one
 * @param second   word at 8, if the text has more than two
 * @param third    word at 16, if the text has more than three
 * @param last     word that ends with the text
 * @param lastMask bytes of it that matter
 */
public record ExpectedText(int length, long first, long second, long third, long last, long lastMask)
{
    private static final int MAX_LENGTH = 4 * ByteWords.LENGTH;

    /** A text. */
    public static ExpectedText of(final String text)
    {
        if (text.length() > MAX_LENGTH)
        {
            throw new IllegalArgumentException("too long: " + text);
        }
        final int lapping = Math.max(0, text.length() - ByteWords.LENGTH);
        return new ExpectedText(text.length(), word(text, 0), word(text, 1), word(text, 2),
            ByteWords.literal(text.substring(lapping)),
            -1L >>> Math.max(0, ByteWords.LENGTH - text.length()) * Byte.SIZE);
    }

    /** True if it stands at {@code offset}. */
    public boolean matches(final byte[] frame, final int offset, final int end)
    {
        return end - offset >= Math.max(length, ByteWords.LENGTH) &&
            (length <= ByteWords.LENGTH || ByteWords.word(frame, offset) == first) &&
            (length <= 2 * ByteWords.LENGTH || ByteWords.word(frame, offset + ByteWords.LENGTH) == second) &&
            (length <= 3 * ByteWords.LENGTH || ByteWords.word(frame, offset + 2 * ByteWords.LENGTH) == third) &&
            (ByteWords.word(frame, offset + Math.max(0, length - ByteWords.LENGTH)) & lastMask) == last;
    }

    private static long word(final String text, final int index)
    {
        final int from = Math.min(index * ByteWords.LENGTH, text.length());
        return ByteWords.literal(text.substring(from, Math.min(from + ByteWords.LENGTH, text.length())));
    }
}
