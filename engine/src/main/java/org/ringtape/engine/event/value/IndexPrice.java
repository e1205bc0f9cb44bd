package org.ringtape.engine.event.value;

import org.ringtape.engine.event.EventHeader;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Price of an index; its scale is the header's price scale.
 * <pre>
 * 96 price i64
 * </pre>
 */
public final class IndexPrice extends EventHeader
{
    /** Bytes of payload. */
    public static final int LENGTH = 8;

    /** Scaled price. */
    public long price()
    {
        return buffer.getLong(offset + PAYLOAD_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #price()}. */
    public void price(final long price)
    {
        buffer.putLong(offset + PAYLOAD_OFFSET, price, LITTLE_ENDIAN);
    }
}
