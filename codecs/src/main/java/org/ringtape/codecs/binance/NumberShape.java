package org.ringtape.codecs.binance;

import org.ringtape.codecs.text.ByteWords;

/**
 * How a short number was written: so many digits, a point or none, so many digits, eight characters at most. Another
 * number of the same shape is then checked and read without being measured. The fields are read once, before a loop.
 */
final class NumberShape
{
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    /** Added to the value of a digit, this sets bit 7 of anything above 9. */
    private static final long DIGIT_CHECK = 0x76;
    /** Added to what must be zero, this sets bit 7 of anything else. */
    private static final long ZERO_CHECK = 0x7F;

    /** Characters of the number, point included. */
    int length;
    /** Moves the number to the end of a word, zeros before it. */
    int shift;
    /** What the moved word has where its digits are zeros; xor leaves the digits' values and zeros. */
    long pattern;
    /** See {@link #deviations}. */
    long check;
    /** Bytes of the digits before the point, none if there is no point. */
    long whole;
    int scale;

    /** A shape that no number has. */
    NumberShape()
    {
        length = 1;
        check = HIGHS;
    }

    /** Takes the shape of a number, which must be short. */
    void learn(final MeasuredNumber number)
    {
        final int characters = number.length();
        length = characters;
        scale = number.scale();
        shift = (ByteWords.LENGTH - characters) * Byte.SIZE;
        pattern = 0;
        check = 0;
        for (int i = 0; i < ByteWords.LENGTH; i++)
        {
            final int place = i - (ByteWords.LENGTH - characters);
            final boolean point = scale > 0 && place == number.units();
            final long text = place < 0 ? 0 : point ? '.' : '0';
            pattern |= text << i * Byte.SIZE;
            check |= (place < 0 || point ? ZERO_CHECK : DIGIT_CHECK) << i * Byte.SIZE;
        }
        whole = scale == 0 ? 0 : (1L << shift + number.units() * Byte.SIZE) - 1;
    }

    /**
     * Not zero if the moved word, after xor with the pattern, is of another shape. A carry into the next byte does no
     * harm: it comes from a byte that has bit 7 itself.
     */
    static long deviations(final long digits, final long check)
    {
        return (digits + check | digits) & HIGHS;
    }

    /** The number without its point: the digits before it move to the place of the zero that is left of it. */
    static long value(final long digits, final long whole)
    {
        final long units = digits & whole;
        return ByteWords.number(digits - units + (units << Byte.SIZE));
    }
}
