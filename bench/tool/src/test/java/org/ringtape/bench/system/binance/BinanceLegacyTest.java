package org.ringtape.bench.system.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;

/** The retired options streams over real sockets: all of them, with books that come as images of the best levels. */
@Timeout(40)
final class BinanceLegacyTest
{
    private static final int VENUE = BinanceModule.OPTIONS_LEGACY.id();
    private static final int SYMBOLS = 12;
    private static final List<EventType> KINDS = List.of(EventType.TICKER, EventType.CANDLE, EventType.MARK_PRICE,
        EventType.INDEX_PRICE, EventType.OPEN_INTEREST, EventType.INSTRUMENT, EventType.TRADE);
    /** What a ticker says under which key; IVs and greeks share letters with other things in v2. */
    private static final Map<Ticker.Field, String> TICKER_KEYS = Map.ofEntries(
        Map.entry(Ticker.Field.LAST_PRICE, "c"), Map.entry(Ticker.Field.OPEN, "o"),
        Map.entry(Ticker.Field.QUANTITY, "V"), Map.entry(Ticker.Field.NOTIONAL, "A"),
        Map.entry(Ticker.Field.BID_PRICE, "bo"), Map.entry(Ticker.Field.ASK_PRICE, "ao"),
        Map.entry(Ticker.Field.BID_QUANTITY, "bq"), Map.entry(Ticker.Field.ASK_QUANTITY, "aq"),
        Map.entry(Ticker.Field.BID_VOLATILITY, "b"), Map.entry(Ticker.Field.ASK_VOLATILITY, "a"),
        Map.entry(Ticker.Field.MARK_VOLATILITY, "vo"), Map.entry(Ticker.Field.MARK_PRICE, "mp"),
        Map.entry(Ticker.Field.DELTA, "d"), Map.entry(Ticker.Field.THETA, "t"),
        Map.entry(Ticker.Field.GAMMA, "g"), Map.entry(Ticker.Field.VEGA, "v"));

    @Test
    void shouldReadEveryStreamOfTheRetiredDialect()
    {
        try (OptionsRig rig = new OptionsRig(GeneratedMarket.legacyOptions(SYMBOLS), BinanceLegacyTest::everything))
        {
            rig.await("every kind of event", () -> KINDS.stream().allMatch((kind) -> rig.watch().countOf(kind) > 0));
            rig.await("a listing", () -> rig.lastSent("option_pair").keySet().stream().anyMatch((symbol) ->
                rig.watch().definedInstruments().contains(rig.instrument(VENUE, symbol))));
            rig.awaitStill((context) -> rig.differenceOfBooks(context, 0, SYMBOLS));
            rig.awaitStill((context) -> differenceOfValues(rig, context));

            rig.requireNothingLost();
            assertEquals(0, rig.watch().wrongOrderIds());
            assertEquals(rig.watch().countOf(EventType.TRADE), rig.watch().sides().get(Aggressor.BUY).sum() +
                rig.watch().sides().get(Aggressor.SELL).sum());
            assertTrue(rig.watch().sides().get(Aggressor.BUY).sum() > 0);
            assertTrue(rig.watch().sides().get(Aggressor.SELL).sum() > 0);
            assertEquals(0, rig.total(PipelineCounter.SNAPSHOT_REQUESTS), "images need none");
            assertEquals(0, rig.watch().losses(LossCause.STREAM_SILENT));
            assertEquals(List.of("/eoptions/stream"), rig.feeds().sessions().stream()
                .map((session) -> session.protocol().endpoint().getPath()).toList());
        }
    }

    private static VenueFeed everything(final GeneratedMarket market, final BinanceSimulator simulator)
    {
        return BinanceFeed.optionsLegacy()
            .streams(market.streams().toArray(new String[0]))
            .streams(market.statisticsStreams().toArray(new String[0]))
            .exchangeInfo(true)
            .webSocket(simulator.webSocketUri())
            .rest(simulator.restUri())
            .build();
    }

    /** The first value that is not what the venue last said; null if all are. Market thread. */
    private static String differenceOfValues(final OptionsRig rig, final StrategyContext context)
    {
        for (final String symbol : rig.market().symbols())
        {
            final String[] parts = symbol.split("-");
            final int id = rig.instrument(VENUE, symbol);
            final Map<?, ?> mark = rig.lastSent(parts[0] + "@markPrice").get(symbol);
            final MarkPrice markPrice = context.values().markPrice(id);
            final Map<?, ?> index = rig.lastSent(parts[0] + "USDT@index").get(parts[0] + "USDT");
            final IndexPrice indexPrice = context.values().indexPrice(rig.instrument(VENUE, parts[0] + "USDT"));
            final Map<?, ?> interest = rig.lastSent(parts[0] + "@openInterest@" + parts[1]).get(symbol);
            final OpenInterest openInterest = context.values().openInterest(id);
            if (mark == null || markPrice == null || index == null || indexPrice == null || interest == null ||
                openInterest == null ||
                !is(mark, "mp", markPrice.mantissa(MarkPrice.Field.MARK), markPrice.scale(MarkPrice.Field.MARK)) ||
                !is(index, "p", indexPrice.price(), indexPrice.priceScale()) ||
                !is(interest, "o", openInterest.mantissa(OpenInterest.Field.QUANTITY),
                    openInterest.scale(OpenInterest.Field.QUANTITY)) ||
                !is(interest, "h", openInterest.mantissa(OpenInterest.Field.NOTIONAL),
                    openInterest.scale(OpenInterest.Field.NOTIONAL)))
            {
                return symbol + ": the venue said " + mark + ", " + index + ", " + interest;
            }
            final String ofTicker = differenceOfTicker(rig, context.values().ticker(id), symbol);
            if (ofTicker != null)
            {
                return ofTicker;
            }
        }
        return null;
    }

    private static String differenceOfTicker(final OptionsRig rig, final Ticker ticker, final String symbol)
    {
        final Map<?, ?> said = rig.lastSent(symbol + "@ticker").get(symbol);
        if (said == null || ticker == null)
        {
            return symbol + ": the venue's ticker is " + said + ", ours is " + (ticker == null ? "missing" : "there");
        }
        for (final Map.Entry<Ticker.Field, String> entry : TICKER_KEYS.entrySet())
        {
            final Ticker.Field field = entry.getKey();
            if (!ticker.has(field) || !is(said, entry.getValue(), ticker.mantissa(field), ticker.scale(field)))
            {
                return symbol + ": " + field + " is " + ticker.mantissa(field) + ", the venue said " + said;
            }
        }
        return null;
    }

    private static boolean is(final Map<?, ?> said, final String key, final long mantissa, final int scale)
    {
        return BigDecimal.valueOf(mantissa, scale).compareTo(OptionsRig.decimal(said, key)) == 0;
    }
}
