package org.ringtape.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.ringtape.bench.report.read.ReportException;
import org.ringtape.bench.report.read.ResultFolder;

/** The README's figures are those of the raw results beside it, and its claims name benchmarks that exist. */
final class ReadmeFiguresTest
{
    private static final Path ROOT = root();

    @TempDir
    private Path folder;

    @Test
    void shouldStandInTheReadmeAsTheRawResultsSay() throws IOException
    {
        final String readme = Files.readString(ROOT.resolve("README.md"));
        final String figures = ReadmeFigures.of(ResultFolder.read(ROOT.resolve("jmh-results")));
        assertEquals(ReadmeFigures.replaced(readme, "README.md", figures), readme,
            "run scripts/report --readme README.md");
    }

    @Test
    void shouldClaimOnlyWhatBenchmarksMeasure() throws ClassNotFoundException
    {
        for (final Claim claim : Claims.all())
        {
            final Class<?> benchmark = Class.forName("org.ringtape.bench.jmh." + claim.benchmark());
            final Set<String> methods = Arrays.stream(benchmark.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class)).map(Method::getName)
                .collect(Collectors.toSet());
            assertTrue(methods.contains(claim.ours()), () -> claim.benchmark() + " has no " + claim.ours());
            assertTrue(methods.containsAll(claim.others()), () -> claim.benchmark() + " lacks " + claim.others());
            final Map<String, Set<String>> parameters = new HashMap<>();
            Stream.concat(Stream.of(benchmark), Arrays.stream(benchmark.getDeclaredClasses()))
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(Param.class))
                .forEach(field -> parameters.put(field.getName(), values(field)));
            claim.setting().forEach((name, value) -> assertTrue(
                parameters.getOrDefault(name, Set.of()).contains(value),
                () -> claim.benchmark() + " has no " + name + " " + value));
        }
    }

    @Test
    void shouldCompareWithTheBestOfTheOthersInTheSameRun() throws IOException
    {
        new SampleJmh("2026-01-01T00:00:00Z", 17)
            .cost("DepthFrameBenchmark.ringtape", Map.of("kind", "986"), 200, 1, 0)
            .cost("DepthFrameBenchmark.dslJsonReader", Map.of("kind", "986"), 1_200, 1, 64)
            .cost("DepthFrameBenchmark.dslJsonReaderFastest", Map.of("kind", "986"), 900, 1, 64)
            .cost("DepthFrameBenchmark.dslJsonReaderFastest", Map.of("kind", "recorded"), 100, 1, 64)
            .write(folder);
        final String figures = ReadmeFigures.of(ResultFolder.read(folder));
        assertTrue(figures.contains("by hand to scaled longs | 4×, at least 2.5× | **4.50×** | 200 ns | 0 |"),
            figures);
    }

    @Test
    void shouldRefuseATextWithoutItsMarks()
    {
        assertThrows(ReportException.class, () -> ReadmeFigures.replaced("nothing", "README.md", ""));
    }

    private static Set<String> values(final Field field)
    {
        return Set.of(field.getAnnotation(Param.class).value());
    }

    private static Path root()
    {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("jmh-results")))
        {
            at = at.getParent();
        }
        return at;
    }
}
