package org.ringtape.engine.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.health.CountWatch;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.health.Recency;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;

/** Tapes and quotes whose ids begin anew, and that hear of losses. */
final class TapeRestartTest implements TapeListener
{
    private static final int STREAM = 5;
    private static final int INSTRUMENT = 7;

    private final CounterSet counters = CounterSet.inMemory();
    private final List<String> told = new ArrayList<>();
    private final MarketHealth health = new MarketHealth();
    private final TapeHandler handler = new TapeHandler(health, 64, this, counters, (error) ->
    {
        throw new AssertionError(error);
    });
    private final EventDispatch kinds = EventDispatch.of(handler::register);
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_LENGTH]);
    private ContinuityRule rule = ContinuityRule.STEP;
    private TradeKind kind = TradeKind.BOOK;
    private int epoch = 1;
    private int streamId = STREAM;
    private long nowNs = 1;

    @Test
    void shouldBeginANewCountAfterAReconnect()
    {
        trade(5000, 100);
        status(SessionState.BACKING_OFF);
        epoch++;
        status(SessionState.LIVE);
        for (int i = 1; i <= 40; i++)
        {
            trade(i, 200 + i);
        }
        assertEquals(41, counters.total(PipelineCounter.TRADES));
        assertEquals(0, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(1, counters.total(PipelineCounter.TAPE_INTERRUPTIONS));
        assertEquals(List.of("trade 5000", "interrupted 100 to 201", "trade 1", "trade 2"), told.subList(0, 4));
        assertEquals(40, handler.tape(INSTRUMENT).lastId());
    }

    @Test
    void shouldBeginANewCountAfterAReconnectWithoutTimes()
    {
        trade(5000, 0);
        epoch++;
        status(SessionState.LIVE);
        trade(1, 0);
        trade(2, 0);
        assertEquals(3, counters.total(PipelineCounter.TRADES));
    }

    @Test
    void shouldPassOverRepetitionsAfterAReconnect()
    {
        trade(10, 100);
        trade(11, 110);
        epoch++;
        status(SessionState.LIVE);
        trade(10, 100);
        trade(11, 110);
        trade(12, 120);
        assertEquals(2, counters.total(PipelineCounter.TRADES_DUPLICATE));
        assertEquals(List.of("trade 10", "trade 11", "trade 12"), told);
    }

    @Test
    void shouldSurviveOneIdOfTheFarFuture()
    {
        trade(10, 100);
        trade(1L << 60, 110);
        trade(12, 120);
        trade(13, 130);
        assertEquals(
            List.of("trade 10", "gap 11 to " + ((1L << 60) - 1), "trade " + (1L << 60), "interrupted 110 to 120",
                "trade 12", "trade 13"),
            told);
    }

    @Test
    void shouldSurviveOneIdOfTheFarFutureWithoutTimes()
    {
        trade(10, 0);
        trade(1L << 60, 0);
        trade(12, 0);
        trade(13, 0);
        trade(14, 0);
        assertEquals(14, handler.tape(INSTRUMENT).lastId());
        assertEquals(1, counters.total(PipelineCounter.TRADES_DUPLICATE), "one is taken for a copy, then no more");
    }

    @Test
    void shouldGiveUpEarlierTradesThatAreNotKnownAtTheirLimit()
    {
        trade(5000, 10_000);
        for (int i = 1; i < CountWatch.DATED_LIMIT; i++)
        {
            trade(i, i);
            assertEquals(5000, handler.tape(INSTRUMENT).lastId());
        }
        trade(100, 100);
        assertEquals(100, handler.tape(INSTRUMENT).lastId());
    }

    @Test
    void shouldTellOfALossWhereIdsAreNotCounted()
    {
        rule = ContinuityRule.NONE;
        trade(41, 100);
        loss(STREAM, LossCause.MALFORMED_FRAME);
        assertFalse(handler.tape(INSTRUMENT).isCurrent());
        assertEquals(HealthReason.LOSS, handler.tape(INSTRUMENT).reason());
        trade(42, 110);
        assertEquals(List.of("trade 41", "interrupted 100 to 110", "trade 42"), told);
        assertTrue(handler.tape(INSTRUMENT).isCurrent());
        loss(NO_ID, LossCause.RING_FULL);
        trade(43, 120);
        assertEquals("interrupted 110 to 120", told.get(3));
        assertEquals(2, counters.total(PipelineCounter.TAPE_INTERRUPTIONS));
    }

    @Test
    void shouldTellNothingOfLossesOfAnotherStream()
    {
        rule = ContinuityRule.NONE;
        trade(41, 100);
        loss(STREAM + 1, LossCause.MALFORMED_FRAME);
        trade(42, 110);
        streamId = STREAM + 1;
        trade(43, 120);
        streamId = STREAM;
        trade(44, 130);
        assertEquals(List.of("trade 41", "trade 42", "trade 43", "trade 44"), told);
    }

    @Test
    void shouldTakeForRepeatedOnlyWhatCameBeforeTheInterruption()
    {
        rule = ContinuityRule.NONE;
        trade(41, 100);
        loss(STREAM, LossCause.MALFORMED_FRAME);
        trade(42, 110);
        trade(42, 111);
        trade(41, 112);
        assertEquals(List.of("trade 41", "interrupted 100 to 110", "trade 42", "trade 42"), told);
    }

    @Test
    void shouldForgetOldTradesThatFallOffAFullTape()
    {
        rule = ContinuityRule.NONE;
        for (int i = 0; i < 64; i++)
        {
            trade(i, 100);
        }
        loss(STREAM, LossCause.MALFORMED_FRAME);
        trade(100, 110);
        trade(100, 111);
        trade(63, 112);
        trade(0, 113); // fell off
        assertEquals(64 + 3, handler.tape(INSTRUMENT).tradeCount());
    }

    @Test
    void shouldForgetAnInterruptionOnceIdsGoOnBehindIt()
    {
        trade(5_000, 0);
        loss(STREAM, LossCause.MALFORMED_FRAME);
        trade(5_003, 0);
        trade(4_000, 0);
        assertEquals(List.of("trade 5000", "gap 5001 to 5002", "trade 5003"), told);
        assertEquals(0, counters.total(PipelineCounter.SEQUENCES_RESTARTED));
    }

    @Test
    void shouldForgetUnknownIdsWhenOneGoesOn()
    {
        trade(100, 0);
        for (int i = 1; i < 10; i++)
        {
            trade(i, 0);
            trade(100 + i, 0);
        }
        assertEquals(109, handler.tape(INSTRUMENT).lastId());
        assertEquals(10, handler.tape(INSTRUMENT).tradeCount());
        assertEquals(0, counters.total(PipelineCounter.SEQUENCES_RESTARTED));
    }

    @Test
    void shouldNotTakeSilenceForALoss()
    {
        rule = ContinuityRule.NONE;
        trade(41, 100);
        status(SessionState.STALE);
        assertFalse(handler.tape(INSTRUMENT).isCurrent());
        status(SessionState.LIVE);
        trade(42, 110);
        assertEquals(0, counters.total(PipelineCounter.TAPE_INTERRUPTIONS));
    }

    @Test
    void shouldCountAPlaceholderAndTellNothingOfIt()
    {
        trade(10, 100);
        kind = TradeKind.PLACEHOLDER;
        trade(11, 110);
        kind = TradeKind.ADL;
        trade(12, 120);
        assertEquals(List.of("trade 10", "trade 12"), told);
        assertEquals(0, counters.total(PipelineCounter.TRADE_GAPS));
        assertEquals(2, handler.tape(INSTRUMENT).size());
        assertEquals(1, handler.tape(INSTRUMENT).bookTradeCount(), "ADL is not of the book");
    }

    @Test
    void shouldSayWhetherAQuoteIsCurrent()
    {
        quote(1, 100);
        final Quote quote = handler.quotes().quote(INSTRUMENT);
        assertTrue(quote.isCurrent());
        assertEquals(HealthReason.NONE, quote.reason());
        loss(STREAM, LossCause.RING_FULL);
        assertFalse(quote.isCurrent());
        assertEquals(HealthReason.LOSS, quote.reason());
        quote(2, 110);
        assertTrue(quote.isCurrent());
        status(SessionState.BACKING_OFF);
        assertFalse(quote.isCurrent());
        assertEquals(HealthReason.DISCONNECTED, quote.reason());
        epoch++;
        status(SessionState.LIVE);
        assertFalse(quote.isCurrent());
        quote(1, 120);
        assertTrue(quote.isCurrent());
        loss(STREAM, LossCause.STREAM_SILENT);
        assertEquals(HealthReason.SILENT, quote.reason());
    }

    @Test
    void shouldNotFreezeAQuoteWhoseSequenceBeginsAnew()
    {
        quote(1L << 60, 100);
        quote(5, 110);
        assertEquals(5, handler.quotes().quote(INSTRUMENT).sequence());
        quote(1L << 60, 0);
        for (int i = 0; i < Recency.UNDATED_LIMIT; i++)
        {
            quote(10 + i, 0);
        }
        assertEquals(9 + Recency.UNDATED_LIMIT, handler.quotes().quote(INSTRUMENT).sequence());
        assertEquals(2, counters.total(PipelineCounter.SEQUENCES_RESTARTED));
    }

    private void trade(final long id, final long timeNs)
    {
        final Trade trade = init(new Trade(), EventType.TRADE, Trade.BASE_LENGTH, timeNs);
        trade.continuityRule(rule);
        trade.id(IdKind.U64, id, 0);
        trade.aggressorAndKind(0, kind.ordinal());
        handle(trade);
    }

    private void quote(final long sequence, final long timeNs)
    {
        final TopOfBook top = init(new TopOfBook(), EventType.TOP_OF_BOOK, TopOfBook.LENGTH, timeNs);
        top.lastSequence(sequence);
        top.bid(100, 1);
        top.ask(101, 1);
        handle(top);
    }

    private void loss(final int streamId, final LossCause cause)
    {
        final Loss loss = init(new Loss(), EventType.LOSS, Loss.LENGTH, 0);
        loss.streamId(streamId);
        loss.cause(cause);
        handle(loss);
    }

    private void status(final SessionState state)
    {
        final SessionStatus status = init(new SessionStatus(), EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH, 0);
        status.streamId(NO_ID);
        status.state(state);
        handle(status);
    }

    private <E extends EventHeader> E init(final E event, final EventType type, final int length, final long timeNs)
    {
        slot.setMemory(0, SLOT_LENGTH, (byte)0);
        event.wrap(slot, 0);
        event.init(type, length);
        event.instrumentId(INSTRUMENT);
        event.streamId(streamId);
        event.sessionId(3);
        event.sessionEpoch(epoch);
        event.lastSequence(ABSENT);
        event.venueTimeNs(timeNs);
        event.receiveTimeNs(++nowNs);
        return event;
    }

    private void handle(final EventHeader event)
    {
        health.onEvent(event);
        kinds.dispatch(event);
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        told.add("trade " + trade.id());
    }

    @Override
    public void onTradeGap(final TradeTape tape, final long firstMissing, final long lastMissing)
    {
        told.add("gap " + firstMissing + " to " + lastMissing);
    }

    @Override
    public void onTapeInterrupted(final TradeTape tape, final long lastTimeBeforeNs, final long firstTimeAfterNs)
    {
        told.add("interrupted " + lastTimeBeforeNs + " to " + firstTimeAfterNs);
    }
}
