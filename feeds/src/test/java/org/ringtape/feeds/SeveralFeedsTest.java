package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.feeds.FeedsRig.await;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.binance.BinanceFeed;

/** Several feeds on one pipeline, at once and one after another. */
@Timeout(120)
class SeveralFeedsTest
{
    /** Each waits for a snapshot in real time, the later the longer. */
    private static final int ROUNDS = 8;
    private static final int SOME = 25;

    private final FeedsRig rig = new FeedsRig();

    @Test
    void shouldBringEachRequestToTheFeedsThatHaveItsStream()
    {
        try (MarketPipeline pipeline = rig.pipeline(new Strategy()
        {
        });
            Feeds one = Feeds.launch(rig.context(pipeline, "aaa"));
            Feeds two = Feeds.launch(rig.context(pipeline, "bbb")))
        {
            rig.awaitLive(pipeline, "aaa");
            rig.awaitLive(pipeline, "bbb");
            for (int round = 0; round < ROUNDS; round++)
            {
                for (final String symbol : List.of("aaa", "bbb"))
                {
                    final long before = pipeline.counters().total(PipelineCounter.SNAPSHOTS_APPLIED);
                    final long gap = rig.sequence += 1_000;
                    final FeedsRig.VenueLink connection = rig.connections.get(symbol.equals("aaa") ? 0 : 1);
                    connection.diff(symbol, gap - 10, gap + 10); // does not join: a gap
                    await(() -> pipeline.counters().total(PipelineCounter.SNAPSHOTS_APPLIED) > before);
                    rig.awaitLive(pipeline, symbol);
                }
            }
            assertEquals(2 * ROUNDS, pipeline.counters().total(PipelineCounter.BOOK_GAPS));
            assertEquals(List.of(1, 1), List.of(one.sessions().size(), two.sessions().size()));
        }
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldResyncABookForTheHost()
    {
        try (MarketPipeline pipeline = rig.pipeline(new Strategy()
        {
        });
            Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa")))
        {
            rig.awaitLive(pipeline, "aaa");
            final long before = pipeline.counters().total(PipelineCounter.SNAPSHOTS_APPLIED);
            final long requests = pipeline.counters().total(PipelineCounter.RESYNC_REQUESTS);
            rig.sequence = 1_020;
            assertTrue(pipeline.commands().resync(rig.stream(pipeline, "aaa")));
            await(() -> pipeline.counters().total(PipelineCounter.RESYNC_REQUESTS) > requests);
            rig.connections.get(0).diff("aaa", 1_010, 1_030);
            await(() -> pipeline.counters().total(PipelineCounter.SNAPSHOTS_APPLIED) > before);
            rig.awaitLive(pipeline, "aaa");
            assertTrue(pipeline.commands().resync(-1) && pipeline.commands().resync(1_000_000));
            assertEquals(1, feeds.sessions().size());
        }
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldRefuseAStreamThatOtherFeedsBring()
    {
        try (MarketPipeline pipeline = rig.pipeline(new Strategy()
        {
        }))
        {
            final Feeds first = Feeds.launch(rig.context(pipeline, "aaa"));
            final Exception refused = assertThrows(
                IllegalStateException.class, () -> Feeds.launch(rig.context(pipeline, "bbb", "aaa")));
            assertTrue(refused.getMessage().contains("aaa" + FeedsRig.STREAM), refused.getMessage());
            rig.awaitLive(pipeline, "aaa");
            first.close();
            try (Feeds second = Feeds.launch(rig.context(pipeline, "bbb", "aaa")))
            {
                rig.awaitLive(pipeline, "bbb");
                rig.awaitLive(pipeline, "aaa");
                assertEquals(1, second.sessions().size());
            }
        }
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldLaunchAndCloseAHundredAndFiftyFeedsAndLeaveNothingBehind()
    {
        try (MarketPipeline pipeline = rig.pipeline(new Strategy()
        {
        }))
        {
            Set<String> threadsOfFirst = Set.of();
            for (int i = 0; i < 150; i++)
            {
                try (Feeds feeds = Feeds.launch(rig.context(pipeline, "aaa").fetcher(null)))
                {
                    await(() -> feeds.sessions().get(0).epoch() > 0);
                }
                if (i == 0)
                {
                    threadsOfFirst = threadNames();
                }
            }
            final Set<String> left = threadNames();
            left.removeAll(threadsOfFirst);
            assertTrue(left.size() <= 1, "one client, if the first was collected: " + left);
            final int[] counters = new int[1];
            pipeline.counters().reader().forEach((counterId, label) -> counters[0]++);
            assertTrue(counters[0] < 300, "counters in use: " + counters[0]);
            assertTrue(pipeline.counters().total(PipelineCounter.CONNECTS) >= 150, "what was counted stays");
            try (Feeds last = Feeds.launch(rig.context(pipeline, "aaa")))
            {
                rig.awaitLive(pipeline, "aaa");
                assertEquals(1, last.sessions().size());
            }
        }
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldRunManySessionsAndNameTheSettingThatBoundsThem()
    {
        final String[] symbols = IntStream.range(0, 120).mapToObj((i) -> "s" + i).toArray(String[]::new);
        try (MarketPipeline pipeline = rig.pipeline(new Strategy()
        {
        });
            Feeds feeds = Feeds.launch(each(rig.context(pipeline, "aaa"), symbols)))
        {
            assertEquals(121, feeds.sessions().size());
            // All come in time, at the pace of their host; some of them say enough of it.
            await(() -> feeds.sessions().stream()
                .filter((session) -> session.state() == SessionState.LIVE).count() > SOME);
        }
        try (CounterSet few = CounterSet.inMemory(500);
            MarketPipeline pipeline = MarketPipeline.launch(settings().counters(few)))
        {
            final Exception refused = assertThrows(
                IllegalStateException.class, () -> Feeds.launch(each(rig.context(pipeline, "aaa"), symbols)));
            assertTrue(refused.getMessage().contains("500 counters"), refused.getMessage());
            assertTrue(refused.getMessage().contains("counterCapacity"), refused.getMessage());
            try (Feeds fewer = Feeds.launch(rig.context(pipeline, "bbb")))
            {
                rig.awaitLive(pipeline, "bbb");
                assertEquals(1, fewer.sessions().size(), "what was refused has given everything back");
            }
        }
        assertEquals(List.of(), rig.errors);
    }

    private PipelineContext settings()
    {
        return rig.settings(new Strategy()
        {
        });
    }

    /** A session for each symbol. */
    private static FeedsContext each(final FeedsContext context, final String... symbols)
    {
        for (final String symbol : symbols)
        {
            context.add(BinanceFeed.usdm().streams(symbol + FeedsRig.STREAM).build());
        }
        return context;
    }

    private static Set<String> threadNames()
    {
        await(() -> Thread.getAllStackTraces().keySet().stream()
            .noneMatch((thread) -> thread.getName().equals("ringtape-conductor")));
        return Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter((name) -> name.startsWith("HttpClient") || name.startsWith("ringtape"))
            .collect(Collectors.toSet());
    }
}
