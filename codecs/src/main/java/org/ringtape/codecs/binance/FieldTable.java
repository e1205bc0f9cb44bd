package org.ringtape.codecs.binance;

import org.ringtape.codecs.decimal.IntegerParser;
import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.text.AsciiKeys;
import org.ringtape.codecs.text.EpochTimes;

/**
 * Where the members of one object are. The object is checked to its end before anything of it is read, so any key order
 * works, and a broken object has no effect. Event keys are single letters (and {@code pu}), so a letter is its own
 * slot.
 */
final class FieldTable
{
    static final int PREVIOUS = 0;
    static final int STREAM = 27;
    static final int PAYLOAD = 28;
    static final int RESULT = 29;
    static final int ERROR = 30;
    static final int CODE = 31;
    static final int MESSAGE = 59;
    static final int ID = 60;
    static final int BIDS = 61;
    static final int ASKS = 62;
    static final int LAST_UPDATE_ID = 63;

    private static final int UNKNOWN = -1;
    private static final byte[][] WORDS = new byte[Long.SIZE][];

    static
    {
        WORDS[PREVIOUS] = AsciiKeys.key("pu");
        WORDS[STREAM] = AsciiKeys.key("stream");
        WORDS[PAYLOAD] = AsciiKeys.key("data");
        WORDS[RESULT] = AsciiKeys.key("result");
        WORDS[ERROR] = AsciiKeys.key("error");
        WORDS[CODE] = AsciiKeys.key("code");
        WORDS[MESSAGE] = AsciiKeys.key("msg");
        WORDS[ID] = AsciiKeys.key("id");
        WORDS[BIDS] = AsciiKeys.key("bids");
        WORDS[ASKS] = AsciiKeys.key("asks");
        WORDS[LAST_UPDATE_ID] = AsciiKeys.key("lastUpdateId");
    }

    private final int[] starts = new int[Long.SIZE];
    private final int[] stops = new int[Long.SIZE];
    private final byte[] tokens = new byte[Long.SIZE];
    private final JsonText text = new JsonText();
    private final IntegerParser integers = new IntegerParser();
    private byte[] frame;
    private long present;
    private long escaped;
    private int keyCount;

    /** Slot of a single-letter key. */
    static int slot(final char letter)
    {
        return letter - '@';
    }

    /** Set of single-letter keys, for {@link #unknownCount}. */
    static long set(final String letters)
    {
        long slots = 0;
        for (int i = 0; i < letters.length(); i++)
        {
            slots |= 1L << slot(letters.charAt(i));
        }
        return slots;
    }

    /**
     * Notes the members of the object whose opening brace the scanner has just passed.
     *
     * @return false if it is not JSON, or if a key that has a slot is there twice: which one would be meant is a guess
     */
    boolean index(final byte[] bytes, final JsonScanner scanner)
    {
        frame = bytes;
        present = 0;
        escaped = 0;
        keyCount = 0;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            keyCount++;
            final int slot = slotOfKey(scanner);
            final int value = scanner.skip();
            if (slot != UNKNOWN)
            {
                final long bit = 1L << slot;
                if ((present & bit) != 0)
                {
                    return false;
                }
                present |= bit;
                escaped |= scanner.isEscaped() ? bit : 0;
                tokens[slot] = (byte)value;
                starts[slot] = scanner.start();
                stops[slot] = scanner.stop();
            }
            token = scanner.next();
        }
        return token == JsonToken.OBJECT_END;
    }

    boolean has(final int slot)
    {
        return (present & 1L << slot) != 0;
    }

    /** One of {@link JsonToken}; {@link JsonToken#NULL} also where the key is absent. */
    int token(final int slot)
    {
        return has(slot) ? tokens[slot] : JsonToken.NULL;
    }

    int start(final int slot)
    {
        return starts[slot];
    }

    int length(final int slot)
    {
        return stops[slot] - starts[slot];
    }

    /** How many keys are there besides the ones of the given set of slots. */
    int unknownCount(final long known)
    {
        return keyCount - Long.bitCount(present & known);
    }

    /** Text of a string; null if the value is no string or absurdly long. Good until the next call. */
    JsonText text(final int slot)
    {
        final boolean there = token(slot) == JsonToken.STRING && unescape(slot);
        return there ? text : null;
    }

    /** Text of a number, be it quoted or bare; null if the value is neither. Good until the next call. */
    JsonText numberText(final int slot)
    {
        final int token = token(slot);
        final boolean there = (token == JsonToken.STRING || token == JsonToken.NUMBER) && unescape(slot);
        return there ? text : null;
    }

    /** True if the value is a bare 64-bit integer, which is then {@link #integer()}. */
    boolean isInteger(final int slot)
    {
        return token(slot) == JsonToken.NUMBER && integers.parse(frame, starts[slot], length(slot));
    }

    /** True if the value is a bare integer of 0 or more: an id or a count. */
    boolean isNatural(final int slot)
    {
        return isInteger(slot) && integers.value() >= 0;
    }

    long integer()
    {
        return integers.value();
    }

    /**
     * Time of the event: when the book or trade happened, else when it was pushed.
     *
     * @return epoch nanoseconds, 0 if neither is there, {@link EpochTimes#OUT_OF_RANGE} if one is no time
     */
    long venueTimeNs()
    {
        final long pushedNs = timeNs(slot('E'));
        if (pushedNs == EpochTimes.OUT_OF_RANGE || !has(slot('T')))
        {
            return pushedNs;
        }
        return timeNs(slot('T'));
    }

    private long timeNs(final int slot)
    {
        if (!has(slot))
        {
            return 0;
        }
        return isNatural(slot) ? EpochTimes.nsOfMs(integers.value()) : EpochTimes.OUT_OF_RANGE;
    }

    private boolean unescape(final int slot)
    {
        return text.wrap(frame, starts[slot], stops[slot], (escaped & 1L << slot) != 0);
    }

    private int slotOfKey(final JsonScanner scanner)
    {
        if (!scanner.isEscaped())
        {
            return slotOf(frame, scanner.start(), scanner.stop() - scanner.start());
        }
        return text.wrap(frame, scanner.start(), scanner.stop(), true) ?
            slotOf(text.bytes(), text.offset(), text.length()) : UNKNOWN;
    }

    private static int slotOf(final byte[] bytes, final int offset, final int length)
    {
        if (length == 1)
        {
            final int letter = bytes[offset];
            return letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z' ? slot((char)letter) : UNKNOWN;
        }
        final int candidate = candidate(length, length == 0 ? 0 : bytes[offset]);
        return candidate != UNKNOWN && AsciiKeys.matches(bytes, offset, length, WORDS[candidate]) ? candidate : UNKNOWN;
    }

    /** Length and first letter tell the words apart; the bytes decide afterwards. */
    private static int candidate(final int length, final int first)
    {
        switch (length << Byte.SIZE | first & 0xFF)
        {
            case 2 << Byte.SIZE | 'p':
                return PREVIOUS;
            case 2 << Byte.SIZE | 'i':
                return ID;
            case 3 << Byte.SIZE | 'm':
                return MESSAGE;
            case 4 << Byte.SIZE | 'd':
                return PAYLOAD;
            case 4 << Byte.SIZE | 'c':
                return CODE;
            case 4 << Byte.SIZE | 'b':
                return BIDS;
            case 4 << Byte.SIZE | 'a':
                return ASKS;
            case 5 << Byte.SIZE | 'e':
                return ERROR;
            case 6 << Byte.SIZE | 's':
                return STREAM;
            case 6 << Byte.SIZE | 'r':
                return RESULT;
            case 12 << Byte.SIZE | 'l':
                return LAST_UPDATE_ID;
            default:
                return UNKNOWN;
        }
    }
}
