package org.ringtape.engine.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a venue's id stands in a slot: 24 bytes, and behind the kind's other fields a tail with the text where 128 bits
 * are not enough.
 * <pre>
 *  0 kind u8 | text length u8 | upper case u8 | spare 5
 *  8 low i64 | high i64
 * </pre>
 */
public final class EventId
{
    public static final int LENGTH = 24;
    static final int MAX_TEXT_LENGTH = 80;

    private static final int TEXT_LENGTH_OFFSET = 1;
    private static final int UPPER_CASE_OFFSET = 2;
    private static final int LOW_OFFSET = 8;
    private static final int HIGH_OFFSET = 16;
    private static final int ULID_LENGTH = 26;
    private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private EventId()
    {
    }

    public static IdKind kind(final UnsafeBuffer buffer, final int at)
    {
        return IdKind.of(buffer.getByte(at));
    }

    static int textLength(final UnsafeBuffer buffer, final int at)
    {
        return buffer.getByte(at + TEXT_LENGTH_OFFSET) & 0xFF;
    }

    public static long low(final UnsafeBuffer buffer, final int at)
    {
        return buffer.getLong(at + LOW_OFFSET, LITTLE_ENDIAN);
    }

    public static long high(final UnsafeBuffer buffer, final int at)
    {
        return buffer.getLong(at + HIGH_OFFSET, LITTLE_ENDIAN);
    }

    public static void put(
        final UnsafeBuffer buffer,
        final int at,
        final int kind,
        final boolean upperCase,
        final int textLength,
        final long low,
        final long high)
    {
        buffer.putLong(at, kind | textLength << 8 | (upperCase ? 1 : 0) << 16, LITTLE_ENDIAN);
        buffer.putLong(at + LOW_OFFSET, low, LITTLE_ENDIAN);
        buffer.putLong(at + HIGH_OFFSET, high, LITTLE_ENDIAN);
    }

    /** The id as the venue wrote it; null if it sent none; a hash as {@code #} and its digits. Allocates. */
    public static String text(final UnsafeBuffer buffer, final int at, final int tailAt)
    {
        final long low = low(buffer, at);
        final long high = high(buffer, at);
        final boolean upper = buffer.getByte(at + UPPER_CASE_OFFSET) != 0;
        switch (kind(buffer, at))
        {
            case U64:
                return Long.toUnsignedString(low);
            case HEX128:
                return cased(String.format("%016x%016x", high, low), upper);
            case UUID128:
                return cased(new UUID(high, low).toString(), upper);
            case ULID128:
                return ulid(high, low);
            case TEXT:
                final byte[] bytes = new byte[textLength(buffer, at)];
                buffer.getBytes(tailAt, bytes);
                return new String(bytes, StandardCharsets.UTF_8);
            case HASH128:
                return String.format("#%016x%016x", high, low);
            default:
                return null;
        }
    }

    private static String cased(final String digits, final boolean upper)
    {
        return upper ? digits.toUpperCase(Locale.ROOT) : digits;
    }

    private static String ulid(final long high, final long low)
    {
        final char[] text = new char[ULID_LENGTH];
        long upper = high;
        long lower = low;
        for (int i = ULID_LENGTH - 1; i >= 0; i--)
        {
            text[i] = ULID_DIGITS.charAt((int)lower & 31);
            lower = lower >>> 5 | upper << 59;
            upper >>>= 5;
        }
        return new String(text);
    }
}
