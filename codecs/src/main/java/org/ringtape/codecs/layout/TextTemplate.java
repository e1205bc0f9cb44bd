package org.ringtape.codecs.layout;

import org.ringtape.codecs.text.ByteWords;

/**
 * The comparison of {@link FrameLayout#matches} without a loop, for frames of 17 to 24 words that begin and end with
 * constant text, as trades of combined streams do: what is constant is compared as it is, the stream as it came last.
 * JDK 17 makes no vectors of words of text, and a loop of a few rounds costs it as much as the words. Comparing the
 * constant parts with {@code Arrays.mismatch} was slower on either JDK, and so were loops over blocks.
 */
final class TextTemplate
{
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final int WORDS = 24;
    private static final int FRONT_WORDS = 16;
    private static final int BACK_WORDS = WORDS - FRONT_WORDS;
    /** So many words at the beginning are compared as they are. */
    private static final int HEAD_WORDS = 6;
    /** And so many at the end. */
    private static final int TAIL_WORDS = 3;
    private static final int LOOSE_WORDS = WORDS - HEAD_WORDS - TAIL_WORDS;
    private static final int MIN_LENGTH = FRONT_WORDS * ByteWords.LENGTH;
    private static final int MAX_LENGTH = WORDS * ByteWords.LENGTH;

    /** Length of a table: patterns of all words, checks of those that are not compared as they are. */
    static final int TABLE_LENGTH = WORDS + LOOSE_WORDS;

    private TextTemplate()
    {
    }

    /** Fills the table of a layout; false if its frames are not as said above. */
    static boolean fill(
        final long[] table,
        final byte[] patterns,
        final byte[] checks,
        final int frameLength,
        final FrameLayout layout)
    {
        if (frameLength < MIN_LENGTH || frameLength > MAX_LENGTH ||
            !isConstant(checks, 0, HEAD_WORDS * ByteWords.LENGTH, layout) ||
            !isConstant(checks, frameLength - TAIL_WORDS * ByteWords.LENGTH, frameLength, layout))
        {
            return false;
        }
        for (int i = 0; i < WORDS; i++)
        {
            final int at = at(i, frameLength);
            table[i] = ByteWords.word(patterns, at);
            if (i >= HEAD_WORDS && i < WORDS - TAIL_WORDS)
            {
                table[WORDS + i - HEAD_WORDS] = ByteWords.word(checks, at);
            }
        }
        return true;
    }

    /** A frame of the layout comes with a stream that may be another one. */
    static void takeHead(final long[] table, final byte[] frame, final int offset)
    {
        for (int i = 0; i < HEAD_WORDS; i++)
        {
            table[i] = ByteWords.word(frame, offset + i * ByteWords.LENGTH);
        }
    }

    /**
     * True if a frame of the length of the layout is of it; false if it is not or its stream is another one. The
     * method is too long to be inlined, which it gains from: it has all registers to itself.
     */
    static boolean matches(final long[] table, final byte[] frame, final int offset, final int frameLength)
    {
        final int back = offset + frameLength - BACK_WORDS * ByteWords.LENGTH;
        long exact = ByteWords.word(frame, offset) ^ table[0];
        exact |= ByteWords.word(frame, offset + ByteWords.LENGTH) ^ table[1];
        exact |= ByteWords.word(frame, offset + 2 * ByteWords.LENGTH) ^ table[2];
        exact |= ByteWords.word(frame, offset + 3 * ByteWords.LENGTH) ^ table[3];
        exact |= ByteWords.word(frame, offset + 4 * ByteWords.LENGTH) ^ table[4];
        exact |= ByteWords.word(frame, offset + 5 * ByteWords.LENGTH) ^ table[5];
        exact |= ByteWords.word(frame, back + 5 * ByteWords.LENGTH) ^ table[21];
        exact |= ByteWords.word(frame, back + 6 * ByteWords.LENGTH) ^ table[22];
        exact |= ByteWords.word(frame, back + 7 * ByteWords.LENGTH) ^ table[23];
        long loose = deviations(ByteWords.word(frame, offset + 6 * ByteWords.LENGTH) ^ table[6], table[24]);
        loose |= deviations(ByteWords.word(frame, offset + 7 * ByteWords.LENGTH) ^ table[7], table[25]);
        loose |= deviations(ByteWords.word(frame, offset + 8 * ByteWords.LENGTH) ^ table[8], table[26]);
        loose |= deviations(ByteWords.word(frame, offset + 9 * ByteWords.LENGTH) ^ table[9], table[27]);
        loose |= deviations(ByteWords.word(frame, offset + 10 * ByteWords.LENGTH) ^ table[10], table[28]);
        loose |= deviations(ByteWords.word(frame, offset + 11 * ByteWords.LENGTH) ^ table[11], table[29]);
        loose |= deviations(ByteWords.word(frame, offset + 12 * ByteWords.LENGTH) ^ table[12], table[30]);
        loose |= deviations(ByteWords.word(frame, offset + 13 * ByteWords.LENGTH) ^ table[13], table[31]);
        loose |= deviations(ByteWords.word(frame, offset + 14 * ByteWords.LENGTH) ^ table[14], table[32]);
        loose |= deviations(ByteWords.word(frame, offset + 15 * ByteWords.LENGTH) ^ table[15], table[33]);
        loose |= deviations(ByteWords.word(frame, back) ^ table[16], table[34]);
        loose |= deviations(ByteWords.word(frame, back + ByteWords.LENGTH) ^ table[17], table[35]);
        loose |= deviations(ByteWords.word(frame, back + 2 * ByteWords.LENGTH) ^ table[18], table[36]);
        loose |= deviations(ByteWords.word(frame, back + 3 * ByteWords.LENGTH) ^ table[19], table[37]);
        loose |= deviations(ByteWords.word(frame, back + 4 * ByteWords.LENGTH) ^ table[20], table[38]);
        return (exact | loose & HIGHS) == 0;
    }

    private static long deviations(final long bytes, final long check)
    {
        return bytes + check | bytes;
    }

    private static int at(final int word, final int frameLength)
    {
        return word < FRONT_WORDS ? word * ByteWords.LENGTH : frameLength - (WORDS - word) * ByteWords.LENGTH;
    }

    private static boolean isConstant(final byte[] checks, final int from, final int to, final FrameLayout layout)
    {
        final int stream = layout.streamOffset;
        boolean constant = true;
        for (int i = from; i < to; i++)
        {
            constant &= checks[i] == LayoutLearner.CONSTANT ||
                stream >= 0 && i >= stream && i < stream + layout.streamLength;
        }
        return constant;
    }
}
