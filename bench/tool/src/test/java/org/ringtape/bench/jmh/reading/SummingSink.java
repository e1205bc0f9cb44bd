package org.ringtape.bench.jmh.reading;

import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.row.DecimalRow;

/** Consumes every value of the events that are measured, see {@link FrameSum}; the others it lets pass. */
final class SummingSink extends SilentSink
{
    private long sum;

    /** What came since the last call. */
    long takeSum()
    {
        final long taken = sum;
        sum = 0;
        return taken;
    }

    @Override
    public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        sum += FrameSum.decimal(price, priceScale) + FrameSum.decimal(quantity, quantityScale) * FrameSum.BID_QUANTITY;
    }

    @Override
    public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        sum += FrameSum.decimal(price, priceScale) * FrameSum.ASK_PRICE +
            FrameSum.decimal(quantity, quantityScale) * FrameSum.ASK_QUANTITY;
    }

    @Override
    public void onBids(
        final long[] prices,
        final int priceScale,
        final long[] quantities,
        final int quantityScale,
        final int count)
    {
        sum += FrameSum.decimal(total(prices, count), priceScale) +
            FrameSum.decimal(total(quantities, count), quantityScale) * FrameSum.BID_QUANTITY;
    }

    @Override
    public void onAsks(
        final long[] prices,
        final int priceScale,
        final long[] quantities,
        final int quantityScale,
        final int count)
    {
        sum += FrameSum.decimal(total(prices, count), priceScale) * FrameSum.ASK_PRICE +
            FrameSum.decimal(total(quantities, count), quantityScale) * FrameSum.ASK_QUANTITY;
    }

    @Override
    public void onBookEnd(
        final int kind,
        final int instrumentId,
        final long venueTimeNs,
        final long firstSequence,
        final long lastSequence,
        final long previousSequence,
        final boolean inexact)
    {
        sum += instrumentId + venueTimeNs + firstSequence * FrameSum.FIRST_SEQUENCE +
            lastSequence * FrameSum.LAST_SEQUENCE + previousSequence * FrameSum.PREVIOUS_SEQUENCE;
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final long tradeId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        sum += instrumentId + venueTimeNs + FrameSum.decimal(price, priceScale) +
            FrameSum.decimal(quantity, quantityScale) * FrameSum.TRADE_QUANTITY + tradeId * FrameSum.TRADE_ID +
            aggressor * FrameSum.AGGRESSOR + kind * FrameSum.KIND;
    }

    @Override
    public void onTopOfBook(
        final int instrumentId,
        final long bidPrice,
        final int bidPriceScale,
        final long bidQuantity,
        final int bidQuantityScale,
        final long askPrice,
        final int askPriceScale,
        final long askQuantity,
        final int askQuantityScale,
        final long venueTimeNs,
        final long sequence,
        final boolean inexact)
    {
        sum += instrumentId + venueTimeNs + sequence * FrameSum.LAST_SEQUENCE;
        if (bidPrice != NO_QUOTE)
        {
            onBid(bidPrice, bidPriceScale, bidQuantity, bidQuantityScale);
        }
        if (askPrice != NO_QUOTE)
        {
            onAsk(askPrice, askPriceScale, askQuantity, askQuantityScale);
        }
    }

    @Override
    public void onTicker(
        final int instrumentId,
        final long venueTimeNs,
        final long openTimeNs,
        final long closeTimeNs,
        final long firstTradeId,
        final long lastTradeId,
        final long tradeCount,
        final DecimalRow decimals)
    {
        sum += instrumentId + venueTimeNs + openTimeNs * FrameSum.OPEN_TIME + closeTimeNs * FrameSum.CLOSE_TIME +
            firstTradeId * FrameSum.FIRST_ID + lastTradeId * FrameSum.LAST_ID + tradeCount * FrameSum.TRADE_COUNT;
        addRow(decimals);
    }

    @Override
    public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
    {
        sum += instrumentId + venueTimeNs;
        addRow(decimals);
    }

    private static long total(final long[] mantissas, final int count)
    {
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            total += mantissas[i];
        }
        return total;
    }

    private void addRow(final DecimalRow decimals)
    {
        for (int i = 0; i < DecimalRow.MAX_FIELDS; i++)
        {
            final long mantissa = decimals.mantissa(i);
            sum += mantissa == DecimalRow.ABSENT ? 0 : FrameSum.decimal(mantissa, decimals.scale(i));
        }
    }
}
