package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.TargetStatus;

/** What every table of the market keeps of an instrument whose life is over: nothing. */
class RetiredInstrumentTest
{
    private static final long MINUTE = 60_000_000_000L;
    private static final int BOTH = EventLayout.FLAG_BEGIN | EventLayout.FLAG_END;

    private final MarketEvents market = new MarketEvents();
    private final MarketValues values = market.values;

    @Test
    void shouldForgetEveryKindOfValue()
    {
        final int other = market.instrument("OTHER");
        final int id = market.instrument("OLD");
        tellAll(id, 100);
        tellAll(other, 200);
        assertEquals(2, values.tickers().size());
        final MarkPrice kept = values.markPrice(id);

        retire(id);
        assertForgotten(id);
        assertEquals(1_000, kept.mantissa(MarkPrice.Field.MARK), "whoever kept it keeps what it was");
        assertEquals(1, values.tickers().size());
        assertEquals(1, values.candles().size());
        assertEquals(1, market.handler.targets().size());
        assertNotNull(values.ticker(other));
        assertNotNull(values.candle(other, MINUTE));
        assertNotNull(values.volumeProfile(other));
        assertNotNull(market.handler.targets().current(other, 300));
        assertNotNull(market.handler.optionChains().option(other));

        retire(id);
        assertForgotten(id);
    }

    @Test
    void shouldBeginAnewWithTheNextLifeOfTheId()
    {
        final int id = market.instrument("OLD");
        tellAll(id, 1_000);
        final MarkPrice kept = values.markPrice(id);
        final TargetWindows windows = market.handler.targets().windows(id, 300);
        retire(id);
        tellAll(id, 50); // earlier than what the former life was told
        assertNotSame(kept, values.markPrice(id));
        assertEquals(500, values.markPrice(id).mantissa(MarkPrice.Field.MARK));
        assertTrue(values.markPrices().isCurrent(id));
        assertNotSame(windows, market.handler.targets().windows(id, 300));
        assertEquals(50, market.handler.targets().current(id, 300).startNs());
        assertEquals(1, values.candles().size());
        assertEquals(1, market.handler.optionChains().chain(MarketEvents.VENUE, "XYUSD").optionCount());
    }

    @Test
    void shouldTakeTheIndexFromAChainWhoseIndexIsRetired()
    {
        final int index = market.instrument("XYUSD");
        final int option = market.instrument("OPTION");
        market.option(option, InstrumentKind.CALL, "XYUSD", 9, 5, 0, InstrumentStatus.TRADING);
        market.indexPrice(index, 1, 77);
        final OptionChain chain = market.handler.optionChains().chain(MarketEvents.VENUE, "XYUSD");
        assertEquals(77, chain.indexPrice());
        retire(index);
        assertEquals(NO_ID, chain.indexInstrumentId());
        market.indexPrice(index, 2, 88); // another index has the id, as far as the chain knows
        assertEquals(EventLayout.ABSENT, new OptionChain(1, "X", values.indexPrices()).indexPrice());
        assertEquals(index, chain.indexInstrumentId(), "the table says that it is the same symbol");
        assertEquals(1, chain.optionCount());
    }

    private void tellAll(final int id, final long timeNs)
    {
        market.option(id, InstrumentKind.CALL, "XYUSD", 9 + id, 5, 0, InstrumentStatus.TRADING);
        market.candle(id, timeNs, MINUTE, Aggressor.UNKNOWN.ordinal(), 5);
        market.ticker(id, timeNs, (ticker) -> ticker.openTimeNs(1));
        market.markPrice(id, timeNs, 10 * timeNs);
        market.indexPrice(id, timeNs, 7);
        market.funding(id, timeNs, 7);
        market.openInterest(id, timeNs, 7);
        market.liquidation(id, timeNs, 7);
        market.profile(id, timeNs, BOTH, 1, 10, 2);
        market.topOfBook(id, timeNs, 10, 11, timeNs);
        market.target(id, timeNs, TargetStatus.OPEN, 7, 1, "");
    }

    private void retire(final int id)
    {
        market.tapes.retire(id);
        market.handler.retire(id);
    }

    private void assertForgotten(final int id)
    {
        assertNull(values.candle(id, MINUTE));
        assertNull(values.ticker(id));
        assertNull(values.markPrice(id));
        assertNull(values.indexPrice(id));
        assertNull(values.funding(id));
        assertNull(values.openInterest(id));
        assertNull(values.liquidation(id));
        assertNull(values.volumeProfile(id));
        assertNull(values.definition(id));
        assertFalse(values.markPrices().isCurrent(id));
        assertNull(market.tapes.quotes().quote(id));
        assertNull(market.handler.targets().windows(id, 300));
        assertNull(market.handler.optionChains().option(id));
    }
}
