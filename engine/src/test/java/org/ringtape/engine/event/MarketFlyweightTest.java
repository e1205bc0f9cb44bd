package org.ringtape.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.DERIVED_OFFSET;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.value.CandleCompletion;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.QuantityUnit;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.value.VolumeProfile;

/** Every field of the market's kinds comes back, whatever was in the slot before. */
final class MarketFlyweightTest
{
    private static final long BIG = 0x7A6B_5C4D_3E2F_1A0BL;

    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_LENGTH + 64]);

    @Test
    void shouldBringBackCandle()
    {
        final Candle candle = decimals(new Candle(), EventType.CANDLE, Candle.LENGTH);
        candle.intervalNs(BIG + 1);
        candle.openTimeNs(BIG + 2);
        candle.closeTimeNs(BIG + 3);
        candle.firstTradeTimeNs(BIG + 4);
        candle.lastTradeTimeNs(BIG + 5);
        candle.firstTradeId(BIG + 6);
        candle.lastTradeId(BIG + 7);
        candle.tradeCount(BIG + 8);
        candle.side(Aggressor.SELL.ordinal());
        candle.completion(CandleCompletion.MAYBE_CLOSED.ordinal());
        assertDecimals(candle, Candle.Field.values());
        assertEquals(BIG + 1, candle.intervalNs());
        assertEquals(BIG + 2, candle.openTimeNs());
        assertEquals(BIG + 3, candle.closeTimeNs());
        assertEquals(BIG + 4, candle.firstTradeTimeNs());
        assertEquals(BIG + 5, candle.lastTradeTimeNs());
        assertEquals(BIG + 6, candle.firstTradeId());
        assertEquals(BIG + 7, candle.lastTradeId());
        assertEquals(BIG + 8, candle.tradeCount());
        assertEquals(Aggressor.SELL, candle.side());
        assertEquals(CandleCompletion.MAYBE_CLOSED, candle.completion());
    }

    @Test
    void shouldBringBackTicker()
    {
        final Ticker ticker = decimals(new Ticker(), EventType.TICKER, Ticker.LENGTH);
        ticker.openTimeNs(BIG + 1);
        ticker.closeTimeNs(BIG + 2);
        ticker.firstTradeId(BIG + 3);
        ticker.lastTradeId(BIG + 4);
        ticker.tradeCount(BIG + 5);
        assertDecimals(ticker, Ticker.Field.values());
        assertEquals(BIG + 1, ticker.openTimeNs());
        assertEquals(BIG + 2, ticker.closeTimeNs());
        assertEquals(BIG + 3, ticker.firstTradeId());
        assertEquals(BIG + 4, ticker.lastTradeId());
        assertEquals(BIG + 5, ticker.tradeCount());
    }

    @Test
    void shouldBringBackMarkPriceFundingAndOpenInterest()
    {
        assertDecimals(decimals(new MarkPrice(), EventType.MARK_PRICE, MarkPrice.LENGTH), MarkPrice.Field.values());
        final Funding funding = decimals(new Funding(), EventType.FUNDING, Funding.LENGTH);
        funding.periodNs(BIG);
        assertDecimals(funding, Funding.Field.values());
        assertEquals(BIG, funding.periodNs());
        final OpenInterest interest = decimals(new OpenInterest(), EventType.OPEN_INTEREST, OpenInterest.LENGTH);
        interest.unit(QuantityUnit.QUOTE.ordinal());
        assertDecimals(interest, OpenInterest.Field.values());
        assertEquals(QuantityUnit.QUOTE, interest.unit());
    }

    @Test
    void shouldBringBackIndexPriceAndProfile()
    {
        final IndexPrice index = init(new IndexPrice(), EventType.INDEX_PRICE, IndexPrice.LENGTH);
        index.price(-BIG);
        index.priceScale(-5);
        assertEquals(-BIG, index.price());
        assertEquals(-5, index.priceScale());

        final VolumeProfile profile = init(new VolumeProfile(), EventType.VOLUME_PROFILE, 0);
        profile.blockSize(BIG, -3);
        profile.blockCount(VolumeProfile.BLOCKS_PER_SLOT);
        for (int i = 0; i < VolumeProfile.BLOCKS_PER_SLOT; i++)
        {
            profile.block(i, BIG + i, -i, BIG - i);
        }
        assertEquals(35, profile.blockCount());
        for (int i = 0; i < VolumeProfile.BLOCKS_PER_SLOT; i++)
        {
            assertEquals(BIG + i, profile.price(i));
            assertEquals(-i, profile.buyQuantity(i));
            assertEquals(BIG - i, profile.sellQuantity(i));
        }
        assertEquals(BIG, profile.blockSize());
        assertEquals(-3, profile.blockSizeScale());
        assertTrue(profile.hasBlockSize());
        assertTrue(profile.usedLength() <= DERIVED_OFFSET);
        profile.blockSize(ABSENT, 0);
        assertFalse(profile.hasBlockSize());
    }

    @Test
    void shouldBringBackDefinitionWithTextsOfFullLength()
    {
        final InstrumentDefinition definition = init(
            new InstrumentDefinition(), EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH);
        definition.clear();
        assertEquals(InstrumentKind.UNKNOWN, definition.kind());
        assertEquals(InstrumentStatus.UNKNOWN, definition.status());
        assertEquals(ABSENT, definition.expiryNs());
        assertEquals(InstrumentDefinition.NO_SCALE, definition.scaleOfPrices());
        assertEquals("", definition.symbol());
        for (final InstrumentDefinition.Field field : InstrumentDefinition.Field.values())
        {
            assertFalse(definition.has(field));
            definition.decimal(field.ordinal(), BIG + field.ordinal(), -field.ordinal());
        }
        definition.expiryNs(BIG + 1);
        definition.listedNs(BIG + 2);
        definition.kind(InstrumentKind.PUT.ordinal());
        definition.status(InstrumentStatus.HALTED.ordinal());
        definition.scales(-7, 8);
        for (final InstrumentDefinition.Text which : InstrumentDefinition.Text.values())
        {
            final byte[] bytes = text(which).getBytes(StandardCharsets.UTF_8);
            definition.text(which, bytes, 0, bytes.length);
        }
        assertDecimals(definition, InstrumentDefinition.Field.values());
        assertEquals(BIG + 1, definition.expiryNs());
        assertEquals(BIG + 2, definition.listedNs());
        assertEquals(InstrumentKind.PUT, definition.kind());
        assertEquals(InstrumentStatus.HALTED, definition.status());
        assertEquals(-7, definition.scaleOfPrices());
        assertEquals(8, definition.scaleOfQuantities());
        for (final InstrumentDefinition.Text which : InstrumentDefinition.Text.values())
        {
            assertEquals(text(which), definition.text(which));
        }
        assertEquals(PAYLOAD_OFFSET + InstrumentDefinition.BASE_LENGTH + 200 + 5 * 64, definition.usedLength());
        assertTrue(definition.usedLength() <= DERIVED_OFFSET);
    }

    @Test
    void shouldBringBackPriceTarget()
    {
        final PriceTarget target = init(new PriceTarget(), EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH);
        target.priceScale(9);
        target.window(BIG + 1, BIG + 2, BIG + 3);
        target.price(BIG + 4);
        target.status(TargetStatus.FAILED.ordinal());
        assertEquals("", target.interval());
        assertEquals("", target.error());
        target.interval(bytes("i".repeat(16)), 0, 16);
        target.source(bytes("s".repeat(64)), 0, 64);
        target.error(bytes("e".repeat(200)), 0, 200);
        assertEquals(BIG + 1, target.intervalNs());
        assertEquals(BIG + 2, target.startNs());
        assertEquals(BIG + 3, target.endNs());
        assertEquals(BIG + 4, target.price());
        assertTrue(target.hasPrice());
        assertEquals(TargetStatus.FAILED, target.status());
        assertEquals("i".repeat(16), target.interval());
        assertEquals("s".repeat(64), target.source());
        assertEquals("e".repeat(200), target.error());
        assertEquals(PAYLOAD_OFFSET + PriceTarget.BASE_LENGTH + 280, target.usedLength());
        assertFalse(target.isSnapshot());
        target.price(ABSENT);
        assertFalse(target.hasPrice());
    }

    @Test
    void shouldBringBackIdsOfEveryKindAsTheVenueWroteThem()
    {
        assertId("18446744073709551615", IdKind.U64, false, -1L, 0, "");
        assertId("00ff000000000000000000000000a00b", IdKind.HEX128, false, 0xA00BL, 0x00FF_0000_0000_0000L, "");
        assertId("FFFFFFFFFFFFFFFF0000000000000001", IdKind.HEX128, true, 1, -1, "");
        final UUID uuid = new UUID(0xFEDC_BA98_7654_3210L, 0x8123_4567_89AB_CDEFL);
        assertId(uuid.toString(), IdKind.UUID128, false,
            uuid.getLeastSignificantBits(), uuid.getMostSignificantBits(), "");
        assertId(uuid.toString().toUpperCase(Locale.ROOT), IdKind.UUID128, true,
            uuid.getLeastSignificantBits(), uuid.getMostSignificantBits(), "");
        assertId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", IdKind.ULID128, false, -1, -1, "");
        assertId("00000000000000000000000001", IdKind.ULID128, false, 1, 0, "");
        // 12 digits of low bits are 60; the 13th from the right takes four of them and one of the high half
        assertId("0000000000000G000000000000", IdKind.ULID128, false, 0, 1, "");
        assertId("é".repeat(40), IdKind.TEXT, false, 5, 6, "é".repeat(40));
        assertId("#00000000000000060000000000000005", IdKind.HASH128, false, 5, 6, "");
        assertId(null, IdKind.NONE, false, 0, 0, "");
    }

    private void assertId(
        final String expected,
        final IdKind kind,
        final boolean upperCase,
        final long low,
        final long high,
        final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final MarketLiquidation liquidation = init(
            new MarketLiquidation(), EventType.MARKET_LIQUIDATION, MarketLiquidation.BASE_LENGTH);
        liquidation.id(kind.ordinal(), upperCase, low, high, bytes, 0, bytes.length);
        liquidation.priceAndQuantity(BIG, BIG + 1);
        liquidation.rawSide(Aggressor.SELL.ordinal());
        assertEquals(expected, liquidation.idText());
        assertEquals(kind, liquidation.idKind());
        assertEquals(low, liquidation.id());
        assertEquals(high, liquidation.idHigh());
        assertEquals(BIG, liquidation.price());
        assertEquals(BIG + 1, liquidation.quantity());
        assertEquals(Aggressor.SELL, liquidation.rawSide());
        assertEquals(PAYLOAD_OFFSET + MarketLiquidation.BASE_LENGTH + bytes.length, liquidation.usedLength());

        final Trade trade = init(new Trade(), EventType.TRADE, Trade.BASE_LENGTH);
        trade.id(kind.ordinal(), upperCase, low, high, bytes, 0, bytes.length);
        trade.orderIds(BIG + 2, BIG + 3);
        trade.aggressorAndKind(Aggressor.SELL.ordinal(), TradeKind.BLOCK.ordinal());
        trade.priceAndQuantity(BIG, BIG + 1);
        assertEquals(expected, trade.idText());
        assertEquals(kind, trade.idKind());
        assertEquals(BIG + 2, trade.buyerOrderId());
        assertEquals(BIG + 3, trade.sellerOrderId());
        assertEquals(TradeKind.BLOCK, trade.kind());
        if (expected == null)
        {
            assertNull(trade.idText());
        }
    }

    private static String text(final InstrumentDefinition.Text which)
    {
        final int length = which == InstrumentDefinition.Text.SYMBOL ?
            InstrumentDefinition.MAX_SYMBOL_LENGTH : InstrumentDefinition.MAX_TEXT_LENGTH;
        return String.valueOf((char)('a' + which.ordinal())).repeat(length);
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <E extends EventHeader> E init(final E event, final EventType type, final int length)
    {
        slot.setMemory(0, slot.capacity(), (byte)0xA5);
        event.wrap(slot, 64);
        event.init(type, length);
        return event;
    }

    private <E extends DecimalEvent<?>> E decimals(final E event, final EventType type, final int length)
    {
        init(event, type, length);
        for (int i = 0; i < event.fieldCount(); i++)
        {
            event.decimal(i, BIG + i, -i);
        }
        return event;
    }

    private static <F extends Enum<F>> void assertDecimals(final DecimalEvent<F> event, final F[] fields)
    {
        assertEquals(fields.length, event.fieldCount());
        for (final F field : fields)
        {
            assertTrue(event.has(field));
            assertEquals(BIG + field.ordinal(), event.mantissa(field), field.name());
            assertEquals(-field.ordinal(), event.scale(field), field.name());
        }
        event.decimal(1, ABSENT, 0);
        assertFalse(event.has(fields[1]));
        event.decimal(1, BIG + 1, -1);
    }
}
