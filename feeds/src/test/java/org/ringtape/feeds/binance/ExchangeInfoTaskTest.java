package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.row.InstrumentField;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.limit.HostPaces;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;
import org.ringtape.feeds.rest.FakeFetcher;
import org.ringtape.feeds.session.FeedTaskContext;
import org.ringtape.feeds.session.SessionRig;

/** Definitions of our instruments, from a request to events in the ring. */
class ExchangeInfoTaskTest
{
    private static final URI WHERE = URI.create("http://venue/eapi/v1/exchangeInfo");
    private static final String OURS = "BTC-261030-85000-C";

    private final SessionRig rig = new SessionRig("btc-261030-85000-c@depth", "all@optionMarkPrice");
    private final FakeFetcher fetcher = new FakeFetcher();
    private final HostPaces paces = new HostPaces();

    @AfterEach
    void close()
    {
        rig.close();
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldAskOnceTheSessionIsUp()
    {
        final ExchangeInfoTask task = task(false);
        assertEquals(0, task.poll(rig.clock.nowNs));
        rig.goLive();
        assertEquals(1, task.poll(rig.clock.nowNs));
        task.poll(rig.clock.nowNs);
        assertEquals(List.of(WHERE), fetcher.requests);
        assertEquals(1, rig.count(PipelineCounter.REST_REQUESTS));
    }

    @Test
    void shouldDefineOursAndPassOverOthers()
    {
        final ExchangeInfoTask task = goLive(false);
        answer(task, body(row("ETH-261030-4000-P", "4000"), row(OURS, "85000")));
        assertEquals(1, task.poll(rig.clock.nowNs));
        assertEquals(1, rig.stage.slotCount());
        final InstrumentDefinition definition = new InstrumentDefinition();
        rig.stage.wrap(definition, 0);
        assertEquals(OURS, definition.text(InstrumentDefinition.Text.SYMBOL));
        assertEquals(rig.pipeline.instruments().register(2, OURS), definition.instrumentId());
        assertEquals(85_000, definition.mantissa(InstrumentField.STRIKE.ordinal()));
        assertEquals(1_793_347_200_000_000_000L, definition.expiryNs());
        rig.told.clear();
        rig.cycle();
        assertEquals(List.of("INSTRUMENT " + OURS), rig.told);
        assertEquals(0, rig.count(PipelineCounter.REST_FAILURES));
        settle(task);
        assertEquals(1, fetcher.requests.size());
        assertEquals(1, rig.pipeline.instruments().size());
    }

    @Test
    void shouldDefineAllIfAskedTo()
    {
        final ExchangeInfoTask task = goLive(true);
        answer(task, body(row("ETH-261030-4000-P", "4000"), row(OURS, "85000")));
        settle(task);
        assertEquals(2, rig.pipeline.instruments().size());
        assertEquals(List.of("ETH-261030-4000-P", OURS), defined());
    }

    @Test
    void shouldPublishAFewRowsACycleAndNoMoreThanTheRingTakes()
    {
        final int count = 300;
        final ExchangeInfoTask task = goLive(true);
        answer(task, body(IntStream.range(0, count)
            .mapToObj((i) -> row("BTC-261030-" + (1000 + i) + "-C", "" + (1000 + i))).toArray(String[]::new)));
        final int stageSlots = 64;
        while (task.poll(rig.clock.nowNs) > 0)
        {
            assertTrue(rig.stage.slotCount() <= stageSlots);
        }
        final int ringSlots = 256;
        assertEquals(0, task.poll(rig.clock.nowNs), "waits for room");
        rig.pipeline.invoke();
        assertEquals(ringSlots, defined().size());
        settle(task);
        assertEquals(
            IntStream.range(0, count).mapToObj((i) -> "BTC-261030-" + (1000 + i) + "-C").toList(), defined());
        assertEquals(1, fetcher.requests.size());
    }

    @Test
    void shouldFetchAgainForInstrumentsThatCameLaterAndDefineOnlyThose()
    {
        final ExchangeInfoTask task = goLive(false);
        final String all = body(row("BTC-261030-90000-C", "90000"), row(OURS, "85000"));
        answer(task, all);
        settle(task);
        rig.told.clear();
        rig.pipeline.instruments().register(1, "OF-ANOTHER-VENUE");
        after(task, ExchangeInfoTask.LAST_REFRESH_NS);
        assertEquals(1, fetcher.requests.size());

        rig.pipeline.instruments().register(2, "BTC-261030-90000-C");
        settle(task);
        assertEquals(2, fetcher.requests.size());
        fetcher.answer(200, all, 0L);
        settle(task);
        assertEquals(List.of("BTC-261030-90000-C"), defined());
    }

    @Test
    void shouldFetchAgainAtLongerAndLongerIntervals()
    {
        final ExchangeInfoTask task = goLive(false);
        answer(task, body(row(OURS, "85000")));
        settle(task);
        long expectedNs = ExchangeInfoTask.FIRST_REFRESH_NS;
        for (int i = 0; i < 9; i++)
        {
            final int before = fetcher.requests.size();
            rig.pipeline.instruments().register(2, "UNLISTED-" + i);
            after(task, expectedNs - 1);
            assertEquals(before, fetcher.requests.size());
            after(task, 1);
            assertEquals(before + 1, fetcher.requests.size());
            fetcher.answer(200, body(), 0L);
            settle(task);
            expectedNs = Math.min(2 * expectedNs, ExchangeInfoTask.LAST_REFRESH_NS);
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 0, 0, 1", "0, 0, 0, 1", "200, 0, 0, 1", "429, 7, 7, 8", "418, 0, 120, 121", "418, 300, 300, 301"})
    void shouldRepeatAFailedRequestAsLateAsTheVenueAsks(
        final int status, final long retryAfterSeconds, final long notBefore, final long by)
    {
        final ExchangeInfoTask task = goLive(false);
        task.poll(rig.clock.nowNs);
        fetcher.answer(status, "{\"code\":-1003,\"msg\":\"no\"}", TimeUnit.SECONDS.toNanos(retryAfterSeconds));
        settle(task);
        after(task, TimeUnit.SECONDS.toNanos(notBefore) - 1);
        assertEquals(1, fetcher.requests.size());
        after(task, TimeUnit.SECONDS.toNanos(by - notBefore));
        assertEquals(2, fetcher.requests.size());
        assertEquals(1, rig.count(PipelineCounter.REST_FAILURES));
        fetcher.answer(200, body(row(OURS, "85000")), 0L);
        settle(task);
        assertEquals(List.of(OURS), defined());
    }

    @Test
    void shouldNotAskWhileTheHostPausesForWhateverElseWasAskedOfIt()
    {
        final ExchangeInfoTask task = goLive(false);
        paces.of(2, URI.create("http://venue/eapi/v1/depth")).onRefused(418, 0L, rig.clock.nowNs);
        after(task, TimeUnit.MINUTES.toNanos(2) - 1);
        assertEquals(0, fetcher.requests.size());
        after(task, 1);
        assertEquals(1, fetcher.requests.size());
    }

    @Test
    void shouldPauseTheHostAndTellTheVenuesWordsWhenItIsRefused()
    {
        final ExchangeInfoTask task = goLive(false);
        task.poll(rig.clock.nowNs);
        fetcher.answer(418, "{\"code\":-1003,\"msg\":\"Way too many.\"}", 0L);
        settle(task);
        assertTrue(paces.of(2, URI.create("http://venue/eapi/v1/depth")).isPaused(rig.clock.nowNs));
        rig.cycle();
        assertEquals("LIVE epoch 1 code 418: exchange information: HTTP 418 -1003 Way too many.",
            rig.told.get(rig.told.size() - 1));
    }

    @Test
    void shouldSurviveAFetcherThatThrows()
    {
        fetcher.fault = new IllegalStateException("no network");
        final ExchangeInfoTask task = goLive(false);
        settle(task);
        assertEquals(1, rig.count(PipelineCounter.REST_FAILURES));
        fetcher.fault = null;
        after(task, TimeUnit.SECONDS.toNanos(1));
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldDefineWhatStandsBeforeABreakAndAskAgain()
    {
        final ExchangeInfoTask task = goLive(false);
        final String whole = body(row(OURS, "85000"));
        answer(task, whole.substring(0, whole.length() - 1));
        settle(task);
        assertEquals(List.of(OURS), defined());
        assertEquals(1, rig.count(PipelineCounter.REST_FAILURES));
        after(task, TimeUnit.SECONDS.toNanos(1));
        assertEquals(2, fetcher.requests.size());
    }

    @Test
    void shouldCountABodyWithBrokenRowsAndDefineTheRest()
    {
        final ExchangeInfoTask task = goLive(false);
        answer(task, body("{\"symbol\":7}", "null", row(OURS, "85000")));
        settle(task);
        assertEquals(List.of(OURS), defined());
        assertEquals(1, rig.count(PipelineCounter.REST_FAILURES));
        after(task, ExchangeInfoTask.LAST_REFRESH_NS);
        assertEquals(1, fetcher.requests.size());
    }

    @Test
    void shouldSayHowManyInstrumentsHadNoRoom()
    {
        final ExchangeInfoTask task = goLive(true);
        answer(task, body(row("X".repeat(201), "1"), row(OURS, "85000")));
        final Exception thrown = assertThrows(IllegalStateException.class, () -> settle(task));
        assertTrue(thrown.getMessage().contains("no room for 1 instruments"), thrown.getMessage());
        settle(task);
        assertEquals(List.of(OURS), defined());
    }

    private ExchangeInfoTask goLive(final boolean allInstruments)
    {
        final ExchangeInfoTask task = task(allInstruments);
        rig.goLive();
        return task;
    }

    private ExchangeInfoTask task(final boolean allInstruments)
    {
        return new ExchangeInfoTask(
            new FeedTaskContext(
                rig.session,
                rig.pipeline,
                rig.stage,
                rig.publication,
                new StagingSink(rig.stage, rig.pipeline.streams(), 2, 1, ControlSink.NONE, StreamResolver.NONE),
                fetcher,
                paces,
                new SplittableRandom(1)),
            WHERE,
            allInstruments);
    }

    /** The task asks, and is answered. */
    private void answer(final ExchangeInfoTask task, final String body)
    {
        task.poll(rig.clock.nowNs);
        fetcher.answer(200, body, 0L);
        assertEquals(1, task.poll(rig.clock.nowNs));
    }

    /** Cycles until there is nothing to do. */
    private void settle(final ExchangeInfoTask task)
    {
        int work;
        do
        {
            work = task.poll(rig.clock.nowNs);
            rig.pipeline.invoke();
        }
        while (work > 0);
    }

    private void after(final ExchangeInfoTask task, final long delayNs)
    {
        rig.clock.nowNs += delayNs;
        settle(task);
    }

    /** Symbols of the definitions told, each once. */
    private List<String> defined()
    {
        return new ArrayList<>(rig.told.stream()
            .filter((text) -> text.startsWith("INSTRUMENT "))
            .map((text) -> text.substring("INSTRUMENT ".length()))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static String body(final String... rows)
    {
        return "{\"timezone\":\"UTC\",\"optionSymbols\":[" + String.join(",", rows) + "],\"rateLimits\":[]}";
    }

    private static String row(final String symbol, final String strike)
    {
        return "{\"expiryDate\":1793347200000,\"filters\":[],\"symbol\":\"" + symbol + "\",\"side\":\"CALL\"," +
            "\"strikePrice\":\"" + strike + "\",\"underlying\":\"BTCUSDT\",\"unit\":1,\"priceScale\":3," +
            "\"quantityScale\":2,\"quoteAsset\":\"USDT\",\"status\":\"TRADING\"}";
    }
}
