package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringtape.bench.results.Json;

import picocli.CommandLine;

/** The command, with short series: what is right must be, how fast it was does not matter here. */
final class BenchCommandTest
{
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @SuppressWarnings("unchecked")
    void shouldMeasureBothPipelinesOnBothPathsAndCheckTheirBooks() throws IOException
    {
        assertEquals(0, run("bench", "--rates", "500", "--seconds", "0.15", "--warm-up", "0.05", "--probe", "0.05",
            "--venues", "mixed", "--output", folder.toString()), out + "\n" + err);
        assertTrue(out.toString().contains("4 of 4 series right"), out.toString());
        final byte[] bytes;
        try (Stream<Path> runs = Files.list(folder))
        {
            final Path run = runs.findFirst().orElseThrow();
            assertTrue(run.getFileName().toString().matches("latency-[0-9]{8}-[0-9]{6}-jdk[0-9]+"), run.toString());
            assertTrue(Files.exists(run.resolve("naive-memory-mixed-500.hlog")));
            bytes = Files.readAllBytes(run.resolve("run.json"));
        }
        final Map<String, Object> run = Json.object(bytes, bytes.length);
        final List<Map<String, Object>> series = (List<Map<String, Object>>)run.get("series");
        assertEquals(2 * 6 + 2 * 2, series.size(), "stages are Ringtape's alone");
        for (final Map<String, Object> row : series)
        {
            assertEquals(true, row.get("booksEqual"), row.toString());
            assertEquals(row.get("sent"), row.get("received"), row.toString());
            assertEquals(0L, row.get("dropped"), row.toString());
        }
        assertTrue(run.get("command").toString().startsWith("scripts/ringtape bench --rates 500 "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--rates|0|--rates must be 10 to 10000000: 0",
        "--rates|many|'many' is not a long",
        "--rates|9000000,30000 --seconds 100|more than 100 million frames",
        "--seconds|0|--seconds must be above 0",
        "--warm-up|-1|--warm-up must be 0 to 3600",
        "--probe|-1|--probe must be 0 to 3600",
        "--venues|nowhere|--venues: no such venues 'nowhere'; there are binance-usdm, mixed",
        "--paths|post|--paths: no 'post'; there are memory, socket",
        "--pipelines|other|--pipelines: no 'other'; there are naive, ringtape",
        "--frob|1|Unknown option"
    })
    void shouldNameWhatIsWrongInOneLine(final String option, final String value, final String problem)
    {
        final List<String> arguments = new ArrayList<>(List.of("bench", option));
        arguments.addAll(List.of(value.split(" ")));
        assertEquals(2, run(arguments.toArray(new String[0])), out.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(problem), err.toString());
    }

    private int run(final String... arguments)
    {
        final CommandLine commandLine = Ringtape.newCommandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
