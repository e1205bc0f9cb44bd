package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.ManualClock;

/** A venue that lists options and lets them expire, stepped by hand, and what a strategy hears of them. */
class ListingRig implements Strategy
{
    final ManualClock clock = new ManualClock();
    final FakeTransports transports = new FakeTransports();
    final FakeFetcher fetcher = new FakeFetcher();
    final List<Throwable> errors = new ArrayList<>();
    /** Rows of the venue's list, by symbol. */
    final Map<String, String> rows = new TreeMap<>();
    final List<String> told = new ArrayList<>();
    final MarketPipeline pipeline;
    StrategyContext context;
    Feeds feeds;

    ListingRig(final PipelineContext settings)
    {
        pipeline = MarketPipeline.launch(settings
            .ringCapacity(1024)
            .tapeCapacity(16)
            .pendingBytes(64 * 1024)
            .threadingMode(ThreadingMode.INVOKER)
            .clock(clock)
            .errorHandler(errors::add)
            .strategy(this));
    }

    @Override
    public void onStart(final StrategyContext strategyContext)
    {
        context = strategyContext;
    }

    @Override
    public void onRetired(final Retired retired)
    {
        told.add((retired.isOfStream() ?
            "retired " + context.streams().stream(retired.streamId()).name() :
            "retired " + context.instruments().instrument(retired.instrumentId()).symbol()) +
            " generation " + retired.generation() + " " + retired.reason());
    }

    @Override
    public void onInstrumentDefinition(final InstrumentDefinition definition)
    {
        told.add("defined " + definition.symbol() + " generation " + definition.generation());
    }

    @Override
    public void onSession(final SessionStatus status)
    {
        if (status.text().contains("has ended"))
        {
            told.add(status.text());
        }
    }

    /** What was told since the last call. */
    List<String> told()
    {
        final List<String> copy = List.copyOf(told);
        told.clear();
        return copy;
    }

    void launch(final BinanceFeed feed)
    {
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline).transports(transports).fetcher(fetcher).random(new SplittableRandom(1))
            .add(feed.build()));
        cycle();
        List.copyOf(transports.made).forEach(FakeTransport::open);
        for (int i = 0; i < 3; i++)
        {
            cycle();
            for (final FakeTransport transport : transports.made)
            {
                List.copyOf(transport.sent).forEach((request) -> transport.frame(
                    "{\"result\":null,\"id\":" + request.substring(request.lastIndexOf(':') + 1)));
            }
        }
        alive();
        cycle();
        told.clear();
    }

    void close()
    {
        clock.stepNs = 10_000_000L;
        feeds.close();
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    void cycle()
    {
        feeds.invoke();
        feeds.invoke();
        pipeline.invoke();
    }

    /** Cycles for as long as a retirement takes. */
    void settle()
    {
        for (int i = 0; i < 8; i++)
        {
            cycle();
        }
    }

    /** The connection to a path. */
    FakeTransport venue(final String path)
    {
        return transports.made.stream()
            .filter((transport) -> transport.endpoint.getPath().contains(path)).findFirst().orElseThrow();
    }

    long nowMs()
    {
        return TimeUnit.NANOSECONDS.toMillis(clock.nowNs);
    }

    long count(final PipelineCounter counter)
    {
        return pipeline.counters().total(counter);
    }

    /** The venue announces an option on BTCUSDT, and names it in its list from now on. */
    void list(final String symbol, final long strike, final long expiryMs)
    {
        rows.put(symbol, row(symbol, strike, expiryMs, "TRADING"));
        venue("/market").frame("{\"stream\":\"!optionSymbol\",\"data\":{\"e\":\"optionSymbol\",\"E\":" + nowMs() +
            ",\"s\":\"" + symbol + "\",\"ps\":\"BTCUSDT\",\"qa\":\"USDT\",\"d\":\"CALL\",\"sp\":\"" + strike +
            "\",\"dt\":" + expiryMs + ",\"u\":1,\"ot\":" + nowMs() + ",\"cs\":\"TRADING\"}}");
    }

    static String row(final String symbol, final long strike, final long expiryMs, final String status)
    {
        return "{\"expiryDate\":" + expiryMs + ",\"symbol\":\"" + symbol + "\",\"side\":\"CALL\",\"strikePrice\":\"" +
            strike + "\",\"underlying\":\"BTCUSDT\",\"quoteAsset\":\"USDT\",\"status\":\"" + status + "\"}";
    }

    /** Something that has nothing to do with options comes. */
    void alive()
    {
        venue("/market").frame("{\"stream\":\"!index@arr\",\"data\":[{\"e\":\"indexPrice\",\"E\":" + nowMs() +
            ",\"s\":\"ETHUSDT\",\"p\":\"3224.5\"}]}");
    }

    /** Answers a request for the list, if there is one. */
    void answerList()
    {
        if (fetcher.isWaiting())
        {
            fetcher.answer(200, "{\"optionSymbols\":[" + String.join(",", rows.values()) + "]}", 0L);
        }
    }

    /** A frame with a mark for each symbol. */
    void marks(final Map<String, Long> prices)
    {
        final List<String> marks = new ArrayList<>();
        prices.forEach((symbol, price) -> marks.add("{\"s\":\"" + symbol + "\",\"mp\":\"" + price + "\",\"E\":" +
            nowMs() + ",\"e\":\"markPrice\",\"i\":\"90000.5\"}"));
        venue("/market").frame(
            "{\"stream\":\"btcusdt@optionMarkPrice\",\"data\":[" + String.join(",", marks) + "]}");
    }

    /** A trade of an option on BTC. */
    void trade(final String symbol, final long id, final long price)
    {
        venue("/public").frame("{\"stream\":\"btcusdt@optionTrade\",\"data\":{\"e\":\"trade\",\"E\":" + nowMs() +
            ",\"T\":" + nowMs() + ",\"s\":\"" + symbol + "\",\"t\":" + id + ",\"p\":\"" + price +
            "\",\"q\":\"1\",\"X\":\"MARKET\",\"S\":\"SELL\",\"m\":true}}");
    }
}
