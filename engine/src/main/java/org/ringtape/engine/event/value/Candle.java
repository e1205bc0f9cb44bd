package org.ringtape.engine.event.value;

import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventLayout;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Open, high, low and close of an interval; or the trades of one side in it, summed.
 * <pre>
 * 160 + 8 (scales)
 * 168 intervalNs i64 | openTimeNs i64 | closeTimeNs i64 | firstTradeTimeNs i64 | lastTradeTimeNs i64
 * 208 firstTradeId i64 | lastTradeId i64 | tradeCount i64 | side u8 | completion u8 | spare 6
 * </pre>
 */
public final class Candle extends DecimalEvent<Candle.Field>
{
    /** What it is made of; the order is that in the slot. */
    public enum Field
    {
        /** First price. */
        OPEN,
        /** Highest price. */
        HIGH,
        /** Lowest price. */
        LOW,
        /** Last price. */
        CLOSE,
        /** Traded quantity. */
        QUANTITY,
        /** Traded quantity in the quote asset. */
        NOTIONAL,
        /** Part of the quantity that buyers took. */
        TAKER_BUY_QUANTITY,
        /** Part of the notional that buyers took. */
        TAKER_BUY_NOTIONAL
    }

    private static final Field[] FIELDS = Field.values();
    private static final int TAIL_OFFSET = PAYLOAD_OFFSET + lengthOf(FIELDS.length);
    private static final int INTERVAL_NS_OFFSET = TAIL_OFFSET + 0;
    private static final int OPEN_TIME_NS_OFFSET = TAIL_OFFSET + 8;
    private static final int CLOSE_TIME_NS_OFFSET = TAIL_OFFSET + 16;
    private static final int FIRST_TRADE_TIME_NS_OFFSET = TAIL_OFFSET + 24;
    private static final int LAST_TRADE_TIME_NS_OFFSET = TAIL_OFFSET + 32;
    private static final int FIRST_TRADE_ID_OFFSET = TAIL_OFFSET + 40;
    private static final int LAST_TRADE_ID_OFFSET = TAIL_OFFSET + 48;
    private static final int TRADE_COUNT_OFFSET = TAIL_OFFSET + 56;
    private static final int SIDE_OFFSET = TAIL_OFFSET + 64;
    private static final int COMPLETION_OFFSET = TAIL_OFFSET + 65;

    /** Bytes of payload. */
    public static final int LENGTH = lengthOf(FIELDS.length) + 72;

    /** A window that looks at nothing yet. */
    public Candle()
    {
        super(FIELDS.length);
    }

    /** Length of the interval in nanoseconds, or {@link EventLayout#ABSENT}. */
    public long intervalNs()
    {
        return buffer.getLong(offset + INTERVAL_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #intervalNs()}. */
    public void intervalNs(final long intervalNs)
    {
        buffer.putLong(offset + INTERVAL_NS_OFFSET, intervalNs, LITTLE_ENDIAN);
    }

    /** Begin of the interval, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long openTimeNs()
    {
        return buffer.getLong(offset + OPEN_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #openTimeNs()}. */
    public void openTimeNs(final long openTimeNs)
    {
        buffer.putLong(offset + OPEN_TIME_NS_OFFSET, openTimeNs, LITTLE_ENDIAN);
    }

    /** Last instant of the interval, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long closeTimeNs()
    {
        return buffer.getLong(offset + CLOSE_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #closeTimeNs()}. */
    public void closeTimeNs(final long closeTimeNs)
    {
        buffer.putLong(offset + CLOSE_TIME_NS_OFFSET, closeTimeNs, LITTLE_ENDIAN);
    }

    /** Time of the first trade, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long firstTradeTimeNs()
    {
        return buffer.getLong(offset + FIRST_TRADE_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #firstTradeTimeNs()}. */
    public void firstTradeTimeNs(final long firstTradeTimeNs)
    {
        buffer.putLong(offset + FIRST_TRADE_TIME_NS_OFFSET, firstTradeTimeNs, LITTLE_ENDIAN);
    }

    /** Time of the last trade, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long lastTradeTimeNs()
    {
        return buffer.getLong(offset + LAST_TRADE_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #lastTradeTimeNs()}. */
    public void lastTradeTimeNs(final long lastTradeTimeNs)
    {
        buffer.putLong(offset + LAST_TRADE_TIME_NS_OFFSET, lastTradeTimeNs, LITTLE_ENDIAN);
    }

    /** Id of the first trade, or {@link EventLayout#ABSENT}. */
    public long firstTradeId()
    {
        return buffer.getLong(offset + FIRST_TRADE_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #firstTradeId()}. */
    public void firstTradeId(final long firstTradeId)
    {
        buffer.putLong(offset + FIRST_TRADE_ID_OFFSET, firstTradeId, LITTLE_ENDIAN);
    }

    /** Id of the last trade, or {@link EventLayout#ABSENT}. */
    public long lastTradeId()
    {
        return buffer.getLong(offset + LAST_TRADE_ID_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #lastTradeId()}. */
    public void lastTradeId(final long lastTradeId)
    {
        buffer.putLong(offset + LAST_TRADE_ID_OFFSET, lastTradeId, LITTLE_ENDIAN);
    }

    /** Trades in the interval, or {@link EventLayout#ABSENT}. */
    public long tradeCount()
    {
        return buffer.getLong(offset + TRADE_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #tradeCount()}. */
    public void tradeCount(final long tradeCount)
    {
        buffer.putLong(offset + TRADE_COUNT_OFFSET, tradeCount, LITTLE_ENDIAN);
    }

    /** The side that took liquidity, where only its trades are in it; else UNKNOWN. */
    public Aggressor side()
    {
        return Aggressor.of(buffer.getByte(offset + SIDE_OFFSET));
    }

    /** Sets {@link #side()} by its code (ordinal). */
    public void side(final int code)
    {
        buffer.putByte(offset + SIDE_OFFSET, (byte)code);
    }

    /** Whether the interval is over. */
    public CandleCompletion completion()
    {
        return CandleCompletion.of(buffer.getByte(offset + COMPLETION_OFFSET));
    }

    /** Sets {@link #completion()} by its code (ordinal). */
    public void completion(final int code)
    {
        buffer.putByte(offset + COMPLETION_OFFSET, (byte)code);
    }
}
