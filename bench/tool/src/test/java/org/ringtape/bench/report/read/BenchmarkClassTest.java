package org.ringtape.bench.report.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.report.Figure;
import org.ringtape.bench.report.SampleJmh;

/** Which figures belong together, and what each is a multiple of. */
final class BenchmarkClassTest
{
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    private Path folder;

    @Test
    void shouldTakeAllFiguresOfAClassFromTheNewestRunOfEachJdk() throws IOException
    {
        new SampleJmh("2026-01-02T00:00:00Z", 17).cost("A.ringtape", NONE, 20, 1, 0).write(folder);
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.ringtape", NONE, 10, 1, 0).cost("A.old", NONE, 30, 1, 0)
            .cost("B.other", NONE, 40, 1, 0).write(folder);
        new SampleJmh("2026-01-01T00:00:00Z", 25).cost("A.ringtape", NONE, 15, 1, 0).write(folder);
        final List<BenchmarkClass> classes = classes();
        assertEquals(List.of("A", "B"), classes.stream().map(BenchmarkClass::name).toList());
        final BenchmarkClass a = classes.get(0);
        assertEquals(List.of("17", "25"), a.jdks());
        assertEquals(List.of("ringtape"), a.alternatives());
        assertEquals(20, a.figure(NONE, "ringtape", "17").orElseThrow().result().score());
        assertEquals(15, a.figure(NONE, "ringtape", "25").orElseThrow().result().score());
    }

    @Test
    void shouldTellMultiplesOfOursWithTheRangeOfTheErrors() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.best", NONE, 50, 1, 0).cost("A.ringtape", NONE, 100, 10, 0)
            .cost("A.slow", NONE, 300, 30, 0).write(folder);
        final BenchmarkClass a = classes().get(0);
        final Figure slow = a.figure(NONE, "slow", "17").orElseThrow();
        assertEquals("ringtape", a.reference(slow).alternative());
        assertEquals(3, a.ratio(slow).value(), 1e-9);
        assertEquals(270.0 / 110, a.ratio(slow).low(), 1e-9);
        assertEquals(330.0 / 90, a.ratio(slow).high(), 1e-9);
        assertEquals("3.00× (2.45× to 3.67×)", a.ratio(slow).shown());
        assertEquals(List.of("ringtape", "best", "slow"), a.alternatives());
    }

    @Test
    void shouldStateNoRangeWhenAnErrorIsUnknownOrAsLargeAsTheScore() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.ringtape", NONE, 100, 10, 0)
            .cost("A.unknown", NONE, 200, Double.NaN, 0).cost("A.wild", NONE, 250, 260, 0).write(folder);
        final BenchmarkClass a = classes().get(0);
        assertEquals("2.00×", a.ratio(a.figure(NONE, "unknown", "17").orElseThrow()).shown());
        assertEquals("2.50×", a.ratio(a.figure(NONE, "wild", "17").orElseThrow()).shown());
    }

    @Test
    void shouldTurnTheMultipleAroundForThroughput() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).line("T.ringtape", "thrpt", "ops/s", NONE, 1_000, 1, 0)
            .line("T.stock", "thrpt", "ops/s", NONE, 250, 1, 0).write(folder);
        final BenchmarkClass t = classes().get(0);
        assertEquals(4, t.ratio(t.figure(NONE, "stock", "17").orElseThrow()).value(), 1e-9);
    }

    @Test
    void shouldMeasureByTheBestWhereNoneIsOurs() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.first", NONE, 50, 1, 0).cost("A.second", NONE, 25, 1, 0)
            .write(folder);
        final BenchmarkClass a = classes().get(0);
        final Figure best = a.figure(NONE, "second", "17").orElseThrow();
        assertSame(best, a.reference(best));
        assertEquals(2, a.ratio(a.figure(NONE, "first", "17").orElseThrow()).value(), 1e-9);
    }

    @Test
    void shouldCompareTheValuesOfTheParameterThatNamesUs() throws IOException
    {
        final SampleJmh jmh = new SampleJmh("2026-01-01T00:00:00Z", 17);
        for (final String method : List.of("read", "write"))
        {
            jmh.cost("A." + method, Map.of("library", "ringtape"), 10, 1, 0);
            jmh.cost("A." + method, Map.of("library", "other"), "read".equals(method) ? 40 : 70, 1, 0);
        }
        jmh.write(folder);
        final BenchmarkClass a = classes().get(0);
        assertEquals(List.of("ringtape", "other"), a.alternatives());
        assertEquals(4, a.ratio(a.figure(Map.of("method", "read"), "other", "17").orElseThrow()).value(), 1e-9);
        assertEquals(7, a.ratio(a.figure(Map.of("method", "write"), "other", "17").orElseThrow()).value(), 1e-9);
    }

    @Test
    void shouldCompareOnlyWithinOneSetting() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.ringtape", Map.of("frame", "small"), 10, 1, 0)
            .cost("A.ringtape", Map.of("frame", "large"), 1_000, 1, 0)
            .cost("A.other", Map.of("frame", "large"), 3_000, 1, 0).write(folder);
        final BenchmarkClass a = classes().get(0);
        assertEquals(3, a.ratio(a.figure(Map.of("frame", "large"), "other", "17").orElseThrow()).value(), 1e-9);
    }

    @Test
    void shouldDrawACurveOverANumberWithAtLeastThreeValues() throws IOException
    {
        final SampleJmh jmh = new SampleJmh("2026-01-01T00:00:00Z", 17);
        for (final String levels : List.of("10", "100", "5000"))
        {
            jmh.cost("Growth.ringtape", Map.of("levels", levels), 1, 1, 0);
            jmh.cost("Words.ringtape", Map.of("frame", "f" + levels), 1, 1, 0);
        }
        jmh.cost("Two.ringtape", Map.of("levels", "1"), 1, 1, 0).cost("Two.ringtape", Map.of("levels", "2"), 1, 1, 0)
            .write(folder);
        assertEquals(List.of(Optional.of("levels"), Optional.empty(), Optional.empty()),
            classes().stream().map(BenchmarkClass::curveParameter).toList());
    }

    @Test
    void shouldKeepUnitsApart() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17).cost("A.ringtape", NONE, 10, 1, 0)
            .line("A.ringtape", "thrpt", "ops/s", NONE, 10, 1, 0).write(folder);
        final List<BenchmarkClass> classes = classes();
        assertEquals(2, classes.size());
        assertTrue(classes.get(0).isCost() != classes.get(1).isCost());
    }

    private List<BenchmarkClass> classes()
    {
        return BenchmarkClass.of(ResultFolder.read(folder).benchmarks());
    }
}
