package org.ringtape.feeds.publish;

import static org.ringtape.codecs.sink.TopOfBookSink.NO_QUOTE;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.codecs.sink.EventId;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;

/** Stages trades and best quotes. The staging sink's own; same thread. */
final class PriceStaging
{
    private final FrameStaging staging;
    private final Trade trade = new Trade();
    private final TopOfBook topOfBook = new TopOfBook();

    PriceStaging(final FrameStaging staging)
    {
        this.staging = staging;
    }

    void onTrade(
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
        if (!staging.append(trade, EventType.TRADE, Trade.BASE_LENGTH, instrumentId, venueTimeNs))
        {
            return;
        }
        trade.id(IdKind.U64, tradeId, 0L);
        trade.lastSequence(tradeId);
        fill(price, priceScale, quantity, quantityScale, ABSENT, ABSENT, aggressor, kind, inexact);
    }

    void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final EventId id,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        if (!staging.append(trade, EventType.TRADE, Trade.BASE_LENGTH, instrumentId, venueTimeNs))
        {
            return;
        }
        trade.id(id.kind().ordinal(), id.isUpperCase(), id.low(), id.high(),
            id.text().bytes(), id.text().offset(), id.text().length());
        trade.lastSequence(id.kind() == EventId.Kind.U64 ? id.low() : ABSENT);
        fill(price, priceScale, quantity, quantityScale, buyerOrderId, sellerOrderId, aggressor, kind, inexact);
        staging.countHash(id);
    }

    private void fill(
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final boolean inexact)
    {
        trade.priceScale(priceScale);
        trade.quantityScale(quantityScale);
        trade.continuityRule(staging.rule());
        trade.priceAndQuantity(price, quantity);
        trade.orderIds(buyerOrderId, sellerOrderId);
        trade.aggressorAndKind(aggressor, kind);
        FrameStaging.markInexact(trade, inexact);
    }

    void onTopOfBook(
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
        if (!staging.append(topOfBook, EventType.TOP_OF_BOOK, TopOfBook.LENGTH, instrumentId, venueTimeNs))
        {
            return;
        }
        final boolean hasBid = bidPrice != NO_QUOTE;
        final boolean hasAsk = askPrice != NO_QUOTE;
        final int priceScale = commonScale(hasBid, bidPriceScale, hasAsk, askPriceScale);
        final int quantityScale = commonScale(hasBid, bidQuantityScale, hasAsk, askQuantityScale);
        topOfBook.priceScale(priceScale);
        topOfBook.quantityScale(quantityScale);
        topOfBook.lastSequence(sequence);
        topOfBook.bid(
            hasBid ? atScale(bidPrice, bidPriceScale, priceScale) : ABSENT,
            hasBid ? atScale(bidQuantity, bidQuantityScale, quantityScale) : 0L);
        topOfBook.ask(
            hasAsk ? atScale(askPrice, askPriceScale, priceScale) : ABSENT,
            hasAsk ? atScale(askQuantity, askQuantityScale, quantityScale) : 0L);
        FrameStaging.markInexact(topOfBook, inexact);
    }

    private static int commonScale(
        final boolean hasBid, final int bidScale, final boolean hasAsk, final int askScale)
    {
        return hasBid && hasAsk ? Math.max(bidScale, askScale) : hasBid ? bidScale : hasAsk ? askScale : 0;
    }

    /**
     * Both sides of a quote share one scale. The coarser side is widened exactly; where that would pass 18 digits (two
     * sides 10^18 apart, seen at no venue) the event is refused like one that does not fit.
     */
    private long atScale(final long mantissa, final int scale, final int wanted)
    {
        if (!Widening.canWiden(mantissa, wanted - scale))
        {
            staging.markTooLarge();
            return ABSENT;
        }
        return Widening.widen(mantissa, wanted - scale);
    }
}
