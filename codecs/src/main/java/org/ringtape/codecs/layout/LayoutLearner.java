package org.ringtape.codecs.layout;

import org.ringtape.codecs.decimal.DecimalForm;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.field.EventDescription;
import org.ringtape.codecs.field.EventMember;
import org.ringtape.codecs.field.EventValues;
import org.ringtape.codecs.field.ValueKind;

/**
 * Makes a layout of one frame, or of how it begins, which was just read in the documented order and so is known to be
 * good JSON without white space and escapes. For every byte it writes down a pattern and a check: what that byte
 * may be in another frame of the same layout.
 *
 * <pre>
 *   frame     "t":5266583935,"p":"61800.30","q":…
 *   may be    ====9999999999======99999=99=======     =  only this byte      9  any digit
 * </pre>
 * Names of instruments and streams may have other letters, each of its own case, and other digits. All else must be as
 * it was: keys, quotes, the words {@code MARKET} and {@code true}, the places of points. What a byte may become is
 * never a quote or a backslash, so every frame of the layout is good JSON, too, and means the same but for its numbers.
 *
 * <p>Of a time, {@code 1700000000321}, only the last eight digits may change: for a day it is enough to read those. A
 * number that could become one with a leading zero, {@code 0266583935}, which is not JSON, is guarded by
 * {@link FrameLayout#forbidZero}; one of thirteen digits or more keeps a first digit of 1 … 7, with which it is a time
 * that nanoseconds can hold.
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
    private EventDescription description;
    /** The one whose key came last; null if it is not described. */
    private EventMember member;
    private FrameLayout layout;

    /**
     * Learns a frame, or its beginning, of at most {@link FrameLayout#MAX_LENGTH} bytes.
     *
     * @param target is cleared, and knows where the stream is
     * @return false if the frame has too many numbers or too long ones; the target is then to be cleared
     */
    boolean learn(
        final byte[] bytes,
        final int from,
        final int length,
        final EventDescription ofEvent,
        final EventValues values,
        final FrameLayout target)
    {
        frame = bytes;
        offset = from;
        end = from + length;
        description = ofEvent;
        layout = target;
        member = null;
        for (int i = 0; i < length; i++)
        {
            patterns[i] = bytes[from + i];
            checks[i] = CONSTANT;
        }
        layout.symbolOffset = values.symbolOffset() - from;
        layout.symbolLength = values.symbolLength();
        if (!learnMembers() || !layout.describe(description, values, from))
        {
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
                    member = description.find(frame, start, at - 1 - start);
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
        if (start - offset == layout.streamOffset || member != null && member.kind().isName())
        {
            loosen(start, stop);
            return true;
        }
        if (member != null && (member.kind() == ValueKind.WORD || member.kind() == ValueKind.TEXT))
        {
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
        if (bare && units == TIME_DIGITS && scale == 0 && member != null && member.kind() == ValueKind.TIME)
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
}
