package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.DecodeStatus;

/** The documented frames to their documented values, and a whole synthetic session against the oracle. */
class VaticRecordingsTest
{
    private final HeardTargets heard = new HeardTargets();
    private final VaticFrameDecoder decoder = heard.newDecoder();

    @Test
    void shouldDecodeEveryDocumentedEventToItsValues()
    {
        final String window = "target 1 5min/300000000000 1744027500000000000-1744027800000000000 OPEN ";
        final List<List<String>> expected = List.of(
            List.of("directory", "asset btc", "asset eth", "asset sol", "asset xrp", "asset hype", "asset doge",
                "asset bnb", "marketType 5min", "marketType 15min", "marketType 1hour", "marketType 4hour",
                "marketType daily", "ready"),
            List.of("acknowledged"),
            List.of("stream btc@5min", window + "live 8245075e-2 source=chainlink error="),
            List.of("stream btc@5min", window + "snapshot 8245075e-2 source=chainlink error="));
        final List<List<String>> events = new ArrayList<>();
        for (final String line : VaticRecordings.lines("events-doc.jsonl"))
        {
            decode(line);
            events.add(heard.take());
            assertEquals(0, decoder.skippedKeys(), line);
        }
        assertEquals(expected, events);
    }

    @Test
    void shouldEncodeEveryDocumentedRequestAsDocumented()
    {
        final List<String> expected = new ArrayList<>(VaticRecordings.lines("requests-doc.jsonl"));
        expected.addAll(VaticRecordings.lines("requests-synthetic.jsonl"));
        assertEquals(expected, List.of(
            VaticRequestEncoder.subscribe("btc", List.of("5min", "15min")),
            VaticRequestEncoder.subscribeMarkPrice("btc"),
            VaticRequestEncoder.subscribe("eth", null),
            VaticRequestEncoder.unsubscribe()));
    }

    @Test
    void shouldDecodeTheSyntheticSessionAsTheOracleDoes()
    {
        final Map<DecodeStatus, Integer> statuses = new EnumMap<>(DecodeStatus.class);
        for (final String line : VaticRecordings.lines("session-synthetic.jsonl"))
        {
            final NaiveVatic.Outcome expected = NaiveVatic.decode(line.getBytes(StandardCharsets.ISO_8859_1));
            final DecodeStatus status = decode(line);
            assertEquals(expected.status(), status, line);
            assertEquals(expected.events(), heard.take(), line);
            statuses.merge(status, 1, Integer::sum);
        }
        // connected, 8 subscribed, 2 errors, unsubscribed; 35 snapshots, 52 live windows, 5 mark prices
        assertEquals(Map.of(DecodeStatus.CONTROL, 12, DecodeStatus.DECODED, 92), statuses);
        assertEquals(0, decoder.startMismatches() + decoder.unknownEvents() + decoder.unknownIntervals());
    }

    @Test
    void shouldReadEveryWindowOfTheSyntheticSessionInOnePass()
    {
        for (final String line : VaticRecordings.lines("session-synthetic.jsonl"))
        {
            decode(line);
            assertEquals(line.contains("\"window_open\""), decoder.isInOrder(), line);
        }
    }

    @Test
    void shouldEndTheSyntheticSessionInItsFinalState()
    {
        final Map<String, String> last = new TreeMap<>();
        VaticRecordings.lines("session-synthetic.jsonl").forEach(this::decode);
        for (final String window : heard.windows)
        {
            final String[] parts = window.split(" ");
            last.merge(parts[0] + " " + parts[1], parts[2] + " " + parts[3],
                (before, after) -> before.compareTo(after) > 0 ? before : after);
        }
        assertEquals(35, last.size());
        last.forEach((key, window) ->
            assertEquals(key.endsWith("FIVE_MINUTES") ? "1768453500000000000 OPEN" : "1768453200000000000 OPEN",
                window, key));
        assertTrue(heard.windows.contains("hype FIVE_MINUTES 1768453200000000000 FAILED"));
    }

    @Test
    void shouldDecodeEveryDocumentedRestBodyToItsValues()
    {
        final String window = " 5min/300000000000 1744027500000000000-1744027800000000000 OPEN snapshot ";
        final List<String> lines = VaticRecordings.lines("rest-bodies-doc.jsonl");
        final VaticTargetDecoder targets =
            new VaticTargetDecoder(HeardTargets.lookup(), HeardTargets.CALENDAR);
        assertEquals(DecodeStatus.MALFORMED, decode(targets, lines.get(0))); // health
        assertEquals(List.of(), heard.take());
        assertEquals(DecodeStatus.DECODED, decode(targets, lines.get(1)));
        assertEquals(List.of("stream btc@5min", "target 1" + window + "8245075e-2 source=chainlink error="),
            heard.take());
        assertEquals(0, targets.skippedKeys());
        assertEquals(DecodeStatus.DECODED, decode(targets, lines.get(2)));
        assertEquals(List.of(
            "stream btc@5min", "target 1" + window + "8245075e-2 source=chainlink error=",
            "stream eth@5min", "target 2" + window + "16103e-1 source=chainlink error="), heard.take());
        assertEquals(0, targets.skippedKeys());
    }

    private DecodeStatus decode(final String frame)
    {
        final byte[] bytes = frame.getBytes(StandardCharsets.ISO_8859_1);
        return decoder.decode(bytes, 0, bytes.length, heard);
    }

    private DecodeStatus decode(final VaticTargetDecoder targets, final String line)
    {
        final int from = line.indexOf("\"body\":") + 7;
        return targets.decode(line.getBytes(StandardCharsets.ISO_8859_1), from, line.length() - from - 1, heard);
    }
}
