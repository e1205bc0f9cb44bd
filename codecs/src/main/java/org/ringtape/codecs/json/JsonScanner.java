package org.ringtape.codecs.json;

import org.ringtape.codecs.text.ByteWords;

/**
 * Walks one JSON document in place, a token at a time. Strict: a value that RFC 8259 does not allow ends in
 * {@link JsonToken#ERROR}, never in an exception, and no byte behind the given length is read. Bytes of 0x80 and above
 * pass inside strings; whether they are UTF-8 is the transport's question. Owned by one thread, reusable, no
 * allocation.
 */
public final class JsonScanner
{
    /** Deepest nesting. Venues nest five levels; unknown values that we skip may be deeper, and cost a bit a level. */
    public static final int MAX_DEPTH = 512;

    /** Levels whose kinds one word of bits holds. */
    private static final int WORD_DEPTH = Long.SIZE;

    private static final int EXPECT_VALUE = 0;
    private static final int EXPECT_VALUE_OR_END = 1;
    private static final int EXPECT_KEY = 2;
    private static final int EXPECT_KEY_OR_END = 3;
    private static final int EXPECT_COMMA_OR_END = 4;
    private static final int EXPECT_NOTHING = 5;
    private static final int FAILED = 6;

    private static final int TRUE_WORD = (int)ByteWords.literal("true");
    private static final int ALSE_WORD = (int)ByteWords.literal("alse");
    private static final int NULL_WORD = (int)ByteWords.literal("null");

    private byte[] bytes;
    private int position;
    private int end;
    private int expected = FAILED;
    private int depth;
    /** Kinds of the innermost containers of a word, the innermost lowest; those of the full words are put aside. */
    private long objects;
    private final long[] outerObjects = new long[MAX_DEPTH / WORD_DEPTH];
    private int start;
    private int stop;
    private boolean escaped;

    /**
     * Begins a document.
     *
     * @param bytes  that hold it
     * @param offset of its first byte
     * @param length in bytes; the range must lie inside the array
     * @return this
     */
    public JsonScanner wrap(final byte[] bytes, final int offset, final int length)
    {
        this.bytes = bytes;
        position = offset;
        end = offset + length;
        expected = EXPECT_VALUE;
        depth = 0;
        objects = 0;
        start = offset;
        stop = offset;
        escaped = false;
        return this;
    }

    /**
     * Goes to the next token.
     *
     * @return one of {@link JsonToken}
     */
    public int next()
    {
        int at = skipBlanks(position);
        if (at == end)
        {
            return expected == EXPECT_NOTHING ? JsonToken.END : fail();
        }
        int first = bytes[at];
        if (expected == EXPECT_COMMA_OR_END)
        {
            if (first != ',')
            {
                return close(first, at);
            }
            at = skipBlanks(at + 1);
            if (at == end)
            {
                return fail();
            }
            first = bytes[at];
            expected = inObject() ? EXPECT_KEY : EXPECT_VALUE;
        }
        switch (expected)
        {
            case EXPECT_VALUE:
                return value(first, at);
            case EXPECT_VALUE_OR_END:
                return first == ']' ? close(first, at) : value(first, at);
            case EXPECT_KEY:
                return key(first, at);
            case EXPECT_KEY_OR_END:
                return first == '}' ? close(first, at) : key(first, at);
            default:
                return fail();
        }
    }

    /**
     * Passes the next value whole, whatever it is. {@link #start()} and {@link #stop()} then enclose it, a string
     * without its quotes, a container with its brackets.
     *
     * @return the first token of the value, {@link JsonToken#ERROR} if it is not whole, or the closing token of the
     *     array if no value is left in it
     */
    public int skip()
    {
        final int token = next();
        if (token != JsonToken.OBJECT_START && token != JsonToken.ARRAY_START)
        {
            return token;
        }
        final int from = start;
        if (!leave(depth - 1))
        {
            return JsonToken.ERROR;
        }
        start = from;
        escaped = false;
        return token;
    }

    /**
     * Passes what is left of the containers that are too deep.
     *
     * @param outer containers that stay open; nothing happens if no more are
     * @return false if what is left is not whole
     */
    public boolean leave(final int outer)
    {
        while (depth > outer)
        {
            if (next() == JsonToken.ERROR)
            {
                return false;
            }
        }
        return expected != FAILED;
    }

    /**
     * Checks the rest of the document.
     *
     * @return true if all of it is JSON and nothing follows
     */
    public boolean finish()
    {
        int token = next();
        while (token > JsonToken.END)
        {
            token = next();
        }
        return token == JsonToken.END;
    }

    /**
     * Whether the value that the current token ends is followed by what may follow one: a comma, the end of its
     * container, or the end of what there is. A quote or a bracket that damage has put in its middle is not.
     *
     * @return true if so
     */
    public boolean isValueClosed()
    {
        final int at = skipBlanks(position);
        return at == end || bytes[at] == ',' || bytes[at] == '}' || bytes[at] == ']';
    }

    /**
     * Where the current token begins.
     *
     * @return index into the array: of the first byte, inside the quotes of a string or key
     */
    public int start()
    {
        return start;
    }

    /**
     * Where the current token ends.
     *
     * @return index into the array: behind the last byte, inside the quotes of a string or key
     */
    public int stop()
    {
        return stop;
    }

    /**
     * Whether the current string or key holds a backslash, so that its bytes are not its text; see {@link JsonText}.
     *
     * @return true if so
     */
    public boolean isEscaped()
    {
        return escaped;
    }

    /**
     * Containers that are open.
     *
     * @return 0 … {@link #MAX_DEPTH}
     */
    public int depth()
    {
        return depth;
    }

    private int value(final int first, final int at)
    {
        start = at;
        switch (first)
        {
            case '"':
                return string(at + 1) ? afterValue(JsonToken.STRING, position) : fail();
            case '{':
                return open(true, at);
            case '[':
                return open(false, at);
            case 't':
                return literal(at, TRUE_WORD) ? afterValue(JsonToken.TRUE, at + 4) : fail();
            case 'f':
                return literal(at + 1, ALSE_WORD) ? afterValue(JsonToken.FALSE, at + 5) : fail();
            case 'n':
                return literal(at, NULL_WORD) ? afterValue(JsonToken.NULL, at + 4) : fail();
            default:
                return number(at) ? afterValue(JsonToken.NUMBER, stop) : fail();
        }
    }

    private int afterValue(final int token, final int behind)
    {
        if (token != JsonToken.STRING)
        {
            stop = behind;
            escaped = false;
        }
        position = behind;
        expected = depth == 0 ? EXPECT_NOTHING : EXPECT_COMMA_OR_END;
        return token;
    }

    private int key(final int first, final int at)
    {
        if (first != '"' || !string(at + 1))
        {
            return fail();
        }
        final int colon = skipBlanks(position);
        if (colon == end || bytes[colon] != ':')
        {
            return fail();
        }
        position = colon + 1;
        expected = EXPECT_VALUE;
        return JsonToken.KEY;
    }

    private int open(final boolean object, final int at)
    {
        if (depth == MAX_DEPTH)
        {
            return fail();
        }
        if (depth % WORD_DEPTH == 0)
        {
            outerObjects[depth / WORD_DEPTH] = objects; // at depth 0 a word of nothing: no case of its own
        }
        objects = objects << 1 | (object ? 1 : 0);
        depth++;
        stop = at + 1;
        escaped = false;
        position = at + 1;
        expected = object ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
        return object ? JsonToken.OBJECT_START : JsonToken.ARRAY_START;
    }

    private int close(final int bracket, final int at)
    {
        final boolean object = inObject();
        if (bracket != (object ? '}' : ']'))
        {
            return fail();
        }
        depth--;
        objects = depth % WORD_DEPTH == 0 ? outerObjects[depth / WORD_DEPTH] : objects >>> 1;
        start = at;
        return afterValue(object ? JsonToken.OBJECT_END : JsonToken.ARRAY_END, at + 1);
    }

    private boolean inObject()
    {
        return (objects & 1) != 0;
    }

    /** From behind the opening quote; leaves {@code position} behind the closing one. */
    private boolean string(final int from)
    {
        boolean backslash = false;
        int at = from;
        while (true)
        {
            at = stringStop(at);
            if (at == end || bytes[at] != '"' && bytes[at] != '\\')
            {
                return false;
            }
            if (bytes[at] == '"')
            {
                break;
            }
            backslash = true;
            final int length = JsonText.escapeLength(bytes, at, end);
            if (length == 0)
            {
                return false;
            }
            at += length;
        }
        start = from;
        stop = at;
        escaped = backslash;
        position = at + 1;
        return true;
    }

    /** Index of the next quote, backslash or control character, or the end. */
    private int stringStop(final int from)
    {
        int at = from;
        while (at <= end - ByteWords.LENGTH)
        {
            final long stops = ByteWords.stringStops(ByteWords.word(bytes, at));
            if (stops != 0)
            {
                return at + ByteWords.first(stops);
            }
            at += ByteWords.LENGTH;
        }
        while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' '))
        {
            at++;
        }
        return at;
    }

    private boolean number(final int from)
    {
        int at = bytes[from] == '-' ? from + 1 : from;
        if (at < end && bytes[at] == '0')
        {
            at++;
        }
        else
        {
            final int whole = at;
            at = skipDigits(at);
            if (at == whole)
            {
                return false;
            }
        }
        if (at < end && bytes[at] == '.')
        {
            final int fraction = at + 1;
            at = skipDigits(fraction);
            if (at == fraction)
            {
                return false;
            }
        }
        if (at < end && (bytes[at] | 0x20) == 'e')
        {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-'))
            {
                at++;
            }
            final int exponent = at;
            at = skipDigits(at);
            if (at == exponent)
            {
                return false;
            }
        }
        stop = at;
        return true;
    }

    private int skipDigits(final int from)
    {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9')
        {
            at++;
        }
        return at;
    }

    private boolean literal(final int at, final int word)
    {
        return end - at >= Integer.BYTES &&
            bytes[at] == (byte)word &&
            bytes[at + 1] == (byte)(word >> 8) &&
            bytes[at + 2] == (byte)(word >> 16) &&
            bytes[at + 3] == (byte)(word >> 24);
    }

    private int skipBlanks(final int from)
    {
        int at = from;
        while (at < end && bytes[at] <= ' ' && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' ||
            bytes[at] == '\t'))
        {
            at++;
        }
        return at;
    }

    private int fail()
    {
        expected = FAILED;
        position = end;
        start = end;
        stop = end;
        return JsonToken.ERROR;
    }
}
