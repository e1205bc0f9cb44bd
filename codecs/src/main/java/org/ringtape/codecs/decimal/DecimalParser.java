package org.ringtape.codecs.decimal;

/**
 * Reads decimal text: optional sign, digits, optional fraction, optional exponent. The caller hands over the text
 * alone, so quoted and bare numbers meet the same rules; a bare one has been held to JSON's grammar by the scanner
 * before.
 *
 * <p>What fits 18 digits and a scale of −32 … 32 keeps the scale it was written with, zero included. What does not is
 * first freed of trailing zeros, so that every number that <i>can</i> be exact is exact; the rest is rounded half-even
 * to 18 digits (or, below 10^-32, to scale 32) and called {@link #INEXACT}. Owned by one thread, reusable.
 */
public final class DecimalParser
{
    /** {@link #mantissa()} and {@link #scale()} are the number. */
    public static final int EXACT = 0;
    /** {@link #mantissa()} and {@link #scale()} are the number, rounded half-even. */
    public static final int INEXACT = 1;
    /** A number, but too large for 18 digits at scale −32. */
    public static final int OVERFLOW = 2;
    /** Not a number. */
    public static final int MALFORMED = 3;

    /** Most digits of a mantissa. */
    public static final int MAX_DIGITS = 18;
    /** Largest scale, and the smallest one negated. */
    public static final int MAX_SCALE = 32;

    private static final long EXPONENT_LIMIT = 1_000_000_000_000L;

    private long mantissa;
    private int scale;

    private byte[] bytes;
    private int position;
    private int end;
    private int digits;
    private int firstDropped;
    private long droppedCount;
    private boolean restDropped;

    /**
     * Reads one number.
     *
     * @param bytes  that hold it
     * @param offset of its first byte
     * @param length in bytes; the range must lie inside the array
     * @return {@link #EXACT}, {@link #INEXACT}, {@link #OVERFLOW} or {@link #MALFORMED}
     */
    public int parse(final byte[] bytes, final int offset, final int length)
    {
        if (length > MAX_DIGITS)
        {
            return parseAny(bytes, offset, length);
        }
        final int stop = offset + length;
        int at = offset;
        final boolean negative = length > 0 && bytes[offset] == '-';
        if (negative)
        {
            at++;
        }
        final int first = at;
        int point = -1;
        long value = 0;
        for (; at < stop; at++)
        {
            final int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9)
            {
                value = value * 10 + digit;
            }
            else if (digit == '.' - '0' && point < 0 && at > first)
            {
                point = at;
            }
            else
            {
                return parseAny(bytes, offset, length);
            }
        }
        if (at == first || point == at - 1)
        {
            return malformed();
        }
        mantissa = negative ? -value : value;
        scale = point < 0 ? 0 : at - 1 - point;
        return EXACT;
    }

    /**
     * Number last read.
     *
     * @return scaled value, at most 18 digits; 0 after {@link #OVERFLOW} and {@link #MALFORMED}
     */
    public long mantissa()
    {
        return mantissa;
    }

    /**
     * Scale of the number last read.
     *
     * @return −32 … 32
     */
    public int scale()
    {
        return scale;
    }

    private int parseAny(final byte[] text, final int offset, final int length)
    {
        bytes = text;
        position = offset;
        end = offset + length;
        mantissa = 0;
        digits = 0;
        firstDropped = 0;
        droppedCount = 0;
        restDropped = false;

        final boolean negative = position < end && bytes[position] == '-';
        if (position < end && (bytes[position] == '-' || bytes[position] == '+'))
        {
            position++;
        }
        if (takeDigits() == 0)
        {
            return malformed();
        }
        long fraction = 0;
        if (position < end && bytes[position] == '.')
        {
            position++;
            fraction = takeDigits();
            if (fraction == 0)
            {
                return malformed();
            }
        }
        long exponent = 0;
        if (position < end && (bytes[position] | 0x20) == 'e')
        {
            position++;
            exponent = takeExponent();
        }
        if (position != end)
        {
            return malformed();
        }
        final int outcome = fit(fraction - exponent);
        if (negative)
        {
            mantissa = -mantissa;
        }
        return outcome;
    }

    /** Takes digits in; those behind the 18th significant one are dropped but remembered. */
    private int takeDigits()
    {
        final int from = position;
        for (; position < end; position++)
        {
            final int digit = bytes[position] - '0';
            if (digit < 0 || digit > 9)
            {
                break;
            }
            if (digits < MAX_DIGITS)
            {
                mantissa = mantissa * 10 + digit;
                digits += mantissa == 0 ? 0 : 1;
            }
            else if (droppedCount++ == 0)
            {
                firstDropped = digit;
            }
            else
            {
                restDropped |= digit != 0;
            }
        }
        return position - from;
    }

    /**
     * An exponent too large to count saturates; one without digits leaves {@code position} where the text is refused.
     */
    private long takeExponent()
    {
        final boolean negative = position < end && bytes[position] == '-';
        if (position < end && (bytes[position] == '-' || bytes[position] == '+'))
        {
            position++;
        }
        final int from = position;
        long exponent = 0;
        for (; position < end; position++)
        {
            final int digit = bytes[position] - '0';
            if (digit < 0 || digit > 9)
            {
                break;
            }
            exponent = Math.min(exponent * 10 + digit, EXPONENT_LIMIT);
        }
        if (position == from)
        {
            position = end + 1;
        }
        return negative ? -exponent : exponent;
    }

    private int fit(final long writtenScale)
    {
        if (mantissa == 0)
        {
            scale = (int)Math.max(-MAX_SCALE, Math.min(MAX_SCALE, writtenScale));
            return EXACT;
        }
        if (droppedCount == 0 && writtenScale >= -MAX_SCALE && writtenScale <= MAX_SCALE)
        {
            scale = (int)writtenScale;
            return EXACT;
        }
        long fitted = writtenScale - droppedCount;
        final boolean exact = firstDropped == 0 && !restDropped;
        if (exact)
        {
            while (mantissa % 10 == 0)
            {
                mantissa /= 10;
                fitted--;
            }
        }
        if (fitted > MAX_SCALE)
        {
            final long excess = fitted - MAX_SCALE;
            scale = MAX_SCALE;
            roundAway((int)Math.min(excess, MAX_DIGITS + 1));
            return INEXACT;
        }
        if (!exact)
        {
            roundUp(firstDropped > 5 || firstDropped == 5 && (restDropped || (mantissa & 1) == 1));
            if (mantissa == PowersOfTen.of(MAX_DIGITS))
            {
                mantissa /= 10;
                fitted--;
            }
        }
        return settle(fitted, exact);
    }

    /** Drops the last digits of the mantissa; what was dropped before only breaks ties. */
    private void roundAway(final int count)
    {
        if (count > MAX_DIGITS)
        {
            mantissa = 0;
            return;
        }
        final long unit = PowersOfTen.of(count);
        final long rest = mantissa % unit;
        final long half = unit / 2;
        final boolean more = firstDropped != 0 || restDropped;
        mantissa /= unit;
        roundUp(rest > half || rest == half && (more || (mantissa & 1) == 1));
    }

    private void roundUp(final boolean up)
    {
        if (up)
        {
            mantissa++;
        }
    }

    /** Pads a mantissa whose scale is below −32 with the zeros it still has room for. */
    private int settle(final long fitted, final boolean exact)
    {
        if (fitted >= -MAX_SCALE)
        {
            scale = (int)fitted;
            return exact ? EXACT : INEXACT;
        }
        final long missing = -MAX_SCALE - fitted;
        if (missing >= MAX_DIGITS || mantissa >= PowersOfTen.of(MAX_DIGITS - (int)missing))
        {
            mantissa = 0;
            scale = 0;
            return OVERFLOW;
        }
        mantissa *= PowersOfTen.of((int)missing);
        scale = -MAX_SCALE;
        return exact ? EXACT : INEXACT;
    }

    private int malformed()
    {
        mantissa = 0;
        scale = 0;
        return MALFORMED;
    }
}
