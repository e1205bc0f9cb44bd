package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentDefinition.Field;
import org.ringtape.engine.event.control.InstrumentDefinition.Text;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Last values: order, connections, interruptions, merging, whole profiles. */
final class MarketHandlerTest
{
    private static final int ALL = FLAG_BEGIN | FLAG_END;

    private final MarketEvents events = new MarketEvents();
    private final MarketValues values = events.values;

    @Test
    void shouldKeepAndTellTheLastValueOfEveryKind()
    {
        assertNull(values.markPrice(7));
        events.candle(7, 10, 60, 0, 1);
        events.ticker(7, 10, (ticker) -> ticker.decimal(0, 2, 0));
        events.markPrice(7, 10, 3);
        events.indexPrice(7, 10, 4);
        events.funding(7, 10, 5);
        events.openInterest(7, 10, 6);
        events.liquidation(7, 10, 8);
        events.profile(7, 10, ALL, 1, 100, 9);
        assertEquals(
            List.of("candle 1", "ticker 2", "mark 3", "index 4", "funding 5", "interest 6", "liquidation 8",
                "profile of 9"),
            events.told);
        assertEquals(1, values.candle(7, 60).mantissa(Candle.Field.CLOSE));
        assertEquals(3, values.markPrice(7).mantissa(MarkPrice.Field.MARK));
        assertFalse(values.markPrice(7).has(MarkPrice.Field.DELTA));
        assertEquals("forced-8", values.liquidation(7).idText());
        assertEquals(ABSENT, values.funding(7).periodNs());
        assertEquals(7, events.count(PipelineCounter.VALUES_APPLIED));
        assertEquals(1, events.count(PipelineCounter.LIQUIDATIONS));
    }

    @Test
    void shouldPassOverOlderValueOfTheSameConnectionOnly()
    {
        events.markPrice(7, 100, 1);
        final MarkPrice kept = values.markPrice(7);
        events.markPrice(7, 99, 2);
        assertEquals(1, kept.mantissa(MarkPrice.Field.MARK));
        assertEquals(1, events.count(PipelineCounter.VALUES_OUT_OF_ORDER));
        events.markPrice(7, 100, 3);
        assertEquals(3, kept.mantissa(MarkPrice.Field.MARK));
        events.markPrice(7, 0, 4);
        assertEquals(4, kept.mantissa(MarkPrice.Field.MARK));
        events.markPrice(7, 50, 5);
        assertEquals(5, kept.mantissa(MarkPrice.Field.MARK));
        events.epoch++;
        events.markPrice(7, 10, 6);
        assertEquals(6, kept.mantissa(MarkPrice.Field.MARK));
        assertSame(kept, values.markPrice(7));
        assertEquals(List.of("mark 1", "mark 3", "mark 4", "mark 5", "mark 6"), events.told);
    }

    @Test
    void shouldDropEventsOfReplacedConnection()
    {
        events.epoch = 2;
        events.indexPrice(7, 10, 1);
        events.epoch = 1;
        events.indexPrice(7, 20, 2);
        assertEquals(1, values.indexPrice(7).price());
        assertEquals(1, events.count(PipelineCounter.EVENTS_OF_OLD_EPOCH));
    }

    @Test
    void shouldKeepCandlesByIntervalAndSide()
    {
        events.candle(7, 10, 60, 0, 1);
        events.candle(7, 10, 300, 0, 2);
        events.candle(7, 10, 60, Aggressor.BUY.ordinal(), 3);
        events.candle(8, 10, 60, 0, 4);
        events.candle(7, 11, 60, 0, 5);
        assertEquals(5, values.candle(7, 60).mantissa(Candle.Field.CLOSE));
        assertEquals(2, values.candle(7, 300).mantissa(Candle.Field.CLOSE));
        assertEquals(3, values.candle(7, 60, Aggressor.BUY).mantissa(Candle.Field.CLOSE));
        assertNull(values.candle(7, 60, Aggressor.SELL));
        assertEquals(4, values.candle(8, 60).mantissa(Candle.Field.CLOSE));
        assertEquals(4, values.candles().size());
        assertTrue(values.candles().isCurrent(7, 300, Aggressor.UNKNOWN));
        assertFalse(values.candles().isCurrent(7, 301, Aggressor.UNKNOWN));
    }

    @Test
    void shouldSayThatValuesOfLostOrSilentSessionMayBeOutdated()
    {
        for (final SessionState state : List.of(
            SessionState.STALE, SessionState.DISCONNECTED, SessionState.BACKING_OFF, SessionState.FAILED))
        {
            final MarketEvents fresh = new MarketEvents();
            fresh.funding(7, 10, 1);
            fresh.sessionId = 9;
            fresh.funding(8, 10, 1);
            fresh.sessionId = 3;
            assertTrue(fresh.values.fundings().isCurrent(7));
            fresh.status(state);
            assertFalse(fresh.values.fundings().isCurrent(7), state.name());
            assertTrue(fresh.values.fundings().isCurrent(8), state.name());
            assertEquals(1, fresh.values.funding(7).mantissa(0), "stays readable");
            fresh.epoch += state == SessionState.STALE ? 0 : 1;
            fresh.status(SessionState.LIVE);
            assertFalse(fresh.values.fundings().isCurrent(7), "until the next value comes");
            fresh.funding(7, 11, 2);
            assertTrue(fresh.values.fundings().isCurrent(7), state.name());
        }
    }

    @Test
    void shouldNotTrustStragglersOfConnectionThatIsDown()
    {
        events.status(SessionState.DISCONNECTED);
        events.funding(7, 11, 2);
        assertEquals(2, values.funding(7).mantissa(0));
        assertFalse(values.fundings().isCurrent(7));
    }

    @Test
    void shouldSayThatValuesMayBeOutdatedAfterLossInTheirScope()
    {
        events.streamId = 4;
        events.openInterest(7, 10, 1);
        events.streamId = 5;
        events.openInterest(8, 10, 1);
        events.loss(4, LossCause.STREAM_SILENT);
        assertFalse(values.openInterests().isCurrent(7));
        assertTrue(values.openInterests().isCurrent(8));
        events.loss(NO_ID, LossCause.DISCONNECTED);
        assertFalse(values.openInterests().isCurrent(8));
        events.openInterest(8, 11, 1);
        assertTrue(values.openInterests().isCurrent(8));
        assertFalse(values.openInterests().isCurrent(9));
        events.epoch++;
        events.openInterest(9, 10, 1);
        assertFalse(values.openInterests().isCurrent(8), "a new connection without a word of the old one's end");
    }

    @Test
    void shouldMergeDefinitions()
    {
        final InstrumentDefinition first = events.definition(7, 0);
        first.kind(InstrumentKind.PERPETUAL.ordinal());
        first.status(InstrumentStatus.TRADING.ordinal());
        first.scales(2, 3);
        first.expiryNs(77);
        first.decimal(Field.TICK.ordinal(), 5, 1);
        text(first, Text.SYMBOL, "XY-PERP");
        text(first, Text.UNDERLYING, "XYUSD");
        text(first, Text.QUOTE, "USD");
        events.publish(first);
        final InstrumentDefinition second = events.definition(7, 0);
        second.status(InstrumentStatus.HALTED.ordinal());
        second.scales(InstrumentDefinition.NO_SCALE, 4);
        second.listedNs(66);
        second.decimal(Field.STEP.ordinal(), 9, 2);
        text(second, Text.CANONICAL_NAME, "a longer name");
        text(second, Text.QUOTE, "USDT");
        events.publish(second);
        final InstrumentDefinition merged = values.definition(7);
        assertEquals(InstrumentKind.PERPETUAL, merged.kind());
        assertEquals(InstrumentStatus.HALTED, merged.status());
        assertEquals(2, merged.scaleOfPrices());
        assertEquals(4, merged.scaleOfQuantities());
        assertEquals(77, merged.expiryNs());
        assertEquals(66, merged.listedNs());
        assertEquals(5, merged.mantissa(Field.TICK));
        assertEquals(1, merged.scale(Field.TICK));
        assertEquals(9, merged.mantissa(Field.STEP));
        assertFalse(merged.has(Field.STRIKE));
        assertEquals("XY-PERP", merged.symbol());
        assertEquals("a longer name", merged.text(Text.CANONICAL_NAME));
        assertEquals("XYUSD", merged.text(Text.UNDERLYING));
        assertEquals("USDT", merged.text(Text.QUOTE));
        assertEquals("", merged.text(Text.BASE));
        assertEquals(List.of("definition XY-PERP", "definition XY-PERP"), events.told);
    }

    @Test
    void shouldOnlyFillInWhatDefinitionOfReplacedConnectionTells()
    {
        events.epoch = 2;
        publishStatus(0, InstrumentStatus.HALTED);
        events.status(SessionState.STALE);
        events.epoch = 1;
        final InstrumentDefinition late = events.definition(7, 500);
        late.status(InstrumentStatus.TRADING.ordinal());
        late.kind(InstrumentKind.SPOT.ordinal());
        text(late, Text.SYMBOL, "XY");
        events.publish(late);
        assertEquals(InstrumentStatus.HALTED, values.definition(7).status());
        assertEquals(InstrumentKind.SPOT, values.definition(7).kind());
        assertEquals("XY", values.definition(7).symbol());
        assertFalse(values.definitions().isCurrent(7));
        assertEquals(0, events.count(PipelineCounter.EVENTS_OF_OLD_EPOCH));
        publishStatusOf(8, InstrumentStatus.CLOSED);
        assertEquals(InstrumentStatus.CLOSED, values.definition(8).status());
    }

    @Test
    void shouldOrderDefinitionsAroundThoseWithoutTime()
    {
        publishStatus(100, InstrumentStatus.HALTED);
        publishStatus(0, InstrumentStatus.TRADING);
        publishStatus(99, InstrumentStatus.CLOSED);
        assertEquals(InstrumentStatus.TRADING, values.definition(7).status());
        assertEquals(1, events.count(PipelineCounter.VALUES_OUT_OF_ORDER));
    }

    @Test
    void shouldHandOutWholeProfilesOnly()
    {
        events.profile(7, 10, FLAG_BEGIN, 0, 100, 35);
        assertNull(values.volumeProfile(7));
        events.profile(7, 10, FLAG_END, 2, 900, 5);
        final ProfileView profile = values.volumeProfile(7);
        assertEquals(40, profile.blockCount());
        assertEquals(134, profile.price(34));
        assertEquals(268, profile.buyQuantity(34));
        assertEquals(402, profile.sellQuantity(34));
        assertEquals(0, profile.priceScale(34));
        assertEquals(1, profile.buyScale(34));
        assertEquals(2, profile.sellScale(34));
        assertEquals(900, profile.price(35));
        assertEquals(2, profile.priceScale(35));
        assertEquals(25, profile.blockSize());
        assertEquals(1, profile.blockSizeScale());
        assertTrue(profile.isCurrent());
        assertThrows(IndexOutOfBoundsException.class, () -> profile.price(40));
        events.profile(7, 11, FLAG_BEGIN, 0, 500, 35);
        assertEquals(40, profile.blockCount());
        assertEquals(10, profile.venueTimeNs());
        events.profile(7, 11, FLAG_END, 0, 600, 1);
        assertSame(profile, values.volumeProfile(7));
        assertEquals(36, profile.blockCount());
        assertEquals(List.of("profile of 40", "profile of 36"), events.told);
    }

    @Test
    void shouldKeepFormerProfileIfTheNextBreaksOff()
    {
        events.profile(7, 10, ALL, 0, 1, 3);
        events.profile(7, 11, FLAG_BEGIN, 0, 1, 35);
        events.profile(7, 12, ALL, 0, 1, 4);
        assertEquals(4, values.volumeProfile(7).blockCount());
        assertEquals(1, events.count(PipelineCounter.VALUES_INCOMPLETE));
        events.profile(7, 13, 0, 0, 1, 5);
        events.profile(7, 13, FLAG_END, 0, 1, 5);
        assertEquals(2, events.count(PipelineCounter.VALUES_INCOMPLETE));
        events.profile(7, 14, FLAG_BEGIN, 0, 1, 35);
        events.profile(7, 15, 0, 0, 1, 35);
        events.profile(7, 14, FLAG_END, 0, 1, 35);
        assertEquals(3, events.count(PipelineCounter.VALUES_INCOMPLETE));
        events.profile(7, 16, ALL, 0, 1, 36);
        assertEquals(4, events.count(PipelineCounter.VALUES_INCOMPLETE));
        assertEquals(4, values.volumeProfile(7).blockCount());
        events.profile(7, 9, FLAG_BEGIN, 0, 1, 35);
        events.profile(7, 9, FLAG_END, 0, 1, 1);
        assertEquals(1, events.count(PipelineCounter.VALUES_OUT_OF_ORDER));
        assertEquals(2, events.told.size());
    }

    @Test
    void shouldTellLateLiquidationButKeepTheNewest()
    {
        events.liquidation(7, 100, 1);
        events.liquidation(7, 90, 2);
        assertEquals(List.of("liquidation 1", "liquidation 2"), events.told);
        assertEquals(1, values.liquidation(7).price());
        assertEquals(2, events.count(PipelineCounter.LIQUIDATIONS));
    }

    @Test
    void shouldGoOnAfterListenerThrew()
    {
        events.thrown = new IllegalStateException("host");
        events.markPrice(7, 100, 1);
        events.thrown = null;
        events.markPrice(7, 101, 2);
        assertEquals(List.of("mark 1", "mark 2"), events.told);
        assertEquals(1, events.count(PipelineCounter.LISTENER_ERRORS));
        assertEquals("host", events.errors.get(0).getMessage());
    }

    @Test
    void shouldReportInstrumentOutOfRange()
    {
        events.markPrice(-1, 100, 1);
        events.markPrice(1 << 20, 100, 1);
        assertEquals(2, events.errors.size());
        assertEquals(0, values.markPrices().size());
    }

    private void publishStatusOf(final int instrumentId, final InstrumentStatus status)
    {
        final InstrumentDefinition definition = events.definition(instrumentId, 0);
        definition.status(status.ordinal());
        events.publish(definition);
    }

    private void publishStatus(final long timeNs, final InstrumentStatus status)
    {
        final InstrumentDefinition definition = events.definition(7, timeNs);
        definition.status(status.ordinal());
        events.publish(definition);
    }

    private static void text(final InstrumentDefinition definition, final Text which, final String text)
    {
        final byte[] bytes = MarketEvents.utf8(text);
        definition.text(which, bytes, 0, bytes.length);
    }
}
