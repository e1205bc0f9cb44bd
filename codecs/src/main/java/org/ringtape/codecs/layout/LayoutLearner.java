package org.ringtape.codecs.layout;

import org.ringtape.codecs.decimal.DecimalForm;
import org.ringtape.codecs.decimal.PowersOfTen;

/**
 * Derives a layout from a frame that was just read in one pass, and so is known to be good JSON without white space and
 * escapes. Digits of numbers may change, and so may letters and digits of names, each within its kind; everything else
 * must stay. What a changed byte may become never ends a text, so a frame of the same layout is as good. Thirteen
 * digits, as times have, keep a first digit with which they are a time, so that times need no check.
 */
final class LayoutLearner
{
    /** Check of a byte that must be what it is. */
    static final byte CONSTANT = 0x7F;
    private static final byte DIGIT = 0x76;
    private static final byte ONE_TO_SEVEN = 0x79;
    private static final byte LETTER = 0x65;
    private static final byte UPPER_CASE = 0x40;
    private static final byte LOWER_CASE = 0x60;
    /** Milliseconds of so many digits are a time if the first one is not above 7. */
    private static final int TIME_DIGITS = 13;
    /** Of them, the last so many change within a day. */
    private static final int DAY_DIGITS = 8;

    private final byte[] patterns = new byte[FrameLayout.MAX_LENGTH];
    private final byte[] checks = new byte[FrameLayout.MAX_LENGTH];
    private byte[] frame;
    private int offset;
    private int end;
    private int keyStart;
    private int keyLength;
    private FrameLayout layout;

    /**
     * Learns a frame of at most {@link FrameLayout#MAX_LENGTH} bytes.
     *
     * @return false, and nothing is of the layout, if it has too many numbers or too long ones
     */
    boolean learn(final byte[] bytes, final int from, final int length, final FrameLayout target)
    {
        frame = bytes;
        offset = from;
        end = from + length;
        layout = target;
        layout.clear();
        for (int i = 0; i < length; i++)
        {
            patterns[i] = bytes[from + i];
            checks[i] = CONSTANT;
        }
        if (!learnMembers() || layout.symbolOffset < 0)
        {
            layout.clear();
            return false;
        }
        layout.seal(patterns, checks, length);
        return true;
    }

    private boolean learnMembers()
    {
        int at = offset;
        while (at < end)
        {
            if (frame[at] == '"')
            {
                final int start = at + 1;
                at = indexOfQuote(start) + 1;
                if (at < end && frame[at] == ':')
                {
                    keyStart = start;
                    keyLength = at - 1 - start;
                }
                else if (!learnText(start, at - 1))
                {
                    return false;
                }
            }
            else if (isDigit(at) || frame[at] == '-')
            {
                final int start = at;
                at = endOfNumber(at);
                if (!learnNumber(start, at, true))
                {
                    return false;
                }
            }
            else
            {
                at++;
            }
        }
        return true;
    }

    private boolean learnText(final int start, final int stop)
    {
        if (isKey("stream"))
        {
            layout.streamOffset = start - offset;
            layout.streamLength = stop - start;
            loosen(start, stop);
            return true;
        }
        if (isKey("s") || isKey("ps"))
        {
            if (layout.symbolOffset < 0 && keyLength == 1)
            {
                layout.symbolOffset = start - offset;
                layout.symbolLength = stop - start;
            }
            loosen(start, stop);
            return true;
        }
        return endOfNumber(start) != stop || start == stop || learnNumber(start, stop, false);
    }

    private boolean learnNumber(final int start, final int stop, final boolean bare)
    {
        final boolean minus = frame[start] == '-';
        final int first = minus ? start + 1 : start;
        int units = 0;
        while (first + units < stop && isDigit(first + units))
        {
            units++;
        }
        final int scale = Math.max(0, stop - first - units - 1);
        if (units == 0 || units + scale > DecimalForm.MAX_LENGTH)
        {
            return false;
        }
        if (bare && units == TIME_DIGITS && scale == 0 && (isKey("E") || isKey("T")))
        {
            return learnEventTime(first, stop, minus);
        }
        loosen(first, stop);
        if (bare && units >= TIME_DIGITS)
        {
            if (frame[first] > '7')
            {
                return false;
            }
            allow(first, (byte)'7', ONE_TO_SEVEN);
            return layout.addNumber(DecimalForm.of(units, scale), stop - offset, minus, 0);
        }
        if (!layout.addNumber(DecimalForm.of(units, scale), stop - offset, minus, 0))
        {
            return false;
        }
        if (bare && units > 1)
        {
            layout.forbidZero(first - offset);
        }
        return true;
    }

    /** Times of events hardly differ: all but the last digits are taken for constant. */
    private boolean learnEventTime(final int first, final int stop, final boolean minus)
    {
        if (frame[first] > '7')
        {
            return false;
        }
        final int change = stop - DAY_DIGITS;
        loosen(change, stop);
        long base = 0;
        for (int i = first; i < change; i++)
        {
            base = 10 * base + frame[i] - '0';
        }
        return layout.addNumber(
            DecimalForm.of(DAY_DIGITS, 0), stop - offset, minus, base * PowersOfTen.of(DAY_DIGITS));
    }

    private void loosen(final int start, final int stop)
    {
        for (int i = start; i < stop; i++)
        {
            final byte letter = frame[i];
            if (isDigit(i))
            {
                allow(i, (byte)'0', DIGIT);
            }
            else if (letter >= 'A' && letter <= 'Z')
            {
                allow(i, UPPER_CASE, LETTER);
            }
            else if (letter >= 'a' && letter <= 'z')
            {
                allow(i, LOWER_CASE, LETTER);
            }
        }
    }

    private void allow(final int at, final byte pattern, final byte check)
    {
        patterns[at - offset] = pattern;
        checks[at - offset] = check;
    }

    /** Index behind what may be a number: a minus, digits and at most one point. */
    private int endOfNumber(final int start)
    {
        int at = frame[start] == '-' ? start + 1 : start;
        boolean pointed = false;
        while (at < end && (isDigit(at) || frame[at] == '.' && !pointed))
        {
            pointed |= frame[at] == '.';
            at++;
        }
        return at;
    }

    private int indexOfQuote(final int from)
    {
        int at = from;
        while (frame[at] != '"')
        {
            at++;
        }
        return at;
    }

    private boolean isDigit(final int at)
    {
        return frame[at] >= '0' && frame[at] <= '9';
    }

    private boolean isKey(final String name)
    {
        boolean same = keyLength == name.length();
        for (int i = 0; same && i < keyLength; i++)
        {
            same = frame[keyStart + i] == name.charAt(i);
        }
        return same;
    }
}
