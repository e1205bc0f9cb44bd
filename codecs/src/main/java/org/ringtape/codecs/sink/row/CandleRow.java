package org.ringtape.codecs.sink.row;

import org.ringtape.codecs.sink.CandleSink;
import org.ringtape.codecs.sink.TradeSink;

/**
 * A candle as it was decoded. Times are epoch nanoseconds, ids and counts the venue's; {@link DecimalRow#ABSENT} stands
 * for what the venue did not send. A decoder fills and reuses it; a sink reads it during the call only.
 */
public final class CandleRow
{
    /** Prices and quantities, by {@link CandleField}. */
    public final DecimalRow decimals = new DecimalRow();
    /** Length of the interval in nanoseconds. */
    public long intervalNs;
    /** Begin of the interval. */
    public long openTimeNs;
    /** Last instant of the interval. */
    public long closeTimeNs;
    /** Time of the first trade. */
    public long firstTradeTimeNs;
    /** Time of the last trade. */
    public long lastTradeTimeNs;
    /** Id of the first trade. */
    public long firstTradeId;
    /** Id of the last trade. */
    public long lastTradeId;
    /** Trades in the interval. */
    public long tradeCount;
    /** One of the {@link TradeSink} AGGRESSOR constants where only trades of one side are in it. */
    public int side;
    /** One of the {@link CandleSink} constants. */
    public int closed;

    /** Makes everything absent. */
    public void clear()
    {
        decimals.clear();
        intervalNs = DecimalRow.ABSENT;
        openTimeNs = DecimalRow.ABSENT;
        closeTimeNs = DecimalRow.ABSENT;
        firstTradeTimeNs = DecimalRow.ABSENT;
        lastTradeTimeNs = DecimalRow.ABSENT;
        firstTradeId = DecimalRow.ABSENT;
        lastTradeId = DecimalRow.ABSENT;
        tradeCount = DecimalRow.ABSENT;
        side = TradeSink.AGGRESSOR_UNKNOWN;
        closed = CandleSink.MAYBE_CLOSED;
    }
}
