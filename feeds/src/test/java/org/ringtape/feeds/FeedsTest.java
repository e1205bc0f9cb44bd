package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.ManualClock;

/** The whole control path, stepped by hand, against a venue that the test plays. */
@Timeout(30)
class FeedsTest
{
    private static final String BOOK = "btcusdt@depth@100ms";
    private static final String TRADES = "btcusdt@trade";

    private final ManualClock clock = new ManualClock();
    private final FakeTransports transports = new FakeTransports();
    private final FakeFetcher fetcher = new FakeFetcher();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private MarketPipeline pipeline;
    private Feeds feeds;

    @BeforeEach
    void launch()
    {
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(64 * 1024)
            .maxStreams(64)
            .maxInstruments(4)
            .tapeCapacity(16)
            .threadingMode(ThreadingMode.INVOKER)
            .clock(clock)
            .errorHandler(errors::add)
            .strategy(new Strategy()
            {
                @Override
                public void onBookState(final OrderBook book, final BookState previous)
                {
                    states.add(previous + " to " + book.state());
                }
            }));
        feeds = Feeds.launch(context().add(BinanceFeed.usdm().streams(BOOK, TRADES).build()));
    }

    @AfterEach
    void close()
    {
        clock.stepNs = 10_000_000L;
        feeds.close();
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldReachALiveBook()
    {
        goLive(100);
        assertEquals(BookState.LIVE, bookState());
        assertEquals(SessionState.LIVE, feeds.sessions().get(0).state());
        assertTrue(pipeline.isLive(0));
        assertEquals(List.of("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + BOOK + "\",\"" + TRADES + "\"],\"id\":1}"),
            transports.last().sent);
        assertEquals(120, book().sequence());
    }

    @Test
    void shouldSurviveADisconnectSubscribeAgainAndResync()
    {
        goLive(100);
        transports.last().closedByVenue(1001);
        cycle();
        assertEquals(BookState.GAPPED, bookState());
        clock.advanceMs(500); // the longest first wait
        cycle();
        assertEquals(2, transports.made.size());

        goLive(500);
        assertEquals(BookState.LIVE, bookState());
        assertEquals(520, book().sequence());
        assertEquals(2, fetcher.requests.size());
        assertEquals(1, pipeline.counters().total(PipelineCounter.BOOK_GAPS));
    }

    @Test
    void shouldResyncAfterAGap()
    {
        goLive(100);
        diff(130, 140);
        cycle();
        cycle();
        assertEquals(BookState.GAPPED, bookState());
        assertEquals(2, fetcher.requests.size());
        fetcher.snapshot(135);
        cycle();
        assertEquals(BookState.LIVE, bookState());
        assertEquals(140, book().sequence());
    }

    @Test
    void shouldAskAgainAfterAWhileForASnapshotThatWasTooOld()
    {
        goLive(100);
        diff(130, 140);
        cycle();
        cycle();
        fetcher.snapshot(110);
        cycle();
        cycle();
        assertEquals(2, fetcher.requests.size());
        clock.advanceMs(200);
        cycle();
        assertEquals(3, fetcher.requests.size());
        fetcher.snapshot(140);
        cycle();
        assertEquals(BookState.LIVE, bookState());
    }

    @Test
    void shouldResyncWhateverHappensToTheFetchWhenTheConnectionEnds()
    {
        goLive(100);
        diff(130, 140);
        cycle();
        cycle();
        transports.last().closedByVenue(1001);
        cycle();
        clock.advanceMs(500); // the longest first wait
        cycle();
        transports.last().open();
        cycle();
        acknowledge();
        diff(700, 710);
        cycle();
        assertEquals(2, fetcher.requests.size());
        fetcher.snapshot(141); // for the connection that is gone
        cycle();
        assertEquals(3, fetcher.requests.size());
        assertEquals(BookState.GAPPED, bookState());
        fetcher.snapshot(705);
        cycle();
        assertEquals(BookState.LIVE, bookState());
        assertEquals(710, book().sequence());
    }

    @Test
    void shouldResyncAStreamWhoseUpdatesComeBeforeItsAcknowledgement()
    {
        cycle();
        transports.last().open();
        cycle();
        diff(90, 110);
        cycle();
        cycle();
        assertEquals(0, fetcher.requests.size());
        acknowledge();
        cycle();
        fetcher.snapshot(100);
        cycle();
        assertEquals(BookState.LIVE, bookState());
    }

    @Test
    void shouldNotFetchForAStreamThatNeedsNoSnapshot()
    {
        goLive(100);
        assertTrue(pipeline.commands().resync(1, 0));
        assertTrue(pipeline.commands().resync(4_000, 0));
        cycle();
        assertEquals(1, fetcher.requests.size());
    }

    @Test
    void shouldCloseInGoodOrder()
    {
        goLive(100);
        clock.stepNs = 1_000_000L;
        final FakeTransport transport = transports.last();
        final Thread venue = new Thread(() ->
        {
            while (transport.sent.size() < 2)
            {
                Thread.onSpinWait();
            }
            transport.closedByVenue(1000);
        });
        venue.start();
        feeds.close();
        assertEquals(SessionState.CLOSED, feeds.sessions().get(0).state());
        assertEquals(1000, transport.closeCode);
        assertTrue(transport.sent.get(1).startsWith("{\"method\":\"UNSUBSCRIBE\""), transport.sent::toString);
        assertEquals(BookState.STALE, bookState());
        feeds.close();
    }

    @Test
    void shouldCloseWithinItsLimitThoughTheVenueNeverAnswers()
    {
        goLive(100);
        transports.last().endsWhenAborted = false;
        clock.stepNs = 10_000_000L;
        final long beforeNs = clock.nowNs;
        feeds.close();
        assertEquals(SessionState.CLOSED, feeds.sessions().get(0).state());
        assertTrue(clock.nowNs - beforeNs <= TimeUnit.SECONDS.toNanos(5) + 20 * clock.stepNs);
    }

    @Test
    void shouldStopThoughTheConnectionNeverOpened()
    {
        cycle();
        transports.last().endsWhenAborted = false;
        clock.stepNs = 10_000_000L;
        feeds.close();
        assertEquals(SessionState.CLOSED, feeds.sessions().get(0).state());
    }

    @Test
    void shouldRefuseAStreamGivenTwice()
    {
        assertNamed(BOOK, context()
            .add(BinanceFeed.usdm().streams(BOOK).build())
            .add(BinanceFeed.usdm().streams(TRADES, BOOK).build()));
    }

    @Test
    void shouldRefuseMoreSymbolsThanThereIsRoomFor()
    {
        assertNamed("DDD", context().add(BinanceFeed.options().symbols("AAA", "BBB", "CCC", "DDD").build()));
    }

    @Test
    void shouldRefuseAContextThatIsNotComplete()
    {
        assertNamed("feed", new FeedsContext().pipeline(pipeline));
        assertThrows(NullPointerException.class, () -> Feeds.launch(new FeedsContext()));
    }

    @Test
    void shouldSpreadStreamsOverConnections()
    {
        final String[] names = new String[41 * 5];
        for (int i = 0; i < names.length; i++)
        {
            names[i] = "s" + i + "@trade";
        }
        final MarketPipeline large = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(256)
            .pendingBytes(1024)
            .threadingMode(ThreadingMode.INVOKER)
            .clock(clock));
        try (Feeds two = Feeds.launch(new FeedsContext()
            .pipeline(large)
            .transports(new FakeTransports())
            .fetcher(fetcher)
            .add(BinanceFeed.usdm().streams(names).build())))
        {
            assertEquals(List.of(200, 5), two.sessions().stream()
                .map((session) -> session.subscriptions().all().size()).toList());
        }
        large.close();
    }

    private void assertNamed(final String name, final FeedsContext context)
    {
        final Exception thrown = assertThrows(IllegalStateException.class, () -> Feeds.launch(context));
        assertTrue(thrown.getMessage().contains(name), thrown.getMessage());
    }

    private FeedsContext context()
    {
        return new FeedsContext()
            .pipeline(pipeline)
            .transports(transports)
            .fetcher(fetcher)
            .random(new SplittableRandom(1));
    }

    private OrderBook book()
    {
        return pipeline.books().book(0);
    }

    private BookState bookState()
    {
        return pipeline.bookState(0);
    }

    /** Lets the newest connection in, grants all, serves a snapshot inside the first of two diffs. */
    private void goLive(final long sequence)
    {
        cycle();
        transports.last().open();
        cycle();
        acknowledge();
        diff(sequence - 10, sequence + 10);
        cycle();
        fetcher.snapshot(sequence);
        diff(sequence + 10, sequence + 20);
        cycle();
    }

    private void acknowledge()
    {
        final String request = transports.last().sent.get(0);
        transports.last().frame("{\"result\":null,\"id\":" + request.substring(request.lastIndexOf(':') + 1));
    }

    private void diff(final long previous, final long last)
    {
        transports.last().frame("{\"stream\":\"" + BOOK + "\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1," +
            "\"s\":\"BTCUSDT\",\"U\":" + (previous + 3) + ",\"u\":" + last + ",\"pu\":" + previous +
            ",\"b\":[[\"9\",\"1\"]],\"a\":[]}}");
    }

    private void cycle()
    {
        feeds.invoke();
        feeds.invoke();
        pipeline.invoke();
    }
}
