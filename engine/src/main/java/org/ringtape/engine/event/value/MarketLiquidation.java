package org.ringtape.engine.event.value;

import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventId;
import org.ringtape.engine.event.IdKind;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * One public liquidation. The side is the venue's word; whose position it was is not said.
 * <pre>
 *  96 price i64 | quantity i64 | id 24 | rawSide u8 | spare 7
 * 144 text tail of the id, at most 80 bytes
 * </pre>
 */
public final class MarketLiquidation extends EventHeader
{
    /** Bytes of payload without a text tail. */
    public static final int BASE_LENGTH = 48;

    private static final int PRICE_OFFSET = PAYLOAD_OFFSET;
    private static final int QUANTITY_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int ID_OFFSET = PAYLOAD_OFFSET + 16;
    private static final int RAW_SIDE_OFFSET = ID_OFFSET + EventId.LENGTH;
    private static final int TAIL_OFFSET = PAYLOAD_OFFSET + BASE_LENGTH;

    /** Scaled price. */
    public long price()
    {
        return buffer.getLong(offset + PRICE_OFFSET, LITTLE_ENDIAN);
    }

    /** Scaled quantity, never negative. */
    public long quantity()
    {
        return buffer.getLong(offset + QUANTITY_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets price and quantity. */
    public void priceAndQuantity(final long price, final long quantity)
    {
        buffer.putLong(offset + PRICE_OFFSET, price, LITTLE_ENDIAN);
        buffer.putLong(offset + QUANTITY_OFFSET, quantity, LITTLE_ENDIAN);
    }

    /** What the id holds. */
    public IdKind idKind()
    {
        return EventId.kind(buffer, offset + ID_OFFSET);
    }

    /** Low 64 bits of the id. */
    public long id()
    {
        return EventId.low(buffer, offset + ID_OFFSET);
    }

    /** High 64 bits of the id. */
    public long idHigh()
    {
        return EventId.high(buffer, offset + ID_OFFSET);
    }

    /** The id as the venue wrote it, null if it sent none; a hash as {@code #} and its digits. Allocates. */
    public String idText()
    {
        return EventId.text(buffer, offset + ID_OFFSET, offset + TAIL_OFFSET);
    }

    /** Sets the id; {@code text} is used for the kind TEXT only. */
    public void id(
        final int kind,
        final boolean upperCase,
        final long low,
        final long high,
        final byte[] text,
        final int textOffset,
        final int textLength)
    {
        EventId.put(buffer, offset + ID_OFFSET, kind, upperCase, textLength, low, high);
        buffer.putBytes(offset + TAIL_OFFSET, text, textOffset, textLength);
        usedLength(TAIL_OFFSET + textLength);
    }

    /** Side as the venue words it. */
    public Aggressor rawSide()
    {
        return Aggressor.of(buffer.getByte(offset + RAW_SIDE_OFFSET));
    }

    /** Sets {@link #rawSide()} by its code (ordinal). */
    public void rawSide(final int code)
    {
        buffer.putLong(offset + RAW_SIDE_OFFSET, code & 0xFF, LITTLE_ENDIAN);
    }
}
