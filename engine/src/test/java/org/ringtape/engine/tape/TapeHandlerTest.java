package org.ringtape.engine.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Trades and best quotes from the ring. */
final class TapeHandlerTest implements TapeListener
{
    private final CounterSet counters = CounterSet.inMemory();
    private final List<String> told = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final MarketHealth health = new MarketHealth();
    private final TapeHandler handler = new TapeHandler(health, 4, this, counters, errors::add);
    private final EventDispatch kinds = EventDispatch.of(handler::register);
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_LENGTH]);
    private final Trade trade = new Trade();
    private final TopOfBook top = new TopOfBook();
    private ContinuityRule rule = ContinuityRule.STEP;
    private int epoch = 1;
    private IdKind idKind = IdKind.U64;
    private TradeKind kind = TradeKind.BOOK;
    private boolean throwing;

    private void handle(final EventHeader event)
    {
        health.onEvent(event);
        kinds.dispatch(event);
    }

    @Test
    void shouldKeepNewestTradesFirst()
    {
        assertNull(handler.tape(7));
        for (int i = 1; i <= 6; i++)
        {
            trade(7, i, 100 + i);
        }
        final TradeTape tape = handler.tape(7);
        assertEquals(4, tape.size());
        assertEquals(6, tape.tradeCount());
        assertEquals(106, tape.price(0));
        assertEquals(103, tape.price(3));
        assertEquals(6, tape.id(0));
        assertEquals(0, tape.idHigh(0));
        assertEquals(60, tape.quantity(0));
        assertEquals(1, tape.priceScale(0));
        assertEquals(2, tape.quantityScale(0));
        assertEquals(IdKind.U64, tape.idKind(0));
        assertEquals(Aggressor.SELL, tape.aggressor(0));
        assertEquals(TradeKind.BOOK, tape.kind(0));
        assertEquals(6000, tape.venueTimeNs(0));
        assertEquals(6001, tape.receiveTimeNs(0));
        assertEquals(7, tape.instrumentId());
        assertThrows(IndexOutOfBoundsException.class, () -> tape.price(4));
        assertThrows(IndexOutOfBoundsException.class, () -> tape.price(-1));
        assertEquals(6, counters.total(PipelineCounter.TRADES));
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
    }

    @Test
    void shouldReportJumpOfDenseIdOnceAndKeepTheTrade()
    {
        trade(7, 10, 100);
        trade(7, 14, 101);
        trade(7, 15, 102);
        assertEquals(List.of("trade 10", "gap 11 to 13", "trade 14", "trade 15"), told);
        assertEquals(1, counters.total(PipelineCounter.TRADE_GAPS));
        assertEquals(3, handler.tape(7).size());
    }

    @Test
    void shouldCountAndIgnoreIdsThatDoNotGrow()
    {
        trade(7, 10, 100);
        trade(7, 10, 101);
        trade(7, 9, 102);
        assertEquals(2, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(1, handler.tape(7).size());
        assertEquals(List.of("trade 10"), told);
    }

    @Test
    void shouldCountIdsByInstrument()
    {
        trade(7, 10, 100);
        trade(8, 500, 100);
        trade(7, 11, 100);
        trade(8, 501, 100);
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
        final List<Integer> instruments = new ArrayList<>();
        handler.forEachTape(tape -> instruments.add(tape.instrumentId()));
        assertEquals(List.of(7, 8), instruments);
    }

    @Test
    void shouldCompareIdsUnsigned()
    {
        trade(7, Long.MAX_VALUE, 100);
        trade(7, Long.MIN_VALUE, 100);
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
        trade(7, Long.MAX_VALUE, 100);
        assertEquals(1, counters.total(PipelineCounter.TRADES_DUPLICATE));
    }

    @Test
    void shouldNotCompareIdsThatAreNotDenseOrNotNumbers()
    {
        rule = ContinuityRule.NONE;
        trade(7, 10, 100);
        trade(7, 30, 100);
        trade(7, 20, 100);
        assertFalse(handler.tape(7).hasDenseIds());
        rule = ContinuityRule.STEP;
        idKind = IdKind.UUID128;
        trade(8, 10, 100);
        trade(8, 30, 100);
        trade(8, 30, 100);
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
        assertEquals(0, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(6, counters.total(PipelineCounter.TRADES));
    }

    @Test
    void shouldKeepBlockTradesOutOfBookStatistics()
    {
        trade(7, 10, 100);
        kind = TradeKind.BLOCK;
        trade(7, 11, 999);
        final TradeTape tape = handler.tape(7);
        assertEquals(2, tape.size());
        assertEquals(TradeKind.BLOCK, tape.kind(0));
        assertEquals(100, tape.lastBookPrice());
        assertEquals(1, tape.lastBookPriceScale());
        assertEquals(1, tape.bookTradeCount());
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
    }

    @Test
    void shouldIgnoreEventsOfReplacedConnection()
    {
        trade(7, 10, 100);
        epoch = 2;
        status();
        epoch = 1;
        trade(7, 11, 100);
        quote(7, 5, 1, 2);
        assertEquals(2, counters.total(PipelineCounter.EVENTS_OF_OLD_EPOCH));
        assertEquals(1, handler.tape(7).size());
        assertNull(handler.quotes().quote(7));
        epoch = 2;
        trade(7, 13, 100);
        assertEquals(1, counters.total(PipelineCounter.TRADE_GAPS));
    }

    @Test
    void shouldKeepLastQuotesAndIgnoreOlderOnes()
    {
        quote(7, 10, 100, 101);
        quote(7, 9, 90, 91);
        quote(7, 11, ABSENT, 102);
        final Quote quote = handler.quotes().quote(7);
        assertFalse(quote.hasBid());
        assertTrue(quote.hasAsk());
        assertEquals(102, quote.askPrice());
        assertEquals(3, quote.askQuantity());
        assertEquals(11, quote.sequence());
        assertEquals(1, handler.quotes().outOfOrder());
        assertEquals(3, counters.total(PipelineCounter.TOPS_OF_BOOK));
        assertEquals(List.of("quote 10", "quote 11"), told);
        assertNull(handler.quotes().quote(-1));
    }

    @Test
    void shouldAcceptLowerQuoteSequenceAfterReconnectAndQuotesWithoutSequence()
    {
        quote(7, 10, 100, 101);
        epoch = 2;
        quote(7, 3, 90, 91);
        assertEquals(90, handler.quotes().quote(7).bidPrice());
        quote(7, ABSENT, 80, 81);
        assertEquals(80, handler.quotes().quote(7).bidPrice());
        assertEquals(0, handler.quotes().outOfOrder());
    }

    @Test
    void shouldGoOnWhenListenerThrows()
    {
        throwing = true;
        trade(7, 10, 100);
        trade(7, 12, 100);
        quote(7, 1, 1, 2);
        assertEquals(4, errors.size());
        assertEquals(4, counters.total(PipelineCounter.LISTENER_ERRORS));
        assertEquals(2, handler.tape(7).size());
    }

    @Test
    void shouldReportInstrumentOutOfRange()
    {
        trade(-1, 1, 1);
        quote(TapeHandler.MAX_INSTRUMENTS, 1, 1, 2);
        assertEquals(2, errors.size());
    }

    @Test
    void shouldRefuseCapacityThatIsNoPowerOfTwo()
    {
        assertThrows(IllegalArgumentException.class, () -> new TradeTape(1, 12, true, health));
        assertThrows(
            IllegalArgumentException.class, () -> new TapeHandler(health, 0, this, counters, errors::add));
    }

    @Override
    public void onTapeInterrupted(final TradeTape tape, final long lastTimeBeforeNs, final long firstTimeAfterNs)
    {
        told.add("interrupted " + lastTimeBeforeNs + " to " + firstTimeAfterNs);
        if (throwing)
        {
            throw new IllegalStateException("mine");
        }
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade event)
    {
        tell("trade " + event.id());
        assertEquals(event.id(), tape.id(0));
    }

    @Override
    public void onTradeGap(final TradeTape tape, final long firstMissing, final long lastMissing)
    {
        tell("gap " + firstMissing + " to " + lastMissing);
    }

    @Override
    public void onTopOfBook(final Quote quote, final TopOfBook event)
    {
        tell("quote " + event.lastSequence());
        assertEquals(event.bidPrice(), quote.bidPrice());
    }

    private void tell(final String line)
    {
        if (throwing)
        {
            throw new IllegalStateException(line);
        }
        told.add(line);
    }

    @Test
    void shouldTellOnceThatReconnectMayHaveMissedTradesWhereIdsAreNotCounted()
    {
        rule = ContinuityRule.NONE;
        idKind = IdKind.UUID128;
        trade(7, 41, 100);
        trade(7, 17, 101);
        trade(8, 17, 101);
        epoch = 2;
        status();
        trade(7, 17, 101);
        trade(7, 41, 100);
        trade(7, 93, 102);
        trade(7, 41, 100);
        trade(7, 92, 103);
        assertEquals(List.of("trade 41", "trade 17", "trade 17", "interrupted 17000 to 93000", "trade 93", "trade 92"),
            told);
        assertEquals(1, counters.total(PipelineCounter.TAPE_INTERRUPTIONS));
        assertEquals(3, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
        trade(8, 20, 105);
        assertEquals(2, counters.total(PipelineCounter.TAPE_INTERRUPTIONS), "once an instrument");
    }

    @Test
    void shouldNotSuppressRepeatedIdWithoutReconnect()
    {
        rule = ContinuityRule.NONE;
        idKind = IdKind.HASH128;
        trade(7, 41, 100);
        trade(7, 41, 100);
        assertEquals(2, handler.tape(7).size());
        assertEquals(0, counters.total(PipelineCounter.TRADES_DUPLICATE));
    }

    @Test
    void shouldForgetRepeatedIdsOnceTheyHaveFallenOffTheTape()
    {
        rule = ContinuityRule.NONE;
        for (int i = 1; i <= 6; i++)
        {
            trade(7, i, 100);
        }
        epoch++;
        trade(7, 2, 100);
        assertEquals(1, counters.total(PipelineCounter.TAPE_INTERRUPTIONS), "2 has fallen off: it counts as new");
        trade(7, 6, 100);
        assertEquals(1, counters.total(PipelineCounter.TRADES_DUPLICATE));
        trade(7, 11, 100);
        trade(7, 12, 100);
        trade(7, 6, 100);
        assertEquals(2, counters.total(PipelineCounter.TRADES_DUPLICATE));
        trade(7, 13, 100);
        trade(7, 6, 100);
        trade(7, 6, 100);
        assertEquals(2, counters.total(PipelineCounter.TRADES_DUPLICATE), "the whole tape is of the new connection");
        epoch++;
        trade(7, 6, 100);
        assertEquals(3, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(1, counters.total(PipelineCounter.TAPE_INTERRUPTIONS));
    }

    @Test
    void shouldTakeEqualBitsOfAnotherKindOrNoIdForAnotherTrade()
    {
        rule = ContinuityRule.NONE;
        idKind = IdKind.NONE;
        trade(7, 5, 100);
        idKind = IdKind.TEXT;
        trade(7, 6, 100);
        epoch++;
        idKind = IdKind.HEX128;
        trade(7, 6, 100);
        idKind = IdKind.NONE;
        trade(7, 5, 100);
        assertEquals(0, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(4, handler.tape(7).size());
        assertEquals(IdKind.TEXT, handler.tape(7).idKind(2));
    }

    @Test
    void shouldGoOnIfListenerThrowsOverInterruption()
    {
        rule = ContinuityRule.NONE;
        trade(7, 5, 100);
        epoch++;
        throwing = true;
        trade(7, 6, 100);
        assertEquals(2, handler.tape(7).size());
        assertTrue(counters.total(PipelineCounter.LISTENER_ERRORS) >= 1);
    }

    @Test
    void shouldKeepBlocksOutOfTheBooksPriceAfterReconnectToo()
    {
        rule = ContinuityRule.NONE;
        trade(7, 5, 100);
        epoch++;
        kind = TradeKind.BLOCK;
        trade(7, 6, 900);
        assertEquals(100, handler.tape(7).lastBookPrice());
        assertEquals(1, handler.tape(7).bookTradeCount());
    }

    private void trade(final int instrumentId, final long id, final long price)
    {
        trade.wrap(slot, 0);
        header(trade, EventType.TRADE, instrumentId, Trade.BASE_LENGTH);
        trade.id(idKind, id, 0);
        trade.priceAndQuantity(price, 10 * id);
        trade.aggressorAndKind(Aggressor.SELL.ordinal(), kind.ordinal());
        trade.venueTimeNs(id * 1000);
        trade.receiveTimeNs(id * 1000 + 1);
        handle(trade);
    }

    private void quote(final int instrumentId, final long sequence, final long bidPrice, final long askPrice)
    {
        top.wrap(slot, 0);
        header(top, EventType.TOP_OF_BOOK, instrumentId, TopOfBook.LENGTH);
        top.lastSequence(sequence);
        top.bid(bidPrice, 2);
        top.ask(askPrice, 3);
        handle(top);
    }

    private void status()
    {
        final SessionStatus status = new SessionStatus();
        status.wrap(slot, 0);
        header(status, EventType.SESSION_STATUS, -1, SessionStatus.BASE_LENGTH);
        status.state(SessionState.LIVE);
        handle(status);
    }

    private void header(final EventHeader event, final EventType type, final int instrumentId, final int length)
    {
        event.init(type, length);
        event.instrumentId(instrumentId);
        event.continuityRule(rule);
        event.sessionId(5);
        event.sessionEpoch(epoch);
        event.priceScale(1);
        event.quantityScale(2);
    }
}
