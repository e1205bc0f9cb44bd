package org.ringtape.codecs.binance;

import org.ringtape.codecs.text.ByteWords;

/**
 * How an unsigned number is written: so many digits, a point or none, so many digits, sixteen characters at most. What
 * is known to be written so is read without being measured, from the word that ends where it ends and, if it is longer,
 * from the one before. Immutable, shared.
 */
final class DecimalForm
{
    /** Characters of the longest number that has a form. */
    static final int MAX_LENGTH = 2 * ByteWords.LENGTH;

    private static final DecimalForm[] FORMS = forms();

    private final int length;
    private final int scale;
    private final long mask;
    private final long pattern;
    private final long whole;
    private final long highMask;
    private final long highPattern;
    private final long highWhole;
    /** Worth of the word before the last. */
    private final long highUnit;

    private DecimalForm(final int units, final int scale)
    {
        this.scale = scale;
        length = length(units, scale);
        final int point = scale == 0 ? Integer.MIN_VALUE : units;
        final int from = length - ByteWords.LENGTH;
        mask = NumberShape.mask(from);
        pattern = NumberShape.pattern(from, point);
        whole = whole(from, point);
        highMask = NumberShape.mask(from - ByteWords.LENGTH);
        highPattern = NumberShape.pattern(from - ByteWords.LENGTH, point);
        highWhole = whole(from - ByteWords.LENGTH, point);
        highUnit = LevelReader.POWERS[point >= from && point >= 0 ? ByteWords.LENGTH - 1 : ByteWords.LENGTH];
    }

    /**
     * The form with so many digits before the point, one at least, and so many behind it.
     *
     * @return null if that is longer than {@link #MAX_LENGTH}
     */
    static DecimalForm of(final int units, final int scale)
    {
        return length(units, scale) > MAX_LENGTH ? null : FORMS[units * MAX_LENGTH + scale];
    }

    /** Digits behind the point. */
    int scale()
    {
        return scale;
    }

    /** The number without its point, of text that is of this form and ends before {@code end}, 16 at least. */
    long value(final byte[] frame, final int end)
    {
        final long low = word(frame, end - ByteWords.LENGTH, mask, pattern, whole);
        return length <= ByteWords.LENGTH ? low :
            low + highUnit * word(frame, end - MAX_LENGTH, highMask, highPattern, highWhole);
    }

    /** The digits before the point move to the place of the zero that is left of it. */
    private static long word(
        final byte[] frame, final int at, final long mask, final long pattern, final long whole)
    {
        final long digits = ByteWords.word(frame, at) & mask ^ pattern;
        final long units = digits & whole;
        return ByteWords.number(digits - units + (units << Byte.SIZE));
    }

    private static int length(final int units, final int scale)
    {
        return units + (scale == 0 ? 0 : 1 + scale);
    }

    /** Bytes of the digits before the point, if it is in the word. */
    private static long whole(final int from, final int point)
    {
        final int place = point - from;
        return point < 0 || place <= 0 || place >= ByteWords.LENGTH ? 0 : (1L << place * Byte.SIZE) - 1;
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
