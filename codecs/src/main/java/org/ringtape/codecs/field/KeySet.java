package org.ringtape.codecs.field;

/** Some of the keys that objects can have: those that a decoder reads. Immutable. */
public final class KeySet
{
    private final long letters;
    private final long words;

    private KeySet(final long letters, final long words)
    {
        this.letters = letters;
        this.words = words;
    }

    /** The keys of a list with blanks between them, of those that have a slot. */
    public static KeySet of(final KeyWords all, final String keys)
    {
        long letters = 0;
        long words = 0;
        for (final String key : keys.split(" "))
        {
            final int slot = all.slot(key);
            letters |= slot < KeyWords.FIRST_WORD ? 1L << slot : 0;
            words |= slot < KeyWords.FIRST_WORD ? 0 : 1L << slot;
        }
        return new KeySet(letters, words);
    }

    /** How many of the given keys are in it; a bit a slot, as {@link FieldTable} keeps them. */
    public int count(final long presentLetters, final long presentWords)
    {
        return Long.bitCount(presentLetters & letters) + Long.bitCount(presentWords & words);
    }
}
