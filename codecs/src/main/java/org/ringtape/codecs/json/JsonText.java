package org.ringtape.codecs.json;

/**
 * The text of a JSON string: its bytes in the frame where it holds no escape, else unescaped UTF-8 in a buffer of our
 * own. Owned by one thread; the range is good until the next {@link #wrap}.
 */
public final class JsonText
{
    /** Longest unescaped text. No key, symbol, stream name or number that we know comes near it. */
    public static final int MAX_UNESCAPED_LENGTH = 512;

    private static final int LONGEST_UTF8 = 4;

    private final byte[] scratch = new byte[MAX_UNESCAPED_LENGTH];
    private byte[] bytes = scratch;
    private int offset;
    private int length;

    /**
     * Takes the current string or key of a scanner.
     *
     * @param frame   that holds it
     * @param start   of it, inside the quotes
     * @param stop    of it, inside the quotes
     * @param escaped as {@link JsonScanner#isEscaped()} says; the escapes were found good by the scanner
     * @return false if it holds escapes and its text is longer than {@link #MAX_UNESCAPED_LENGTH}
     */
    public boolean wrap(final byte[] frame, final int start, final int stop, final boolean escaped)
    {
        if (escaped)
        {
            return unescape(frame, start, stop);
        }
        bytes = frame;
        offset = start;
        length = stop - start;
        return true;
    }

    /**
     * Array that holds the text.
     *
     * @return the frame, or our own buffer
     */
    public byte[] bytes()
    {
        return bytes;
    }

    /**
     * Where the text begins.
     *
     * @return index into {@link #bytes()}
     */
    public int offset()
    {
        return offset;
    }

    /**
     * Length of the text.
     *
     * @return bytes
     */
    public int length()
    {
        return length;
    }

    /** Length of the escape at {@code at}, 0 if it is none or not whole. */
    static int escapeLength(final byte[] bytes, final int at, final int end)
    {
        if (at + 1 >= end)
        {
            return 0;
        }
        switch (bytes[at + 1])
        {
            case '"':
            case '\\':
            case '/':
            case 'b':
            case 'f':
            case 'n':
            case 'r':
            case 't':
                return 2;
            case 'u':
                return end - at >= 6 && unit(bytes, at) >= 0 ? 6 : 0;
            default:
                return 0;
        }
    }

    private boolean unescape(final byte[] frame, final int start, final int stop)
    {
        bytes = scratch;
        offset = 0;
        length = 0;
        int at = start;
        while (at < stop)
        {
            if (length > MAX_UNESCAPED_LENGTH - LONGEST_UTF8)
            {
                return false;
            }
            if (frame[at] != '\\')
            {
                scratch[length++] = frame[at++];
            }
            else if (frame[at + 1] != 'u')
            {
                scratch[length++] = simple(frame[at + 1]);
                at += 2;
            }
            else
            {
                at = unicode(frame, at, stop);
            }
        }
        return true;
    }

    /** A lone surrogate is kept in the three-byte form: it equals no text that we know, and nothing is lost. */
    private int unicode(final byte[] frame, final int at, final int stop)
    {
        final int high = unit(frame, at);
        if (Character.isHighSurrogate((char)high) && stop - at >= 12 && frame[at + 6] == '\\' && frame[at + 7] == 'u')
        {
            final int low = unit(frame, at + 6);
            if (Character.isLowSurrogate((char)low))
            {
                append(Character.toCodePoint((char)high, (char)low));
                return at + 12;
            }
        }
        append(high);
        return at + 6;
    }

    private void append(final int codePoint)
    {
        if (codePoint < 0x80)
        {
            scratch[length++] = (byte)codePoint;
            return;
        }
        if (codePoint < 0x800)
        {
            scratch[length++] = (byte)(0xC0 | codePoint >> 6);
        }
        else if (codePoint < 0x1_0000)
        {
            scratch[length++] = (byte)(0xE0 | codePoint >> 12);
            scratch[length++] = (byte)(0x80 | codePoint >> 6 & 0x3F);
        }
        else
        {
            scratch[length++] = (byte)(0xF0 | codePoint >> 18);
            scratch[length++] = (byte)(0x80 | codePoint >> 12 & 0x3F);
            scratch[length++] = (byte)(0x80 | codePoint >> 6 & 0x3F);
        }
        scratch[length++] = (byte)(0x80 | codePoint & 0x3F);
    }

    private static byte simple(final byte letter)
    {
        switch (letter)
        {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            default:
                return letter;
        }
    }

    /** The UTF-16 unit of the six-byte escape at {@code at}, negative if a digit of it is none. */
    private static int unit(final byte[] bytes, final int at)
    {
        return hex(bytes[at + 2]) << 12 | hex(bytes[at + 3]) << 8 | hex(bytes[at + 4]) << 4 | hex(bytes[at + 5]);
    }

    private static int hex(final byte digit)
    {
        if (digit >= '0' && digit <= '9')
        {
            return digit - '0';
        }
        final int lower = digit | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
