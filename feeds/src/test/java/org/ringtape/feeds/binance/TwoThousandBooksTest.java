package org.ringtape.feeds.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

/** A whole venue of option books at the default depth, some of which fail, against the budget. Virtual time. */
@Timeout(60)
class TwoThousandBooksTest
{
    private static final int SYMBOLS = 2_000;
    /** One in so many fails: its symbol is unknown, its server broken, or its answer comes after 10 s, broken. */
    private static final int FAILING_SHARE = 40;
    private static final int FAILING = SYMBOLS / FAILING_SHARE;
    private static final int WEIGHT = 5;
    private static final int WEIGHT_PER_MINUTE = 2_000;
    private static final long STEP_MS = 25;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long SLOW_NS = TimeUnit.SECONDS.toNanos(10);

    private final ManualClock clock = new ManualClock();
    private final FakeTransports transports = new FakeTransports();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<Integer> answered = new ArrayList<>();
    private final List<Long> requestTimes = new ArrayList<>();
    private final Map<Integer, Integer> requestsByStrike = new HashMap<>();
    private final Deque<Request> waiting = new ArrayDeque<>();

    private record Request(int number, long askedNs, Consumer<HttpFetcher.Answer> onAnswer)
    {
    }

    @Test
    void shouldMakeAllBooksLiveAsFastAsTheBudgetAllowsThoughSomeFail()
    {
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
            .add(feed().build()));

        final long startNs = clock.nowNs;
        while (pipeline.counters().total(PipelineCounter.SNAPSHOTS_APPLIED) < SYMBOLS - FAILING)
        {
            assertTrue(clock.nowNs - startNs < 20 * MINUTE_NS, "in the end every book has its snapshot");
            step(feeds, pipeline);
        }
        final long tookNs = clock.nowNs - startNs;
        final long budgetNs = (long)(SYMBOLS * WEIGHT - 1) / WEIGHT_PER_MINUTE * MINUTE_NS;
        assertTrue(tookNs <= budgetNs + MINUTE_NS / 2, "took " + TimeUnit.NANOSECONDS.toSeconds(tookNs) + " s");
        assertTrue(tookNs >= budgetNs, "the test's own figures");
        for (int i = 0; i < SYMBOLS; i++)
        {
            assertTrue(isFailing(i) || requestsByStrike.get(i) == 1, "more than one request where one sufficed");
        }

        while (clock.nowNs - startNs < 12 * MINUTE_NS)
        {
            step(feeds, pipeline);
        }
        assertTrue(mostInAnyMinute() <= WEIGHT_PER_MINUTE / WEIGHT, () -> mostInAnyMinute() + " in a minute");
        for (int i = 0; i < SYMBOLS; i += FAILING_SHARE)
        {
            final boolean unknown = i / FAILING_SHARE % 3 == 0;
            final int requests = requestsByStrike.get(i);
            assertTrue(unknown ? requests == 3 : requests > 5 && requests < 60, i + ": " + requests + " requests");
        }
        clock.stepNs = 10_000_000L;
        feeds.close();
        pipeline.close();
        assertEquals(List.of(), errors);
    }

    private static BinanceFeed feed()
    {
        final BinanceFeed feed = BinanceFeed.options().channels("depth").exchangeInfo(false);
        for (int i = 0; i < SYMBOLS; i++)
        {
            feed.symbols("BTC-261030-" + (10_000 + i) + "-C");
        }
        return feed;
    }

    private static boolean isFailing(final int number)
    {
        return number % FAILING_SHARE == 0;
    }

    private void step(final Feeds feeds, final MarketPipeline pipeline)
    {
        clock.advanceMs(STEP_MS);
        feeds.invoke();
        acknowledge();
        for (int i = waiting.size(); i > 0; i--)
        {
            final Request request = waiting.remove();
            if (request.number % (3 * FAILING_SHARE) == 2 * FAILING_SHARE && clock.nowNs - request.askedNs < SLOW_NS)
            {
                waiting.add(request);
            }
            else
            {
                request.onAnswer.accept(answer(request.number));
            }
        }
        pipeline.invoke();
    }

    private static HttpFetcher.Answer answer(final int number)
    {
        if (!isFailing(number))
        {
            return new HttpFetcher.Answer(200,
                "{\"lastUpdateId\":5,\"bids\":[[\"10\",\"1\"]],\"asks\":[[\"11\",\"1\"]]}".getBytes(UTF_8), 0L, "");
        }
        return number / FAILING_SHARE % 3 == 0 ?
            new HttpFetcher.Answer(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}".getBytes(UTF_8), 0L, "") :
            new HttpFetcher.Answer(500, new byte[0], 0L, "");
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
        assertTrue(uri.getQuery().endsWith("&limit=100"), uri::toString);
        final int number = Integer.parseInt(uri.getQuery().split("-")[2]) - 10_000;
        requestTimes.add(clock.nowNs);
        requestsByStrike.merge(number, 1, Integer::sum);
        waiting.add(new Request(number, clock.nowNs, onAnswer));
    }

    /** Lets every connection in, grants what it asks for, and pings now and then. */
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
            transport.listener.onPing();
            for (int next = answered.get(i); next < transport.sent.size(); next++)
            {
                final String request = transport.sent.get(next);
                transport.frame("{\"result\":null,\"id\":" + request.substring(request.lastIndexOf(':') + 1));
                answered.set(i, next + 1);
            }
        }
    }
}
