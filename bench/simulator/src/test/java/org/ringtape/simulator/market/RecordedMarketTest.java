package org.ringtape.simulator.market;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.net.BareSocket;
import org.ringtape.simulator.net.PlainClient;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Playback of a small recording: order, the recorded body's place, pauses, the true book. */
final class RecordedMarketTest
{
    private static final String STREAM = "btcusdt@depth@0ms";
    private static final String DEPTH = "fapi/v1/depth?symbol=BTCUSDT&limit=5";
    private static final String BODY = "{\"lastUpdateId\":25,\"E\":1,\"T\":1,\"bids\":[[\"100.0\",\"1.0\"]]," +
        "\"asks\":[[\"101.0\",\"1.0\"]] }";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception
    {
        for (int i = open.size() - 1; i >= 0; i--)
        {
            open.get(i).close();
        }
    }

    @Test
    void shouldHoldFramesBehindTheBodyUntilItWasServed()
    {
        final RecordedMarket market = RecordedMarket.builder(recording(6, 3)).build();
        final BinanceSimulator simulator = started(market);
        final CompletableFuture<HttpResponse<String>> early = PlainClient.getLater(simulator, DEPTH);
        final PlainClient client = client(simulator, "public/stream");
        assertFalse(early.isDone());
        client.subscribe(STREAM);
        final List<String> got = client.next(7);
        assertEquals("{\"result\":null,\"id\":1}", got.get(0));
        assertEquals(diff(1), got.get(1));
        assertEquals(diff(6), got.get(6));
        assertEquals(BODY, early.orTimeout(10, TimeUnit.SECONDS).join().body());
        market.playbackFinished().orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(6, market.framesSent());
    }

    @Test
    void shouldSendNothingBehindTheBodyBeforeSomebodyAsks()
    {
        final RecordedMarket market = RecordedMarket.builder(recording(6, 3)).build();
        final BinanceSimulator simulator = started(market);
        final PlainClient client = client(simulator, "public/stream?streams=" + STREAM);
        assertEquals(List.of(diff(1), diff(2), diff(3)), client.next(3));
        assertTrue(client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}").startsWith("{\"result\":["));
        assertEquals(3, market.framesSent());
        assertEquals(BODY, PlainClient.get(simulator, DEPTH).body());
        assertEquals(List.of(diff(4), diff(5), diff(6)), client.next(3));
    }

    @Test
    void shouldAnswerLaterRequestsFromTheTrueBook()
    {
        final RecordedMarket market = RecordedMarket.builder(recording(6, 3)).build();
        final BinanceSimulator simulator = started(market);
        final PlainClient client = client(simulator, "public/stream?streams=" + STREAM);
        client.next(3);
        PlainClient.get(simulator, DEPTH);
        client.next(3);
        market.playbackFinished().orTimeout(10, TimeUnit.SECONDS).join();
        final TrueBook book = market.trueBook("BTCUSDT").orElseThrow();
        assertEquals(60, book.lastUpdateId());
        // The body, then diffs 3 to 6: diffs 1 and 2 end before the body's id.
        assertEquals(List.of("100.0", "96.0", "95.0", "94.0", "93.0"),
            book.bids().keySet().stream().map(BigDecimal::toPlainString).toList());
        assertEquals("{\"lastUpdateId\":60,\"E\":6,\"T\":6,\"bids\":[[\"100.0\",\"1.0\"],[\"96.0\",\"2.5\"]," +
            "[\"95.0\",\"2.5\"],[\"94.0\",\"2.5\"],[\"93.0\",\"2.5\"]],\"asks\":[[\"101.0\",\"1.0\"]]}",
            PlainClient.get(simulator, DEPTH).body());
    }

    @Test
    void shouldPassTheBodyIfNobodyReceivesTheDiffs()
    {
        final List<RecordedFrame> frames = new ArrayList<>(recording(3, 2).frames());
        frames.add(frame("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1}}"));
        final BinanceSimulator simulator = started(RecordedMarket.builder(FrameFile.of("trades", frames)).build());
        final PlainClient client = client(simulator, "public/ws/btcusdt@trade");
        assertEquals("{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1}", client.next());
    }

    @Test
    void shouldAnswer503WhenPlaybackDoesNotReachTheBodyInTime()
    {
        final BinanceSimulator simulator =
            started(RecordedMarket.builder(recording(3, 2)).holdSnapshots(Duration.ofMillis(20)).build());
        assertEquals(503, PlainClient.get(simulator, DEPTH).statusCode());
    }

    @Test
    void shouldWaitForAllRequiredStreams()
    {
        final RecordedMarket market = RecordedMarket.builder(recording(2, 9))
            .startWhenSubscribed(List.of(STREAM, "btcusdt@trade")).build();
        final BinanceSimulator simulator = started(market);
        final PlainClient client = client(simulator, "public/stream");
        client.subscribe(STREAM);
        client.next();
        client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}");
        assertEquals(0, market.framesSent());
        client.subscribe("btcusdt@trade");
        assertEquals(List.of("{\"result\":null,\"id\":1}", diff(1), diff(2)), client.next(3));
    }

    @Test
    void shouldDeliverUnderTheNameSubscribedTo()
    {
        final BinanceSimulator simulator = started(RecordedMarket.builder(recording(1, 9)).build());
        final PlainClient client = client(simulator, "public/stream?streams=btcusdt@depth@100ms");
        assertEquals(diff(1).replace("@0ms", "@100ms"), client.next());
    }

    @Test
    void shouldPauseWithoutReceiversAndLoseTheGap() throws IOException
    {
        final RecordedMarket market = RecordedMarket.builder(recording(9, 2)).gapOnReconnect(3).build();
        final BinanceSimulator simulator = started(market);
        simulator.inject(Fault.parse("disconnect:at=4"));
        try (BareSocket first = new BareSocket(simulator, "public/stream?streams=" + STREAM))
        {
            PlainClient.get(simulator, DEPTH);
            assertEquals(List.of(diff(1), diff(2), diff(3), diff(4)), first.framesUntilCut());
        }
        final PlainClient second = client(simulator, "public/stream?streams=" + STREAM);
        assertEquals(List.of(diff(8), diff(9)), second.next(2));
        market.playbackFinished().orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(3, market.framesSkipped());
        assertEquals(90, market.trueBook("BTCUSDT").orElseThrow().lastUpdateId());
        assertTrue(market.trueBook("BTCUSDT").orElseThrow().bids().containsKey(new BigDecimal("93.0")));
    }

    @Test
    void shouldServeRecordedBodiesOnlyAndEachAtItsPlace()
    {
        final List<RecordedFrame> frames = new ArrayList<>(recording(6, 3).frames());
        final String second = BODY.replace("25", "55");
        frames.add(body(second));
        final AtomicInteger answers = new AtomicInteger();
        final AtomicReference<RecordedMarket> played = new AtomicReference<>();
        final RecordedMarket market = RecordedMarket.builder(FrameFile.of("two bodies", frames))
            .recordedBodiesOnly(symbol -> answers.get() < (played.get().framesSent() < 6 ? 2 : 3)).build();
        played.set(market);
        final BinanceSimulator simulator = started(market);
        final PlainClient client = client(simulator, "public/stream?streams=" + STREAM);
        assertEquals(List.of(diff(1), diff(2), diff(3)), client.next(3));
        for (final String expected : List.of(BODY, BODY)) // it is needed twice
        {
            assertEquals(expected, PlainClient.get(simulator, DEPTH).body());
            answers.incrementAndGet();
        }
        assertEquals(List.of(diff(4), diff(5), diff(6)), client.next(3));
        assertEquals(second, PlainClient.get(simulator, DEPTH).body());
        answers.incrementAndGet();
        market.playbackFinished().orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(503, PlainClient.get(simulator, DEPTH).statusCode());
    }

    @Test
    void shouldPassARecordedBodyThatTheClientDoesNotNeed()
    {
        final BinanceSimulator simulator = started(
            RecordedMarket.builder(recording(6, 3)).recordedBodiesOnly(symbol -> false).build());
        final PlainClient client = client(simulator, "public/stream?streams=" + STREAM);
        assertEquals(diff(6), client.next(6).get(5));
        assertEquals(503, PlainClient.get(simulator, DEPTH).statusCode());
    }

    @Test
    void shouldMakeUpNoBookThatTheRecordingDoesNotTell()
    {
        final BinanceSimulator without = started(RecordedMarket.builder(recording(3, 9)).knownBooksOnly().build());
        client(without, "public/stream?streams=" + STREAM).next(3);
        assertEquals(503, PlainClient.get(without, DEPTH).statusCode());

        final List<RecordedFrame> frames = new ArrayList<>(recording(6, 3).frames());
        frames.remove(5); // the fifth diff
        final RecordedMarket market = RecordedMarket.builder(FrameFile.of("hole", frames)).knownBooksOnly().build();
        final BinanceSimulator hole = started(market);
        final PlainClient client = client(hole, "public/stream?streams=" + STREAM);
        client.next(3);
        assertEquals(BODY, PlainClient.get(hole, DEPTH).body());
        client.next(2);
        market.playbackFinished().orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(503, PlainClient.get(hole, DEPTH).statusCode());
    }

    @Test
    void shouldPlayWhatCannotBeReadIfAskedTo()
    {
        final List<RecordedFrame> frames = new ArrayList<>(recording(2, 9).frames());
        final String named = diff(9).substring(0, 60);
        frames.add(1, frame(named));
        frames.add(2, frame("{\"noise"));
        final BinanceSimulator simulator = started(RecordedMarket.builder(FrameFile.of("damaged", frames))
            .alsoUnreadable(frame -> true).build());
        final PlainClient client = client(simulator, "public/stream?streams=" + STREAM);
        assertEquals(List.of(diff(1), named, "{\"noise", diff(2)), client.next(4));
    }

    @Test
    void shouldLetGoOfRequestsThatKeepAClientFromTheBodyThatPlaybackWaitsAt()
    {
        final List<RecordedFrame> frames = new ArrayList<>(recording(2, 1).frames());
        final String stream = STREAM.replace("btc", "eth");
        frames.add(frame(diff(1).replace("btc", "eth").replace("BTC", "ETH")));
        frames.add(new RecordedFrame(98, RecordedFrame.NO_TIME, BODY.getBytes(StandardCharsets.US_ASCII),
            FrameKind.REST_DEPTH, "ETHUSDT"));
        final BinanceSimulator simulator = started(RecordedMarket.builder(FrameFile.of("two books", frames)).build());
        final PlainClient client = client(simulator, "public/stream?streams=" + STREAM + "/" + stream);
        assertEquals(diff(1), client.next());
        assertEquals(503, PlainClient.get(simulator, DEPTH.replace("BTC", "ETH")).statusCode());
    }

    @Test
    void shouldKeepTheRecordedPace()
    {
        final long startNs = System.nanoTime();
        final RecordedMarket market = RecordedMarket.builder(recording(5, 9)).speed(10).build();
        final PlainClient client = client(started(market), "public/stream?streams=" + STREAM);
        client.next(5);
        // Four gaps of one second at ten times the speed; only the lower bound is certain on a busy machine.
        assertTrue(System.nanoTime() - startNs >= 400_000_000L);
    }

    private BinanceSimulator started(final RecordedMarket market)
    {
        final BinanceSimulator simulator = BinanceSimulator.builder(market).build();
        open.add(simulator);
        simulator.start();
        return simulator;
    }

    private PlainClient client(final BinanceSimulator simulator, final String path)
    {
        final PlainClient client = new PlainClient(simulator, path);
        open.add(client);
        return client;
    }

    private static FrameFile recording(final int diffs, final int bodyAfter)
    {
        final List<RecordedFrame> frames = new ArrayList<>();
        for (int i = 1; i <= diffs; i++)
        {
            frames.add(new RecordedFrame(i, i * 1_000_000_000L, diff(i).getBytes(StandardCharsets.US_ASCII),
                FrameKind.FRAME, ""));
            if (i == bodyAfter)
            {
                frames.add(new RecordedFrame(0, i * 1_000_000_000L, BODY.getBytes(StandardCharsets.US_ASCII),
                    FrameKind.REST_DEPTH, ""));
            }
        }
        return FrameFile.of("recording", frames);
    }

    private static RecordedFrame body(final String text)
    {
        return new RecordedFrame(98, RecordedFrame.NO_TIME, text.getBytes(StandardCharsets.US_ASCII),
            FrameKind.REST_DEPTH, "BTCUSDT");
    }

    private static RecordedFrame frame(final String text)
    {
        return new RecordedFrame(99, RecordedFrame.NO_TIME, text.getBytes(StandardCharsets.US_ASCII),
            FrameKind.FRAME, "");
    }

    private static String diff(final int i)
    {
        return "{\"stream\":\"" + STREAM + "\",\"data\":{\"e\":\"depthUpdate\",\"E\":" + i + ",\"T\":" + i +
            ",\"s\":\"BTCUSDT\",\"U\":" + (i * 10 - 5) + ",\"u\":" + i * 10 + ",\"pu\":" + (i * 10 - 10) +
            ",\"b\":[[\"" + (99 - i) + ".0\",\"2.5\"]],\"a\":[]}}";
    }
}
