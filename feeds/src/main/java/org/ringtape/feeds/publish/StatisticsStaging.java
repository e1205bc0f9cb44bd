package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;

import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InstrumentText;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition.Text;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.Ticker;

/** Stages what a venue says of instruments beside books and trades. The staging sink's own; same thread. */
final class StatisticsStaging
{
    private static final InstrumentText[] INSTRUMENT_TEXTS = InstrumentText.values();
    private static final Text[] DEFINITION_TEXTS = Text.values();

    private final FrameStaging staging;
    private final Candle candle = new Candle();
    private final Ticker ticker = new Ticker();
    private final MarkPrice markPrice = new MarkPrice();
    private final IndexPrice indexPrice = new IndexPrice();
    private final Funding funding = new Funding();
    private final OpenInterest openInterest = new OpenInterest();
    private final MarketLiquidation liquidation = new MarketLiquidation();
    private final InstrumentDefinition definition = new InstrumentDefinition();
    private final PriceTarget target = new PriceTarget();

    StatisticsStaging(final FrameStaging staging)
    {
        this.staging = staging;
    }

    void onCandle(final int instrumentId, final long venueTimeNs, final CandleRow row)
    {
        if (staging.append(candle, EventType.CANDLE, Candle.LENGTH, instrumentId, venueTimeNs))
        {
            copy(row.decimals, candle);
            candle.intervalNs(row.intervalNs);
            candle.openTimeNs(row.openTimeNs);
            candle.closeTimeNs(row.closeTimeNs);
            candle.firstTradeTimeNs(row.firstTradeTimeNs);
            candle.lastTradeTimeNs(row.lastTradeTimeNs);
            candle.firstTradeId(row.firstTradeId);
            candle.lastTradeId(row.lastTradeId);
            candle.tradeCount(row.tradeCount);
            candle.side(row.side);
            candle.completion(row.closed);
        }
    }

    void onTicker(
        final int instrumentId,
        final long venueTimeNs,
        final long openTimeNs,
        final long closeTimeNs,
        final long firstTradeId,
        final long lastTradeId,
        final long tradeCount,
        final DecimalRow decimals)
    {
        if (staging.append(ticker, EventType.TICKER, Ticker.LENGTH, instrumentId, venueTimeNs))
        {
            copy(decimals, ticker);
            ticker.openTimeNs(openTimeNs);
            ticker.closeTimeNs(closeTimeNs);
            ticker.firstTradeId(firstTradeId);
            ticker.lastTradeId(lastTradeId);
            ticker.tradeCount(tradeCount);
        }
    }

    void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
    {
        if (staging.append(markPrice, EventType.MARK_PRICE, MarkPrice.LENGTH, instrumentId, venueTimeNs))
        {
            copy(decimals, markPrice);
        }
    }

    void onIndexPrice(
        final int instrumentId, final long venueTimeNs, final long price, final int scale, final boolean inexact)
    {
        if (staging.append(indexPrice, EventType.INDEX_PRICE, IndexPrice.LENGTH, instrumentId, venueTimeNs))
        {
            indexPrice.priceScale(scale);
            indexPrice.price(price);
            FrameStaging.markInexact(indexPrice, inexact);
        }
    }

    void onFunding(
        final int instrumentId, final long venueTimeNs, final long periodNs, final DecimalRow decimals)
    {
        if (staging.append(funding, EventType.FUNDING, Funding.LENGTH, instrumentId, venueTimeNs))
        {
            copy(decimals, funding);
            funding.periodNs(periodNs);
        }
    }

    void onOpenInterest(
        final int instrumentId, final long venueTimeNs, final InterestUnit unit, final DecimalRow decimals)
    {
        if (staging.append(openInterest, EventType.OPEN_INTEREST, OpenInterest.LENGTH, instrumentId, venueTimeNs))
        {
            copy(decimals, openInterest);
            openInterest.unit(unit.ordinal());
        }
    }

    void onLiquidation(
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
        if (staging.append(
            liquidation, EventType.MARKET_LIQUIDATION, MarketLiquidation.BASE_LENGTH, instrumentId, venueTimeNs))
        {
            liquidation.id(id.kind().ordinal(), id.isUpperCase(), id.low(), id.high(),
                id.text().bytes(), id.text().offset(), id.text().length());
            liquidation.priceScale(priceScale);
            liquidation.quantityScale(quantityScale);
            liquidation.priceAndQuantity(price, quantity);
            liquidation.rawSide(rawSide);
            FrameStaging.markInexact(liquidation, inexact);
            staging.countHash(id);
        }
    }

    /** The row's texts are as the venue sent them; one that is too long for its field is untold, and counted. */
    void onInstrument(final int instrumentId, final long venueTimeNs, final InstrumentRow row)
    {
        if (staging.append(
            definition, EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, instrumentId, venueTimeNs))
        {
            definition.clear();
            definition.generation(staging.generation(instrumentId));
            fill(definition, row);
        }
    }

    /** Fills a cleared definition, which may have its symbol already. */
    void fill(final InstrumentDefinition event, final InstrumentRow row)
    {
        copy(row.decimals, event);
        event.expiryNs(row.expiryNs);
        event.listedNs(row.listedNs);
        event.kind(row.kind.ordinal());
        event.status(row.status.ordinal());
        event.scales(scale(row.priceScale), scale(row.quantityScale));
        for (final InstrumentText which : INSTRUMENT_TEXTS)
        {
            final ByteRange text = row.text(which);
            if (text.length() <= InstrumentDefinition.MAX_TEXT_LENGTH)
            {
                event.text(DEFINITION_TEXTS[which.ordinal() + 1], text.bytes(), text.offset(), text.length());
            }
            else
            {
                staging.countTextTooLong();
            }
        }
    }

    private static int scale(final int rowScale)
    {
        return rowScale == InstrumentRow.NO_SCALE ? InstrumentDefinition.NO_SCALE : rowScale;
    }

    void onPriceTarget(final int instrumentId, final PriceTargetRow row)
    {
        if (!staging.append(target, EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH, instrumentId, row.startNs))
        {
            return;
        }
        target.priceScale(row.priceScale);
        target.window(row.intervalNs, row.startNs, row.endNs);
        target.price(row.price);
        target.status(row.status.ordinal());
        if (row.snapshot)
        {
            target.flags(target.flags() | FLAG_SNAPSHOT);
        }
        target.interval(row.interval.bytes(), row.interval.offset(),
            cut(row.interval, PriceTarget.MAX_INTERVAL_LENGTH));
        target.source(row.source.bytes(), row.source.offset(), cut(row.source, PriceTarget.MAX_SOURCE_LENGTH));
        target.error(row.error.bytes(), row.error.offset(), cut(row.error, PriceTarget.MAX_ERROR_LENGTH));
        FrameStaging.markInexact(target, row.inexact);
    }

    /** Texts for people may be cut, at a character. */
    private int cut(final ByteRange text, final int limit)
    {
        if (text.length() <= limit)
        {
            return text.length();
        }
        staging.countTextTooLong();
        int end = limit;
        while (end > 0 && (text.bytes()[text.offset() + end] & 0xC0) == 0x80)
        {
            end--;
        }
        return end;
    }

    private static void copy(final DecimalRow row, final DecimalEvent<?> event)
    {
        for (int i = 0; i < event.fieldCount(); i++)
        {
            event.decimal(i, row.mantissa(i), row.scale(i));
        }
        FrameStaging.markInexact(event, row.isInexact());
    }
}
