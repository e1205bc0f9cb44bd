package org.ringtape.engine.event.value;

import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventLayout;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * Statistics of a rolling window.
 */
public final class Ticker extends DecimalEvent<Ticker.Field>
{
    /** What it is made of; the order is that in the slot. */
    public enum Field
    {
        /** Price of the last trade. */
        LAST_PRICE,
        /** Quantity of the last trade. */
        LAST_QUANTITY,
        /** First price of the window. */
        OPEN,
        /** Highest price of the window. */
        HIGH,
        /** Lowest price of the window. */
        LOW,
        /** Last price less first. */
        PRICE_CHANGE,
        /** Relative change as the venue writes it; whether ratio or percentage is the venue's secret. */
        RELATIVE_CHANGE_AS_SENT,
        /** Price weighted by quantity. */
        WEIGHTED_PRICE,
        /** Traded quantity. */
        QUANTITY,
        /** Traded quantity in the quote asset. */
        NOTIONAL,
        /** Best bid. */
        BID_PRICE,
        /** Quantity at the best bid. */
        BID_QUANTITY,
        /** Best ask. */
        ASK_PRICE,
        /** Quantity at the best ask. */
        ASK_QUANTITY,
        /** Implied volatility of the bid, a fraction. */
        BID_VOLATILITY,
        /** Implied volatility of the ask, a fraction. */
        ASK_VOLATILITY,
        /** Implied volatility of the mark price, a fraction. */
        MARK_VOLATILITY,
        /** Greek delta. */
        DELTA,
        /** Greek theta. */
        THETA,
        /** Greek gamma. */
        GAMMA,
        /** Greek vega. */
        VEGA,
        /** Mark price. */
        MARK_PRICE,
        /** Highest price at which one may buy. */
        HIGH_LIMIT,
        /** Lowest price at which one may sell. */
        LOW_LIMIT,
        /** What settlement would be now. */
        ESTIMATED_SETTLEMENT_PRICE
    }

    private static final Field[] FIELDS = Field.values();
    private static final int TAIL_OFFSET = PAYLOAD_OFFSET + lengthOf(FIELDS.length);
    private static final int OPEN_TIME_NS_OFFSET = TAIL_OFFSET + 0;
    private static final int CLOSE_TIME_NS_OFFSET = TAIL_OFFSET + 8;
    private static final int FIRST_TRADE_ID_OFFSET = TAIL_OFFSET + 16;
    private static final int LAST_TRADE_ID_OFFSET = TAIL_OFFSET + 24;
    private static final int TRADE_COUNT_OFFSET = TAIL_OFFSET + 32;

    /** Bytes of payload. */
    public static final int LENGTH = lengthOf(FIELDS.length) + 40;

    /** A window that looks at nothing yet. */
    public Ticker()
    {
        super(FIELDS.length);
    }

    /** Begin of the window, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long openTimeNs()
    {
        return buffer.getLong(offset + OPEN_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #openTimeNs()}. */
    public void openTimeNs(final long openTimeNs)
    {
        buffer.putLong(offset + OPEN_TIME_NS_OFFSET, openTimeNs, LITTLE_ENDIAN);
    }

    /** End of the window, epoch nanoseconds, or {@link EventLayout#ABSENT}. */
    public long closeTimeNs()
    {
        return buffer.getLong(offset + CLOSE_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #closeTimeNs()}. */
    public void closeTimeNs(final long closeTimeNs)
    {
        buffer.putLong(offset + CLOSE_TIME_NS_OFFSET, closeTimeNs, LITTLE_ENDIAN);
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

    /** Trades in the window, or {@link EventLayout#ABSENT}. */
    public long tradeCount()
    {
        return buffer.getLong(offset + TRADE_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets {@link #tradeCount()}. */
    public void tradeCount(final long tradeCount)
    {
        buffer.putLong(offset + TRADE_COUNT_OFFSET, tradeCount, LITTLE_ENDIAN);
    }
}
