package org.ringtape.bench.report.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.report.SampleJmh;
import org.ringtape.bench.report.SampleLatency;

/** What is read, and how anything else is refused. */
final class ResultFolderTest
{
    private static final String HEAD = "{\"formatVersion\":1,\"kind\":\"jmh\",\"started\":\"2026-01-01T00:00:00Z\"," +
        "\"command\":\"c\",\"machine\":{}";

    @TempDir
    private Path folder;

    @Test
    void shouldReadEveryFigureOfABenchmarkFile() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 25).cost("A.ringtape", Map.of("frame", "trade"), 12.5, Double.NaN, 24)
            .write(folder);
        final JmhRun run = ResultFolder.read(folder).benchmarks().get(0);
        assertEquals("jmh-20260101-000000-jdk25.json", run.facts().file());
        assertEquals("2026-01-01 00:00 UTC", run.facts().startedShown());
        assertEquals("Sample CPU, 2 cores, JDK 25", run.facts().machineShown());
        assertEquals("-Xmx1g", run.facts().machine().get("flags"));
        assertEquals(List.of(new JmhResult("A", "ringtape", Map.of("frame", "trade"), "avgt", "ns/op", "25", 5, 12.5,
            Double.NaN, Double.NaN, 24, Double.NaN, Double.NaN)), run.results());
    }

    @Test
    void shouldReadARunOfTheHarnessWithoutItsOptionalParts() throws IOException
    {
        new SampleLatency(folder, "2026-01-01T00:00:00Z", 17).write();
        final LatencyRun run = ResultFolder.read(folder).latencies().get(0);
        assertNull(run.probe());
        assertEquals(List.of(), run.series());
        assertEquals(List.of(), run.waits());
        assertEquals(List.of(), run.receives());
        assertEquals(List.of(), run.excluded());
    }

    @Test
    void shouldReadTheProbeWithItsVerdictsApart() throws IOException
    {
        new SampleLatency(folder, "2026-01-01T00:00:00Z", 17)
            .with(",\"probe\":{\"timerCostNs\":21.5,\"verdicts\":[\"unfit for the tail\"]}").write();
        final Probe probe = ResultFolder.read(folder).latencies().get(0).probe();
        assertEquals(Map.of("timerCostNs", "21.5"), probe.findings());
        assertEquals(List.of("unfit for the tail"), probe.verdicts());
    }

    @Test
    void shouldPutRunsInTheOrderOfTime() throws IOException
    {
        new SampleJmh("2026-01-02T00:00:00Z", 17).write(folder);
        new SampleJmh("2026-01-01T00:00:00Z", 25).write(folder);
        assertEquals(List.of("25", "17"),
            ResultFolder.read(folder).benchmarks().stream().map(run -> run.facts().jdk()).toList());
    }

    @Test
    void shouldRemarkOnARunThatDidNotEnd() throws IOException
    {
        Files.createDirectories(folder.resolve("latency-20260101-000000-jdk17"));
        assertEquals(List.of("latency-20260101-000000-jdk17 holds no run.json: that run did not come to its end."),
            ResultFolder.read(folder).remarks());
    }

    @Test
    void shouldLeaveOtherFilesAlone() throws IOException
    {
        Files.writeString(folder.resolve("README.md"), "not JSON");
        Files.writeString(folder.resolve("other.json"), "not JSON either");
        assertEquals(List.of(), ResultFolder.read(folder).benchmarks());
    }

    @Test
    void shouldRefuseAFolderThatIsNotThere()
    {
        assertRefused("no such folder", folder.resolve("absent"));
    }

    @Test
    void shouldRefuseWhatIsNotJson() throws IOException
    {
        file("{\"formatVersion\":1,");
        assertRefused("jmh-x.json: not JSON: ", folder);
    }

    @Test
    void shouldRefuseANewerShapeWholly() throws IOException
    {
        file(HEAD.replace(":1,", ":2,") + ",\"results\":[]}");
        assertRefused("jmh-x.json: formatVersion 2, but this program reads 1", folder);
    }

    @Test
    void shouldRefuseAFileWithoutAVersion() throws IOException
    {
        file("{}");
        assertRefused("jmh-x.json: formatVersion null", folder);
    }

    @Test
    void shouldRefuseAListInPlaceOfARun() throws IOException
    {
        file("[]");
        assertRefused("jmh-x.json: must be a JSON object", folder);
    }

    @Test
    void shouldRefuseAnotherKind() throws IOException
    {
        file(HEAD.replace("jmh", "latency") + '}');
        assertRefused("jmh-x.json: kind latency, but its name says jmh", folder);
    }

    @Test
    void shouldRefuseAWrongMember() throws IOException
    {
        file(HEAD + ",\"results\":[{\"benchmark\":7}]}");
        assertRefused("jmh-x.json: `benchmark` must be text", folder);
    }

    @Test
    void shouldRefuseAWrongTime() throws IOException
    {
        file(HEAD.replace("2026-01-01T00:00:00Z", "yesterday") + '}');
        assertRefused("jmh-x.json: `started` must be a time", folder);
    }

    private void file(final String text) throws IOException
    {
        Files.writeString(folder.resolve("jmh-x.json"), text);
    }

    private static void assertRefused(final String message, final Path folder)
    {
        final String actual = assertThrows(ReportException.class, () -> ResultFolder.read(folder)).getMessage();
        assertTrue(actual.contains(message), actual);
    }
}
