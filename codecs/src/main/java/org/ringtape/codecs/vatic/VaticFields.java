package org.ringtape.codecs.vatic;

import org.ringtape.codecs.json.JsonScanner;
import org.ringtape.codecs.json.JsonText;
import org.ringtape.codecs.json.JsonToken;
import org.ringtape.codecs.text.AsciiKeys;

/**
 * Where the members of one object are. The object is checked to its end before anything of it is read, so any key order
 * works, the discriminator last included, and a broken object has no effect.
 */
final class VaticFields
{
    static final int EVENT = 0;
    static final int ASSET = 1;
    static final int MARKET_TYPE = 2;
    static final int WINDOW_START = 3;
    static final int WINDOW_START_ISO = 4;
    static final int PRICE = 5;
    static final int SOURCE = 6;
    static final int SNAPSHOT = 7;
    static final int ERROR = 8;
    static final int MESSAGE = 9;
    static final int MARK_PRICE = 10;
    static final int TIMESTAMP = 11;
    static final int SUPPORTED_ASSETS = 12;
    static final int SUPPORTED_MARKET_TYPES = 13;
    static final int SUPPORTED_CHANNELS = 14;
    static final int USAGE = 15;
    static final int MARKET_TYPES = 16;
    static final int CHANNEL = 17;
    static final int PROVIDER = 18;
    static final int REQUESTED_TIMESTAMP = 19;
    static final int REQUESTED_TIMESTAMP_ISO = 20;
    static final int CACHE = 21;
    static final int RESULTS = 22;
    static final int OK = 23;
    static final int NOW = 24;

    private static final int UNKNOWN = -1;
    private static final byte[][] WORDS =
    {
        AsciiKeys.key("event"),
        AsciiKeys.key("asset"),
        AsciiKeys.key("marketType"),
        AsciiKeys.key("windowStart"),
        AsciiKeys.key("windowStartIso"),
        AsciiKeys.key("price"),
        AsciiKeys.key("source"),
        AsciiKeys.key("snapshot"),
        AsciiKeys.key("error"),
        AsciiKeys.key("message"),
        AsciiKeys.key("markPrice"),
        AsciiKeys.key("timestamp"),
        AsciiKeys.key("supportedAssets"),
        AsciiKeys.key("supportedMarketTypes"),
        AsciiKeys.key("supportedChannels"),
        AsciiKeys.key("usage"),
        AsciiKeys.key("marketTypes"),
        AsciiKeys.key("channel"),
        AsciiKeys.key("provider"),
        AsciiKeys.key("requestedTimestamp"),
        AsciiKeys.key("requestedTimestampIso"),
        AsciiKeys.key("_cache"),
        AsciiKeys.key("results"),
        AsciiKeys.key("ok"),
        AsciiKeys.key("now"),
    };

    private final int[] starts = new int[WORDS.length];
    private final int[] stops = new int[WORDS.length];
    private final byte[] tokens = new byte[WORDS.length];
    private final JsonText keyText = new JsonText();
    private byte[] frame;
    private int present;
    private int escaped;
    private int keyCount;

    /** Set of slots, for {@link #unknownCount}. */
    static int set(final int... slots)
    {
        int set = 0;
        for (final int slot : slots)
        {
            set |= 1 << slot;
        }
        return set;
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
        int likely = 0;
        int token = scanner.next();
        while (token == JsonToken.KEY)
        {
            keyCount++;
            final int slot = slotOfKey(scanner, likely);
            likely = slot + 1;
            final int value = scanner.skip();
            if (slot != UNKNOWN)
            {
                final int bit = 1 << slot;
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

    byte[] frame()
    {
        return frame;
    }

    /** False also where the value is {@code null} or an empty text, which say the same as no key. */
    boolean has(final int slot)
    {
        final int token = token(slot);
        return token != JsonToken.NULL && (token != JsonToken.STRING || length(slot) > 0);
    }

    /** One of {@link JsonToken}; {@link JsonToken#NULL} also where the key is absent. */
    int token(final int slot)
    {
        return (present & 1 << slot) == 0 ? JsonToken.NULL : tokens[slot];
    }

    int start(final int slot)
    {
        return starts[slot];
    }

    int length(final int slot)
    {
        return stops[slot] - starts[slot];
    }

    boolean isEscaped(final int slot)
    {
        return (escaped & 1 << slot) != 0;
    }

    /** Unescapes a string; false if the value is no string or absurdly long. */
    boolean string(final int slot, final JsonText into)
    {
        return token(slot) == JsonToken.STRING && unescape(slot, into);
    }

    /** Text of a number, be it quoted or bare; false if the value is neither. */
    boolean number(final int slot, final JsonText into)
    {
        final int token = token(slot);
        return (token == JsonToken.STRING || token == JsonToken.NUMBER) && unescape(slot, into);
    }

    /** How many keys are there besides the ones of the given set of slots. */
    int unknownCount(final int known)
    {
        return keyCount - Integer.bitCount(present & known);
    }

    private boolean unescape(final int slot, final JsonText into)
    {
        return into.wrap(frame, starts[slot], stops[slot], isEscaped(slot));
    }

    private int slotOfKey(final JsonScanner scanner, final int likely)
    {
        return keyText.wrap(frame, scanner.start(), scanner.stop(), scanner.isEscaped()) ?
            slotOf(keyText.bytes(), keyText.offset(), keyText.length(), likely) : UNKNOWN;
    }

    /** The slots have the order of a window's documented keys: the one behind the last is looked at first. */
    private static int slotOf(final byte[] bytes, final int offset, final int length, final int likely)
    {
        if (likely < WORDS.length && AsciiKeys.matches(bytes, offset, length, WORDS[likely]))
        {
            return likely;
        }
        for (int i = 0; i < WORDS.length; i++)
        {
            if (AsciiKeys.matches(bytes, offset, length, WORDS[i]))
            {
                return i;
            }
        }
        return UNKNOWN;
    }
}
