package org.ringtape.codecs.decimal;

import org.ringtape.codecs.text.ByteWords;

/** An unsigned decimal of at most seven digits before its point and eight behind it, and how it was written. */
public final class MeasuredNumber
{
    /** Most digits before the point: a word has to hold what follows them, too. */
    static final int MAX_UNITS = ByteWords.LENGTH - 1;
    /** Most digits behind the point. */
    static final int MAX_SCALE = ByteWords.LENGTH;

    private static final int DEVIATION = -1;

    private long value;
    private int units;
    private int scale;

    /**
     * Reads a number, and never further than 24 bytes.
     *
     * @return index behind it, which need not be a quote; negative if it is none, or too long
     */
    public int read(final byte[] frame, final int at)
    {
        final long word = ByteWords.digits(ByteWords.word(frame, at));
        final long stops = ByteWords.notDigits(word);
        units = ByteWords.first(stops);
        if (stops == 0 || units == 0)
        {
            return DEVIATION;
        }
        final int point = at + units;
        if (frame[point] != '.')
        {
            value = ByteWords.number(word, units);
            scale = 0;
            return point;
        }
        final long parts = ByteWords.digits(ByteWords.word(frame, point + 1));
        scale = ByteWords.first(ByteWords.notDigits(parts));
        if (scale == 0)
        {
            return DEVIATION;
        }
        value = ByteWords.number(word, units) * PowersOfTen.of(scale) + ByteWords.number(parts, scale);
        return point + 1 + scale;
    }

    public long value()
    {
        return value;
    }

    /** Digits behind the point. */
    public int scale()
    {
        return scale;
    }

    /** How it was written. */
    public NumberShape shape()
    {
        return NumberShape.of(units, scale);
    }
}
