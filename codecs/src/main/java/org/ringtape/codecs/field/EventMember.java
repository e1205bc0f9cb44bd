package org.ringtape.codecs.field;

import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.ByteWords;

/** One member of a described event. Immutable. */
public final class EventMember
{
    /** The event is wrong without a value. */
    static final int REQUIRED = 0;
    /** The key must be there; {@code null} or an empty text says that there is no value. */
    static final int NULLABLE = 1;
    /** Need not be there. */
    static final int OPTIONAL = 2;

    final byte[] key;
    final int slot;
    final ValueKind kind;
    final int presence;
    final WordTable words;
    /** What stands before the value where nothing deviates: {@code ,"p":"}. */
    final byte[] opening;
    /** The opening as a word if it fits one, else its first eight bytes. */
    final long openingWord;

    EventMember(
        final String nesting,
        final String key,
        final int slot,
        final ValueKind kind,
        final int presence,
        final WordTable words)
    {
        this.key = AsciiKeys.key(key);
        this.slot = slot;
        this.kind = kind;
        this.presence = presence;
        this.words = words;
        final String text = nesting + "\"" + key + "\":" + (kind.isQuoted() ? "\"" : "");
        opening = AsciiKeys.key(text);
        openingWord = ByteWords.literal(text.substring(0, Math.min(text.length(), ByteWords.LENGTH)));
    }

    /** What its value is. */
    public ValueKind kind()
    {
        return kind;
    }

    /** Passes key, colon and opening quote, if they stand there as documented. */
    boolean opens(final FrameCursor cursor)
    {
        final int length = opening.length;
        return length <= ByteWords.LENGTH ? cursor.match(openingWord, length) :
            cursor.match(openingWord, ByteWords.LENGTH) && opensLong(cursor);
    }

    private boolean opensLong(final FrameCursor cursor)
    {
        final int from = cursor.position() - ByteWords.LENGTH;
        for (int i = ByteWords.LENGTH; i < opening.length; i++)
        {
            if (!cursor.match((char)opening[i]))
            {
                cursor.position(from);
                return false;
            }
        }
        return true;
    }
}
