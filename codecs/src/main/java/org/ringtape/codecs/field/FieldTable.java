package org.ringtape.codecs.field;

import org.ringtape.codecs.decimal.IntegerParser;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;

/**
 * Where the members of one object are. The object is checked to its end before anything of it is read, so any key order
 * works, and a broken object has no effect. Which keys have a slot is the matter of {@link KeyWords}.
 */
public final class FieldTable
{
    private static final int SLOTS = KeyWords.FIRST_WORD + Long.SIZE;

    private final KeyWords keys;
    private final int[] starts = new int[SLOTS];
    private final int[] stops = new int[SLOTS];
    private final byte[] tokens = new byte[SLOTS];
    private final boolean[] escaped = new boolean[SLOTS];
    private final JsonText text = new JsonText();
    private final IntegerParser integers = new IntegerParser();
    private byte[] frame;
    private long presentLetters;
    private long presentWords;
    private int keyCount;

    /** A table for objects that have these keys. */
    public FieldTable(final KeyWords keys)
    {
        this.keys = keys;
    }

    /** Slot of a single-letter key. */
    public static int slot(final char letter)
    {
        return letter - '@';
    }

    /**
     * Notes the members of the object whose opening brace the scanner has just passed.
     *
     * @return false if it is not JSON, or if a key that has a slot is there twice: which one would be meant is a guess
     */
    public boolean index(final byte[] bytes, final JsonScanner scanner)
    {
        frame = bytes;
        presentLetters = 0;
        presentWords = 0;
        keyCount = 0;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            keyCount++;
            final int slot = slotOfKey(scanner);
            final int value = scanner.skip();
            if (slot != KeyWords.UNKNOWN)
            {
                if (has(slot))
                {
                    return false;
                }
                add(slot);
                escaped[slot] = scanner.isEscaped();
                tokens[slot] = (byte)value;
                starts[slot] = scanner.start();
                stops[slot] = scanner.stop();
            }
            token = scanner.next();
        }
        return token == JsonToken.OBJECT_END;
    }

    public boolean has(final int slot)
    {
        return ((slot < KeyWords.FIRST_WORD ? presentLetters : presentWords) & 1L << slot) != 0;
    }

    /** One of {@link JsonToken}; {@link JsonToken#NULL} also where the key is absent. */
    public int token(final int slot)
    {
        return has(slot) ? tokens[slot] : JsonToken.NULL;
    }

    /** True if there is no value, or {@code null} or an empty text: the venue's ways to say that it has none. */
    public boolean isNone(final int slot)
    {
        final int token = token(slot);
        return token == JsonToken.NULL || token == JsonToken.STRING && length(slot) == 0;
    }

    public int start(final int slot)
    {
        return starts[slot];
    }

    public int length(final int slot)
    {
        return stops[slot] - starts[slot];
    }

    /** How many keys are there besides the ones of the given set. */
    public int unknownCount(final KeySet known)
    {
        return keyCount - known.count(presentLetters, presentWords);
    }

    /** Text of a string; null if the value is no string or absurdly long. Good until the next call. */
    public JsonText text(final int slot)
    {
        return text(slot, text) ? text : null;
    }

    /** As {@link #text(int)}, into a text of the caller's. */
    public boolean text(final int slot, final JsonText into)
    {
        return token(slot) == JsonToken.STRING && into.wrap(frame, starts[slot], stops[slot], escaped[slot]);
    }

    /** Text of a number, be it quoted or bare; null if the value is neither. Good until the next call. */
    public JsonText numberText(final int slot)
    {
        return numberText(slot, text) ? text : null;
    }

    /** As {@link #numberText(int)}, into a text of the caller's; false if the value is neither. */
    public boolean numberText(final int slot, final JsonText into)
    {
        final int token = token(slot);
        return (token == JsonToken.STRING || token == JsonToken.NUMBER) &&
            into.wrap(frame, starts[slot], stops[slot], escaped[slot]);
    }

    /** True if the value holds a backslash, so that its bytes are not its text. */
    public boolean isEscaped(final int slot)
    {
        return has(slot) && escaped[slot];
    }

    /** Bytes that hold the object. */
    public byte[] frame()
    {
        return frame;
    }

    /** True if the value is a bare 64-bit integer, which is then {@link #integer()}. */
    public boolean isInteger(final int slot)
    {
        return token(slot) == JsonToken.NUMBER && integers.parse(frame, starts[slot], length(slot));
    }

    /** True if the value is a 64-bit integer, quoted or bare, which is then {@link #integer()}. */
    public boolean isAnyInteger(final int slot)
    {
        final JsonText digits = numberText(slot);
        return digits != null && integers.parse(digits.bytes(), digits.offset(), digits.length());
    }

    /** True if the value is a bare integer of 0 or more: an id or a count. */
    public boolean isNatural(final int slot)
    {
        return isInteger(slot) && integers.value() >= 0;
    }

    public long integer()
    {
        return integers.value();
    }

    private void add(final int slot)
    {
        if (slot < KeyWords.FIRST_WORD)
        {
            presentLetters |= 1L << slot;
        }
        else
        {
            presentWords |= 1L << slot;
        }
    }

    private int slotOfKey(final JsonScanner scanner)
    {
        if (!scanner.isEscaped())
        {
            return keys.slotOf(frame, scanner.start(), scanner.stop() - scanner.start());
        }
        return text.wrap(frame, scanner.start(), scanner.stop(), true) ?
            keys.slotOf(text.bytes(), text.offset(), text.length()) : KeyWords.UNKNOWN;
    }
}
