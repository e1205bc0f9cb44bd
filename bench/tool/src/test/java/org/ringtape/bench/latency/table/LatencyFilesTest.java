package org.ringtape.bench.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.latency.source.PlannedSchedule;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.bench.results.Json;

/** A run as files and as a table. */
final class LatencyFilesTest
{
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final int FRAMES = 3_000;
    private static final SeriesKey RINGTAPE =
        new SeriesKey(SeriesKey.RINGTAPE, SeriesKey.SOCKET, VenueMix.MIXED, 1_000, 1);

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void shouldWriteTheShapeThatTheReportReads() throws IOException
    {
        LatencyFiles.write(report(), folder);
        final byte[] bytes = Files.readAllBytes(folder.resolve("run.json"));
        final Map<String, Object> run = Json.object(bytes, bytes.length);
        assertEquals(1L, run.get("formatVersion"));
        assertEquals("latency", run.get("kind"));
        assertEquals("2025-10-09T08:53:20Z", run.get("started"));
        assertEquals("scripts/ringtape bench --seconds 3", run.get("command"));
        final Map<String, Object> probe = (Map<String, Object>)run.get("probe");
        assertEquals(Set.of("timerCostNs", "spinSeconds", "stallsOver10us", "stallsOver100us", "stallsOver1ms",
            "worstStallNs", "stolenPercent", "cores", "spinningThreads", "pinned", "verdicts"), probe.keySet());
        assertEquals(List.of("unfit"), probe.get("verdicts"));
        assertEquals(List.of("warm-up"), run.get("excluded"));
        assertEquals(List.of(Map.of("waitStrategy", "spin")), run.get("waitStrategies"));
        final List<Map<String, Object>> series = (List<Map<String, Object>>)run.get("series");
        assertEquals(Set.of("total", "send-lag"), Set.copyOf(series.stream().map((row) -> row.get("stage")).toList()));
        final Map<String, Object> total = series.get(0);
        assertEquals(List.of("name", "path", "venues", "ratePerSecond", "burst", "stage", "count", "p50Ns", "p99Ns",
            "p999Ns", "p9999Ns", "maxNs", "negative", "planned", "sent", "received", "dropped", "withheld",
            "saturated", "booksEqual", "payloadBytes", "bytesPerFrame", "hlog"), List.copyOf(total.keySet()));
        assertEquals("mixed", total.get("venues"));
        assertEquals((long)FRAMES, total.get("count"));
        assertEquals(1_500_000, ((Number)total.get("p50Ns")).longValue(), 2_000);
        assertEquals(true, total.get("booksEqual"));
        assertEquals("ringtape-socket-mixed-1000.hlog", total.get("hlog"));
        assertNull(series.get(1).get("hlog"), "a stage that was never measured has no log");
    }

    @Test
    void shouldWriteIntervalsThatTheStandardReaderReads() throws IOException
    {
        LatencyFiles.write(report(), folder);
        final Histogram all = new Histogram(3);
        int intervals = 0;
        try (HistogramLogReader reader = new HistogramLogReader(
            Files.newInputStream(folder.resolve("ringtape-socket-mixed-1000.hlog"))))
        {
            while (reader.hasNext())
            {
                final Histogram interval = (Histogram)reader.nextIntervalHistogram();
                assertEquals("total", interval.getTag());
                all.add(interval);
                intervals++;
            }
        }
        assertEquals(6, intervals, "3 s in intervals of half a second");
        assertEquals(FRAMES, all.getTotalCount());
        assertEquals(report().series().get(0).stage(Stage.TOTAL).orElseThrow().percentileNs(99.9),
            all.getValueAtPercentile(99.9));
    }

    @Test
    void shouldPrintTheMachineFirstAndMarkWhatItIsUnfitFor()
    {
        final StringWriter text = new StringWriter();
        new LatencyTable(report(), new PrintWriter(text)).print();
        final String table = text.toString();
        assertTrue(table.indexOf("verdict   unfit") < table.indexOf("frames/s"), table);
        assertTrue(table.contains("1.5 ms "), "p50 is not marked");
        assertTrue(table.contains("3.0 ms*"), "the machine stops for longer than p99.9 leaves over");
        assertTrue(table.contains("books equal"), table);
        assertTrue(table.contains("waitStrategies"), table);
        assertTrue(table.contains("1 of 1 series right"), table);
    }

    @Test
    void shouldCallAResultWrongIfBooksDifferOrFramesAreMissing()
    {
        assertTrue(result(true, FRAMES, 0, 0).isRight());
        assertTrue(result(true, FRAMES - 5, 2, 3).isRight(), "all accounted for");
        assertFalse(result(false, FRAMES, 0, 0).isRight());
        assertFalse(result(true, FRAMES - 5, 2, 2).isRight(), "one is missing");
        assertFalse(new LatencyReport(Instant.EPOCH, "", Map.of(), probe(), 2, 1, false, List.of(), List.of(),
            List.of(result(false, FRAMES, 0, 0)), Map.of(), true).holds());
    }

    private static LatencyReport report()
    {
        return new LatencyReport(Instant.ofEpochSecond(1_760_000_000L), "scripts/ringtape bench --seconds 3",
            Map.of("processor", "made up", "cores", 2, "system", "none", "jdk", "some"), probe(), 2, 1, false,
            List.of("unfit"), List.of("warm-up"), List.of(result(true, FRAMES, 0, 0)),
            Map.of("waitStrategies", List.of(Map.of("waitStrategy", "spin"))), true);
    }

    private static MachineProbe probe()
    {
        return new MachineProbe(20, 5, 12, 36_000_000, 12, 36_000_000, 12, 36_000_000, 3_000_000, 0);
    }

    private static SeriesResult result(
        final boolean booksEqual, final long received, final long dropped, final long withheld)
    {
        final PlannedSchedule everyMs = new PlannedSchedule(1_000, PlannedSchedule.EVEN);
        final Timeline timeline = new Timeline(FRAMES);
        for (int i = 0; i < FRAMES; i++)
        {
            timeline.heard[i] = START_NS + everyMs.offsetNs(i) + (i + 1) * 1_000L;
        }
        return new SeriesResult(RINGTAPE, List.of(
            StageFigures.of(Stage.TOTAL, timeline, everyMs, START_NS, 0, FRAMES),
            StageFigures.of(Stage.SEND_LAG, timeline, everyMs, START_NS, 0, FRAMES)),
            FRAMES, FRAMES, received, dropped, withheld, booksEqual, 200, 0.5, "");
    }
}
