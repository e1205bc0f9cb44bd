package org.ringtape.codecs.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text in one {@code long}, first byte lowest. Masks have bit 7 of each byte that was found; only the
 * lowest found byte is reliable where a method says so. Callers see to it that eight bytes are there.
 */
public final class ByteWords
{
    /** Bytes in a word. */
    public static final int LENGTH = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long LOWS = ~HIGHS;
    private static final long DIGIT_ZEROS = '0' * ONES;
    private static final long ABOVE_NINE = 0x76 * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;

    private ByteWords()
    {
    }

    /**
     * The eight bytes from {@code offset} on.
     *
     * @param bytes  to read
     * @param offset of the first, at most {@code bytes.length - 8}
     * @return the word
     */
    public static long word(final byte[] bytes, final int offset)
    {
        return (long)LONGS.get(bytes, offset);
    }

    /**
     * Short ASCII text as a word, for comparison with {@link #word}; made once, in a static initialiser.
     *
     * @param text of at most eight characters
     * @return the word, zero behind the text
     */
    public static long literal(final String text)
    {
        long word = 0;
        for (int i = text.length() - 1; i >= 0; i--)
        {
            word = word << Byte.SIZE | text.charAt(i);
        }
        return word;
    }

    /**
     * Turns ASCII digits into their values.
     *
     * @param word of text
     * @return digits as 0 … 9, every other byte as something above 9
     */
    public static long digits(final long word)
    {
        return word ^ DIGIT_ZEROS;
    }

    /**
     * As {@link #digits(long)}, of eight bytes of a text.
     *
     * @param bytes  to read
     * @param offset of the first, at most {@code bytes.length - 8}
     * @return digits as 0 … 9, every other byte as something above 9
     */
    public static long digits(final byte[] bytes, final int offset)
    {
        return digits(word(bytes, offset));
    }

    /**
     * Finds what is no digit.
     *
     * @param digits as {@link #digits} gave them
     * @return mask, every byte of it reliable
     */
    public static long notDigits(final long digits)
    {
        return ((digits & LOWS) + ABOVE_NINE | digits) & HIGHS;
    }

    /**
     * Finds a character.
     *
     * @param word   of text
     * @param wanted in ASCII
     * @return mask, its lowest found byte reliable
     */
    public static long equal(final long word, final char wanted)
    {
        final long others = word ^ wanted * ONES;
        return (others - ONES & ~others) & HIGHS;
    }

    /**
     * Finds what may end or break a JSON string: quote, backslash, control characters.
     *
     * @param word of text
     * @return mask, its lowest found byte reliable
     */
    public static long stringStops(final long word)
    {
        final long quotes = word ^ QUOTES;
        final long backslashes = word ^ BACKSLASHES;
        return (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | word - BLANKS & ~word) & HIGHS;
    }

    /**
     * Index of the first byte in a mask.
     *
     * @param mask of found bytes
     * @return 0 … 7, 8 if nothing was found
     */
    public static int first(final long mask)
    {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /**
     * Value of the first digits of a word.
     *
     * @param digits as {@link #digits} gave them, the first {@code count} of them 0 … 9
     * @param count  1 … 8
     * @return the number they spell
     */
    public static long number(final long digits, final int count)
    {
        return number(digits << Long.SIZE - count * Byte.SIZE);
    }

    /**
     * Value of a whole word of digits.
     *
     * @param digits as {@link #digits} gave them, all of them 0 … 9
     * @return the number they spell
     */
    public static long number(final long digits)
    {
        final long pairs = digits * 2561 >>> 8 & 0x00FF_00FF_00FF_00FFL;
        final long fours = pairs * 6553601 >>> 16 & 0x0000_FFFF_0000_FFFFL;
        return fours * 42949672960001L >>> 32;
    }

    /**
     * Value of the first seven digits of a word.
     *
     * @param digits as {@link #digits} gave them, the first seven of them 0 … 9, the last byte 0
     * @return the number they spell
     */
    public static long numberOfSeven(final long digits)
    {
        final long pairs = digits * 2561 & 0x00FF_00FF_00FF_00FFL;
        final long fours = pairs * 6553601 >>> 16 & 0x0000_FFFF_0000_FFFFL;
        return fours * 42949672960001L >>> 32;
    }

    /**
     * Value of the last four digits of a word.
     *
     * @param digits as {@link #digits} gave them, the first four of them 0, the others 0 … 9
     * @return the number they spell
     */
    public static long numberOfFour(final long digits)
    {
        final long pairs = digits * 2561 >>> 8 & 0x00FF_00FF_00FF_00FFL;
        return pairs * 6553601 >>> 48;
    }
}
