package org.ringtape.engine.event.value;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;

import java.nio.charset.StandardCharsets;

/**
 * What is known of one target window of one interval. The price is at the header's price scale.
 * <pre>
 *  96 intervalNs i64 | startNs i64 | endNs i64 | price i64
 * 128 status u8 | interval length u8 | source length u8 | error length u8 | spare 4
 * 136 interval, source and error text, one behind the other
 * </pre>
 */
public final class PriceTarget extends EventHeader
{
    /** Longest name of an interval. */
    public static final int MAX_INTERVAL_LENGTH = 16;
    /** Longest name of a source. */
    public static final int MAX_SOURCE_LENGTH = 64;
    /** Longest error text; a longer one is cut at a character, as it is for people. */
    public static final int MAX_ERROR_LENGTH = 200;
    /** Bytes of payload without texts. */
    public static final int BASE_LENGTH = 40;

    private static final int START_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int END_OFFSET = PAYLOAD_OFFSET + 16;
    private static final int PRICE_OFFSET = PAYLOAD_OFFSET + 24;
    private static final int STATUS_OFFSET = PAYLOAD_OFFSET + 32;
    private static final int LENGTHS_OFFSET = PAYLOAD_OFFSET + 33;
    private static final int TEXTS_OFFSET = PAYLOAD_OFFSET + BASE_LENGTH;
    private static final int INTERVAL = 0;
    private static final int SOURCE = 1;
    private static final int ERROR = 2;

    /** Nominal length of the interval in nanoseconds; the window itself may be an hour more or less. */
    public long intervalNs()
    {
        return buffer.getLong(offset + PAYLOAD_OFFSET, LITTLE_ENDIAN);
    }

    /** Begin of the window, epoch nanoseconds. */
    public long startNs()
    {
        return buffer.getLong(offset + START_OFFSET, LITTLE_ENDIAN);
    }

    /** End of the window, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long endNs()
    {
        return buffer.getLong(offset + END_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets interval, begin and end. */
    public void window(final long intervalNs, final long startNs, final long endNs)
    {
        buffer.putLong(offset + PAYLOAD_OFFSET, intervalNs, LITTLE_ENDIAN);
        buffer.putLong(offset + START_OFFSET, startNs, LITTLE_ENDIAN);
        buffer.putLong(offset + END_OFFSET, endNs, LITTLE_ENDIAN);
    }

    /** True if the price is known. */
    public boolean hasPrice()
    {
        return price() != ABSENT;
    }

    /** Scaled price, or {@link EventLayout#ABSENT}. */
    public long price()
    {
        return buffer.getLong(offset + PRICE_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #price()}. */
    public void price(final long price)
    {
        buffer.putLong(offset + PRICE_OFFSET, price, LITTLE_ENDIAN);
    }

    /** What is known. */
    public TargetStatus status()
    {
        return TargetStatus.of(buffer.getByte(offset + STATUS_OFFSET));
    }

    /** Sets {@link #status()} by its code (ordinal); clears the texts, which are to be set next. */
    public void status(final int code)
    {
        buffer.putLong(offset + STATUS_OFFSET, code & 0xFF, LITTLE_ENDIAN);
        usedLength(TEXTS_OFFSET);
    }

    /** True if it answers a subscription or a request instead of being pushed at the window's begin. */
    public boolean isSnapshot()
    {
        return hasFlags(FLAG_SNAPSHOT);
    }

    /** The venue's name of the interval. Allocates. */
    public String interval()
    {
        return text(INTERVAL);
    }

    /** Where the price comes from, as the venue words it; empty if untold. Allocates. */
    public String source()
    {
        return text(SOURCE);
    }

    /** Why there is no price, as the venue words it; empty if untold. Allocates. */
    public String error()
    {
        return text(ERROR);
    }

    /** Sets the interval's name; the first of three. */
    public void interval(final byte[] bytes, final int start, final int length)
    {
        text(INTERVAL, bytes, start, length);
    }

    /** Sets the source; the second of three. */
    public void source(final byte[] bytes, final int start, final int length)
    {
        text(SOURCE, bytes, start, length);
    }

    /** Sets the error text; the last of three. */
    public void error(final byte[] bytes, final int start, final int length)
    {
        text(ERROR, bytes, start, length);
    }

    private String text(final int which)
    {
        final byte[] bytes = new byte[textLength(which)];
        buffer.getBytes(offset + textOffset(which), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void text(final int which, final byte[] bytes, final int start, final int length)
    {
        buffer.putByte(offset + LENGTHS_OFFSET + which, (byte)length);
        buffer.putBytes(offset + textOffset(which), bytes, start, length);
        usedLength(textOffset(which) + length);
    }

    private int textLength(final int which)
    {
        return buffer.getByte(offset + LENGTHS_OFFSET + which) & 0xFF;
    }

    private int textOffset(final int which)
    {
        int at = TEXTS_OFFSET;
        for (int i = 0; i < which; i++)
        {
            at += textLength(i);
        }
        return at;
    }
}
