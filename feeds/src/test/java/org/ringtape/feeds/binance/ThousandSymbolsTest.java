package org.ringtape.feeds.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.Feeds;
import org.ringtape.feeds.FeedsContext;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.ManualClock;

/** A whole chain of option books on several connections, all at once, against the venue's budget of a minute. */
@Timeout(30)
class ThousandSymbolsTest
{
    private static final int SYMBOLS = 1_000;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final ManualClock clock = new ManualClock();
    private final FakeTransports transports = new FakeTransports();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<Integer> answered = new ArrayList<>();
    private final List<URI> requests = new ArrayList<>();
    private final List<Long> requestTimes = new ArrayList<>();
    private final Deque<Consumer<HttpFetcher.Answer>> waiting = new ArrayDeque<>();

    /** Weight of a limit and the venue's 2,400 a minute say how many are the venue's own bound. */
    @ParameterizedTest
    @CsvSource({"1000, 120", "100, 480"})
    void shouldFetchEverySnapshotOnceAndNeverMoreThanAMinuteAllows(final int depthLimit, final int perMinute)
    {
        final BinanceFeed feed = BinanceFeed.options().channels("depth").depthLimit(depthLimit).exchangeInfo(false);
        for (int i = 0; i < SYMBOLS; i++)
        {
            feed.symbols("BTC-261030-" + (10_000 + 100 * i) + (i % 2 == 0 ? "-C" : "-P"));
        }
        final MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(1024)
            .pendingBytes(64 * 1024)
            .maxStreams(2 * SYMBOLS)
            .maxInstruments(2 * SYMBOLS)
            .threadingMode(ThreadingMode.INVOKER)
            .clock(clock)
            .errorHandler(errors::add));
        final Feeds feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .transports(transports)
            .fetcher(this::fetch)
            .random(new SplittableRandom(1))
            .add(feed.build()));
        assertEquals(5, feeds.sessions().size());

        final long start = clock.nowNs;
        while (pipeline.counters().total(PipelineCounter.SNAPSHOTS_APPLIED) < SYMBOLS)
        {
            assertTrue(clock.nowNs - start < 20 * MINUTE_NS, "in the end every book has its snapshot");
            clock.advanceMs(100);
            feeds.invoke();
            acknowledge();
            waiting.forEach((onAnswer) -> onAnswer.accept(snapshot()));
            waiting.clear();
            pipeline.invoke();
        }

        assertEquals(SYMBOLS, requests.size());
        assertEquals(SYMBOLS, new HashSet<>(requests).size());
        assertTrue(requests.stream().allMatch((uri) -> uri.getQuery().endsWith("&limit=" + depthLimit)));
        assertTrue(mostInAnyMinute() <= perMinute, () -> mostInAnyMinute() + " in a minute");
        assertTrue(clock.nowNs - start <= (SYMBOLS / (perMinute * 3L / 4L) + 1) * MINUTE_NS, "and not much slower");
        clock.stepNs = 10_000_000L;
        feeds.close();
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    private int mostInAnyMinute()
    {
        int most = 0;
        int from = 0;
        for (int to = 0; to < requestTimes.size(); to++)
        {
            while (requestTimes.get(to) - requestTimes.get(from) >= MINUTE_NS)
            {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private void fetch(final URI uri, final Consumer<HttpFetcher.Answer> onAnswer)
    {
        requests.add(uri);
        requestTimes.add(clock.nowNs);
        waiting.add(onAnswer);
    }

    private static HttpFetcher.Answer snapshot()
    {
        return new HttpFetcher.Answer(
            200, "{\"lastUpdateId\":5,\"bids\":[[\"10\",\"1\"]],\"asks\":[[\"11\",\"1\"]]}".getBytes(UTF_8), 0L, "");
    }

    /** Lets every connection in, and grants what it asks for. */
    private void acknowledge()
    {
        for (int i = 0; i < transports.made.size(); i++)
        {
            final FakeTransport transport = transports.made.get(i);
            if (answered.size() == i)
            {
                transport.open();
                answered.add(0);
            }
            for (int next = answered.get(i); next < transport.sent.size(); next++)
            {
                final String request = transport.sent.get(next);
                transport.frame("{\"result\":null,\"id\":" + request.substring(request.lastIndexOf(':') + 1));
                answered.set(i, next + 1);
            }
        }
    }
}
