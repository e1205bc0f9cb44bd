package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.ringtape.bench.cli.book.BookText;
import picocli.CommandLine;
import org.ringtape.bench.results.Json;

/** The commands as a user meets them: help, wrong use, unreadable input, exit statuses. */
final class CommandLineTest
{
    private static final String TRADE = "{\"e\":\"trade\",\"E\":2,\"T\":1,\"s\":\"AAA-261030-1-C\",\"t\":4," +
        "\"p\":\"1300.000\",\"q\":\"0.1000\",\"X\":\"MARKET\",\"S\":\"BUY\",\"m\":false}";
    private static final String SNAPSHOT =
        "{\"lastUpdateId\":10,\"T\":1,\"bids\":[[\"1.0\",\"5\"]],\"asks\":[[\"2.0\",\"6\"]]}";
    private static final String DIFF = "{\"stream\":\"aaausdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":2," +
        "\"T\":1,\"s\":\"AAAUSDT\",\"U\":11,\"u\":12,\"pu\":10,\"b\":[[\"1.1\",\"7\"]],\"a\":[]}}";

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldExplainItselfWithoutArguments()
    {
        assertEquals(0, run());
        for (final String command : List.of("demo", "run", "decode", "replay", "book", "simulate", "bench"))
        {
            assertTrue(out.toString().contains(command), command);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run", "decode", "replay", "book", "simulate", "bench"})
    void shouldTeachEachCommand(final String command)
    {
        assertEquals(0, run(command, "--help"));
        assertTrue(out.toString().contains("Usage: ringtape " + command));
        assertEquals("", err.toString());
    }

    @Test
    void shouldNameWhatIsWrongInOneLine() throws IOException
    {
        final String empty = file("empty.jsonl", "");
        final String frames = file("frames.jsonl", SNAPSHOT + "\n" + DIFF + "\n");
        wrong("no such command or option: frob", "frob");
        wrong("unknown venue 'nope'", "decode", "--venue", "nope", frames);
        wrong("nowhere.jsonl: cannot be read: no such file", "decode", "--venue", "binance-usdm",
            folder.resolve("nowhere.jsonl").toString());
        wrong("nowhere.jsonl", "book", "--venue", "binance-usdm", "--frames",
            folder.resolve("nowhere.jsonl").toString());
        wrong("empty.jsonl", "book", "--venue", "binance-usdm", "--frames", empty);
        wrong("empty.jsonl: no checkpoint", "book", "--venue", "binance-usdm", "--frames", frames,
            "--checkpoints", empty);
        wrong("bad.jsonl:1: malformed checkpoint", "book", "--venue", "binance-usdm", "--frames", frames,
            "--checkpoints", file("bad.jsonl", "{\"u\":\"x\"}\n"));
        wrong("bad.csv:2: malformed checkpoint", "book", "--venue", "binance-usdm", "--frames", frames,
            "--checkpoints", file("bad.csv", "depth_u,bid,bid_qty,ask,ask_qty\n12,1.1\n"));
        wrong("no frame of a stream of binance-options", "book", "--venue", "binance-options", "--frames",
            file("raw.jsonl", TRADE + "\n"));
        wrong("--speed", "replay", "--venue", "binance-usdm", "--frames", frames, "--speed", "-1");
        wrong("--seconds", "demo", "--seconds", "-1");
        wrong("--seconds", "demo", "--seconds", "soon");
        wrong("--fault frob", "simulate", "--venue", "binance-usdm", "--port", "0", "--fault", "frob");
        wrong("--port must be 0 to 65535", "simulate", "--venue", "binance-usdm", "--port", "99999");
        wrong("give --config FILE", "run");
        wrong("not a symbol: 'a@b'", "run", "--venue", "binance-usdm", "--symbols", "a@b");
    }

    @Test
    void shouldNameEveryErrorOfAConfigurationWithFileAndLine() throws IOException
    {
        final String config = file("bad.yaml",
            "venues:\n  - venue: binance-usdm\n    symbol: [A]\n    depthLimit: 7\n  - venue: nope\n");
        assertEquals(2, run("run", "--config", config));
        for (final String part : List.of("bad.yaml:3: symbol: unknown key", "bad.yaml:4: depthLimit: ",
            "bad.yaml:5: venue: unknown venue 'nope'"))
        {
            assertTrue(err.toString().contains(part), err.toString());
        }
        wrong("broken.yaml:2: not YAML", "run", "--config", file("broken.yaml", "venues: [\n  }"));
        wrong("gone.yaml: no such file", "run", "--config", folder.resolve("gone.yaml").toString());
    }

    @Test
    void shouldNameAPortInUse() throws IOException
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            final String port = Integer.toString(taken.getLocalPort());
            wrong(port, "simulate", "--venue", "binance-usdm", "--port", port);
        }
    }

    @Test
    void shouldDecodeEveryLineToOneObject() throws IOException
    {
        final String frames = file("frames.jsonl", TRADE + "\n\n1723161255030314667 " + DIFF + "\n{\"e\":\n" +
            SNAPSHOT + "\n{\"result\":null,\"id\":1}\n");
        assertEquals(0, run("decode", "--venue", "binance-options", frames));
        final List<String> lines = out.toString().lines().toList();
        assertEquals(6, lines.size());
        assertEquals(Map.of("line", 1L, "status", "DECODED"), head(lines.get(0)));
        assertTrue(lines.get(0).contains("\"price\":\"1300\",\"quantity\":\"0.1\",\"aggressor\":\"BUY\""));
        assertEquals(Map.of("line", 2L, "status", "MALFORMED"), head(lines.get(1)));
        assertTrue(lines.get(2).contains("\"levels\":[[\"bid\",\"1.1\",\"7\"]]"));
        assertEquals(Map.of("line", 4L, "status", "MALFORMED"), head(lines.get(3)));
        assertTrue(lines.get(4).contains("\"snapshot\":true"));
        assertEquals(Map.of("line", 6L, "status", "CONTROL"), head(lines.get(5)));
    }

    @Test
    void shouldDecodeBase64AndGzip() throws IOException
    {
        final String base64 = Base64.getEncoder().encodeToString(TRADE.getBytes(StandardCharsets.UTF_8));
        assertEquals(0, run("decode", "--venue", "binance-options", "--base64", file("b64", base64 + "\n*\n")));
        assertEquals(Map.of("line", 1L, "status", "DECODED"), head(out.toString().lines().toList().get(0)));
        assertEquals(Map.of("line", 2L, "status", "MALFORMED"), head(out.toString().lines().toList().get(1)));

        final Path zipped = folder.resolve("frames.gz");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(zipped)))
        {
            stream.write((TRADE + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.getBuffer().setLength(0);
        assertEquals(0, run("decode", "--venue", "binance-options", zipped.toString()));
        assertEquals(Map.of("line", 1L, "status", "DECODED"), head(out.toString().strip()));
    }

    @Test
    void shouldSayWhetherTheBookEqualsItsCheckpoints() throws IOException
    {
        final String frames = file("frames.jsonl", SNAPSHOT + "\n" + DIFF + "\n");
        final String right = file("right.csv", "depth_u,bid,bid_qty,ask,ask_qty\n12,1.1,7,2,6\n");
        final String wrong = file("wrong.csv", "depth_u,bid,bid_qty,ask,ask_qty\n12,1.1,8,2,6\n");
        final String missed = file("missed.csv", "depth_u,bid,bid_qty,ask,ask_qty\n13,1.1,7,2,6\n");

        assertEquals(0, run("book", "--venue", "binance-usdm", "--frames", frames, "--checkpoints", right));
        final Map<String, Object> summary = object(out.toString().strip());
        assertEquals(1L, ((Number)summary.get("checkpointsEqual")).longValue());
        assertEquals(BookText.sha256("b,1.1,7\nb,1,5\na,2,6\n"), summary.get("finalSha256"));

        assertEquals(1, run("book", "--venue", "binance-usdm", "--frames", frames, "--checkpoints", wrong));
        assertTrue(err.toString().contains("wrong.csv:2: sequence 12: bids: expected [[1.1, 8]], are [[1.1, 7]]"));
        assertEquals(1, run("book", "--venue", "binance-usdm", "--frames", frames, "--checkpoints", missed));
        assertTrue(err.toString().contains("the book never was at sequence 13"));
    }

    @Test
    void shouldReplayOverASocketToTheBookThatItBuildsWithoutOne() throws IOException
    {
        final String frames = file("frames.jsonl", SNAPSHOT + "\n" + DIFF + "\n");
        assertEquals(0, run("book", "--venue", "binance-usdm", "--frames", frames));
        final Map<String, Object> offline = object(out.toString().strip());
        out.getBuffer().setLength(0);
        assertEquals(0, run("replay", "--venue", "binance-usdm", "--frames", frames, "--json"), err::toString);
        final Map<String, Object> replayed = object(out.toString().strip());
        assertEquals(offline.get("stateHash"), replayed.get("stateHash"));
        assertEquals(3L, ((Number)replayed.get("version")).longValue());
    }

    @Test
    void shouldRunTheDemo()
    {
        assertEquals(0, run("demo", "--seconds", "4"), err::toString);
        assertTrue(out.toString().contains("Summary after"));
        assertTrue(out.toString().contains("crossed 0"));
        assertEquals("", err.toString());
    }

    private void wrong(final String part, final String... args)
    {
        err.getBuffer().setLength(0);
        assertEquals(2, run(args), () -> String.join(" ", args) + ": " + out + err);
        assertTrue(err.toString().contains(part), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertFalse(err.toString().contains("\tat "));
    }

    private int run(final String... args)
    {
        final CommandLine commandLine = Ringtape.newCommandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private String file(final String name, final String content) throws IOException
    {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Map<String, Object> head(final String line)
    {
        final Map<String, Object> object = object(line);
        return Map.of("line", ((Number)object.get("line")).longValue(), "status", object.get("status"));
    }

    private static Map<String, Object> object(final String json)
    {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Json.object(bytes, bytes.length);
    }
}
