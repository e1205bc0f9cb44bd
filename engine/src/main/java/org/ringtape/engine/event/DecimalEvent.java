package org.ringtape.engine.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * An event made of named decimals, each with a scale of its own, and whatever its kind adds behind them. With n fields:
 * <pre>
 *  96       mantissa i64 × n
 *  96 + 8 n scale i8 × n, up to the next multiple of 8
 * </pre>
 *
 * @param <F> the fields
 */
public abstract class DecimalEvent<F extends Enum<F>> extends EventHeader
{
    private final int fieldCount;

    /** For the kinds of this package. */
    public DecimalEvent(final int fieldCount)
    {
        this.fieldCount = fieldCount;
    }

    /** Bytes that n decimals take. */
    protected static int lengthOf(final int fieldCount)
    {
        return Long.BYTES * (fieldCount + (fieldCount + Long.BYTES - 1) / Long.BYTES);
    }

    /** Number of fields. */
    public final int fieldCount()
    {
        return fieldCount;
    }

    /** True if the venue sent the field. */
    public final boolean has(final F field)
    {
        return mantissa(field.ordinal()) != ABSENT;
    }

    /** Scaled value, or {@link EventLayout#ABSENT}. */
    public final long mantissa(final F field)
    {
        return mantissa(field.ordinal());
    }

    /** Decimals of the value. */
    public final int scale(final F field)
    {
        return scale(field.ordinal());
    }

    /** Scaled value by place in the enumeration, or {@link EventLayout#ABSENT}. */
    public final long mantissa(final int ordinal)
    {
        return buffer.getLong(offset + PAYLOAD_OFFSET + ordinal * Long.BYTES, LITTLE_ENDIAN);
    }

    /** Decimals by place in the enumeration. */
    public final int scale(final int ordinal)
    {
        return buffer.getByte(offset + PAYLOAD_OFFSET + fieldCount * Long.BYTES + ordinal);
    }

    /** Sets a field; whoever stages sets every one. */
    public final void decimal(final int ordinal, final long mantissa, final int scale)
    {
        buffer.putLong(offset + PAYLOAD_OFFSET + ordinal * Long.BYTES, mantissa, LITTLE_ENDIAN);
        buffer.putByte(offset + PAYLOAD_OFFSET + fieldCount * Long.BYTES + ordinal, (byte)scale);
    }
}
