package org.ringtape.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.session.FakeTransport;
import org.ringtape.feeds.session.FakeTransports;
import org.ringtape.feeds.session.ManualClock;
import org.ringtape.feeds.subscription.Subscription;

/** Books, conductor and REST together, against answers that do not help; virtual time in steps of 10 ms. */
@Timeout(30)
class SnapshotPaceTest
{
    private static final long STEP_MS = 10;
    private static final List<String> SYMBOLS = List.of("AUSDT", "BUSDT");

    private final ManualClock clock = new ManualClock();
    private final FakeTransports transports = new FakeTransports();
    private final List<String> asked = new ArrayList<>();
    private final List<Long> askedNs = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final long startNs = clock.nowNs;
    private Consumer<OrderBook> onBook = (book) -> told.size();
    /** Answers a symbol so many nanoseconds after the start. */
    private BiFunction<String, Long, HttpFetcher.Answer> rest = (symbol, sinceNs) -> snapshot(100);
    private long lastUpdateId = 90;
    private MarketPipeline pipeline;
    private Feeds feeds;

    @AfterEach
    void close()
    {
        clock.stepNs = 10_000_000L;
        feeds.close();
        pipeline.close();
    }

    /** C2: bodies of before the first update for 27 s. */
    @Test
    void shouldBeLiveWithinTwoSecondsOfTheFirstBodyThatIsNotCachedAnyMore()
    {
        final long usableNs = TimeUnit.SECONDS.toNanos(27);
        rest = (symbol, sinceNs) -> snapshot(symbol.equals("BUSDT") || sinceNs >= usableNs ? 100 : 50);
        launch();
        goLive();
        assertTrue(passUntil(2_000, () -> state("BUSDT") == BookState.LIVE), "the other one is not held up");
        assertTrue(passUntil(29_000, () -> state("AUSDT") == BookState.LIVE), asked::toString);
        assertTrue(clock.nowNs - startNs >= usableNs && clock.nowNs - startNs <= usableNs + 2_000_000_000L);
        assertTrue(count("AUSDT", 0, 10_000) <= 12, "in the first 10 s: " + count("AUSDT", 0, 10_000));
        assertTrue(count("AUSDT", 0, 29_000) <= 30, "in all: " + count("AUSDT", 0, 29_000));
        assertEquals(1, count("BUSDT", 0, 29_000));
    }

    /** C2: the listener's errors are no reason to ask the venue at once, time after time. */
    @Test
    void shouldAskLessAndLessForABookWhoseListenerAlwaysThrows()
    {
        onBook = (book) ->
        {
            if (book.instrumentId() == 0)
            {
                throw new IllegalStateException("strategy");
            }
        };
        launch();
        goLive();
        for (int i = 0; i < 6_000; i++)
        {
            diffs();
            pass(STEP_MS);
        }
        assertTrue(count("AUSDT", 0, 10_000) <= 9, "in the first 10 s: " + count("AUSDT", 0, 10_000));
        assertTrue(count("AUSDT", 10_000, 60_000) <= 5, "later: " + count("AUSDT", 10_000, 60_000));
        assertEquals(1, count("BUSDT", 0, 60_000));
        assertEquals(BookState.LIVE, state("BUSDT"));
    }

    /** C3: told in the ring, by the session and on the subscription; not asked for ever. */
    @Test
    void shouldNotAskForASymbolThatTheVenueDoesNotKnow()
    {
        rest = (symbol, sinceNs) -> symbol.equals("BUSDT") ? snapshot(100) : new HttpFetcher.Answer(
            400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}".getBytes(UTF_8), 0L, "");
        launch();
        goLive();
        for (int i = 0; i < 3_000; i++)
        {
            diffs();
            pass(STEP_MS);
        }
        assertEquals(3, count("AUSDT", 0, 30_000));
        assertTrue(told.contains("LOSS of stream 0"), told::toString);
        final String words = "HTTP 400 -1121 Invalid symbol.";
        assertTrue(told.contains("400 snapshot of ausdt@depth@100ms refused: " + words), told::toString);
        final Subscription subscription = feeds.sessions().get(0).subscriptions().all().get(0);
        assertEquals(words, subscription.lastError().text());
        assertEquals(400, subscription.lastError().status());
        assertEquals(BookState.LIVE, state("BUSDT"));
        assertEquals("", feeds.sessions().get(0).subscriptions().all().get(1).lastError().text());
    }

    private void launch()
    {
        pipeline = MarketPipeline.launch(new PipelineContext()
            .ringCapacity(1024)
            .pendingBytes(1024 * 1024)
            .maxStreams(64)
            .threadingMode(ThreadingMode.INVOKER)
            .clock(clock)
            .errorHandler(errors::add)
            .strategy(new Watch()));
        feeds = Feeds.launch(new FeedsContext()
            .pipeline(pipeline)
            .transports(transports)
            .fetcher(this::fetch)
            .random(new SplittableRandom(1))
            .add(BinanceFeed.usdm().symbols(SYMBOLS.toArray(new String[0])).channels("depth").build()));
    }

    private void goLive()
    {
        pass(0);
        final FakeTransport transport = transports.last();
        transport.open();
        pass(0);
        diffs();
        final String request = transport.sent.get(0);
        transport.frame("{\"result\":null,\"id\":" + request.substring(request.lastIndexOf(':') + 1));
        pass(0);
    }

    /** One update of each book, chained. */
    private void diffs()
    {
        for (final String symbol : SYMBOLS)
        {
            transports.last().frame("{\"stream\":\"" + symbol.toLowerCase() + "@depth@100ms\",\"data\":{" +
                "\"e\":\"depthUpdate\",\"E\":1,\"T\":1,\"s\":\"" + symbol + "\",\"U\":" + (lastUpdateId + 1) +
                ",\"u\":" + (lastUpdateId + 20) + ",\"pu\":" + lastUpdateId + ",\"b\":[[\"9\",\"1\"]],\"a\":[]}}");
        }
        lastUpdateId += 20;
    }

    private boolean passUntil(final long sinceStartMs, final BooleanSupplier condition)
    {
        while (clock.nowNs - startNs < TimeUnit.MILLISECONDS.toNanos(sinceStartMs) && !condition.getAsBoolean())
        {
            pass(STEP_MS);
        }
        return condition.getAsBoolean();
    }

    private void pass(final long milliseconds)
    {
        clock.advanceMs(milliseconds);
        feeds.invoke();
        pipeline.invoke();
        feeds.invoke();
        pipeline.invoke();
    }

    private void fetch(final URI uri, final Consumer<HttpFetcher.Answer> onAnswer)
    {
        final String symbol = uri.getQuery().replaceAll("symbol=([A-Z]+).*", "$1");
        asked.add(symbol);
        askedNs.add(clock.nowNs - startNs);
        onAnswer.accept(rest.apply(symbol, clock.nowNs - startNs));
    }

    private HttpFetcher.Answer snapshot(final long id)
    {
        final long current = id == 100 ? Math.max(id, lastUpdateId) : id;
        return new HttpFetcher.Answer(200, ("{\"lastUpdateId\":" + current +
            ",\"bids\":[[\"10\",\"1\"]],\"asks\":[[\"11\",\"1\"]]}").getBytes(UTF_8), 0L, "");
    }

    private BookState state(final String symbol)
    {
        return pipeline.bookState(SYMBOLS.indexOf(symbol));
    }

    private long count(final String symbol, final long fromMs, final long toMs)
    {
        long count = 0;
        for (int i = 0; i < asked.size(); i++)
        {
            final long atMs = TimeUnit.NANOSECONDS.toMillis(askedNs.get(i));
            count += asked.get(i).equals(symbol) && atMs >= fromMs && atMs < toMs ? 1 : 0;
        }
        return count;
    }

    private final class Watch implements Strategy
    {
        @Override
        public void onBook(final OrderBook book, final BookUpdate update)
        {
            onBook.accept(book);
        }

        @Override
        public void onLoss(final Loss loss)
        {
            if (loss.cause() == LossCause.STREAM_REFUSED)
            {
                told.add("LOSS of stream " + loss.streamId());
            }
        }

        @Override
        public void onSession(final SessionStatus status)
        {
            told.add(status.closeCode() + " " + status.text());
        }
    }
}
