package org.ringtape.codecs.sink;

import java.util.Arrays;

/**
 * A venue's id of a trade, liquidation or order in at most 128 bits, and its text where that is not enough. Exact ids
 * give their text back byte for byte; a text is carried whole up to {@link #MAX_TEXT_LENGTH} bytes beside its hash, and
 * beyond that as a hash that says so. Nothing is ever cut. A decoder fills and reuses it; a sink reads it during the
 * call only.
 */
public final class WireId
{
    /** Longest text that is carried whole. */
    public static final int MAX_TEXT_LENGTH = 80;

    /** What the 128 bits hold. */
    public enum Kind
    {
        /** Nothing: the venue sent no id. */
        NONE,
        /** An unsigned 64-bit number in the low half. */
        U64,
        /** 32 hexadecimal digits. */
        HEX128,
        /** A UUID. */
        UUID128,
        /** A ULID. */
        ULID128,
        /** A hash of the text that goes with it. */
        TEXT,
        /** A hash of a text that is too long to be carried. */
        HASH128
    }

    private static final int HEX_LENGTH = 32;
    private static final int UUID_LENGTH = 36;
    private static final int ULID_LENGTH = 26;
    private static final int MAX_U64_DIGITS = 20;
    private static final byte[] ULID_DIGITS = digits("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;

    private final ByteRange text = new ByteRange();
    private Kind kind = Kind.NONE;
    private boolean upperCase;
    private long low;
    private long high;

    /** No id. */
    public void clear()
    {
        kind = Kind.NONE;
        upperCase = false;
        low = 0;
        high = 0;
        text.clear();
    }

    /** A number. */
    public void set(final long number)
    {
        clear();
        kind = Kind.U64;
        low = number;
    }

    /**
     * Takes an id over in the tightest form that gives its text back.
     *
     * @param bytes  UTF-8 text of the id, unescaped
     * @param offset of its first byte
     * @param length in bytes; 0 makes no id
     */
    public void set(final byte[] bytes, final int offset, final int length)
    {
        clear();
        if (length == 0 || readNumber(bytes, offset, length) || length == HEX_LENGTH && readHex(bytes, offset, false) ||
            length == UUID_LENGTH && readHex(bytes, offset, true) ||
            length == ULID_LENGTH && readUlid(bytes, offset))
        {
            return;
        }
        hash(bytes, offset, length);
        if (length <= MAX_TEXT_LENGTH)
        {
            kind = Kind.TEXT;
            text.set(bytes, offset, length);
        }
        else
        {
            kind = Kind.HASH128;
        }
    }

    /** What the bits hold. */
    public Kind kind()
    {
        return kind;
    }

    /** Low 64 bits. */
    public long low()
    {
        return low;
    }

    /** High 64 bits. */
    public long high()
    {
        return high;
    }

    /** True if the hexadecimal digits were upper case. */
    public boolean isUpperCase()
    {
        return upperCase;
    }

    /** The text, if the kind is TEXT; else empty. Valid as long as the bytes it was set from. */
    public ByteRange text()
    {
        return text;
    }

    private boolean readNumber(final byte[] bytes, final int offset, final int length)
    {
        if (length > MAX_U64_DIGITS || length > 1 && bytes[offset] == '0')
        {
            return false;
        }
        long number = 0;
        for (int i = offset; i < offset + length; i++)
        {
            final int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || Long.compareUnsigned(number, Long.divideUnsigned(-1L - digit, 10)) > 0)
            {
                return false;
            }
            number = number * 10 + digit;
        }
        kind = Kind.U64;
        low = number;
        return true;
    }

    private boolean readHex(final byte[] bytes, final int offset, final boolean dashed)
    {
        long upper = 0;
        long lower = 0;
        boolean small = false;
        boolean large = false;
        int digits = 0;
        for (int i = 0; i < (dashed ? UUID_LENGTH : HEX_LENGTH); i++)
        {
            final int c = bytes[offset + i];
            if (dashed && (i == 8 || i == 13 || i == 18 || i == 23))
            {
                if (c != '-')
                {
                    return false;
                }
                continue;
            }
            final int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 :
                c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0)
            {
                return false;
            }
            small |= c >= 'a';
            large |= c >= 'A' && c <= 'F';
            if (digits++ < 16)
            {
                upper = upper << 4 | digit;
            }
            else
            {
                lower = lower << 4 | digit;
            }
        }
        if (small && large)
        {
            return false; // mixed case would not come back
        }
        kind = dashed ? Kind.UUID128 : Kind.HEX128;
        upperCase = large;
        high = upper;
        low = lower;
        return true;
    }

    /** 26 digits of five bits, the first at most 7. */
    private boolean readUlid(final byte[] bytes, final int offset)
    {
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < ULID_LENGTH; i++)
        {
            final int c = bytes[offset + i];
            final int digit = c < 0 ? -1 : ULID_DIGITS[c];
            if (digit < 0 || i == 0 && digit > 7)
            {
                return false;
            }
            upper = upper << 5 | lower >>> 59;
            lower = lower << 5 | digit;
        }
        kind = Kind.ULID128;
        high = upper;
        low = lower;
        return true;
    }

    private void hash(final byte[] bytes, final int offset, final int length)
    {
        long a = length * PRIME_1;
        long b = length * PRIME_2 + 1;
        for (int i = offset; i < offset + length; i++)
        {
            a = Long.rotateLeft((a ^ bytes[i]) * PRIME_2, 31) * PRIME_1;
            b = Long.rotateLeft((b + bytes[i]) * PRIME_1, 29) ^ a;
        }
        low = a ^ a >>> 32;
        high = b ^ b >>> 29;
    }

    private static byte[] digits(final String alphabet)
    {
        final byte[] values = new byte[128];
        Arrays.fill(values, (byte)-1);
        for (int i = 0; i < alphabet.length(); i++)
        {
            values[alphabet.charAt(i)] = (byte)i;
        }
        return values;
    }
}
