package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.sink.row.CandleField;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.CandleSink;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.row.FundingField;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.codecs.sink.row.ListedKind;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.ListedStatus;
import org.ringtape.codecs.sink.row.InstrumentText;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.row.OpenInterestField;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.codecs.sink.row.WindowStatus;
import org.ringtape.codecs.sink.row.TickerField;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.feeds.AllocationMeter;

/** What a decoder says beside books and trades, as events in the stage. */
class StatisticsStagingTest
{
    private static final byte[] NAME = ascii("stats");
    private static final byte[] SYMBOL = ascii("BTC-260925-90000-C");

    private final EventStage stage = new EventStage(32);
    private final StreamTable streams = new StreamTable(16);
    private final int streamId = streams.register(2, "stats", 3, ContinuityRule.NONE).id();
    private final StagingSink sink = new StagingSink(stage, streams, 2, 7, ControlSink.NONE, StreamResolver.NONE);
    private final DecimalRow decimals = new DecimalRow();

    @BeforeEach
    void begin()
    {
        sink.beginFrame(5, 1_000);
        assertTrue(sink.onStream(NAME, 0, NAME.length));
    }

    @Test
    void shouldStageCandles()
    {
        final CandleRow row = new CandleRow();
        fill(row.decimals, CandleField.values());
        row.intervalNs = 1;
        row.openTimeNs = 2;
        row.closeTimeNs = 3;
        row.firstTradeTimeNs = 4;
        row.lastTradeTimeNs = 5;
        row.firstTradeId = 6;
        row.lastTradeId = 7;
        row.tradeCount = 8;
        row.side = TradeSink.AGGRESSOR_SELL;
        row.closed = CandleSink.CLOSED;
        sink.onCandle(3, 900, row);

        final Candle candle = staged(new Candle(), EventType.CANDLE, 900);
        assertDecimals(candle, Candle.Field.values(), CandleField.values());
        assertEquals(1, candle.intervalNs());
        assertEquals(2, candle.openTimeNs());
        assertEquals(3, candle.closeTimeNs());
        assertEquals(4, candle.firstTradeTimeNs());
        assertEquals(5, candle.lastTradeTimeNs());
        assertEquals(6, candle.firstTradeId());
        assertEquals(7, candle.lastTradeId());
        assertEquals(8, candle.tradeCount());
        assertEquals(Aggressor.SELL, candle.side());
        assertEquals("CLOSED", candle.completion().name());
    }

    @Test
    void shouldStageTickers()
    {
        fill(decimals, TickerField.values());
        sink.onTicker(3, 900, 1, 2, 3, 4, 5, decimals);
        final Ticker ticker = staged(new Ticker(), EventType.TICKER, 900);
        assertDecimals(ticker, Ticker.Field.values(), TickerField.values());
        assertEquals(1, ticker.openTimeNs());
        assertEquals(2, ticker.closeTimeNs());
        assertEquals(3, ticker.firstTradeId());
        assertEquals(4, ticker.lastTradeId());
        assertEquals(5, ticker.tradeCount());
    }

    @Test
    void shouldStageMarksAndIndexes()
    {
        fill(decimals, MarkPriceField.values());
        sink.onMarkPrice(3, 900, decimals);
        assertDecimals(
            staged(new MarkPrice(), EventType.MARK_PRICE, 900), MarkPrice.Field.values(), MarkPriceField.values());
        sink.onIndexPrice(3, 901, 123_456, 3, true);
        final IndexPrice index = new IndexPrice();
        stage.wrap(index, 1);
        assertEquals(EventType.INDEX_PRICE, index.type());
        assertEquals(123_456, index.price());
        assertEquals(3, index.priceScale());
        assertTrue(index.isInexact());
    }

    @Test
    void shouldStageFundingAndOpenInterest()
    {
        fill(decimals, FundingField.values());
        sink.onFunding(3, 900, 28_800, decimals);
        final Funding funding = staged(new Funding(), EventType.FUNDING, 900);
        assertDecimals(funding, Funding.Field.values(), FundingField.values());
        assertEquals(28_800, funding.periodNs());

        decimals.clear();
        fill(decimals, OpenInterestField.values());
        sink.onOpenInterest(3, 901, InterestUnit.CONTRACTS, decimals);
        final OpenInterest interest = new OpenInterest();
        stage.wrap(interest, 1);
        assertDecimals(interest, OpenInterest.Field.values(), OpenInterestField.values());
        assertEquals("CONTRACTS", interest.unit().name());
    }

    @Test
    void shouldTellAbsentFromZeroAndMarkWhatWasRounded()
    {
        decimals.set(MarkPriceField.MARK, 0, 5);
        decimals.markInexact();
        sink.onMarkPrice(3, 900, decimals);
        final MarkPrice mark = staged(new MarkPrice(), EventType.MARK_PRICE, 900);
        assertTrue(mark.has(MarkPrice.Field.MARK) && mark.isInexact());
        assertEquals(0, mark.mantissa(MarkPrice.Field.MARK));
        assertEquals(5, mark.scale(MarkPrice.Field.MARK));
        assertFalse(mark.has(MarkPrice.Field.INDEX));
    }

    @Test
    void shouldStageLiquidations()
    {
        final WireId id = new WireId();
        id.set(ascii("0123456789abcdef0123456789ABCDEF~"), 0, 33);
        sink.onLiquidation(3, 900, 105, 1, 20, 2, id, TradeSink.AGGRESSOR_BUY, true);
        final MarketLiquidation liquidation = staged(new MarketLiquidation(), EventType.MARKET_LIQUIDATION, 900);
        assertEquals(105, liquidation.price());
        assertEquals(1, liquidation.priceScale());
        assertEquals(20, liquidation.quantity());
        assertEquals(2, liquidation.quantityScale());
        assertEquals(Aggressor.BUY, liquidation.rawSide());
        assertEquals(IdKind.TEXT, liquidation.idKind());
        assertEquals("0123456789abcdef0123456789ABCDEF~", liquidation.idText());
        assertTrue(liquidation.isInexact());
        assertEquals(0, sink.idsHashed());
    }

    @Test
    void shouldStageTradesWithIdsOfAnyKindAndCountThoseThatAreHashed()
    {
        final WireId id = new WireId();
        trade(id, "18446744073709551615");
        trade(id, "0123456789abcdef0123456789abcdef");
        trade(id, "x".repeat(81));
        final Trade trade = staged(new Trade(), EventType.TRADE, 900);
        assertEquals(-1L, trade.id());
        assertEquals(-1L, trade.lastSequence());
        assertEquals(41, trade.buyerOrderId());
        assertEquals(42, trade.sellerOrderId());
        stage.wrap(trade, 1);
        assertEquals(IdKind.HEX128, trade.idKind());
        assertEquals(0x0123_4567_89ab_cdefL, trade.idHigh());
        assertEquals(EventLayout.ABSENT, trade.lastSequence());
        stage.wrap(trade, 2);
        assertEquals(IdKind.HASH128, trade.idKind());
        assertEquals(1, sink.idsHashed());
        sink.beginFrame(5, 1_000);
        assertEquals(0, sink.idsHashed());
    }

    @Test
    void shouldStageDefinitions()
    {
        sink.onInstrument(3, 900, definition());
        final InstrumentDefinition event = staged(new InstrumentDefinition(), EventType.INSTRUMENT, 900);
        assertDefinition(event);
        assertEquals("", event.symbol());
    }

    @Test
    void shouldStageWhatASymbolTellsBesideTheSymbol()
    {
        assertTrue(sink.stageInstrument(3, SYMBOL, 0, SYMBOL.length, definition()));
        final InstrumentDefinition event = staged(new InstrumentDefinition(), EventType.INSTRUMENT, 0);
        assertEquals("BTC-260925-90000-C", event.symbol());
        assertDefinition(event);
        sink.onProfileStart();
        assertFalse(sink.stageInstrument(4, SYMBOL, 0, SYMBOL.length, definition()));
    }

    @Test
    void shouldLeaveOutATextThatIsTooLongForADefinition()
    {
        final InstrumentRow row = definition();
        final byte[] text = ascii("u".repeat(65));
        row.text(InstrumentText.UNDERLYING).set(text, 0, 65);
        sink.onInstrument(3, 900, row);
        final InstrumentDefinition event = staged(new InstrumentDefinition(), EventType.INSTRUMENT, 900);
        assertEquals("", event.text(InstrumentDefinition.Text.UNDERLYING));
        assertEquals("BASE", event.text(InstrumentDefinition.Text.BASE));
        assertEquals(1, sink.textsTooLong());
    }

    @Test
    void shouldStageTargets()
    {
        final PriceTargetRow row = target("5min", "Chainlink", "");
        sink.onPriceTarget(3, row);
        final PriceTarget target = staged(new PriceTarget(), EventType.PRICE_TARGET, 2);
        assertEquals(1, target.intervalNs());
        assertEquals(2, target.startNs());
        assertEquals(3, target.endNs());
        assertEquals(4, target.price());
        assertEquals(5, target.priceScale());
        assertEquals("FAILED", target.status().name());
        assertEquals("5min", target.interval());
        assertEquals("Chainlink", target.source());
        assertEquals("", target.error());
        assertTrue(target.isSnapshot() && target.isInexact());
    }

    @Test
    void shouldCutTextsForPeopleAtACharacter()
    {
        final String limit = "€".repeat(66) + "ab"; // 200 bytes
        sink.onPriceTarget(3, target("a".repeat(17), "s".repeat(63) + "€", limit + "€"));
        sink.onPriceTarget(3, target("a".repeat(16), "s".repeat(64), limit));
        final PriceTarget target = staged(new PriceTarget(), EventType.PRICE_TARGET, 2);
        assertEquals("a".repeat(16), target.interval());
        assertEquals("s".repeat(63), target.source());
        assertEquals(limit, target.error());
        assertEquals(3, sink.textsTooLong());
        stage.wrap(target, 1);
        assertEquals("a".repeat(16), target.interval());
        assertEquals("s".repeat(64), target.source());
        assertEquals(limit, target.error());
    }

    @Test
    void shouldStageAProfileInChunksOfOneScaleEach()
    {
        final int blocks = 2 * VolumeProfile.BLOCKS_PER_SLOT + 10;
        assertEquals(35, VolumeProfile.BLOCKS_PER_SLOT);
        sink.onProfileStart();
        for (int i = 0; i < blocks; i++)
        {
            sink.onProfileBlock(1_000 + i, i % 3, i, i % 2, 2L * i, i % 4);
        }
        sink.onProfileEnd(3, 900, 25, 1, true);

        assertEquals(3, stage.slotCount());
        final VolumeProfile profile = new VolumeProfile();
        int block = 0;
        for (int slot = 0; slot < 3; slot++)
        {
            stage.wrap(profile, slot);
            assertHeader(profile, EventType.VOLUME_PROFILE, 900);
            assertEquals(slot == 0, profile.isBegin());
            assertEquals(slot == 2, profile.isEnd());
            assertTrue(profile.isInexact());
            assertEquals(25, profile.blockSize());
            assertEquals(1, profile.blockSizeScale());
            assertEquals(2, profile.priceScale());
            assertEquals(1, profile.buyScale());
            assertEquals(3, profile.sellScale());
            for (int i = 0; i < profile.blockCount(); i++)
            {
                assertEquals((1_000 + block) * power(2 - block % 3), profile.price(i));
                assertEquals(block * power(1 - block % 2), profile.buyQuantity(i));
                assertEquals(2L * block * power(3 - block % 4), profile.sellQuantity(i));
                block++;
            }
        }
        assertEquals(blocks, block);
    }

    @Test
    void shouldBeginAnotherChunkWhereNoScaleSuitsBoth()
    {
        sink.onProfileStart();
        sink.onProfileBlock(999_999_999_999_999_999L, 0, 1, 0, 1, 0);
        sink.onProfileBlock(1, 3, 1, 0, 1, 0);
        sink.onProfileEnd(3, 900, EventLayout.ABSENT, 0, false);
        final VolumeProfile profile = new VolumeProfile();
        stage.wrap(profile, 0);
        assertTrue(profile.priceScale() == 0 && profile.isBegin() && !profile.isEnd() && !profile.hasBlockSize());
        stage.wrap(profile, 1);
        assertTrue(profile.priceScale() == 3 && !profile.isBegin() && profile.isEnd());
        assertEquals(1, profile.price(0));
    }

    @Test
    void shouldTakeBackAProfileThatIsMalformedOrTooLarge()
    {
        sink.onFunding(3, 900, 1, decimals);
        sink.onProfileStart();
        sink.onProfileBlock(1, 0, 1, 0, 1, 0);
        sink.onProfileAbort();
        assertEquals(1, stage.slotCount());
        assertFalse(sink.isTooLarge());

        sink.onProfileStart();
        for (int i = 0; i <= 31 * VolumeProfile.BLOCKS_PER_SLOT; i++)
        {
            sink.onProfileBlock(i, 0, 1, 0, 1, 0);
        }
        sink.onProfileEnd(3, 900, 1, 0, false);
        assertTrue(sink.isTooLarge());
        assertEquals(1, stage.slotCount());
        final Funding funding = new Funding();
        stage.wrap(funding, 0);
        assertEquals(EventType.FUNDING, funding.type());
    }

    @Test
    void shouldSayWhenTheStageHasNoSlot()
    {
        for (int i = 0; i < 32; i++)
        {
            sink.onFunding(3, 900, 1, decimals);
            assertFalse(sink.isTooLarge());
        }
        sink.onPriceTarget(3, target("5min", "", ""));
        assertTrue(sink.isTooLarge());
    }

    @Test
    void shouldLoseTheStreamOfAMalformedEventIfItIsKnown()
    {
        sink.onEventMalformed(true);
        sink.onEventMalformed(false);
        final Loss loss = staged(new Loss(), EventType.LOSS, 0, EventLayout.NO_ID);
        assertEquals(LossCause.MALFORMED_EVENT, loss.cause());
        assertEquals(0, loss.frames());
        assertEquals(1_000, loss.sinceNs());
        assertEquals(1_000, loss.untilNs());
        stage.wrap(loss, 1);
        assertTrue(loss.concernsWholeSession());
        assertEquals(LossCause.MALFORMED_EVENT, loss.cause());
    }

    @Test
    void shouldAllocateNothing() throws Exception
    {
        final CandleRow candle = new CandleRow();
        candle.clear();
        fill(decimals, TickerField.values());
        final PriceTargetRow target = target("5min", "s".repeat(80), "");
        final InstrumentRow definition = definition();
        final WireId id = new WireId();
        final byte[] text = ascii("x".repeat(90));
        final AllocationMeter.Work work = () ->
        {
            for (int frame = 0; frame < 20_000; frame++)
            {
                sink.beginFrame(5, frame);
                sink.onStream(NAME, 0, NAME.length);
                sink.onCandle(3, frame, candle);
                sink.onTicker(3, frame, 1, 2, 3, 4, 5, decimals);
                sink.onMarkPrice(3, frame, decimals);
                sink.onIndexPrice(3, frame, 1, 2, false);
                sink.onFunding(3, frame, 1, decimals);
                sink.onOpenInterest(3, frame, InterestUnit.BASE, decimals);
                id.set(text, 0, 33 + frame % 50);
                sink.onLiquidation(3, frame, 1, 0, 1, 0, id, 1, false);
                sink.onInstrument(3, frame, definition);
                sink.stageInstrument(3, SYMBOL, 0, SYMBOL.length, definition);
                sink.onPriceTarget(3, target);
                sink.onProfileStart();
                for (int i = 0; i < 40; i++)
                {
                    sink.onProfileBlock(i, i & 3, i, i & 1, i, i & 3);
                }
                sink.onProfileEnd(3, frame, 1, 0, false);
                sink.onEventMalformed(true);
                if (stage.slotCount() != 13 || sink.isTooLarge())
                {
                    throw new AssertionError("staged " + stage.slotCount());
                }
            }
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
    }

    private void trade(final WireId id, final String text)
    {
        id.set(ascii(text), 0, text.length());
        sink.onTrade(3, 1, 0, 1, 0, id, 41, 42, TradeSink.AGGRESSOR_BUY, TradeSink.KIND_BOOK, 900, false);
    }

    private static InstrumentRow definition()
    {
        final InstrumentRow row = new InstrumentRow();
        fill(row.decimals, InstrumentField.values());
        row.kind = ListedKind.values()[2];
        row.status = ListedStatus.values()[1];
        row.expiryNs = 77;
        row.listedNs = 66;
        row.priceScale = 1;
        for (final InstrumentText which : InstrumentText.values())
        {
            row.text(which).set(ascii("." + which.name()), 1, which.name().length());
        }
        return row;
    }

    private static void assertDefinition(final InstrumentDefinition event)
    {
        assertDecimals(event, InstrumentDefinition.Field.values(), InstrumentField.values());
        assertEquals(ListedKind.values()[2].name(), event.kind().name());
        assertEquals(ListedStatus.values()[1].name(), event.status().name());
        assertEquals(77, event.expiryNs());
        assertEquals(66, event.listedNs());
        assertEquals(1, event.scaleOfPrices());
        assertEquals(InstrumentDefinition.NO_SCALE, event.scaleOfQuantities());
        for (final InstrumentText which : InstrumentText.values())
        {
            assertEquals(which.name(), event.text(InstrumentDefinition.Text.valueOf(which.name())));
        }
    }

    private static PriceTargetRow target(final String interval, final String source, final String error)
    {
        final PriceTargetRow row = new PriceTargetRow();
        row.intervalNs = 1;
        row.startNs = 2;
        row.endNs = 3;
        row.price = 4;
        row.priceScale = 5;
        row.status = WindowStatus.FAILED;
        row.snapshot = true;
        row.inexact = true;
        row.interval.set(utf8(interval), 0, utf8(interval).length);
        row.source.set(utf8(source), 0, utf8(source).length);
        row.error.set(utf8(error), 0, utf8(error).length);
        return row;
    }

    /** A value and a scale of its own for each field. */
    private static void fill(final DecimalRow row, final Enum<?>[] fields)
    {
        row.clear();
        for (final Enum<?> field : fields)
        {
            row.set(field, 1_000 + field.ordinal(), field.ordinal() % 19);
        }
    }

    private static <F extends Enum<F>> void assertDecimals(
        final DecimalEvent<F> event, final F[] fields, final Enum<?>[] rowFields)
    {
        assertEquals(Arrays.stream(rowFields).map(Enum::name).toList(), Arrays.stream(fields).map(Enum::name).toList());
        for (final F field : fields)
        {
            assertEquals(1_000 + field.ordinal(), event.mantissa(field), field::name);
            assertEquals(field.ordinal() % 19, event.scale(field), field::name);
        }
    }

    private <E extends EventHeader> E staged(final E event, final EventType type, final long venueTimeNs)
    {
        return staged(event, type, venueTimeNs, 3);
    }

    private <E extends EventHeader> E staged(
        final E event, final EventType type, final long venueTimeNs, final int instrumentId)
    {
        stage.wrap(event, 0);
        assertEquals(instrumentId, event.instrumentId());
        assertHeader(event, type, venueTimeNs);
        return event;
    }

    private void assertHeader(final EventHeader event, final EventType type, final long venueTimeNs)
    {
        assertEquals(type, event.type());
        assertEquals(streamId, event.streamId());
        assertEquals(2, event.venueId());
        assertEquals(7, event.sessionId());
        assertEquals(5, event.sessionEpoch());
        assertEquals(venueTimeNs, event.venueTimeNs());
        assertEquals(1_000, event.receiveTimeNs());
    }

    private static long power(final int exponent)
    {
        return exponent == 0 ? 1 : 10 * power(exponent - 1);
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
