package org.ringtape.engine.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Best bid and ask as the venue streams them. An empty side has price {@link EventLayout#ABSENT} and quantity 0.
 * <pre>
 * 96 bidPrice i64 | bidQuantity i64 | askPrice i64 | askQuantity i64
 * </pre>
 */
public final class TopOfBook extends EventHeader
{
    /** Bytes of payload. */
    public static final int LENGTH = 32;

    private static final int BID_PRICE_OFFSET = PAYLOAD_OFFSET;
    private static final int BID_QUANTITY_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int ASK_PRICE_OFFSET = PAYLOAD_OFFSET + 16;
    private static final int ASK_QUANTITY_OFFSET = PAYLOAD_OFFSET + 24;

    /** Whether anybody bids. */
    public boolean hasBid()
    {
        return bidPrice() != ABSENT;
    }

    /** Whether anybody offers. */
    public boolean hasAsk()
    {
        return askPrice() != ABSENT;
    }

    /** Scaled price of the best bid, or {@link EventLayout#ABSENT}. */
    public long bidPrice()
    {
        return buffer.getLong(offset + BID_PRICE_OFFSET, LITTLE_ENDIAN);
    }

    /** Scaled quantity at the best bid. */
    public long bidQuantity()
    {
        return buffer.getLong(offset + BID_QUANTITY_OFFSET, LITTLE_ENDIAN);
    }

    /** Scaled price of the best ask, or {@link EventLayout#ABSENT}. */
    public long askPrice()
    {
        return buffer.getLong(offset + ASK_PRICE_OFFSET, LITTLE_ENDIAN);
    }

    /** Scaled quantity at the best ask. */
    public long askQuantity()
    {
        return buffer.getLong(offset + ASK_QUANTITY_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets the bid. */
    public void bid(final long price, final long quantity)
    {
        buffer.putLong(offset + BID_PRICE_OFFSET, price, LITTLE_ENDIAN);
        buffer.putLong(offset + BID_QUANTITY_OFFSET, quantity, LITTLE_ENDIAN);
    }

    /** Sets the ask. */
    public void ask(final long price, final long quantity)
    {
        buffer.putLong(offset + ASK_PRICE_OFFSET, price, LITTLE_ENDIAN);
        buffer.putLong(offset + ASK_QUANTITY_OFFSET, quantity, LITTLE_ENDIAN);
    }
}
