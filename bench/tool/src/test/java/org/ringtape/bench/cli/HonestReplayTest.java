package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code book} and {@code replay} give what a recording allows, both the same, and say so by their exit status. */
final class HonestReplayTest
{
    private static final String BODY = body(10);

    @TempDir
    private Path folder;

    @Test
    void shouldAwaitASnapshotThatWasNotRecorded() throws IOException
    {
        both(1, "AWAITING_SNAPSHOT", diff(11, 12, 10), diff(13, 14, 12));
    }

    @Test
    void shouldStayGappedBehindAHole() throws IOException
    {
        both(1, "GAPPED", BODY, diff(11, 12, 10), diff(15, 16, 14), diff(17, 18, 16));
    }

    @Test
    void shouldBeLiveAgainWithABodyBehindTheHole() throws IOException
    {
        both(0, "LIVE", BODY, diff(11, 12, 10), diff(15, 16, 14), diff(17, 18, 16), body(17), diff(19, 20, 18));
    }

    @Test
    void shouldPassABodyThatNobodyNeeds() throws IOException
    {
        both(0, "LIVE", BODY, diff(11, 12, 10), body(12), diff(13, 14, 12));
    }

    @Test
    void shouldCountADamagedDiffAndStayGapped() throws IOException
    {
        assertEquals(1, both(1, "GAPPED", BODY, diff(11, 12, 10), cut(diff(13, 14, 12)), diff(15, 16, 14)));
    }

    @Test
    void shouldNotOverlookADamagedDiffAtTheEnd() throws IOException
    {
        assertEquals(1, both(1, "GAPPED", BODY, diff(11, 12, 10), cut(diff(13, 14, 12))));
    }

    @Test
    void shouldCountAFrameThatNamesNothing() throws IOException
    {
        assertEquals(1, both(1, "GAPPED", BODY, diff(11, 12, 10), "{\"stre", diff(13, 14, 12)));
    }

    @Test
    void shouldKeepTheBookWhenAnotherStreamIsDamaged() throws IOException
    {
        assertEquals(1, both(0, "LIVE", BODY, diff(11, 12, 10), trade(1), cut(trade(2)), diff(13, 14, 12)));
    }

    @Test
    void shouldUseABodyBehindALoss() throws IOException
    {
        assertEquals(1, both(0, "LIVE", diff(5, 6, 4), cut(diff(7, 8, 6)), diff(9, 11, 8), BODY, diff(12, 14, 11)));
    }

    @Test
    void shouldSpeakOfTheBookThatHasNoBodyBesideOneThatHas() throws IOException
    {
        final String other = diff(11, 12, 10).replace("aaausdt", "bbbusdt").replace("AAAUSDT", "BBBUSDT");
        final String file = file(body(10).replace("{", "{\"symbol\":\"AAAUSDT\","), diff(11, 12, 10), other);
        for (final CommandRun run : List.of(book(file), replay(file)))
        {
            run.says(1, "1 of 2 books is not right: ");
            run.says(1, "bbbusdt@depth@100ms is AWAITING_SNAPSHOT");
        }
    }

    @Test
    void shouldRefuseABodyThatCannotBeRead() throws IOException
    {
        final String file = file(diff(11, 12, 10), BODY.replace("\"5\"", "\"x\""));
        book(file).says(2, "frames.jsonl:2: a REST depth body that cannot be read");
        replay(file).says(2, "frames.jsonl:2: a REST depth body that cannot be read");
    }

    @Test
    void shouldCountDamagedFramesOfOtherVenues() throws IOException
    {
        final Map<String, String> recordings = Map.of(
            "kiyotaka", "{\"points\":[{\"series\":{\"type\":\"TRADE\",\"symbol\":\"XRPUSDT\",\"exchange\":\"BYBIT\"," +
                "\"side\":\"BUY\"},\"trade\":{\"id\":\"a\",\"price\":2.5,\"amount\":1," +
                "\"timestamp\":{\"seconds\":1}}}]}",
            "vatic", "{\"event\":\"window_open\",\"asset\":\"eth\",\"marketType\":\"5min\"," +
                "\"windowStart\":1800000000,\"price\":3001.5}");
        for (final Map.Entry<String, String> recording : recordings.entrySet())
        {
            final String frame = recording.getValue();
            final CommandRun run = CommandRun.of("replay", "--venue", recording.getKey(), "--json", "--frames",
                file(frame, cut(frame), frame)).holds();
            assertEquals(1, number(run, "FRAMES_MALFORMED"), run::toString);
        }
    }

    @Test
    void shouldSayThatARecordingIsOfAnotherVenue() throws IOException
    {
        final String file = file(BODY, diff(11, 12, 10));
        CommandRun.of("replay", "--venue", "kiyotaka", "--frames", file).says(2, "no frame of a stream of kiyotaka");
        CommandRun.of("book", "--venue", "vatic", "--frames", file).says(2, "no frame of a stream of vatic");
    }

    /** Runs both commands and compares them; returns how many frames were malformed. */
    private long both(final int status, final String state, final String... frames) throws IOException
    {
        final String file = file(frames);
        final CommandRun book = book(file);
        final CommandRun replay = replay(file);
        for (final CommandRun run : List.of(book, replay))
        {
            if (status == 0)
            {
                run.holds();
            }
            else
            {
                run.says(status, "1 of 1 book is not right: ");
                run.says(status, "aaausdt@depth@100ms is " + state);
                assertEquals("ringtape: " + run.json().get("reason"), run.err().strip());
            }
            assertEquals(status == 0, run.json().get("holds"));
        }
        assertEquals(state, book.json().get("state"));
        assertEquals(state, ((Map<?, ?>)((List<?>)replay.json().get("books")).get(0)).get("state"));
        assertEquals(book.json().get("stateHash"), replay.json().get("stateHash"), () -> book + "\n" + replay);
        final long malformed = ((Number)book.json().get("malformed")).longValue();
        assertEquals(malformed, number(replay, "FRAMES_MALFORMED"));
        assertNotEquals(0, ((Number)book.json().get("frames")).longValue());
        return malformed;
    }

    private static long number(final CommandRun replay, final String counter)
    {
        return ((Number)((Map<?, ?>)replay.json().get("counters")).get(counter)).longValue();
    }

    private static CommandRun book(final String file)
    {
        return CommandRun.of("book", "--venue", "binance-usdm", "--frames", file);
    }

    private static CommandRun replay(final String file)
    {
        return CommandRun.of("replay", "--venue", "binance-usdm", "--frames", file, "--json");
    }

    private String file(final String... lines) throws IOException
    {
        return Files.writeString(folder.resolve("frames.jsonl"), String.join("\n", lines) + "\n").toString();
    }

    private static String body(final long lastUpdateId)
    {
        return "{\"lastUpdateId\":" + lastUpdateId +
            ",\"T\":1,\"bids\":[[\"1.0\",\"5\"]],\"asks\":[[\"2.0\",\"6\"]]}";
    }

    private static String diff(final long first, final long last, final long previous)
    {
        return "{\"stream\":\"aaausdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":2,\"T\":1," +
            "\"s\":\"AAAUSDT\",\"U\":" + first + ",\"u\":" + last + ",\"pu\":" + previous +
            ",\"b\":[[\"1.1\",\"7\"]],\"a\":[]}}";
    }

    private static String trade(final long id)
    {
        return "{\"stream\":\"aaausdt@trade\",\"data\":{\"e\":\"trade\",\"E\":2,\"T\":1,\"s\":\"AAAUSDT\",\"t\":" + id +
            ",\"p\":\"1.5\",\"q\":\"1\",\"X\":\"MARKET\",\"m\":false}}";
    }

    private static String cut(final String frame)
    {
        return frame.substring(0, frame.length() - 6);
    }
}
