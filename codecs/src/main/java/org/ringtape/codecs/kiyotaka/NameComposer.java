package org.ringtape.codecs.kiyotaka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.ringtape.codecs.json.JsonText;

/**
 * Writes the names of {@link KiyotakaNames} as bytes into a buffer of its own. A name that does not fit makes the
 * composer overflown, not cut. Owned by one decoder, does not allocate.
 */
final class NameComposer
{
    /** Longest name. A symbol has 80 bytes and more, an exchange some twenty. */
    static final int MAX_LENGTH = 1_024;

    private static final byte[][] TYPES = types();
    private static final byte[] COIN = KiyotakaNames.COIN_PREFIX.getBytes(US_ASCII);
    private static final byte[] BLOCK_SIZE = KiyotakaNames.BLOCK_SIZE_PREFIX.getBytes(US_ASCII);
    private static final int MAX_DIGITS = 19;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final byte[] digits = new byte[MAX_DIGITS];
    private int length;
    private int instrumentOffset;
    private int instrumentLength;
    private boolean overflown;

    /** Begins a stream's name: its type and separator. */
    void begin(final int type)
    {
        length = 0;
        overflown = false;
        append(TYPES[type]);
        instrumentOffset = length;
        instrumentLength = 0;
    }

    void separator()
    {
        one((byte)KiyotakaNames.SEPARATOR);
    }

    void coinPrefix()
    {
        append(COIN);
    }

    void text(final JsonText text)
    {
        append(text.bytes(), text.offset(), text.length());
    }

    /** What was written since {@link #begin} is the instrument's symbol. */
    void endInstrument()
    {
        instrumentLength = length - instrumentOffset;
    }

    /** Appends the block size, plain and without trailing zeros. */
    void blockSize(final long mantissa, final int scale)
    {
        append(BLOCK_SIZE);
        long value = mantissa;
        int decimals = value == 0 ? 0 : scale;
        while (decimals > 0 && value % 10 == 0)
        {
            value /= 10;
            decimals--;
        }
        if (value < 0)
        {
            one((byte)'-');
            value = -value;
        }
        int first = MAX_DIGITS;
        do
        {
            digits[--first] = (byte)('0' + value % 10);
            value /= 10;
        }
        while (value != 0);
        number(first, decimals);
    }

    byte[] bytes()
    {
        return bytes;
    }

    int length()
    {
        return length;
    }

    int instrumentOffset()
    {
        return instrumentOffset;
    }

    int instrumentLength()
    {
        return instrumentLength;
    }

    boolean isOverflown()
    {
        return overflown;
    }

    private void number(final int first, final int decimals)
    {
        final int whole = MAX_DIGITS - first - decimals;
        if (whole <= 0)
        {
            one((byte)'0');
            one((byte)'.');
            zeros(-whole);
            append(digits, first, MAX_DIGITS - first);
            return;
        }
        final int digitsBeforePoint = Math.min(whole, MAX_DIGITS - first);
        append(digits, first, digitsBeforePoint);
        zeros(whole - digitsBeforePoint);
        if (decimals > 0)
        {
            one((byte)'.');
            append(digits, MAX_DIGITS - decimals, decimals);
        }
    }

    private void zeros(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            one((byte)'0');
        }
    }

    private void one(final byte single)
    {
        if (overflown || length == MAX_LENGTH)
        {
            overflown = true;
            return;
        }
        bytes[length++] = single;
    }

    private void append(final byte[] text)
    {
        append(text, 0, text.length);
    }

    private void append(final byte[] source, final int offset, final int count)
    {
        if (overflown || count > MAX_LENGTH - length)
        {
            overflown = true;
            return;
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private static byte[][] types()
    {
        final KiyotakaChannelType[] all = KiyotakaChannelType.values();
        final byte[][] names = new byte[all.length][];
        for (int i = 0; i < all.length; i++)
        {
            names[i] = (all[i].name() + KiyotakaNames.SEPARATOR).getBytes(US_ASCII);
        }
        return names;
    }
}
