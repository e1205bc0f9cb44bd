package org.ringtape.codecs.decimal;

import org.ringtape.codecs.text.ByteWords;

/**
 * How an unsigned number is written: so many digits, perhaps a point and so many more, sixteen characters at most. For
 * text that is known to be written so, nothing need be measured or checked. {@code 61800.30} has the form 5 and 2:
 *
 * <pre>
 *   text                 6 1 8 0 0 . 3 0      the eight bytes that end where the number ends
 *   before the point     6 1 8 0 0            moved right by one, over the point
 *   behind it                        3 0      stay
 *   sum                  0 6 1 8 0 0 3 0      eight digits, which {@link ByteWords#number} turns into 6180030
 * </pre>
 * So a form is two masks, and two more with a factor for the eight bytes before, if the number is longer than eight
 * characters. Bytes in front of a shorter number are masked away; they must only be there. Immutable, shared.
 */
public final class DecimalForm
{
    /** Characters of the longest number that has a form. */
    public static final int MAX_LENGTH = 2 * ByteWords.LENGTH;

    private static final DecimalForm[] FORMS = forms();

    /** Digits of the last word that are before the point. */
    public static final int BEFORE = 0;
    /** The others; all of them if the point is not in the word. */
    public static final int BEHIND = 1;
    public static final int HIGH_BEFORE = 2;
    public static final int HIGH_BEHIND = 3;
    /** Worth of the word before the last; 0 if the last one has all digits. */
    public static final int HIGH_UNIT = 4;
    /** How many a form has. */
    public static final int CONSTANTS = 5;

    private final int scale;
    private final long[] constants = new long[CONSTANTS];

    private DecimalForm(final int units, final int scale)
    {
        this.scale = scale;
        final int length = length(units, scale);
        final int point = scale == 0 ? Integer.MIN_VALUE : units;
        final int from = length - ByteWords.LENGTH;
        constants[BEFORE] = before(from, point);
        constants[BEHIND] = behind(from, point);
        if (length > ByteWords.LENGTH)
        {
            constants[HIGH_BEFORE] = before(from - ByteWords.LENGTH, point);
            constants[HIGH_BEHIND] = behind(from - ByteWords.LENGTH, point);
            constants[HIGH_UNIT] =
                PowersOfTen.of(point >= from && point >= 0 ? ByteWords.LENGTH - 1 : ByteWords.LENGTH);
        }
    }

    /**
     * The form with so many digits before the point, one at least, and so many behind it.
     *
     * @return null if that is longer than {@link #MAX_LENGTH}
     */
    public static DecimalForm of(final int units, final int scale)
    {
        return length(units, scale) > MAX_LENGTH ? null : FORMS[units * MAX_LENGTH + scale];
    }

    /** Digits behind the point. */
    public int scale()
    {
        return scale;
    }

    /** Copies what reading takes: next to each other and without a form between, it is there sooner. */
    public void write(final long[] table, final int at)
    {
        System.arraycopy(constants, 0, table, at, CONSTANTS);
    }

    /**
     * The number without its point, of text that is of a form and ends before {@code end}, 16 at least.
     *
     * @param table has what the form has written at {@code at}
     */
    public static long value(final byte[] frame, final int end, final long[] table, final int at)
    {
        final long low = word(frame, end - ByteWords.LENGTH, table[at + BEFORE], table[at + BEHIND]);
        final long highUnit = table[at + HIGH_UNIT];
        return highUnit == 0 ? low : low + highUnit *
            word(frame, end - MAX_LENGTH, table[at + HIGH_BEFORE], table[at + HIGH_BEHIND]);
    }

    private static long word(final byte[] frame, final int at, final long before, final long behind)
    {
        return number(ByteWords.digits(frame, at), before, behind);
    }

    /** The digits before the point move to its place. */
    public static long number(final long digits, final long before, final long behind)
    {
        return ByteWords.number(((digits & before) << Byte.SIZE) + (digits & behind));
    }

    private static int length(final int units, final int scale)
    {
        return units + (scale == 0 ? 0 : 1 + scale);
    }

    private static long before(final int from, final int point)
    {
        final int place = point - from;
        return point < 0 || place <= 0 || place >= ByteWords.LENGTH ? 0 :
            NumberShape.mask(from) & (1L << place * Byte.SIZE) - 1;
    }

    private static long behind(final int from, final int point)
    {
        final int place = point - from;
        final long mask = NumberShape.mask(from);
        if (point < 0 || place < 0 || place >= ByteWords.LENGTH)
        {
            return mask;
        }
        return place == ByteWords.LENGTH - 1 ? 0 : mask & -1L << (place + 1) * Byte.SIZE;
    }

    private static DecimalForm[] forms()
    {
        final DecimalForm[] forms = new DecimalForm[(MAX_LENGTH + 1) * MAX_LENGTH];
        for (int units = 1; units <= MAX_LENGTH; units++)
        {
            for (int scale = 0; length(units, scale) <= MAX_LENGTH; scale++)
            {
                forms[units * MAX_LENGTH + scale] = new DecimalForm(units, scale);
            }
        }
        return forms;
    }
}
