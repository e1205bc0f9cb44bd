package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.bench.cli.book.BookRun;
import org.ringtape.bench.cli.book.Checkpoint;
import org.ringtape.bench.cli.book.CheckpointFile;
import org.ringtape.bench.cli.text.RawDecoder;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameFolder;

/** Recorded traffic against checkpoints that others derived from it, and against the venue's own best quotes. */
final class RecordedBooksTest
{
    private static final String BTCUSDT = "binance-options/real-usdm-btcusdt-20240808";
    private static final String SESSION = "binance-options/synthetic-options-session";

    @Test
    void shouldEqualEveryCheckpointAndEveryComparableQuoteOfTheFuturesRecording()
    {
        final Map<String, Object> summary = run(
            BinanceModule.USDM,
            FrameFile.read(frames(BTCUSDT + ".jsonl"), frames(BTCUSDT + ".rxns.txt"),
                frames(BTCUSDT + ".rest-depth.json")),
            CheckpointFile.read(frames(BTCUSDT + ".derived-book-checkpoints.jsonl").toString()));
        assertEquals(33, summary.get("checkpointsEqual"));
        assertEquals(2989L, summary.get("quotesCompared"));
        assertEquals(2989L, summary.get("quotesEqual"));
        assertEquals(0L, summary.get("gaps"));
        assertEquals(0L, summary.get("resyncs"));
    }

    @Test
    void shouldEqualEveryCheckpointOfTheOptionsSession()
    {
        final Map<String, Object> summary = run(
            BinanceModule.OPTIONS,
            FrameFile.read(frames(SESSION + ".jsonl"), null, frames(SESSION + ".rest-depth.json")),
            CheckpointFile.read(frames(SESSION + ".derived-book-checkpoints.jsonl").toString()));
        assertEquals(12, summary.get("checkpointsEqual"));
        assertEquals(0L, summary.get("gaps"));
    }

    @ParameterizedTest
    @CsvSource({"usdm-ethusdt,6581", "cm-ethusd_perp,22887"})
    void shouldEqualEveryRowOfTheTruthAndItsFinalHash(final String name, final int rows) throws IOException
    {
        final Map<String, Object> summary = run(
            BinanceModule.USDM,
            FrameFile.read(frames("books/binance/" + name + "-20240808.gz")),
            CheckpointFile.read(frames("books/truth/" + name + ".top.csv.gz").toString()));
        assertEquals(rows, summary.get("checkpointsEqual"));
        assertEquals(summary.get("quotesCompared"), summary.get("quotesEqual"));
        final Matcher hash = Pattern.compile("\"finalBookSha256\": \"([0-9a-f]{64})\"").matcher(
            Files.readString(frames("books/truth/" + name + ".json")));
        assertEquals(true, hash.find());
        assertEquals(hash.group(1), summary.get("finalSha256"));
    }

    @Test
    void shouldKeepFourBooksOfOneConnectionApart()
    {
        final Map<String, Object> summary = run(
            BinanceModule.USDM,
            FrameFile.read(frames("books/multi-venue/BINANCE_FUTURES.ws.1.0.gz"), null,
                frames("books/multi-venue/BINANCE_FUTURES.http.0.0.gz")),
            List.of());
        assertEquals(720L, summary.get("quotesCompared"));
        assertEquals(720L, summary.get("quotesEqual"));
    }

    @Test
    void shouldSayOfEveryFrameWhatItIs() throws IOException
    {
        check(BinanceModule.OPTIONS, "doc-v2", "real-options-v2", "real-usdm-misc-2026", "control-responses",
            "synthetic-optionmarkprice-chain");
        check(BinanceModule.OPTIONS_LEGACY, "doc-legacy", "real-options-legacy");
    }

    private static void check(final Venue venue, final String... files) throws IOException
    {
        for (final String file : files)
        {
            final RawDecoder decoder = new RawDecoder(venue);
            try (Stream<String> lines = Files.lines(frames("binance-options/" + file + ".jsonl")))
            {
                lines.forEach((line) -> assertEquals(
                    expectedStatus(line),
                    decoder.decode(1, line.getBytes(StandardCharsets.UTF_8)).get("status"),
                    () -> file + ": " + line.substring(0, Math.min(200, line.length()))));
            }
        }
    }

    /** By the event's name alone: these files hold nothing malformed. Events of accounts come in upper case. */
    private static String expectedStatus(final String line)
    {
        if (line.startsWith("{\"result\"") || line.startsWith("{\"code\"") || line.startsWith("{\"error\""))
        {
            return "CONTROL";
        }
        final Matcher event = Pattern.compile("\"e\":\"(\\w+)\"").matcher(line);
        assertEquals(true, event.find());
        final boolean ofAccount = !event.group(1).equals("OPTION_PAIR") &&
            (event.group(1).matches("[A-Z_]+") || event.group(1).equals("listenKeyExpired"));
        return ofAccount || event.group(1).equals("aggTrade") ? "IGNORED" : "DECODED";
    }

    private static Map<String, Object> run(final Venue venue, final FrameFile file, final List<Checkpoint> expected)
    {
        try (BookRun run = new BookRun(venue, file, expected))
        {
            run.run();
            assertNull(run.difference());
            return run.summary();
        }
    }

    private static Path frames(final String name)
    {
        final Optional<Path> file = FrameFolder.file(name);
        assumeTrue(file.isPresent(), "skipped: no recording " + name + " (set " + FrameFolder.VARIABLE + ")");
        return file.get();
    }
}
