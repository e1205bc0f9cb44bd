package org.ringtape.codecs.kiyotaka.book;

import org.ringtape.codecs.decimal.PowersOfTen;
import org.ringtape.codecs.text.ByteWords;

/**
 * Numbers of a book as Kiyotaka writes them, bare and followed by a comma, {@code 61800.3,0.25,}, that fit eight bytes
 * with their comma. {@link org.ringtape.codecs.decimal.DecimalForm} needs to know beforehand how long a number is; here
 * it is found out, without looking at one byte after the other. Digits have a bit, {@code 0x10}, that points and commas
 * lack: the first bytes without it are the point and the comma, and their two places are the form. A table says for
 * each form how to check all bytes at once and how to get the value.
 *
 * <pre>
 *   word     1  2  .  3  5  1  ,  9      point at 2, comma at 6: the form 12.351
 *   part     0  0  2  0  3  5  1  0      less the least such number, 10.000, and shifted until the comma is last
 *   value    0  0  0  2  3  5  1  0      the gap of the point closed: 2351; plus the least number, 10000: 12351
 * </pre>
 * Taking the least number away does the check for a leading zero as well: {@code 02.351} has a first digit of less than
 * 1, which is left with bit 7 set, as is a byte that is no digit. Static.
 */
public final class NumberForms
{
    /** Points in a number with a fraction; integers have none. */
    public static final long DECIMALS = 1;
    public static final long INTEGERS = 0;

    private static final int PATTERN = 0;
    private static final int SHIFT = 1;
    private static final int CHECK = 2;
    private static final int UNITS = 3;
    private static final int LEAST = 4;
    private static final int SCALE = 5;
    private static final int LENGTH = 6;
    /** A form is a line of eight longs; the line is chosen by where the comma is, and the point, or the comma again. */
    private static final int POINT_SHIFT = 3;
    private static final int COMMA_SHIFT = 6;
    private static final int FORMS_LENGTH = 1 << 9;

    private static final long HIGHS = 0x8080_8080_8080_8080L;
    /** Added to what is left of a byte, these set bit 7 of anything above 9, above 8, and of anything but zero. */
    private static final long ABOVE_NINE = 0x76;
    private static final long ABOVE_EIGHT = 0x77;
    private static final long NOT_ZERO = 0x7F;
    private static final long DIGIT_BITS = 0x1010_1010_1010_1010L;
    /** Of the place of a byte's bit, what tells the byte. */
    private static final int BYTE_BITS = Long.SIZE - Byte.SIZE;
    private static final int LAST_SHIFT = Long.SIZE - Byte.SIZE;
    private static final long BRACKET_FOR_COMMA = (long)(']' - ',') << LAST_SHIFT;

    private static final long[] FORMS = forms();

    private NumberForms()
    {
    }

    /**
     * The form of a number that a comma follows.
     *
     * @param points in it, {@link #DECIMALS} or {@link #INTEGERS}
     */
    public static int of(final long word, final long points)
    {
        return form(~word & DIGIT_BITS, points);
    }

    /** Where the comma behind the number must be, known before its form. */
    public static int comma(final long word, final long points)
    {
        final long stops = ~word & DIGIT_BITS;
        return ByteWords.first(stops & stops - points);
    }

    /** The form of a number of either kind that a comma or a bracket follows. */
    public static int measure(final long word)
    {
        final long stops = ~(word & word >>> 1) & DIGIT_BITS; // a bracket lacks the other bit
        final int units = ByteWords.first(stops);
        final boolean pointed = units < ByteWords.LENGTH && (byte)(word >>> units * Byte.SIZE) == '.';
        return form(stops, pointed ? DECIMALS : INTEGERS);
    }

    /** Points in numbers of a form. */
    public static long points(final int form)
    {
        return form >>> COMMA_SHIFT == (form >>> POINT_SHIFT & ByteWords.LENGTH - 1) ? INTEGERS : DECIMALS;
    }

    /** What {@link #deviations} and {@link #value} take. */
    public static long part(final long word, final int form)
    {
        return word - FORMS[form + PATTERN] << FORMS[form + SHIFT];
    }

    /** True if a bracket stands where the form has its comma. */
    public static boolean isLast(final long part)
    {
        return part >>> LAST_SHIFT == BRACKET_FOR_COMMA >>> LAST_SHIFT;
    }

    /** The part with a comma in place of its bracket. */
    public static long withComma(final long part)
    {
        return part - BRACKET_FOR_COMMA;
    }

    /**
     * Tells whether the number is of the form, see {@link #areGood}. Carry and borrow come from bytes that have bit 7
     * themselves.
     */
    public static long deviations(final long part, final int form)
    {
        return part + FORMS[form + CHECK] | part;
    }

    /** True if the numbers whose deviations these are, joined by or, are of their forms. */
    public static boolean areGood(final long deviations)
    {
        return (deviations & HIGHS) == 0;
    }

    /** The number without its point. */
    public static long value(final long part, final int form)
    {
        final long units = part & FORMS[form + UNITS];
        return ByteWords.numberOfSeven(part - units + (units << Byte.SIZE)) + FORMS[form + LEAST];
    }

    /** Digits behind the point. */
    public static int scale(final int form)
    {
        return (int)FORMS[form + SCALE];
    }

    /** Bytes of the number, comma included. */
    public static int length(final int form)
    {
        return (int)FORMS[form + LENGTH];
    }

    private static int form(final long stops, final long points)
    {
        final int comma = Long.numberOfTrailingZeros(stops & stops - points) & BYTE_BITS;
        final int point = Long.numberOfTrailingZeros(stops) & BYTE_BITS;
        return (comma << COMMA_SHIFT - POINT_SHIFT) + point;
    }

    private static long[] forms()
    {
        final long[] forms = new long[FORMS_LENGTH];
        for (int comma = 0; comma < ByteWords.LENGTH; comma++)
        {
            for (int point = 0; point < ByteWords.LENGTH; point++)
            {
                fill(forms, (comma << COMMA_SHIFT) + (point << POINT_SHIFT), point, comma);
            }
        }
        return forms;
    }

    private static void fill(final long[] forms, final int form, final int units, final int comma)
    {
        if (units == 0 || units > comma || units == comma - 1)
        {
            forms[form + CHECK] = HIGHS; // none is good
            return;
        }
        final int before = ByteWords.LENGTH - 1 - comma;
        final int scale = Math.max(0, comma - units - 1);
        forms[form + SHIFT] = before * Byte.SIZE;
        forms[form + LEAST] = units == 1 ? 0 : PowersOfTen.of(units - 1 + scale);
        forms[form + SCALE] = scale;
        forms[form + LENGTH] = comma + 1;
        for (int i = 0; i < ByteWords.LENGTH; i++)
        {
            final boolean digit = i < comma && i != units;
            final boolean least = i == 0 && units > 1; // has no zero in front
            final int place = (i + before) % ByteWords.LENGTH * Byte.SIZE;
            final long text = i > comma ? 0 : i == comma ? ',' : least ? '1' : digit ? '0' : '.';
            final long check = !digit ? NOT_ZERO : least ? ABOVE_EIGHT : ABOVE_NINE;
            forms[form + PATTERN] |= text << i * Byte.SIZE;
            forms[form + CHECK] |= check << place;
            forms[form + UNITS] |= i < units && units < comma ? 0xFFL << place : 0;
        }
    }
}
