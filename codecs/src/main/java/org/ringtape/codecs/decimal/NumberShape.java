package org.ringtape.codecs.decimal;

import org.ringtape.codecs.text.ByteWords;

/**
 * How a number was written: so many digits, a point or none, so many digits, sixteen characters at most. Another number
 * of the same shape is then checked and read without being measured: from the word that ends where it ends and, if it
 * is longer than that, from the one before. The fields are read once, before a loop.
 */
public final class NumberShape
{
    /** Longest number that has a shape. */
    public static final int MAX_LENGTH = 2 * ByteWords.LENGTH;

    /** What stands before a quantity. */
    public static final long SEPARATOR = ByteWords.literal("\",\"");
    public static final int SEPARATOR_LENGTH = 3;

    /** Added to the value of a digit, this sets bit 7 of anything above 9. */
    private static final long DIGIT_CHECK = 0x76;
    /** Added to what must be zero, this sets bit 7 of anything else. */
    private static final long ZERO_CHECK = 0x7F;

    /** All shapes by {@link #place}: making one takes longer than reading twenty levels. */
    private static final NumberShape[] SHAPES = shapes();

    /** Characters of the number, point included. */
    public final int length;
    public final int scale;

    /** Bytes of the last word that belong to the number. */
    public final long mask;
    /** What those bytes are where all digits are zeros; xor leaves the digits' values, and zeros. */
    public final long pattern;
    /** See {@link #deviations}. */
    public final long check;
    /** As {@link #mask}, with the separator before a brief number. */
    public final long separatedMask;
    public final long separatedPattern;
    /** Bytes of the digits before the point, if it is in the last word. */
    public final long whole;

    /** As {@link #mask}, of the word before the last. */
    public final long highMask;
    public final long highPattern;
    public final long highCheck;
    public final long highWhole;
    /** Worth of the word before the last. */
    public final long highUnit;

    private NumberShape(final int units, final int scale)
    {
        this.scale = scale;
        length = units + (scale == 0 ? 0 : 1 + scale);
        final int point = scale == 0 ? Integer.MIN_VALUE : units;
        final int from = length - ByteWords.LENGTH;
        mask = mask(from);
        pattern = pattern(from, point);
        check = check(from, point);
        whole = whole(from, point);
        separatedMask = mask(from + SEPARATOR_LENGTH);
        separatedPattern = isBrief() ? pattern | SEPARATOR << (-from - SEPARATOR_LENGTH) * Byte.SIZE : 0;
        highMask = mask(from - ByteWords.LENGTH);
        highPattern = pattern(from - ByteWords.LENGTH, point);
        highCheck = check(from - ByteWords.LENGTH, point);
        highWhole = whole(from - ByteWords.LENGTH, point);
        highUnit = PowersOfTen.of(point >= from && point >= 0 ? ByteWords.LENGTH - 1 : ByteWords.LENGTH);
    }

    /**
     * The shape of numbers of so many digits.
     *
     * @param units digits before the point, 1 … {@link MeasuredNumber#MAX_UNITS}
     * @param scale digits behind it, 0 … {@link MeasuredNumber#MAX_SCALE}
     */
    public static NumberShape of(final int units, final int scale)
    {
        return SHAPES[place(units, scale)];
    }

    private static NumberShape[] shapes()
    {
        final NumberShape[] shapes = new NumberShape[place(MeasuredNumber.MAX_UNITS, MeasuredNumber.MAX_SCALE) + 1];
        for (int units = 1; units <= MeasuredNumber.MAX_UNITS; units++)
        {
            for (int scale = 0; scale <= MeasuredNumber.MAX_SCALE; scale++)
            {
                shapes[place(units, scale)] = new NumberShape(units, scale);
            }
        }
        return shapes;
    }

    private static int place(final int units, final int scale)
    {
        return units * (MeasuredNumber.MAX_SCALE + 1) + scale;
    }

    /** True if one word holds the numbers of this shape. */
    public boolean isShort()
    {
        return length <= ByteWords.LENGTH;
    }

    /** True if the separator before a number of this shape has room in its word, too. */
    public boolean isBrief()
    {
        return length + SEPARATOR_LENGTH <= ByteWords.LENGTH;
    }

    /**
     * Has bit 7 of a byte if the bytes, after xor with the pattern, are of another shape. A carry into the next byte
     * does no harm: it comes from a byte that has bit 7 itself.
     */
    public static long deviations(final long digits, final long check)
    {
        return digits + check | digits;
    }

    /** The number without its point: the digits before it move to the place of the zero that is left of it. */
    public static long value(final long digits, final long whole)
    {
        final long units = digits & whole;
        return ByteWords.number(digits - units + (units << Byte.SIZE));
    }

    /** Bytes of the number in the word whose first byte is this character of it, which may lie before it. */
    public static long mask(final int from)
    {
        return from <= -ByteWords.LENGTH ? 0 : from <= 0 ? -1L << -from * Byte.SIZE : -1L;
    }

    /** What those bytes are where all digits are zeros. */
    public static long pattern(final int from, final int point)
    {
        long pattern = 0;
        for (int i = 0; i < ByteWords.LENGTH; i++)
        {
            final long text = from + i < 0 ? 0 : from + i == point ? '.' : '0';
            pattern |= text << i * Byte.SIZE;
        }
        return pattern;
    }

    private static long check(final int from, final int point)
    {
        long check = 0;
        for (int i = 0; i < ByteWords.LENGTH; i++)
        {
            check |= (from + i < 0 || from + i == point ? ZERO_CHECK : DIGIT_CHECK) << i * Byte.SIZE;
        }
        return check;
    }

    private static long whole(final int from, final int point)
    {
        final int place = point - from;
        return point < 0 || place <= 0 || place >= ByteWords.LENGTH ? 0 : (1L << place * Byte.SIZE) - 1;
    }
}
