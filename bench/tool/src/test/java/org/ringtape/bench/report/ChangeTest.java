package org.ringtape.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.report.read.BenchmarkClass;
import org.ringtape.bench.report.read.JmhRun;
import org.ringtape.bench.report.read.ResultFolder;

/** What a figure is beside the one before it. */
final class ChangeTest
{
    private static final Map<String, String> NONE = Map.of();
    private static final String BEFORE = "2026-01-01T00:00:00Z";
    private static final String NOW = "2026-01-02T00:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void shouldCompareWithTheNewestEarlierRunOfTheSameBenchmarkAndJdk() throws IOException
    {
        cost("2025-12-01T00:00:00Z", 17, 500, 1);
        cost(BEFORE, 17, 100, 1);
        cost("2026-01-01T12:00:00Z", 25, 900, 1);
        new SampleJmh("2026-01-01T13:00:00Z", 17).cost("A.other", NONE, 700, 1, 0).write(folder);
        cost(NOW, 17, 80, 1);
        final Change change = change("17").orElseThrow();
        assertEquals(100, change.then().score());
        assertEquals(-0.2, change.share(), 1e-9);
        assertEquals(Change.Meaning.BETTER, change.meaning());
    }

    @Test
    void shouldKnowNoChangeWithoutAnEarlierRun() throws IOException
    {
        cost(NOW, 17, 80, 1);
        cost(BEFORE, 25, 80, 1);
        assertEquals(Optional.empty(), change("17"));
    }

    @Test
    void shouldCallAChangeWithinBothErrorsNoise() throws IOException
    {
        cost(BEFORE, 17, 100, 6);
        cost(NOW, 17, 110, 4);
        assertEquals(Change.Meaning.NOISE, change("17").orElseThrow().meaning());
    }

    @Test
    void shouldCallAChangeBeyondBothErrorsWhatItIs() throws IOException
    {
        cost(BEFORE, 17, 100, 5.9);
        cost(NOW, 17, 110, 4);
        assertEquals(Change.Meaning.WORSE, change("17").orElseThrow().meaning());
    }

    @Test
    void shouldCallMoreThroughputBetter() throws IOException
    {
        new SampleJmh(BEFORE, 17).line("A.ringtape", "thrpt", "ops/s", NONE, 100, 1, 0).write(folder);
        new SampleJmh(NOW, 17).line("A.ringtape", "thrpt", "ops/s", NONE, 150, 1, 0).write(folder);
        assertEquals(Change.Meaning.BETTER, change("17").orElseThrow().meaning());
    }

    @Test
    void shouldNotJudgeWithoutErrors() throws IOException
    {
        cost(BEFORE, 17, 100, Double.NaN);
        cost(NOW, 17, 900, 1);
        assertEquals(Change.Meaning.UNKNOWN, change("17").orElseThrow().meaning());
    }

    @Test
    void shouldNotCompareMachines() throws IOException
    {
        new SampleJmh(BEFORE, 17).onProcessor("Another CPU").cost("A.ringtape", NONE, 10, 1, 0).write(folder);
        cost(NOW, 17, 900, 1);
        assertEquals(Change.Meaning.OTHER_MACHINE, change("17").orElseThrow().meaning());
    }

    private void cost(final String started, final int jdk, final double score, final double error) throws IOException
    {
        new SampleJmh(started, jdk).cost("A.ringtape", NONE, score, error, 0).write(folder);
    }

    private Optional<Change> change(final String jdk)
    {
        final List<JmhRun> runs = ResultFolder.read(folder).benchmarks();
        return Change.of(BenchmarkClass.of(runs).get(0).figure(NONE, "ringtape", jdk).orElseThrow(), runs);
    }
}
