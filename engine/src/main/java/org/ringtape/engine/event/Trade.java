package org.ringtape.engine.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * One public trade.
 * <pre>
 *  96 price i64 | quantity i64 | id 24
 * 136 buyerOrderId i64 | sellerOrderId i64 | aggressor u8 | kind u8 | role u8 | spare 5
 * 160 text tail of the id, at most 80 bytes
 * </pre>
 */
public final class Trade extends EventHeader
{
    /** Bytes of payload without a text tail. */
    public static final int BASE_LENGTH = 64;

    private static final int PRICE_OFFSET = PAYLOAD_OFFSET;
    private static final int QUANTITY_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int ID_OFFSET = PAYLOAD_OFFSET + 16;
    private static final int BUYER_ORDER_ID_OFFSET = PAYLOAD_OFFSET + 40;
    private static final int SELLER_ORDER_ID_OFFSET = PAYLOAD_OFFSET + 48;
    private static final int AGGRESSOR_OFFSET = PAYLOAD_OFFSET + 56;
    private static final int KIND_OFFSET = PAYLOAD_OFFSET + 57;
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

    /** Low 64 bits of the id; the whole id if its kind is {@link IdKind#U64}. */
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

    /** Sets an id of at most 128 bits. */
    public void id(final IdKind kind, final long low, final long high)
    {
        EventId.put(buffer, offset + ID_OFFSET, kind.ordinal(), false, 0, low, high);
    }

    /** Sets an id of any kind; {@code text} is used for the kind TEXT only. */
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

    /** Venue's id of the buyer's order, or {@link EventLayout#ABSENT}. */
    public long buyerOrderId()
    {
        return buffer.getLong(offset + BUYER_ORDER_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Venue's id of the seller's order, or {@link EventLayout#ABSENT}. */
    public long sellerOrderId()
    {
        return buffer.getLong(offset + SELLER_ORDER_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets both order ids. */
    public void orderIds(final long buyerOrderId, final long sellerOrderId)
    {
        buffer.putLong(offset + BUYER_ORDER_ID_OFFSET, buyerOrderId, LITTLE_ENDIAN);
        buffer.putLong(offset + SELLER_ORDER_ID_OFFSET, sellerOrderId, LITTLE_ENDIAN);
    }

    /** Who took liquidity. */
    public Aggressor aggressor()
    {
        return Aggressor.of(buffer.getByte(offset + AGGRESSOR_OFFSET));
    }

    /** How the trade came about. */
    public TradeKind kind()
    {
        return TradeKind.of(buffer.getByte(offset + KIND_OFFSET));
    }

    /** Sets aggressor and kind by their codes (ordinals); clears the role. */
    public void aggressorAndKind(final int aggressor, final int kind)
    {
        buffer.putLong(offset + AGGRESSOR_OFFSET, (aggressor & 0xFF) | (kind & 0xFF) << 8, LITTLE_ENDIAN);
    }
}
