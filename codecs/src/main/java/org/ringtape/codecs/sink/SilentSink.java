package org.ringtape.codecs.sink;

import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.PriceTargetRow;

/**
 * Wants every stream, and passes over everything that a decoder says: whoever is interested in some events overrides
 * those. A decoder that is new to it says nothing that must be heard.
 */
public class SilentSink implements FrameSink
{
    @Override
    public boolean onStream(final byte[] frame, final int offset, final int length)
    {
        return true;
    }

    @Override
    public void onEventMalformed(final boolean streamKnown)
    {
    }

    @Override
    public void onBookStart()
    {
    }

    @Override
    public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
    }

    @Override
    public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
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
    }

    @Override
    public void onBookAbort()
    {
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
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final WireId id,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
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
    }

    @Override
    public void onCandle(final int instrumentId, final long venueTimeNs, final CandleRow candle)
    {
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
    }

    @Override
    public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
    {
    }

    @Override
    public void onIndexPrice(
        final int instrumentId, final long venueTimeNs, final long price, final int scale, final boolean inexact)
    {
    }

    @Override
    public void onFunding(
        final int instrumentId, final long venueTimeNs, final long periodNs, final DecimalRow decimals)
    {
    }

    @Override
    public void onOpenInterest(
        final int instrumentId, final long venueTimeNs, final InterestUnit unit, final DecimalRow decimals)
    {
    }

    @Override
    public void onLiquidation(
        final int instrumentId,
        final long venueTimeNs,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final WireId id,
        final int rawSide,
        final boolean inexact)
    {
    }

    @Override
    public void onProfileStart()
    {
    }

    @Override
    public void onProfileBlock(
        final long price,
        final int priceScale,
        final long buyQuantity,
        final int buyScale,
        final long sellQuantity,
        final int sellScale)
    {
    }

    @Override
    public void onProfileEnd(
        final int instrumentId,
        final long venueTimeNs,
        final long blockSize,
        final int blockSizeScale,
        final boolean inexact)
    {
    }

    @Override
    public void onProfileAbort()
    {
    }

    @Override
    public void onInstrument(final int instrumentId, final long venueTimeNs, final InstrumentRow row)
    {
    }

    @Override
    public void onPriceTarget(final int instrumentId, final PriceTargetRow row)
    {
    }

    @Override
    public void onAcknowledged(final long requestId)
    {
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
    }
}
