package org.ringtape.codecs.kiyotaka.event;

import org.ringtape.codecs.decimal.DecimalParser;
import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.text.ByteWords;
import org.ringtape.codecs.text.ExpectedText;

/**
 * Reads what is expected next of a frame as the vendor writes it: no white space, keys in the documented order, numbers
 * bare. Every step answers false where the frame deviates, whatever the reason; the general path knows it. Numbers of
 * up to seven digits before the point and seven behind are read a word at a time, the others by {@link DecimalParser}
 * after the JSON of them was checked. Owned by one decoder.
 */
public final class InOrderCursor
{
    private static final ExpectedText SECONDS = ExpectedText.of("{\"seconds\":");
    private static final ExpectedText NANOSECONDS = ExpectedText.of(",\"nanoseconds\":");
    private static final int MAX_DIGITS = 18;
    /** What the words of a number may read. */
    private static final int NUMBER_REACH = 3 * ByteWords.LENGTH;

    private final DecimalParser decimals = new DecimalParser();
    private byte[] frame;
    private int position;
    private int end;
    private long mantissa;
    private int scale;
    private boolean inexact;
    private int textOffset;

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

    public boolean match(final ExpectedText text)
    {
        if (!text.matches(frame, position, end))
        {
            return false;
        }
        position += text.length();
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

    /** Passes a number into {@link #mantissa()}, {@link #scale()} and {@link #isInexact()}. */
    public boolean number()
    {
        final int at = position;
        if (end - at < NUMBER_REACH)
        {
            return anyNumber();
        }
        final long digits = ByteWords.digits(ByteWords.word(frame, at));
        final long stops = ByteWords.notDigits(digits);
        final int units = ByteWords.first(stops);
        if (units == 0 || units == ByteWords.LENGTH || units > 1 && frame[at] == '0')
        {
            return anyNumber();
        }
        final int point = at + units;
        if (frame[point] != '.')
        {
            return take(ByteWords.number(digits, units), 0, point);
        }
        final long fraction = ByteWords.digits(ByteWords.word(frame, point + 1));
        final int places = ByteWords.first(ByteWords.notDigits(fraction));
        if (places == 0 || places == ByteWords.LENGTH)
        {
            return anyNumber();
        }
        return take(ByteWords.number(digits, units) * PowersOfTen.of(places) + ByteWords.number(fraction, places),
            places, point + 1 + places);
    }

    /** Passes an integer of 0 … 10^18 − 1 into {@link #mantissa()}. */
    public boolean integer()
    {
        final int from = position;
        int at = from;
        long value = 0;
        if (end - at >= ByteWords.LENGTH)
        {
            final long digits = ByteWords.digits(ByteWords.word(frame, at));
            final int count = ByteWords.first(ByteWords.notDigits(digits));
            value = count == 0 ? 0 : ByteWords.number(digits, count);
            at += count;
        }
        while (at < end && frame[at] >= '0' && frame[at] <= '9')
        {
            if (at - from == MAX_DIGITS)
            {
                return false;
            }
            value = value * 10 + frame[at++] - '0';
        }
        mantissa = value;
        position = at;
        return at - from == 1 || at > from && frame[from] != '0';
    }

    /** Passes a string without escapes whose opening quote is passed already, and its closing quote. */
    public boolean text()
    {
        textOffset = position;
        int at = position;
        while (end - at >= ByteWords.LENGTH)
        {
            final long stops = ByteWords.stringStops(ByteWords.word(frame, at));
            if (stops != 0)
            {
                at += ByteWords.first(stops);
                position = at + 1;
                return frame[at] == '"';
            }
            at += ByteWords.LENGTH;
        }
        return false; // no point ends within eight bytes of a string
    }

    /** Passes a time, which goes into {@link #mantissa()} as epoch nanoseconds. */
    public boolean time()
    {
        if (!match(SECONDS) || !integer() || mantissa > TimeReader.MAX_SECONDS)
        {
            return false;
        }
        final long ns = mantissa * TimeReader.NS_PER_SECOND;
        if (match('}'))
        {
            mantissa = ns;
            return true;
        }
        if (!match(NANOSECONDS) || !integer() || mantissa >= TimeReader.NS_PER_SECOND)
        {
            return false;
        }
        mantissa += ns;
        return match('}');
    }

    public long mantissa()
    {
        return mantissa;
    }

    public int scale()
    {
        return scale;
    }

    /** True if the number last read was rounded to 18 digits. */
    public boolean isInexact()
    {
        return inexact;
    }

    public int textOffset()
    {
        return textOffset;
    }

    public int textLength()
    {
        return position - 1 - textOffset;
    }

    private boolean take(final long value, final int places, final int stop)
    {
        if ((frame[stop] | 0x20) == 'e')
        {
            return anyNumber();
        }
        mantissa = value;
        scale = places;
        inexact = false;
        position = stop;
        return true;
    }

    /** Any number of JSON's grammar that {@link DecimalParser} can hold. */
    private boolean anyNumber()
    {
        final int from = position;
        int at = from < end && frame[from] == '-' ? from + 1 : from;
        final int whole = at;
        at = passDigits(at);
        if (at == whole || at > whole + 1 && frame[whole] == '0')
        {
            return false;
        }
        if (at < end && frame[at] == '.')
        {
            final int fraction = at + 1;
            at = passDigits(fraction);
            if (at == fraction)
            {
                return false;
            }
        }
        if (at < end && (frame[at] | 0x20) == 'e')
        {
            at++;
            at += at < end && (frame[at] == '+' || frame[at] == '-') ? 1 : 0;
            final int exponent = at;
            at = passDigits(at);
            if (at == exponent)
            {
                return false;
            }
        }
        final int outcome = decimals.parse(frame, from, at - from);
        mantissa = decimals.mantissa();
        scale = decimals.scale();
        inexact = outcome == DecimalParser.INEXACT;
        position = at;
        return outcome <= DecimalParser.INEXACT;
    }

    private int passDigits(final int from)
    {
        int at = from;
        while (at < end && frame[at] >= '0' && frame[at] <= '9')
        {
            at++;
        }
        return at;
    }
}
