package org.ringtape.bench.cli.text;

import static org.ringtape.bench.cli.text.EventText.decimal;
import static org.ringtape.bench.cli.text.EventText.id;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.value.VolumeProfile;

/** The fields of events beside books, trades and quotes, as the {@code decode} command shows them. */
final class StatisticsText
{
    private final Candle candle = new Candle();
    private final Ticker ticker = new Ticker();
    private final MarkPrice markPrice = new MarkPrice();
    private final IndexPrice indexPrice = new IndexPrice();
    private final Funding funding = new Funding();
    private final OpenInterest openInterest = new OpenInterest();
    private final MarketLiquidation liquidation = new MarketLiquidation();
    private final VolumeProfile profile = new VolumeProfile();
    private final InstrumentDefinition definition = new InstrumentDefinition();
    private final PriceTarget target = new PriceTarget();
    private List<Object> blocks = new ArrayList<>();

    /** Adds the fields of the wrapped event's kind. */
    void addTo(final Map<String, Object> event, final EventHeader source)
    {
        switch (source.type())
        {
            case CANDLE:
                candle.wrap(source);
                candle(event);
                break;

            case TICKER:
                ticker.wrap(source);
                ticker(event);
                break;

            case MARK_PRICE:
                markPrice.wrap(source);
                decimals(event, markPrice, MarkPrice.Field.values());
                break;

            case INDEX_PRICE:
                indexPrice.wrap(source);
                event.put("inexact", indexPrice.isInexact());
                event.put("price", decimal(indexPrice.price(), indexPrice.priceScale()));
                break;

            case FUNDING:
                funding.wrap(source);
                decimals(event, funding, Funding.Field.values());
                event.put("periodNs", number(funding.periodNs()));
                break;

            case OPEN_INTEREST:
                openInterest.wrap(source);
                decimals(event, openInterest, OpenInterest.Field.values());
                event.put("unit", openInterest.unit().name());
                break;

            case MARKET_LIQUIDATION:
                liquidation.wrap(source);
                liquidation(event);
                break;

            case VOLUME_PROFILE:
                profile.wrap(source);
                profile(event);
                break;

            case INSTRUMENT:
                definition.wrap(source);
                definition(event);
                break;

            case PRICE_TARGET:
                target.wrap(source);
                target(event);
                break;

            default:
                break;
        }
    }

    /** Adds the blocks of a further chunk of the profile that was added last. */
    void addBlocks(final EventHeader source)
    {
        profile.wrap(source);
        for (int i = 0; i < profile.blockCount(); i++)
        {
            blocks.add(List.of(
                decimal(profile.price(i), profile.priceScale()),
                decimal(profile.buyQuantity(i), profile.buyScale()),
                decimal(profile.sellQuantity(i), profile.sellScale())));
        }
    }

    private void candle(final Map<String, Object> event)
    {
        decimals(event, candle, Candle.Field.values());
        event.put("intervalNs", number(candle.intervalNs()));
        event.put("openTimeNs", number(candle.openTimeNs()));
        event.put("closeTimeNs", number(candle.closeTimeNs()));
        event.put("firstTradeTimeNs", number(candle.firstTradeTimeNs()));
        event.put("lastTradeTimeNs", number(candle.lastTradeTimeNs()));
        event.put("firstTradeId", id(candle.firstTradeId()));
        event.put("lastTradeId", id(candle.lastTradeId()));
        event.put("tradeCount", number(candle.tradeCount()));
        event.put("side", candle.side().name());
        event.put("completion", candle.completion().name());
    }

    private void ticker(final Map<String, Object> event)
    {
        decimals(event, ticker, Ticker.Field.values());
        event.put("openTimeNs", number(ticker.openTimeNs()));
        event.put("closeTimeNs", number(ticker.closeTimeNs()));
        event.put("firstTradeId", id(ticker.firstTradeId()));
        event.put("lastTradeId", id(ticker.lastTradeId()));
        event.put("tradeCount", number(ticker.tradeCount()));
    }

    private void liquidation(final Map<String, Object> event)
    {
        event.put("inexact", liquidation.isInexact());
        event.put("id", liquidation.idText());
        event.put("idKind", liquidation.idKind().name());
        event.put("price", decimal(liquidation.price(), liquidation.priceScale()));
        event.put("quantity", decimal(liquidation.quantity(), liquidation.quantityScale()));
        event.put("rawSide", liquidation.rawSide().name());
    }

    private void profile(final Map<String, Object> event)
    {
        blocks = new ArrayList<>();
        event.put("inexact", profile.isInexact());
        event.put("blockSize", decimal(profile.blockSize(), profile.blockSizeScale()));
        event.put("blocks", blocks);
        addBlocks(profile);
    }

    private void definition(final Map<String, Object> event)
    {
        for (final InstrumentDefinition.Text text : InstrumentDefinition.Text.values())
        {
            final String key = text == InstrumentDefinition.Text.STATUS ? "statusText" : camelCase(text);
            event.put(key, textOrNull(definition.text(text)));
        }
        event.put("status", definition.status().name());
        event.put("kind", definition.kind().name());
        event.put("expiryNs", number(definition.expiryNs()));
        event.put("listedNs", number(definition.listedNs()));
        event.put("priceScale", scale(definition.scaleOfPrices()));
        event.put("quantityScale", scale(definition.scaleOfQuantities()));
        decimals(event, definition, InstrumentDefinition.Field.values());
    }

    private void target(final Map<String, Object> event)
    {
        event.put("inexact", target.isInexact());
        event.put("interval", target.interval());
        event.put("intervalNs", number(target.intervalNs()));
        event.put("startNs", number(target.startNs()));
        event.put("endNs", number(target.endNs()));
        event.put("price", decimal(target.price(), target.priceScale()));
        event.put("source", textOrNull(target.source()));
        event.put("status", target.status().name());
        event.put("snapshot", target.isSnapshot());
        event.put("error", textOrNull(target.error()));
    }

    private static <F extends Enum<F>> void decimals(
        final Map<String, Object> event, final DecimalEvent<F> source, final F[] fields)
    {
        event.put("inexact", source.isInexact());
        for (final F field : fields)
        {
            event.put(camelCase(field), decimal(source.mantissa(field), source.scale(field)));
        }
    }

    private static String camelCase(final Enum<?> constant)
    {
        final StringBuilder name = new StringBuilder();
        for (final String word : constant.name().split("_"))
        {
            name.append(name.length() == 0 ?
                word.toLowerCase(Locale.ROOT) : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String textOrNull(final String text)
    {
        return text.isEmpty() ? null : text;
    }

    private static Object number(final long value)
    {
        return value == ABSENT ? null : value;
    }

    private static Object scale(final int scale)
    {
        return scale == InstrumentDefinition.NO_SCALE ? null : scale;
    }
}
