package org.ringtape.engine.event.value;

import org.ringtape.engine.event.DecimalEvent;

import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Open contracts; every field may be unknown, which is not zero.
 */
public final class OpenInterest extends DecimalEvent<OpenInterest.Field>
{
    /** What it is made of; the order is that in the slot. */
    public enum Field
    {
        /** Open quantity. */
        QUANTITY,
        /** Open quantity in the quote asset. */
        NOTIONAL
    }

    private static final Field[] FIELDS = Field.values();
    private static final int TAIL_OFFSET = PAYLOAD_OFFSET + lengthOf(FIELDS.length);

    private static final int UNIT_OFFSET = TAIL_OFFSET;

    /** Bytes of payload. */
    public static final int LENGTH = lengthOf(FIELDS.length) + 8;

    /** A window that looks at nothing yet. */
    public OpenInterest()
    {
        super(FIELDS.length);
    }

    /** What the quantity counts. */
    public QuantityUnit unit()
    {
        return QuantityUnit.of(buffer.getByte(offset + UNIT_OFFSET));
    }

    /** Sets {@link #unit()} by its code (ordinal). */
    public void unit(final int code)
    {
        buffer.putByte(offset + UNIT_OFFSET, (byte)code);
    }
}
