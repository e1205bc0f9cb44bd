package org.ringtape.bench.cli.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import org.ringtape.bench.cli.OneLine;
import org.ringtape.bench.cli.book.BookText;
import org.ringtape.bench.cli.book.BookWatch;
import org.ringtape.bench.cli.text.EventText;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.market.ProfileView;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.feeds.venue.VenueModules;

/**
 * The strategy behind {@code demo}, {@code run} and {@code replay}: records latencies, and five times a second copies
 * what a person wants to see. Market thread, but for the methods that say otherwise.
 */
public final class MarketBoard implements Strategy
{
    private static final long PICTURE_TIMER = 1;
    private static final long PICTURE_PERIOD_NS = 200_000_000L;
    private static final int LEVELS = 5;
    private static final int TRADES = 8;

    /**
     * Where a session stands.
     *
     * @param state     as last told
     * @param reason    last one given since it was live, may be empty
     * @param lastError last words that came with any other state than the orderly ones, may be empty
     */
    record SessionLine(SessionState state, String reason, String lastError)
    {
        static final SessionLine NONE = new SessionLine(SessionState.DISCONNECTED, "", "");

        private static final int MOST_WORDS = 300;

        /** The line after a status: a reason stands until the session is live again, the last error for good. */
        SessionLine after(final SessionState next, final String text)
        {
            final String words = OneLine.of(text, MOST_WORDS);
            final boolean orderly = next == SessionState.DRAINING || next == SessionState.CLOSED;
            return new SessionLine(next,
                words.isEmpty() && next != SessionState.LIVE ? reason : words,
                words.isEmpty() || orderly ? lastError : words);
        }

        @Override
        public String toString()
        {
            return reason.isEmpty() ? state.toString() : state + "  (" + reason + ")";
        }
    }

    private final LatencyRecorder latencies = new LatencyRecorder();
    private final Map<Integer, SessionLine> sessions = new ConcurrentSkipListMap<>();
    private final Deque<MarketPicture.Print> trades = new ArrayDeque<>();
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final ValueBoard values = new ValueBoard();
    private final BookWatch watch = new BookWatch();
    private StrategyContext context;
    private long crossed;
    private boolean tradesShown = true;
    /** Writer: market thread. */
    private volatile MarketPicture picture = new MarketPicture(List.of(), List.of(), List.of());
    /** Writer: market thread. */
    private volatile long crossedBooks;
    /** Writer: market thread. */
    private volatile long resyncs;
    /** Writer: market thread. */
    private volatile long idleCycles;
    private long idle;

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
        context.scheduleTimer(PICTURE_TIMER, context.clock().nanoTime());
    }

    @Override
    public void onBook(final OrderBook book, final BookUpdate update)
    {
        if (!update.isSnapshot() && !update.wasKept())
        {
            latencies.record(update, context.clock().nanoTime());
        }
        if (watch.onBook(book, update))
        {
            crossedBooks = ++crossed;
        }
    }

    @Override
    public void onBookState(final OrderBook book, final BookState previous)
    {
        watch.onState(book, previous);
        resyncs = watch.resyncs();
    }

    @Override
    public void onTrade(final TradeTape tape, final Trade trade)
    {
        latencies.record(trade, context.clock().nanoTime());
        if (tradesShown)
        {
            tradesShown = false; // a few a picture are enough to look at
            trades.addFirst(new MarketPicture.Print(
                context.instruments().instrument(trade.instrumentId()).symbol(),
                trade.aggressor().name(),
                EventText.decimal(trade.price(), trade.priceScale()),
                EventText.decimal(trade.quantity(), trade.quantityScale()),
                trade.receiveTimeNs()));
            if (trades.size() > TRADES)
            {
                trades.removeLast();
            }
        }
    }

    @Override
    public void onTopOfBook(final Quote quote, final TopOfBook top)
    {
        latencies.record(top, context.clock().nanoTime());
    }

    @Override
    public void onCandle(final Candle candle)
    {
        if (values.count(candle))
        {
            values.example(candle, symbolOf(candle) + " close " + text(candle, Candle.Field.CLOSE) + " quantity " +
                text(candle, Candle.Field.QUANTITY));
        }
    }

    @Override
    public void onTicker(final Ticker ticker)
    {
        if (values.count(ticker))
        {
            values.example(ticker, symbolOf(ticker) + " last " + text(ticker, Ticker.Field.LAST_PRICE) + " high " +
                text(ticker, Ticker.Field.HIGH) + " low " + text(ticker, Ticker.Field.LOW));
        }
    }

    @Override
    public void onMarkPrice(final MarkPrice mark)
    {
        if (values.count(mark))
        {
            final String delta = mark.has(MarkPrice.Field.DELTA) ? " delta " + text(mark, MarkPrice.Field.DELTA) : "";
            values.example(mark, symbolOf(mark) + " " + text(mark, MarkPrice.Field.MARK) + delta);
        }
    }

    @Override
    public void onIndexPrice(final IndexPrice index)
    {
        if (values.count(index))
        {
            values.example(index, symbolOf(index) + " " + EventText.decimal(index.price(), index.priceScale()));
        }
    }

    @Override
    public void onFunding(final Funding funding)
    {
        if (values.count(funding))
        {
            values.example(funding, symbolOf(funding) + " current " + text(funding, Funding.Field.CURRENT) +
                " predicted " + text(funding, Funding.Field.PREDICTED));
        }
    }

    @Override
    public void onOpenInterest(final OpenInterest interest)
    {
        if (values.count(interest))
        {
            values.example(interest, symbolOf(interest) + " " + text(interest, OpenInterest.Field.QUANTITY));
        }
    }

    @Override
    public void onLiquidation(final MarketLiquidation liquidation)
    {
        if (values.count(liquidation))
        {
            values.example(liquidation, symbolOf(liquidation) + " " + liquidation.rawSide() + " " +
                EventText.decimal(liquidation.quantity(), liquidation.quantityScale()) + " at " +
                EventText.decimal(liquidation.price(), liquidation.priceScale()));
        }
    }

    @Override
    public void onVolumeProfile(final ProfileView profile)
    {
        final Instrument instrument = context.instruments().instrument(profile.instrumentId());
        if (values.count(instrument.venueId(), EventType.VOLUME_PROFILE))
        {
            values.example(instrument.venueId(), EventType.VOLUME_PROFILE,
                instrument.symbol() + " " + profile.blockCount() + " blocks");
        }
    }

    @Override
    public void onInstrumentDefinition(final InstrumentDefinition definition)
    {
        if (values.count(definition))
        {
            values.example(definition, symbolOf(definition) + " " + (definition.kind() == InstrumentKind.UNKNOWN ?
                "" : definition.kind() + " " + definition.status()));
        }
    }

    @Override
    public void onPriceTarget(final TargetWindow window, final PriceTarget target)
    {
        if (values.count(target))
        {
            values.example(target, symbolOf(target) + " " + target.interval() + " " + window.status() + " " +
                (window.hasPrice() ? EventText.decimal(window.price(), window.priceScale()) + " " + window.source() :
                    "no price yet"));
        }
    }

    private String symbolOf(final EventHeader event)
    {
        return context.instruments().instrument(event.instrumentId()).symbol();
    }

    private static <F extends Enum<F>> String text(final DecimalEvent<F> event, final F field)
    {
        return event.has(field) ? EventText.decimal(event.mantissa(field), event.scale(field)) : "unknown";
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        final SessionLine before = sessions.getOrDefault(status.sessionId(), SessionLine.NONE);
        sessions.put(status.sessionId(), before.after(status.state(), status.text()));
    }

    @Override
    public void onTimer(final long timerId, final long nowNs)
    {
        takePicture(LEVELS);
        runErrands();
        context.scheduleTimer(PICTURE_TIMER, nowNs + PICTURE_PERIOD_NS);
    }

    @Override
    public void onIdle(final long nowNs)
    {
        runErrands();
        idleCycles = ++idle;
    }

    @Override
    public void onStop()
    {
        runErrands();
    }

    /** Has something done on the market thread, which owns the books, as soon as it is idle or at the next picture. */
    public <T> CompletableFuture<T> onMarketThread(final Supplier<T> errand)
    {
        final CompletableFuture<T> result = new CompletableFuture<>();
        errands.add(() -> result.complete(errand.get()));
        return result;
    }

    private void runErrands()
    {
        Runnable errand;
        while ((errand = errands.poll()) != null)
        {
            errand.run();
        }
    }

    /** The latest picture. Any thread. */
    MarketPicture picture()
    {
        return picture;
    }

    /** Where sessions stand, by id, as their events said. Any thread. */
    Map<Integer, SessionLine> sessions()
    {
        return sessions;
    }

    /** How often a book that had a gap was live again. Any thread. */
    long resyncs()
    {
        return resyncs;
    }

    /** Duty cycles of the market thread in which nothing was in the ring. Any thread. */
    long idleCycles()
    {
        return idleCycles;
    }

    /** How often a live book was crossed. Any thread. */
    public long crossedBooks()
    {
        return crossedBooks;
    }

    /** Latencies until now. One thread other than the market's. */
    LatencyRecorder latencies()
    {
        return latencies;
    }

    /** Copies books and trades. Market thread. */
    public MarketPicture takePicture(final int depth)
    {
        tradesShown = true;
        final List<MarketPicture.Book> books = new ArrayList<>();
        for (int id = 0; id < context.streams().limit(); id++)
        {
            final StreamDefinition stream = context.streams().stream(id);
            final OrderBook book = context.book(id);
            if (stream != null && (book != null || BookWatch.isBook(stream)))
            {
                books.add(bookPicture(stream, book, depth));
            }
        }
        picture = new MarketPicture(List.copyOf(books), List.copyOf(trades), values.picture());
        return picture;
    }

    private MarketPicture.Book bookPicture(final StreamDefinition stream, final OrderBook book, final int depth)
    {
        final boolean any = book != null;
        return new MarketPicture.Book(
            stream.id(),
            VenueModules.installed().labelOf(stream.venueId()),
            stream.name(),
            context.instruments().instrument(stream.instrumentId()).symbol(),
            watch.standing(stream.id(), book),
            any ? book.bids().levels() : 0,
            any ? book.asks().levels() : 0,
            any ? BookText.levels(book, book.bids(), depth) : List.of(),
            any ? BookText.levels(book, book.asks(), depth) : List.of());
    }
}
