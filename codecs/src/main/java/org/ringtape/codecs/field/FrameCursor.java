package org.ringtape.codecs.field;

import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.text.ByteWords;

/**
 * Reads what is expected next, byte for byte, for frames in the documented order without white space. Every step
 * answers false when the frame deviates; the frame then goes to the general path, which knows why.
 */
public final class FrameCursor
{
    private static final int MAX_DIGITS = 18;

    private byte[] frame;
    private int position;
    private int end;
    private long number;
    private int scale;
    private int textOffset;
    private int textLength;

    public void wrap(final byte[] bytes, final int offset, final int length)
    {
        frame = bytes;
        position = offset;
        end = offset + length;
    }

    public byte[] frame()
    {
        return frame;
    }

    public int position()
    {
        return position;
    }

    public void position(final int next)
    {
        position = next;
    }

    public int end()
    {
        return end;
    }

    /** Passes a text of at most eight bytes, made with {@link ByteWords#literal}. */
    public boolean match(final long literal, final int length)
    {
        if (end - position >= ByteWords.LENGTH)
        {
            final long mask = -1L >>> Long.SIZE - length * Byte.SIZE;
            if ((ByteWords.word(frame, position) & mask) != literal)
            {
                return false;
            }
        }
        else if (!matchBytes(literal, length))
        {
            return false;
        }
        position += length;
        return true;
    }

    public boolean match(final char one)
    {
        if (position < end && frame[position] == one)
        {
            position++;
            return true;
        }
        return false;
    }

    /** True if nothing but the closing braces of the event, and of its envelope, is left. */
    public boolean closes(final boolean enveloped)
    {
        if (enveloped)
        {
            return end - position == 2 && frame[position] == '}' && frame[position + 1] == '}';
        }
        return end - position == 1 && frame[position] == '}';
    }

    /** Passes a bare integer of 0 … 10^18 − 1. */
    public boolean integer()
    {
        final int from = position;
        if (end - from >= 3 * ByteWords.LENGTH)
        {
            final long digits = ByteWords.digits(ByteWords.word(frame, from));
            final int count = ByteWords.first(ByteWords.notDigits(digits));
            if (count < ByteWords.LENGTH)
            {
                number = count == 0 ? 0 : ByteWords.number(digits, count);
                position = from + count;
                return count == 1 || count > 1 && frame[from] != '0';
            }
            final long more = ByteWords.digits(ByteWords.word(frame, from + ByteWords.LENGTH));
            final int moreCount = ByteWords.first(ByteWords.notDigits(more));
            if (moreCount < ByteWords.LENGTH)
            {
                number = ByteWords.number(digits, ByteWords.LENGTH);
                if (moreCount > 0)
                {
                    number = number * PowersOfTen.of(moreCount) + ByteWords.number(more, moreCount);
                }
                position = from + ByteWords.LENGTH + moreCount;
                return frame[from] != '0';
            }
        }
        return integerByByte();
    }

    /** As {@link #integer()}, with or without a minus. */
    public boolean signedInteger()
    {
        final boolean negative = match('-');
        if (!integer())
        {
            return false;
        }
        number = negative ? -number : number;
        return true;
    }

    /** Passes an unsigned decimal without exponent and its closing quote; the opening one is passed already. */
    public boolean quotedDecimal()
    {
        final int from = position;
        if (end - from >= 3 * ByteWords.LENGTH)
        {
            final long digits = ByteWords.digits(ByteWords.word(frame, from));
            final int whole = ByteWords.first(ByteWords.notDigits(digits));
            if (whole > 0 && whole < ByteWords.LENGTH && frame[from + whole] == '.')
            {
                final long fraction = ByteWords.digits(ByteWords.word(frame, from + whole + 1));
                final int count = ByteWords.first(ByteWords.notDigits(fraction));
                final int close = from + whole + 1 + count;
                if (count > 0 && frame[close] == '"')
                {
                    number = ByteWords.number(digits, whole) * PowersOfTen.of(count) +
                        ByteWords.number(fraction, count);
                    scale = count;
                    position = close + 1;
                    return true;
                }
            }
        }
        return quotedDecimalByByte();
    }

    /** As {@link #quotedDecimal()}, with or without a minus. */
    public boolean signedDecimal()
    {
        final boolean negative = match('-');
        if (!quotedDecimal())
        {
            return false;
        }
        number = negative ? -number : number;
        return true;
    }

    /** Passes a string without escapes and its closing quote; the opening one is passed already. */
    public boolean text()
    {
        int at = position;
        while (end - at >= ByteWords.LENGTH)
        {
            final long stops = ByteWords.stringStops(ByteWords.word(frame, at));
            if (stops != 0)
            {
                at += ByteWords.first(stops);
                if (frame[at] != '"')
                {
                    return false;
                }
                textOffset = position;
                textLength = at - position;
                position = at + 1;
                return true;
            }
            at += ByteWords.LENGTH;
        }
        return textByByte(at);
    }

    public long number()
    {
        return number;
    }

    public int scale()
    {
        return scale;
    }

    public int textOffset()
    {
        return textOffset;
    }

    public int textLength()
    {
        return textLength;
    }

    private boolean matchBytes(final long literal, final int length)
    {
        if (end - position < length)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (frame[position + i] != (byte)(literal >>> i * Byte.SIZE))
            {
                return false;
            }
        }
        return true;
    }

    /** The end of a text that is less than a word before the end of the frame. */
    private boolean textByByte(final int from)
    {
        int at = from;
        while (at < end && frame[at] != '"')
        {
            if (frame[at] == '\\' || frame[at] >= 0 && frame[at] < ' ')
            {
                return false;
            }
            at++;
        }
        textOffset = position;
        textLength = at - position;
        position = at + 1;
        return at < end;
    }

    private boolean integerByByte()
    {
        final int from = position;
        long value = 0;
        int at = from;
        while (at < end && frame[at] >= '0' && frame[at] <= '9')
        {
            if (at - from == MAX_DIGITS)
            {
                return false;
            }
            value = value * 10 + frame[at++] - '0';
        }
        number = value;
        position = at;
        return at - from == 1 || at > from && frame[from] != '0';
    }

    private boolean quotedDecimalByByte()
    {
        final int from = position;
        int point = -1;
        long value = 0;
        int at = from;
        for (; at < end && frame[at] != '"'; at++)
        {
            final int digit = frame[at] - '0';
            if (digit >= 0 && digit <= 9)
            {
                value = value * 10 + digit;
            }
            else if (frame[at] == '.' && point < 0 && at > from)
            {
                point = at;
            }
            else
            {
                return false;
            }
            if (at - from == MAX_DIGITS)
            {
                return false;
            }
        }
        if (at == end || at == from || point == at - 1)
        {
            return false;
        }
        number = value;
        scale = point < 0 ? 0 : at - 1 - point;
        position = at + 1;
        return true;
    }
}
