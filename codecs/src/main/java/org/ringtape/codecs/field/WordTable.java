package org.ringtape.codecs.field;

import java.util.Arrays;

import org.ringtape.codecs.text.AsciiKeys;

/** The texts that a member may have, each with our number for it. Immutable once described. */
public final class WordTable
{
    /** Answer for a text that must not be there. */
    public static final int INVALID = -1;

    private final int other;
    private byte[][] words = {};
    private int[] numbers = {};

    private WordTable(final int other)
    {
        this.other = other;
    }

    /** A table in which any other text is wrong. */
    public static WordTable only()
    {
        return new WordTable(INVALID);
    }

    /** A table in which any other text has this number. */
    public static WordTable orElse(final int other)
    {
        return new WordTable(other);
    }

    /** Adds a text, the most frequent first. */
    public WordTable word(final String text, final int number)
    {
        final int count = words.length;
        words = Arrays.copyOf(words, count + 1);
        numbers = Arrays.copyOf(numbers, count + 1);
        words[count] = AsciiKeys.key(text);
        numbers[count] = number;
        return this;
    }

    /** Number of the text that stands there, 0 or more, or {@link #INVALID}. */
    public int number(final byte[] bytes, final int offset, final int length)
    {
        for (int i = 0; i < words.length; i++)
        {
            if (AsciiKeys.matches(bytes, offset, length, words[i]))
            {
                return numbers[i];
            }
        }
        return other;
    }
}
