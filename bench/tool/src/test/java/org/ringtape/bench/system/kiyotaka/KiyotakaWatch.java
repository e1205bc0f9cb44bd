package org.ringtape.bench.system.kiyotaka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import org.ringtape.bench.system.MarketWatch;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.market.ProfileView;
import org.ringtape.engine.tape.TradeTape;

/**
 * A strategy that notes all that Kiyotaka's channels lead to. Methods that are not callbacks may be called by any
 * thread.
 */
final class KiyotakaWatch implements Strategy
{
    private final MarketWatch market = new MarketWatch();
    private final Map<EventType, Long> told = new ConcurrentHashMap<>();
    private final Map<Integer, Long> interruptions = new ConcurrentHashMap<>();
    private final Collection<String> bookChanges = new ConcurrentLinkedQueue<>();
    private final Collection<String> texts = new ConcurrentLinkedQueue<>();
    private volatile long fundingsKnown;
    private volatile long fundingsUnknown;

    @Override
    public void onStart(final StrategyContext context)
    {
        market.onStart(context);
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        count(EventType.BOOK_UPDATE);
        market.onBook(book, update);
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        bookChanges.add(book.streamId() + " " + previous + " " + book.state());
        market.onBookState(book, previous);
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        count(EventType.TRADE);
    }

    @Override
    public void onTapeInterrupted(final TradeTape tape, final long lastTimeBeforeNs, final long firstTimeAfterNs)
    {
        interruptions.merge(tape.instrumentId(), 1L, Long::sum);
    }

    @Override
    public void onCandle(final Candle candle)
    {
        count(EventType.CANDLE);
    }

    @Override
    public void onFunding(final Funding funding)
    {
        count(EventType.FUNDING);
        fundingsKnown += funding.has(Funding.Field.CURRENT) ? 1 : 0;
        fundingsUnknown += funding.has(Funding.Field.CURRENT) ? 0 : 1;
    }

    @Override
    public void onOpenInterest(final OpenInterest openInterest)
    {
        count(EventType.OPEN_INTEREST);
    }

    @Override
    public void onLiquidation(final MarketLiquidation liquidation)
    {
        count(EventType.MARKET_LIQUIDATION);
    }

    @Override
    public void onVolumeProfile(final ProfileView profile)
    {
        count(EventType.VOLUME_PROFILE);
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        texts.add(status.text());
        market.onSession(status);
    }

    @Override
    public void onLoss(final Loss loss)
    {
        market.onLoss(loss);
    }

    @Override
    public void onTimer(final long timerId, final long nowNs)
    {
        market.onTimer(timerId, nowNs);
    }

    @Override
    public void onIdle(final long nowNs)
    {
        market.onIdle(nowNs);
    }

    private void count(final EventType type)
    {
        told.merge(type, 1L, Long::sum);
    }

    /** Has a question answered by the market thread. */
    <T> CompletableFuture<T> ask(final Function<StrategyContext, T> question)
    {
        return market.ask(question);
    }

    long told(final EventType type)
    {
        return told.getOrDefault(type, 0L);
    }

    /** Interruptions told, by instrument. */
    Map<Integer, Long> interruptions()
    {
        return interruptions;
    }

    /** Changes of books, such as {@code 3 LIVE STALE}: stream, state before and state after, in the order told. */
    List<String> bookChanges()
    {
        return List.copyOf(bookChanges);
    }

    /** What was said with states of sessions. */
    List<String> texts()
    {
        return List.copyOf(texts);
    }

    boolean hasSeen(final SessionState state)
    {
        return market.sessionStates().contains(state);
    }

    long losses(final LossCause cause)
    {
        return market.losses(cause);
    }

    /** Funding events with a rate. */
    long fundingsKnown()
    {
        return fundingsKnown;
    }

    /** Funding events whose rate the exchange has not published. */
    long fundingsUnknown()
    {
        return fundingsUnknown;
    }
}
