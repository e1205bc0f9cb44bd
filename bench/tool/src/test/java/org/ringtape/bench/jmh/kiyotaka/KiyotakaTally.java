package org.ringtape.bench.jmh.kiyotaka;

import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.PriceTargetRow;

/** Adds up trades, levels and price targets, and passes everything else over. */
final class KiyotakaTally extends SilentSink
{
    private long sum;

    /** The sum since this was called last. */
    long take()
    {
        final long taken = sum;
        sum = 0;
        return taken;
    }

    @Override
    public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        sum += KiyotakaSums.bid(KiyotakaSums.decimal(price, priceScale),
            KiyotakaSums.decimal(quantity, quantityScale));
    }

    @Override
    public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        sum += KiyotakaSums.ask(KiyotakaSums.decimal(price, priceScale),
            KiyotakaSums.decimal(quantity, quantityScale));
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
        sum += venueTimeNs;
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
        sum += KiyotakaSums.trade(id.low(), KiyotakaSums.decimal(price, priceScale),
            KiyotakaSums.decimal(quantity, quantityScale), aggressor == AGGRESSOR_BUY,
            venueTimeNs);
    }

    @Override
    public void onPriceTarget(final int instrumentId, final PriceTargetRow row)
    {
        sum += KiyotakaSums.decimal(row.price, row.priceScale) + row.startNs +
            (row.snapshot ? 1 : 0) + instrumentId;
    }
}
