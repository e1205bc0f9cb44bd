package org.ringtape.bench.system.binance;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import org.ringtape.bench.system.MarketWatch;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TradeTape;

/** A {@link MarketWatch} that also counts, by kind, what an options market says. */
final class OptionsWatch implements Strategy
{
    private final MarketWatch market = new MarketWatch();
    private final Map<EventType, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> marks = new ConcurrentHashMap<>();
    private final Set<Integer> silentStreams = ConcurrentHashMap.newKeySet();
    private final Set<Integer> defined = ConcurrentHashMap.newKeySet();
    private final Map<Aggressor, LongAdder> sides = new ConcurrentHashMap<>();
    private final AtomicLong tradeGaps = new AtomicLong();
    private final AtomicLong wrongOrderIds = new AtomicLong();

    private void count(final EventType type)
    {
        counts.computeIfAbsent(type, (unseen) -> new LongAdder()).increment();
    }

    @Override
    public void onTicker(final Ticker ticker)
    {
        count(EventType.TICKER);
    }

    @Override
    public void onCandle(final Candle candle)
    {
        count(EventType.CANDLE);
    }

    @Override
    public void onMarkPrice(final MarkPrice markPrice)
    {
        count(EventType.MARK_PRICE);
        marks.computeIfAbsent(markPrice.instrumentId(), (unseen) -> new LongAdder()).increment();
    }

    @Override
    public void onIndexPrice(final IndexPrice indexPrice)
    {
        count(EventType.INDEX_PRICE);
    }

    @Override
    public void onOpenInterest(final OpenInterest openInterest)
    {
        count(EventType.OPEN_INTEREST);
    }

    @Override
    public void onInstrumentDefinition(final InstrumentDefinition definition)
    {
        count(EventType.INSTRUMENT);
        defined.add(definition.instrumentId());
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        count(EventType.TRADE);
        sides.computeIfAbsent(trade.aggressor(), (unseen) -> new LongAdder()).increment();
        // The retired dialect's market makes order ids of the trade's: beyond what a double can hold.
        if (trade.buyerOrderId() != 4_611_781_675_939_004_417L + 2 * trade.id() ||
            trade.sellerOrderId() != trade.buyerOrderId() + 1)
        {
            wrongOrderIds.incrementAndGet();
        }
    }

    @Override
    public void onTradeGap(final TradeTape tape, final long firstMissing, final long lastMissing)
    {
        tradeGaps.incrementAndGet();
    }

    @Override
    public void onTopOfBook(final Quote quote, final TopOfBook top)
    {
        count(EventType.TOP_OF_BOOK);
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        market.onBook(book, update);
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        market.onBookState(book, previous);
    }

    @Override
    public void onLoss(final Loss loss)
    {
        if (loss.cause() == LossCause.STREAM_SILENT)
        {
            silentStreams.add(loss.streamId());
        }
        market.onLoss(loss);
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        market.onSession(status);
    }

    @Override
    public void onStart(final StrategyContext context)
    {
        market.onStart(context);
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

    /** Has the market thread answer. */
    <T> CompletableFuture<T> ask(final Function<StrategyContext, T> question)
    {
        return market.ask(question);
    }

    long countOf(final EventType type)
    {
        final LongAdder count = counts.get(type);
        return count == null ? 0 : count.sum();
    }

    Map<EventType, LongAdder> counts()
    {
        return counts;
    }

    /** Mark prices of an instrument so far. */
    long marks(final int instrumentId)
    {
        final LongAdder count = marks.get(instrumentId);
        return count == null ? 0 : count.sum();
    }

    Set<Integer> markedInstruments()
    {
        return marks.keySet();
    }

    Set<Integer> definedInstruments()
    {
        return defined;
    }

    Set<Integer> silentStreams()
    {
        return silentStreams;
    }

    /** Trades by the side that took liquidity. */
    Map<Aggressor, LongAdder> sides()
    {
        return sides;
    }

    long tradeGaps()
    {
        return tradeGaps.get();
    }

    long wrongOrderIds()
    {
        return wrongOrderIds.get();
    }

    long losses(final LossCause cause)
    {
        return market.losses(cause);
    }

    long crossed()
    {
        return market.crossed();
    }
}
