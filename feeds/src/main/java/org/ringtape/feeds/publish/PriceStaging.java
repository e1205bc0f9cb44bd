package org.ringtape.feeds.publish;

import static org.ringtape.codecs.sink.TopOfBookSink.NO_QUOTE;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.ringtape.codecs.decimal.SharedScale;
import org.ringtape.codecs.sink.WireId;
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
    private final SharedScale prices = new SharedScale();
    private final SharedScale quantities = new SharedScale();

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
        final WireId id,
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
        trade.lastSequence(id.kind() == WireId.Kind.U64 ? id.low() : ABSENT);
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
        topOfBook.lastSequence(sequence);
        FrameStaging.markInexact(topOfBook, inexact);
        if (hasBid && hasAsk && (bidPriceScale != askPriceScale || bidQuantityScale != askQuantityScale))
        {
            quotesOfTwoScales(bidPrice, bidPriceScale, bidQuantity, bidQuantityScale,
                askPrice, askPriceScale, askQuantity, askQuantityScale);
            return;
        }
        topOfBook.priceScale(hasBid ? bidPriceScale : hasAsk ? askPriceScale : 0);
        topOfBook.quantityScale(hasBid ? bidQuantityScale : hasAsk ? askQuantityScale : 0);
        topOfBook.bid(hasBid ? bidPrice : ABSENT, hasBid ? bidQuantity : 0L);
        topOfBook.ask(hasAsk ? askPrice : ABSENT, hasAsk ? askQuantity : 0L);
    }

    /**
     * Both sides of a quote share one scale for prices and one for quantities. Zeros that the venue pads a number with
     * give way where 18 digits would not hold both sides otherwise; if even that does not do (two numbers some 10^18
     * apart), the finer one is rounded and the event INEXACT.
     */
    private void quotesOfTwoScales(
        final long bidPrice,
        final int bidPriceScale,
        final long bidQuantity,
        final int bidQuantityScale,
        final long askPrice,
        final int askPriceScale,
        final long askQuantity,
        final int askQuantityScale)
    {
        prices.join(bidPrice, bidPriceScale, askPrice, askPriceScale);
        quantities.join(bidQuantity, bidQuantityScale, askQuantity, askQuantityScale);
        topOfBook.priceScale(prices.scale());
        topOfBook.quantityScale(quantities.scale());
        topOfBook.bid(prices.first(), quantities.first());
        topOfBook.ask(prices.second(), quantities.second());
        FrameStaging.markInexact(topOfBook, prices.isInexact() || quantities.isInexact());
    }
}
