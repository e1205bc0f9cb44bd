package org.ringtape.simulator.market;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameFolder;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;
import org.ringtape.simulator.net.PlainClient;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real recordings through the simulator; skipped where the recordings are not at hand. */
final class RecordingsPlaybackTest
{
    private static final String BTCUSDT = "binance-options/real-usdm-btcusdt-20240808";

    @Test
    void shouldPlayExactlyTheRecordedBytesInOrder() throws Exception
    {
        final FrameFile file = FrameFile.read(path(BTCUSDT + ".jsonl"), path(BTCUSDT + ".rxns.txt"),
            path(BTCUSDT + ".rest-depth.json"));
        final RecordedMarket market = RecordedMarket.builder(file).build();
        try (BinanceSimulator simulator = BinanceSimulator.builder(market).build())
        {
            simulator.start();
            try (PlainClient client = new PlainClient(simulator, "public/stream"))
            {
                client.subscribe(market.streams().toArray(String[]::new));
                final String body = PlainClient.get(simulator, "fapi/v1/depth?symbol=BTCUSDT&limit=1000").body();
                assertEquals("{\"result\":null,\"id\":1}", client.next());
                for (final RecordedFrame frame : file.frames())
                {
                    assertEquals(frame.text(), frame.kind() == FrameKind.REST_DEPTH ? body : client.next());
                }
                market.playbackFinished().get(10, TimeUnit.SECONDS);
                assertEquals(35_999, market.framesSent());
            }
        }
    }

    @Test
    void shouldPutTheSeparateBodyWhereItBelongs()
    {
        assertEquals(43, bodyIndex(BTCUSDT) + 1);
        assertEquals(21, bodyIndex("binance-options/synthetic-options-session") + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "usdm-ethusdt, ETHUSDT, ethusdt@depth@0ms",
        "cm-ethusd_perp, ETHUSD_PERP, ethusd_perp@depth@0ms"})
    void shouldEndInTheBookOfTheIndependentTruth(final String name, final String symbol, final String stream)
        throws Exception
    {
        final String truth = Files.readString(path("books/truth/" + name + ".json"));
        final RecordedMarket market =
            RecordedMarket.builder(FrameFile.read(path("books/binance/" + name + "-20240808.gz"))).build();
        try (BinanceSimulator simulator = BinanceSimulator.builder(market).build())
        {
            simulator.start();
            try (PlainClient client = new PlainClient(simulator, "public/stream?streams=" + stream))
            {
                final NaiveClientBook book = new NaiveClientBook();
                book.onSnapshot(PlainClient.get(simulator, "fapi/v1/depth?symbol=" + symbol + "&limit=1000").body());
                market.playbackFinished().get(20, TimeUnit.SECONDS);
                final TrueBook expected = market.trueBook(symbol).orElseThrow();
                while (book.lastUpdateId() < expected.lastUpdateId())
                {
                    book.onFrame(client.next());
                }
                assertEquals(expected.sha256(), book.copy().sha256());
                assertEquals(0, book.gaps);
                assertTrue(truth.contains(expected.sha256()), expected.sha256());
            }
        }
    }

    @Test
    void shouldReadTheDocumentedAnswersThatItGives()
    {
        final List<String> answers = FrameFile.read(path("binance-options/control-responses.jsonl")).frames().stream()
            .map(RecordedFrame::text).toList();
        assertTrue(answers.contains("{\"code\":2,\"msg\":\"Invalid request: too many parameters\"}"));
        assertTrue(answers.contains("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}"));
    }

    @Test
    void shouldReadMultiVenueRecordings()
    {
        final FrameFile file = FrameFile.read(path("books/multi-venue/BINANCE_FUTURES.ws.1.0.gz"), null,
            path("books/multi-venue/BINANCE_FUTURES.http.0.0.gz"));
        final Iterator<RecordedFrame> frames = file.frames().iterator();
        assertTrue(frames.next().text().startsWith("{\"stream\":"));
        assertTrue(file.frames().stream().allMatch(frame -> frame.isTimed() && frame.text().startsWith("{")));
        assertTrue(file.frames().stream().filter(f -> f.kind() == FrameKind.REST_DEPTH)
            .allMatch(body -> !body.symbol().isEmpty()));
        assertTrue(RecordedMarket.builder(file).build().symbols().contains("SUSHIUSDT"));
    }

    private static int bodyIndex(final String name)
    {
        final List<RecordedFrame> frames =
            FrameFile.read(path(name + ".jsonl"), null, path(name + ".rest-depth.json")).frames();
        for (int i = 0; i < frames.size(); i++)
        {
            if (frames.get(i).kind() == FrameKind.REST_DEPTH)
            {
                assertTrue(new String(frames.get(i).bytes(), StandardCharsets.UTF_8).contains("lastUpdateId"));
                return i;
            }
        }
        throw new AssertionError("no body in " + name);
    }

    private static Path path(final String name)
    {
        final Optional<Path> file = FrameFolder.file(name);
        assumeTrue(file.isPresent(), () -> "no recordings: " + name + " not found (set " + FrameFolder.VARIABLE + ")");
        return file.get();
    }
}
