package org.ringtape.simulator.binance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.InjectedFault;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.JsonNumber;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.market.NaiveClientBook;
import org.ringtape.simulator.market.PriceBook;
import org.ringtape.simulator.market.RecordedMarket;
import org.ringtape.simulator.market.TrueBook;
import org.ringtape.simulator.net.BareSocket;
import org.ringtape.simulator.net.PlainClient;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every fault, as a client observes it. */
final class FaultInjectionTest
{
    private static final String STREAM = "btcusdt@depth@100ms";
    private static final String PATH = "public/stream?streams=" + STREAM;
    private static final String DEPTH = "fapi/v1/depth?symbol=BTCUSDT&limit=100";
    private static final int FRAMES = 6;

    private final List<AutoCloseable> open = new ArrayList<>();
    private RecordedMarket market;
    private BinanceSimulator simulator;

    @BeforeEach
    void start()
    {
        final List<RecordedFrame> frames = new ArrayList<>();
        for (int i = 1; i <= FRAMES; i++)
        {
            frames.add(new RecordedFrame(i, RecordedFrame.NO_TIME, diff(i).getBytes(StandardCharsets.US_ASCII),
                FrameKind.FRAME, ""));
        }
        market = RecordedMarket.builder(FrameFile.of("diffs", frames)).build();
        simulator = BinanceSimulator.builder(market).build();
        open.add(simulator);
        simulator.start();
    }

    @AfterEach
    void stop() throws Exception
    {
        for (int i = open.size() - 1; i >= 0; i--)
        {
            open.get(i).close();
        }
    }

    @Test
    void shouldLoseADiffButKeepItInTheTrueBook()
    {
        simulator.inject(Fault.parse("lost-diff:at=3"));
        assertEquals(List.of(1, 2, 4, 5, 6), received(5));
        assertEquals(List.of(new InjectedFault(FaultKind.LOST_DIFF, STREAM, 30)), simulator.injectedFaults());
        assertEquals(60, finishedBook().lastUpdateId());
        assertEquals(FRAMES, finishedBook().bids().size());
    }

    @Test
    void shouldRepeatADiff()
    {
        simulator.inject(Fault.parse("duplicate-diff:at=2"));
        assertEquals(List.of(1, 2, 2, 3, 4, 5, 6), received(7));
    }

    @Test
    void shouldSwapTwoDiffs()
    {
        simulator.inject(Fault.parse("swapped-diffs:at=2"));
        assertEquals(List.of(1, 3, 2, 4, 5, 6), received(6));
        assertEquals(1, simulator.statistics().faultsInjected());
    }

    @Test
    void shouldNotLoseTheLastDiffWhenNothingComesToSwapItWith()
    {
        simulator.inject(Fault.parse("swapped-diffs:at=6"));
        assertEquals(List.of(1, 2, 3, 4, 5, 6), received(6));
        assertEquals(0, simulator.statistics().faultsInjected());
    }

    @Test
    void shouldCutTheConnectionAndGoOnForTheNextOne() throws IOException
    {
        simulator.inject(Fault.parse("disconnect:at=2"));
        try (BareSocket first = new BareSocket(simulator, PATH))
        {
            assertEquals(List.of(diff(1), diff(2)), first.framesUntilCut());
        }
        assertEquals(List.of(3, 4, 5, 6), numbers(client(), 4));
    }

    @Test
    void shouldCloseWithTheCodeAskedFor()
    {
        simulator.inject(Fault.parse("close:at=2,code=1012"));
        final PlainClient first = client();
        assertEquals(List.of(1, 2), numbers(first, 2));
        assertEquals("close 1012 closed by the venue", first.end());
        assertEquals(List.of(3, 4, 5, 6), numbers(client(), 4));
    }

    @Test
    void shouldFallSilentWhileRequestsAreStillAnswered()
    {
        simulator.inject(Fault.parse("silence:at=2"));
        final PlainClient first = client();
        assertEquals(List.of(1, 2), numbers(first, 2));
        assertTrue(first.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}").contains(STREAM));
        assertEquals(2, market.framesSent());
        assertEquals(List.of(3, 4, 5, 6), numbers(client(), 4));
        assertTrue(first.texts.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shuffled-keys", "extra-keys", "blanks", "zero-spelling"})
    void shouldRewriteFramesWithoutChangingTheirMeaning(final String kind)
    {
        simulator.inject(Fault.parse(kind + ":at=1,count=6"));
        final PlainClient client = client();
        for (int i = 1; i <= FRAMES; i++)
        {
            final String text = client.next();
            assertNotEquals(diff(i), text);
            final Map<?, ?> frame = NaiveClientBook.object(text);
            assertEquals(STREAM, frame.get("stream"));
            final Map<?, ?> event = (Map<?, ?>)frame.get("data");
            assertEquals(i * 10, NaiveClientBook.number(event, "u"));
            final PriceBook expected = new PriceBook("");
            final PriceBook actual = new PriceBook("");
            final Map<?, ?> original = (Map<?, ?>)NaiveClientBook.object(diff(i)).get("data");
            expected.apply(original.get("b"), original.get("a"));
            actual.apply(event.get("b"), event.get("a"));
            assertEquals(expected.copy().sha256(), actual.copy().sha256());
        }
        assertEquals(FRAMES, simulator.statistics().faultsInjected());
    }

    @Test
    void shouldSendAWholeChainOfMarkPrices()
    {
        simulator.inject(Fault.parse("big-mark-frame:at=2"));
        final PlainClient client = client();
        client.next(2);
        final String mark = client.next();
        assertTrue(mark.length() > 240_000, () -> "length " + mark.length());
        final Map<?, ?> frame = NaiveClientBook.object(mark);
        assertEquals("btcusdt@optionMarkPrice", frame.get("stream"));
        assertEquals(752, ((List<?>)frame.get("data")).size());
        assertEquals(List.of(3, 4, 5, 6), numbers(client, 4));
    }

    @Test
    void shouldServeASnapshotOlderThanTheBuffer()
    {
        simulator.inject(Fault.of(FaultKind.STALE_SNAPSHOT));
        numbers(client(), FRAMES);
        assertTrue(lastUpdateId(PlainClient.get(simulator, DEPTH)) < 0, "older than pu 0 of the first diff");
        finishedBook();
        assertEquals(60, lastUpdateId(PlainClient.get(simulator, DEPTH)));
    }

    @Test
    void shouldFailSnapshotsAsOftenAsAskedFor()
    {
        simulator.inject(Fault.parse("snapshot-error:status=418,count=2,retry-after=7"));
        for (int i = 0; i < 2; i++)
        {
            final HttpResponse<String> failed = PlainClient.get(simulator, DEPTH);
            assertEquals(418, failed.statusCode());
            assertEquals("7", failed.headers().firstValue("Retry-After").orElseThrow());
            assertFalse(failed.body().isEmpty());
        }
        assertEquals(200, PlainClient.get(simulator, DEPTH).statusCode());
    }

    @Test
    void shouldAnswerASnapshotLate()
    {
        simulator.inject(Fault.parse("slow-snapshot:ms=150"));
        final long startNs = System.nanoTime();
        assertEquals(200, PlainClient.get(simulator, DEPTH).statusCode());
        assertTrue(System.nanoTime() - startNs >= 150_000_000L);
    }

    @Test
    void shouldTellOneIdOfTheFarFuture()
    {
        simulator.inject(Fault.parse("future-id:at=2"));
        final PlainClient client = client();
        assertEquals(List.of(10L, 1L << 62, 30L), values(client, "u", 3));
    }

    @Test
    void shouldTellOneTimeOfTheFuture()
    {
        simulator.inject(Fault.parse("future-time:at=2"));
        assertEquals(List.of(1L, 2L + TimeUnit.DAYS.toMillis(3_652), 3L), values(client(), "T", 3));
    }

    @Test
    void shouldCutFramesBehindAndBeforeTheNameOfTheirStream()
    {
        simulator.inject(Fault.parse("cut-frame:at=2"));
        simulator.inject(Fault.parse("cut-frame-early:at=3"));
        final PlainClient client = client();
        client.next();
        final String named = client.next();
        assertTrue(named.startsWith("{\"stream\":\"" + STREAM + "\",\"data\":{\"e\""), named);
        assertTrue(diff(2).startsWith(named) && named.length() < diff(2).length() - 1, named);
        assertEquals("{\"", client.next());
        assertEquals(List.of(4, 5, 6), numbers(client, 3));
    }

    @Test
    void shouldSendTheLastDiffsOnceMoreWhenThereAreAsMany()
    {
        simulator.inject(Fault.parse("repeated-diffs:elements=3"));
        assertEquals(List.of(1, 2, 3, 1, 2, 3, 4, 5, 6), received(9));
    }

    @Test
    void shouldCountAnewInFramesAndSnapshotsAlsoWhenFaultsAreCleared()
    {
        simulator.inject(Fault.parse("restarted-ids:at=3"));
        final PlainClient client = client();
        assertEquals(List.of(0L, 10L, 1_000L), values(client, "pu", 3));
        simulator.clearFaults();
        assertEquals(List.of(1_020L, 1_030L, 1_040L), values(client, "u", 3));
        assertEquals(60, finishedBook().lastUpdateId());
        assertEquals(1_040, simulator.trueBook("BTCUSDT").orElseThrow().lastUpdateId());
        assertEquals(1_040, lastUpdateId(PlainClient.get(simulator, DEPTH)));
    }

    @Test
    void shouldLieInSnapshotsAsOftenAsAskedFor()
    {
        numbers(client(), FRAMES);
        finishedBook();
        simulator.inject(Fault.of(FaultKind.AHEAD_SNAPSHOT));
        assertEquals(1_000_000_060, lastUpdateId(PlainClient.get(simulator, DEPTH)));
        simulator.inject(Fault.of(FaultKind.SWAPPED_SNAPSHOT));
        final HttpResponse<String> swapped = PlainClient.get(simulator, DEPTH);
        assertEquals(List.of(0, FRAMES), List.of(levels(swapped, "bids"), levels(swapped, "asks")));
        simulator.inject(Fault.parse("short-snapshot:levels=2"));
        assertEquals(2, levels(PlainClient.get(simulator, DEPTH), "bids"));
        final HttpResponse<String> honest = PlainClient.get(simulator, DEPTH);
        assertEquals(60, lastUpdateId(honest));
        assertEquals(FRAMES, levels(honest, "bids"));
        assertEquals(3, simulator.statistics().faultsInjected());
    }

    @Test
    void shouldServeASnapshotOfAWhileAgoButNotFromBeforeTheFaultWasSet()
    {
        simulator.inject(Fault.parse("cached-snapshot:ms=3600000"));
        numbers(client(), FRAMES);
        finishedBook();
        final HttpResponse<String> cached = PlainClient.get(simulator, DEPTH);
        assertEquals(10, lastUpdateId(cached));
        assertEquals(1, levels(cached, "bids"));
        assertEquals(60, lastUpdateId(PlainClient.get(simulator, DEPTH)));
    }

    @Test
    void shouldNotServeAnotherSymbolsLevelsWhenThereIsNoOther()
    {
        simulator.inject(Fault.of(FaultKind.FOREIGN_SNAPSHOT));
        numbers(client(), FRAMES);
        finishedBook();
        assertEquals(FRAMES, levels(PlainClient.get(simulator, DEPTH), "bids"));
        assertEquals(0, simulator.statistics().faultsInjected());
    }

    @Test
    void shouldStopGoingWrongWhenFaultsAreCleared()
    {
        simulator.inject(Fault.parse("lost-diff:every=1"));
        simulator.clearFaults();
        assertEquals(List.of(1, 2, 3, 4, 5, 6), received(6));
    }

    private TrueBook finishedBook()
    {
        market.playbackFinished().orTimeout(10, TimeUnit.SECONDS).join();
        return market.trueBook("BTCUSDT").orElseThrow();
    }

    private static long lastUpdateId(final HttpResponse<String> answer)
    {
        return ((JsonNumber)NaiveClientBook.object(answer.body()).get("lastUpdateId"))
            .value().longValue();
    }

    private static int levels(final HttpResponse<String> answer, final String side)
    {
        return ((List<?>)NaiveClientBook.object(answer.body()).get(side)).size();
    }

    private static List<Long> values(final PlainClient client, final String key, final int count)
    {
        final List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            values.add(NaiveClientBook.number((Map<?, ?>)NaiveClientBook.object(client.next()).get("data"), key));
        }
        return values;
    }

    private List<Integer> received(final int count)
    {
        return numbers(client(), count);
    }

    private PlainClient client()
    {
        final PlainClient client = new PlainClient(simulator, PATH);
        open.add(client);
        return client;
    }

    private static List<Integer> numbers(final PlainClient client, final int count)
    {
        final List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final Map<?, ?> event = (Map<?, ?>)NaiveClientBook.object(client.next()).get("data");
            numbers.add((int)NaiveClientBook.number(event, "u") / 10);
        }
        return numbers;
    }

    private static String diff(final int i)
    {
        return "{\"stream\":\"" + STREAM + "\",\"data\":{\"e\":\"depthUpdate\",\"E\":" + i + ",\"T\":" + i +
            ",\"s\":\"BTCUSDT\",\"U\":" + (i * 10 - 5) + ",\"u\":" + i * 10 + ",\"pu\":" + (i * 10 - 10) +
            ",\"b\":[[\"" + (90 - i) + ".0\",\"2.5\"],[\"5.0\",\"0.000\"]],\"a\":[[\"99.0\",\"0.000\"]]}}";
    }
}
