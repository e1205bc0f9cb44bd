package org.ringtape.engine.event.value;

import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventLayout;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Funding rate; every field may be unknown, which is not zero.
 */
public final class Funding extends DecimalEvent<Funding.Field>
{
    /** What it is made of; the order is that in the slot. */
    public enum Field
    {
        /** Rate of the running period. */
        CURRENT,
        /** Rate expected for the next period. */
        PREDICTED,
        /** Rate scaled to an hour. */
        HOURLY,
        /** Rate scaled to a year. */
        YEARLY,
        /** Price of the spot market it is derived from. */
        SPOT,
        /** Price of the perpetual it is derived from. */
        PERPETUAL
    }

    private static final Field[] FIELDS = Field.values();
    private static final int TAIL_OFFSET = PAYLOAD_OFFSET + lengthOf(FIELDS.length);
    private static final int PERIOD_NS_OFFSET = TAIL_OFFSET + 0;

    /** Bytes of payload. */
    public static final int LENGTH = lengthOf(FIELDS.length) + 8;

    /** A window that looks at nothing yet. */
    public Funding()
    {
        super(FIELDS.length);
    }

    /** Length of the funding period in nanoseconds, or {@link EventLayout#ABSENT}. */
    public long periodNs()
    {
        return buffer.getLong(offset + PERIOD_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #periodNs()}. */
    public void periodNs(final long periodNs)
    {
        buffer.putLong(offset + PERIOD_NS_OFFSET, periodNs, LITTLE_ENDIAN);
    }
}
