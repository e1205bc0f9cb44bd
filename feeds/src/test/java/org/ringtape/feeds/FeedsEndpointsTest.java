package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.ManualClock;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.SessionRig;

/** Feeds of several endpoints, each of several connections. */
@Timeout(30)
class FeedsEndpointsTest
{
    private static final SessionLimits LIMITS = SessionLimits.defaults().messagesPerSecond(10).streamsPerRequest(200);

    private final ManualClock clock = new ManualClock();
    private final FakeTransports transports = new FakeTransports();
    private final FakeFetcher fetcher = new FakeFetcher();
    private final List<Throwable> errors = new ArrayList<>();
    private final MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
        .ringCapacity(256)
        .pendingBytes(64 * 1024)
        .maxStreams(1024)
        .maxInstruments(1024)
        .tapeCapacity(16)
        .threadingMode(ThreadingMode.INVOKER)
        .clock(clock)
        .errorHandler(errors::add));
    private final PlainProtocol books = new PlainProtocol(LIMITS);
    private final PlainProtocol trades = new PlainProtocol(LIMITS);
    private Feeds feeds;

    @AfterEach
    void close()
    {
        clock.stepNs = 10_000_000L;
        if (feeds != null)
        {
            feeds.close();
        }
        pipeline.close();
    }

    @Test
    void shouldSpreadTheStreamsOfEachEndpointOverConnections()
    {
        trades.hasSnapshots = false;
        feeds = launch(new VenueFeed(BinanceModule.USDM, List.of(
            new VenueFeed.Endpoint(books, streams("@depth", 230, true)),
            new VenueFeed.Endpoint(trades, streams("@trade", 205, false)))));
        assertEquals(List.of(200, 30, 200, 5), feeds.sessions().stream()
            .map((session) -> session.subscriptions().all().size()).toList());
        assertEquals(435, feeds.sessions().stream()
            .flatMap((session) -> session.subscriptions().all().stream())
            .mapToInt((subscription) -> subscription.stream().id()).distinct().count());
        assertEquals(230, pipeline.instruments().size());

        openAll();
        final FakeTransport last = transports.made.get(3);
        assertTrue(last.sent.get(0).startsWith("sub 1 s200@trade s201@trade"), last.sent::toString);
        last.frame(SessionRig.trade("s204@trade", "S204", 7));
        pipeline.invoke();
        final int stream = feeds.sessions().get(3).subscriptions().all().get(4).stream().id();
        assertEquals("s204@trade", pipeline.streams().stream(stream).name());
        assertEquals(1, pipeline.counters().total(PipelineCounter.TRADES));
    }

    @Test
    void shouldFetchSnapshotsOnlyForStreamsThatNeedThem()
    {
        trades.hasSnapshots = false;
        feeds = launch(new VenueFeed(BinanceModule.USDM, List.of(
            new VenueFeed.Endpoint(trades, streams("@trade", 3, false)),
            new VenueFeed.Endpoint(books, streams("@depth", 2, true)))));
        openAll();
        feeds.invoke();
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldSpendOneBudgetOfSnapshotsAHost()
    {
        final PlainProtocol others = new PlainProtocol(LIMITS);
        final PlainProtocol elsewhere = new PlainProtocol(LIMITS);
        elsewhere.host = "another-venue";
        feeds = launch(
            new VenueFeed(BinanceModule.USDM, books, streams("@depth", 10, true)),
            new VenueFeed(BinanceModule.USDM, List.of(
                new VenueFeed.Endpoint(trades, streams("@depth5", 10, true)),
                new VenueFeed.Endpoint(others, streams("@depth10", 10, true)))),
            new VenueFeed(BinanceModule.OPTIONS, elsewhere, streams("@depth20", 3, true)));
        openAll();
        int answered = 0;
        for (int i = 0; i < 100; i++)
        {
            feeds.invoke();
            pipeline.invoke();
            while (answered < fetcher.requests.size())
            {
                answered++;
                fetcher.snapshot(answered);
            }
        }
        assertEquals(6 + 3, fetcher.requests.size(), "60 a minute at a weight of 10, and another host's three");
    }

    @Test
    void shouldRefuseAStreamThatStartsFromASnapshotWhereThereAreNone()
    {
        trades.hasSnapshots = false;
        final VenueFeed feed = new VenueFeed(BinanceModule.USDM, List.of(
            new VenueFeed.Endpoint(books, streams("@depth", 1, true)),
            new VenueFeed.Endpoint(trades, streams("@depth5", 1, true))));
        final Exception thrown = assertThrows(IllegalStateException.class, () -> launch(feed));
        assertEquals(
            "binance-usdm: stream s0@depth5 starts from a snapshot, but its endpoint has no source of snapshots",
            thrown.getMessage());
    }

    @Test
    void shouldPollTheTasksOfEachConnectionUntilItCloses()
    {
        final long[] polls = new long[2];
        books.tasks = List.of(
            (nowNs) ->
            {
                polls[0]++;
                throw new IllegalStateException("odd");
            },
            (nowNs) ->
            {
                assertEquals(clock.nowNs, nowNs);
                polls[1]++;
                return 0;
            });
        feeds = launch(new VenueFeed(BinanceModule.USDM, books, streams("@depth", 201, true)));
        for (int i = 0; i < 5; i++)
        {
            feeds.invoke();
        }
        assertEquals(2, polls[0], "a task that throws rests");
        assertEquals(10, polls[1]);
        assertEquals(2, errors.size());
        assertEquals(2, pipeline.counters().total(PipelineCounter.CONDUCTOR_ERRORS));
        assertEquals(2, transports.made.size());

        clock.advanceMs(TimeUnit.SECONDS.toMillis(1));
        feeds.invoke();
        assertEquals(4, polls[0]);
        clock.stepNs = 10_000_000L;
        feeds.close();
        assertEquals(12, polls[1]);
    }

    @Test
    void shouldKeepOtherSessionsGoingWhenOneThrows()
    {
        trades.requestFault = new IllegalStateException("odd");
        feeds = launch(new VenueFeed(BinanceModule.USDM, List.of(
            new VenueFeed.Endpoint(trades, streams("@trade", 1, false)),
            new VenueFeed.Endpoint(books, streams("@depth", 1, true)))));
        openAll();
        assertEquals(List.of("SUBSCRIBING", "LIVE"), feeds.sessions().stream()
            .map((session) -> session.state().name()).toList());
        assertEquals(List.of(trades.requestFault), errors);

        trades.requestFault = null;
        clock.advanceMs(1_000);
        feeds.invoke();
        assertEquals(1, transports.made.get(0).sent.size());
    }

    @Test
    void shouldTakeTheWaitsBetweenConnectionsFromTheLimits()
    {
        final PlainProtocol eager = new PlainProtocol(LIMITS.copy()
            .firstRetryNs(TimeUnit.MILLISECONDS.toNanos(1)).lastRetryNs(TimeUnit.MILLISECONDS.toNanos(3)));
        feeds = launch(new VenueFeed(BinanceModule.USDM, eager, streams("@trade", 1, false)));
        for (int i = 0; i < 5; i++)
        {
            feeds.invoke();
            assertEquals(i + 1, transports.made.size());
            transports.last().closedByVenue(1006);
            feeds.invoke();
            clock.advanceMs(3);
        }
        feeds.invoke();
        assertEquals(5, transports.made.size(), "as often in a second as the host bears");
        clock.advanceMs(1_000);
        feeds.invoke();
        assertEquals(6, transports.made.size());
    }

    private static List<VenueFeed.Stream> streams(final String suffix, final int count, final boolean needsSnapshot)
    {
        return IntStream.range(0, count)
            .mapToObj((i) -> new VenueFeed.Stream(
                "s" + i + suffix, "S" + i, needsSnapshot ? ContinuityRule.CHAINED : ContinuityRule.STEP, needsSnapshot))
            .toList();
    }

    private Feeds launch(final VenueFeed... all)
    {
        final FeedsContext context = new FeedsContext()
            .pipeline(pipeline)
            .transports(transports)
            .fetcher(fetcher)
            .random(new SplittableRandom(1));
        for (final VenueFeed feed : all)
        {
            context.add(feed);
        }
        return Feeds.launch(context);
    }

    /** Lets every connection in and grants all that is asked for. */
    private void openAll()
    {
        while (transports.made.size() < feeds.sessions().size())
        {
            feeds.invoke();
        }
        transports.made.forEach(FakeTransport::open);
        feeds.invoke();
        for (final FakeTransport transport : transports.made)
        {
            for (final String request : transport.sent)
            {
                transport.frame("{\"result\":null,\"id\":" + request.split(" ")[1] + "}");
            }
        }
        feeds.invoke();
        pipeline.invoke();
    }
}
