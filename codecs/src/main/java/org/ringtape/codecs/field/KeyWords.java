package org.ringtape.codecs.field;

import java.util.Arrays;

import org.ringtape.codecs.text.AsciiKeys;

/**
 * The keys that some objects of the venue can have, each with a slot: a single letter is its own, words are numbered
 * from {@link #FIRST_WORD} on. Immutable, any thread.
 */
public final class KeyWords
{
    /** Answer for a key that is none of these. */
    public static final int UNKNOWN = -1;
    /** Slot of the first word; those of letters are below. */
    static final int FIRST_WORD = Long.SIZE;

    private static final int BUCKETS = 256;
    private static final int BUCKET_MASK = BUCKETS - 1;

    private final boolean hasLetters;
    private final byte[][] words;
    private final byte[] buckets = new byte[BUCKETS];

    /** At most 64 words, and all letters. */
    public KeyWords(final String... names)
    {
        this(true, names);
    }

    private KeyWords(final boolean hasLetters, final String... names)
    {
        this.hasLetters = hasLetters;
        if (names.length > Long.SIZE)
        {
            throw new IllegalArgumentException("a set of slots is one bit a word: " + names.length);
        }
        words = new byte[names.length][];
        Arrays.fill(buckets, (byte)UNKNOWN);
        for (int i = 0; i < names.length; i++)
        {
            words[i] = AsciiKeys.key(names[i]);
            int bucket = bucket(words[i], 0, words[i].length);
            while (buckets[bucket] != UNKNOWN)
            {
                bucket = bucket + 1 & BUCKET_MASK;
            }
            buckets[bucket] = (byte)i;
        }
    }

    /** At most 64 words, of a venue whose keys are no letters: there a letter is a key that nobody knows. */
    public static KeyWords withoutLetters(final String... names)
    {
        return new KeyWords(false, names);
    }

    /** Slot of a key that is one of these; for constants. */
    public int slot(final String key)
    {
        final byte[] bytes = AsciiKeys.key(key);
        final int slot = slotOf(bytes, 0, bytes.length);
        if (slot == UNKNOWN)
        {
            throw new IllegalArgumentException(key);
        }
        return slot;
    }

    /** Slot of the key that stands there, or {@link #UNKNOWN}. */
    int slotOf(final byte[] bytes, final int offset, final int length)
    {
        if (length == 1)
        {
            final int letter = bytes[offset];
            return hasLetters && (letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z') ?
                FieldTable.slot((char)letter) : UNKNOWN;
        }
        if (length == 0)
        {
            return UNKNOWN;
        }
        int bucket = bucket(bytes, offset, length);
        for (int word = buckets[bucket]; word != UNKNOWN; word = buckets[bucket])
        {
            if (AsciiKeys.matches(bytes, offset, length, words[word]))
            {
                return FIRST_WORD + word;
            }
            bucket = bucket + 1 & BUCKET_MASK;
        }
        return UNKNOWN;
    }

    /** Length, first and last byte tell nearly all words apart; the bytes decide afterwards. */
    private static int bucket(final byte[] bytes, final int offset, final int length)
    {
        return bytes[offset] + 5 * bytes[offset + length - 1] + 59 * length & BUCKET_MASK;
    }
}
