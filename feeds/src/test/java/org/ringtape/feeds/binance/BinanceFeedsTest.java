package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.ManualClock;

/** Feeds of Binance's dialects, stepped by hand, from their frames to books and definitions. */
@Timeout(30)
class BinanceFeedsTest
{
    private static final URI EXCHANGE_INFO = URI.create("https://eapi.binance.com/eapi/v1/exchangeInfo");

    private final ManualClock clock = new ManualClock();
    private final FakeTransports transports = new FakeTransports();
    private final FakeFetcher fetcher = new FakeFetcher();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<String> defined = new ArrayList<>();
    private final MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
        .ringCapacity(256)
        .pendingBytes(64 * 1024)
        .threadingMode(ThreadingMode.INVOKER)
        .clock(clock)
        .errorHandler(errors::add)
        .strategy(new Strategy()
        {
            @Override
            public void onInstrument(final Instrument instrument)
            {
                defined.add(instrument.symbol());
            }
        }));
    private Feeds feeds;

    @AfterEach
    void close()
    {
        clock.stepNs = 10_000_000L;
        feeds.close();
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldShowImagesOfTheRetiredStreamsWithoutASnapshot()
    {
        launch(BinanceFeed.optionsLegacy().symbols("BTC-220930-18000-C").channels("depth10").exchangeInfo(false));
        final FakeTransport venue = transports.made.get(0);
        assertEquals(URI.create("wss://nbstream.binance.com/eoptions/stream"), venue.endpoint);
        assertTrue(venue.sent.get(0).contains("[\"BTC-220930-18000-C@depth10@100ms\"]"), venue.sent::toString);
        legacyImage(venue, 162, "[[\"200\",\"3\"],[\"101\",\"1\"]]");
        assertEquals(BookState.LIVE, pipeline.bookState(0));
        legacyImage(venue, 170, "[[\"90\",\"2\"]]");
        assertEquals(1, book(0).bids().levels());
        assertEquals(90, book(0).bestBidPrice());
        assertEquals(List.of(), fetcher.requests);
        assertEquals(0, pipeline.counters().total(PipelineCounter.FRAMES_IGNORED));
    }

    @Test
    void shouldKeepDiffAndPartialDepthOfASymbolApart()
    {
        launch(BinanceFeed.options().symbols("btc-1-2-c").channels("depth", "depth5").exchangeInfo(false));
        final FakeTransport venue = transports.made.get(0);
        assertEquals(1, fetcher.requests.size(), "for the diff only");
        depth(venue, "btc-1-2-c@depth@100ms", 90, 100, "[[\"7\",\"1\"]]");
        fetcher.snapshot(95);
        cycle();
        depth(venue, "btc-1-2-c@depth5@100ms", 80, 120, "[[\"8\",\"1\"],[\"6\",\"1\"]]");
        depth(venue, "btc-1-2-c@depth5@100ms", 130, 140, "[[\"5\",\"1\"]]");
        depth(venue, "btc-1-2-c@depth@100ms", 100, 110, "[[\"9\",\"1\"]]");
        assertEquals(BookState.LIVE, pipeline.bookState(0));
        assertEquals(3, book(0).bids().levels(), "10 of the snapshot, 9 and 7");
        assertEquals(BookState.LIVE, pipeline.bookState(1));
        assertEquals(1, book(1).bids().levels());
        assertEquals(5, book(1).bestBidPrice());
        assertEquals(0, pipeline.counters().total(PipelineCounter.BOOK_GAPS));
    }

    @Test
    void shouldFetchDefinitionsOnceAFeedHoweverManySessions()
    {
        final BinanceFeed feed = BinanceFeed.options().channels("bookTicker").underlyings("BTCUSDT");
        for (int i = 0; i < 201; i++)
        {
            feed.symbols("BTC-261030-" + (1_000 + i) + "-C");
        }
        launch(feed);
        assertEquals(List.of(
            "wss://fstream.binance.com/public/stream", "wss://fstream.binance.com/public/stream",
            "wss://fstream.binance.com/market/stream"),
            transports.made.stream().map((transport) -> transport.endpoint.toString()).toList());
        assertEquals(List.of(EXCHANGE_INFO), fetcher.requests);
        fetcher.answer(200, exchangeInfo("BTC-261030-1000-C", "BTC-261030-5000-P", "BTC-261030-1200-C"), 0L);
        cycle();
        cycle();
        assertEquals(List.of("BTC-261030-1000-C", "BTC-261030-1200-C"), defined);
    }

    @Test
    void shouldDefineWhatTheChainOfAnUnderlyingBrings()
    {
        launch(BinanceFeed.options().underlyings("BTCUSDT"));
        assertEquals(1, transports.made.size());
        final String all = exchangeInfo("BTC-261030-1000-C", "ETH-261030-1000-C");
        fetcher.answer(200, all, 0L);
        cycle();
        cycle();
        assertEquals(List.of(), defined);
        transports.made.get(0).frame("{\"stream\":\"btcusdt@optionMarkPrice\",\"data\":[{\"s\":\"BTC-261030-1000-C\"," +
            "\"mp\":\"1.5\",\"E\":1700000000000,\"e\":\"markPrice\",\"i\":\"90000.5\"}]}");
        cycle();
        assertEquals(List.of("BTC-261030-1000-C"), defined, "by its symbol alone");
        clock.advanceMs(TimeUnit.NANOSECONDS.toMillis(ExchangeInfoTask.FIRST_REFRESH_NS));
        cycle();
        assertEquals(2, fetcher.requests.size());
        fetcher.answer(200, all, 0L);
        cycle();
        cycle();
        assertEquals(List.of("BTC-261030-1000-C", "BTC-261030-1000-C"), defined);
    }

    private void launch(final BinanceFeed feed)
    {
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .transports(transports)
            .fetcher(fetcher)
            .random(new SplittableRandom(1))
            .add(feed.build()));
        cycle();
        for (final FakeTransport transport : transports.made)
        {
            transport.open();
        }
        for (int i = 0; i < 3; i++)
        {
            cycle();
            for (final FakeTransport transport : transports.made)
            {
                transport.sent.forEach((request) -> transport.frame(
                    "{\"result\":null,\"id\":" + request.substring(request.lastIndexOf(':') + 1)));
            }
        }
        cycle();
    }

    private void legacyImage(final FakeTransport venue, final long id, final String bids)
    {
        venue.frame("{\"stream\":\"BTC-220930-18000-C@depth10@100ms\",\"data\":{\"e\":\"depth\",\"E\":1591695934010," +
            "\"T\":1591695934000,\"s\":\"BTC-220930-18000-C\",\"u\":" + id + ",\"pu\":" + id + ",\"b\":" + bids +
            ",\"a\":[[\"1000\",\"89\"]]}}");
        cycle();
    }

    private void depth(
        final FakeTransport venue, final String stream, final long previous, final long last, final String bids)
    {
        venue.frame("{\"stream\":\"" + stream + "\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1," +
            "\"s\":\"BTC-1-2-C\",\"U\":" + (previous + 3) + ",\"u\":" + last + ",\"pu\":" + previous +
            ",\"b\":" + bids + ",\"a\":[]}}");
        cycle();
    }

    private static String exchangeInfo(final String... symbols)
    {
        final List<String> rows = new ArrayList<>();
        for (final String symbol : symbols)
        {
            rows.add("{\"expiryDate\":1793347200000,\"symbol\":\"" + symbol + "\",\"side\":\"CALL\"," +
                "\"strikePrice\":\"1000\",\"underlying\":\"BTCUSDT\",\"quoteAsset\":\"USDT\",\"status\":\"TRADING\"}");
        }
        return "{\"optionSymbols\":[" + String.join(",", rows) + "]}";
    }

    private OrderBook book(final int streamId)
    {
        return pipeline.books().book(streamId);
    }

    private void cycle()
    {
        feeds.invoke();
        feeds.invoke();
        pipeline.invoke();
    }
}
