package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.results.Json;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

import picocli.CommandLine;

/** The commands do for every venue what they do for the first. */
final class EveryVenueTest
{
    private static final String TRADES = """
        {"points":[{"series":{"type":"TRADE","symbol":"XRPUSDT","exchange":"BYBIT","side":"BUY"},\
        "trade":{"id":"b7e1c0de-0000-4000-8000-00000000000a","price":2.5,"amount":1e2,\
        "timestamp":{"seconds":1800000001}}}]}
        {"points":[{"trade":{"timestamp":{"nanoseconds":5,"seconds":1800000002},"amount":"3","price":"25e-1","id":7},\
        "series":{"side":"SELL","exchange":"BYBIT","symbol":"XRPUSDT","type":"TRADE"}},{"series":{"type":"NEW"}}]}
        {"points":[{"series":{"type":"BLOCK_BOOK_SNAPSHOT","symbol":"XRPUSDT","exchange":"BYBIT","blockSize":0.010},\
        "blockBookSnapshot":{"bids":[2.49,10,2.48,20],"asks":[2.51,30],"timestamp":{"seconds":1800000003}}}]}
        """;
    private static final String WINDOWS = """
        {"event":"window_open","asset":"eth","marketType":"5min","windowStart":1800000000,"price":3001.5,\
        "snapshot":true}
        {"event":"window_open","asset":"eth","marketType":"5min","windowStart":1800000300,\
        "price":"3002.25","source":"x"}
        {"event":"window_open_error","asset":"eth","marketType":"15min","windowStart":1800000000,"error":"none"}
        """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldDecodeKiyotaka() throws IOException
    {
        assertEquals(0, run("decode", "--venue", "kiyotaka", "--scope", "nonbook", file(TRADES)));
        final List<Map<String, Object>> lines = lines();
        assertEquals("DECODED", lines.get(0).get("status"));
        final Map<?, ?> first = (Map<?, ?>)((List<?>)lines.get(0).get("events")).get(0);
        assertEquals("BYBIT:XRPUSDT", first.get("instrument"));
        assertEquals("b7e1c0de-0000-4000-8000-00000000000a", first.get("id"));
        assertEquals("100", first.get("quantity"));
        assertEquals("1800000001000000000", String.valueOf(first.get("venueTimeNs")));
        final Map<?, ?> second = (Map<?, ?>)((List<?>)lines.get(1).get("events")).get(0);
        assertEquals("2.5", second.get("price"));
        assertEquals("7", second.get("id"));
        final Map<?, ?> book = (Map<?, ?>)((List<?>)lines.get(2).get("events")).get(0);
        assertEquals("BLOCK_BOOK_SNAPSHOT:BYBIT:XRPUSDT?blockSize=0.01", book.get("stream"));
        assertEquals(List.of(List.of("bid", "2.49", "10"), List.of("bid", "2.48", "20"), List.of("ask", "2.51", "30")),
            book.get("levels"));
    }

    @Test
    void shouldDecodeVatic() throws IOException
    {
        assertEquals(0, run("decode", "--venue", "vatic", file(WINDOWS)));
        final Map<?, ?> live = (Map<?, ?>)((List<?>)lines().get(1).get("events")).get(0);
        assertEquals("3002.25", live.get("price"));
        assertEquals("1800000600000000000", String.valueOf(live.get("endNs")));
        final Map<?, ?> failed = (Map<?, ?>)((List<?>)lines().get(2).get("events")).get(0);
        assertEquals("FAILED", failed.get("status"));
    }

    @Test
    void shouldReplayToTheSameStateEachTime() throws IOException
    {
        // An image from beyond our clock is not believed, and its book not live.
        final String past = TRADES.replace("18000000", "17000000");
        for (final String[] recording : new String[][] {{"kiyotaka", past}, {"vatic", WINDOWS}})
        {
            final String file = file(recording[1]);
            assertEquals(0, run("replay", "--venue", recording[0], "--frames", file, "--json"), err::toString);
            final Map<String, Object> first = lines().get(0);
            out.getBuffer().setLength(0);
            assertEquals(0, run("replay", "--venue", recording[0], "--frames", file, "--json"), err::toString);
            assertEquals(first.get("stateHash"), lines().get(0).get("stateHash"));
            assertEquals(0L, ((Number)((Map<?, ?>)first.get("counters")).get("FRAMES_MALFORMED")).longValue());
            out.getBuffer().setLength(0);
        }
    }

    @Test
    void shouldRefuseAScopeThatTheVenueDoesNotHave() throws IOException
    {
        assertEquals(2, run("decode", "--venue", "kiyotaka", "--scope", "private", file(TRADES)));
        assertEquals(
            "ringtape: --scope of kiyotaka must be nonbook or book: 'private'", err.toString().strip());
    }

    @Test
    void shouldNameASymbolThatIsNone()
    {
        assertEquals(2, run("run", "--venue", "kiyotaka", "--symbols", "BTCUSDT"));
        assertTrue(err.toString().startsWith("ringtape: --symbols: "), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void shouldShowEveryVenueInTheDemo()
    {
        assertEquals(0, run("demo", "--seconds", "5"), err::toString);
        for (final Venue venue : VenueModules.installed().venues())
        {
            final String line = out.toString().lines()
                .filter((row) -> row.startsWith(venue.label() + "/")).findFirst().orElseThrow();
            assertTrue(line.contains("LIVE"), line);
        }
        for (final String kind : List.of("CANDLE", "TICKER", "MARK_PRICE", "INDEX_PRICE", "FUNDING", "OPEN_INTEREST",
            "MARKET_LIQUIDATION", "VOLUME_PROFILE", "INSTRUMENT", "PRICE_TARGET"))
        {
            assertTrue(out.toString().contains(" " + kind + " "), () -> kind + " is missing:\n" + out);
        }
        assertTrue(out.toString().contains("crossed 0"));
    }

    private int run(final String... args)
    {
        final CommandLine commandLine = Ringtape.newCommandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private List<Map<String, Object>> lines()
    {
        return out.toString().lines().map((line) ->
        {
            final byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            return Json.object(bytes, bytes.length);
        }).toList();
    }

    private String file(final String content) throws IOException
    {
        return Files.writeString(folder.resolve("frames.jsonl"), content).toString();
    }
}
