package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.bench.results.Json;

/** A venue in a jar of its own works through every command, in a process that has nothing else to know it by. */
final class OtherVenueTest
{
    private static final String RECORDING = """
        {"ch":"OAK@tape","e":"print","s":"OAK","n":12,"p":"3.25","q":"10","side":"buy","T":1700000000000}
        {"ch":"ASH@tape","e":"print","s":"ASH","n":1,"p":"3.5","q":"1","T":1700000000001}
        {"ch":"OAK@tape","e":"print","s":"OAK","n":13,"p":"3.5","q":"2","side":"sell","T":1700000000002}
        """;
    private static final long LIMIT_S = 60;

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void compileTheVenue() throws IOException
    {
        final Path source = sources();
        final Path classes = Files.createDirectories(folder.resolve("classes"));
        final List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-proc:none",
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        final List<Path> files;
        try (Stream<Path> walk = Files.walk(source))
        {
            files = walk.filter(Files::isRegularFile).toList();
        }
        files.stream().filter((file) -> file.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, arguments.toArray(new String[0])));
        jar = folder.resolve("tide.jar");
        try (OutputStream out = Files.newOutputStream(jar);
            JarOutputStream entries = new JarOutputStream(out);
            Stream<Path> compiled = Files.walk(classes))
        {
            for (final Path file : compiled.filter(Files::isRegularFile).toList())
            {
                add(entries, classes.relativize(file), file);
            }
            for (final Path file : files)
            {
                if (file.toString().contains("META-INF"))
                {
                    add(entries, source.relativize(file), file);
                }
            }
        }
    }

    @Test
    void shouldDecode() throws Exception
    {
        final List<String> lines = run(0, List.of("decode", "--venue", "tide", recording())).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(2).contains("\"status\":\"DECODED\"") && lines.get(2).contains("\"price\":\"3.5\"") &&
            lines.get(2).contains("\"aggressor\":\"SELL\""), lines.get(2));
    }

    @Test
    void shouldReplayARecordingOverItsSimulator() throws Exception
    {
        final String out = run(0, List.of("replay", "--venue", "tide", "--frames", recording()));
        assertTrue(out.contains("trades 3  trade gaps 0"), out);
    }

    @Test
    void shouldFeedByConfigurationFromTheSimulateCommand() throws Exception
    {
        final Process simulator = start(List.of("simulate", "--venue", "tide", "--port", "0", "--rate", "500"));
        try (BufferedReader said = new BufferedReader(
            new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8)))
        {
            final String line = said.readLine();
            assertTrue(line.startsWith("RINGTAPE_TIDE_WS=ws://127.0.0.1:"), line);
            final Path config = Files.writeString(folder.resolve("tide.yaml"), """
                venues:
                  - venue: tide
                    symbols: [OAK, YEW]
                    greeting: configured
                    webSocket: %s
                """.formatted(line.substring(line.indexOf('=') + 1, line.indexOf(' '))));
            final String out = run(0, List.of("run", "--config", config.toString(), "--seconds", "1.5", "--json"));
            final byte[] bytes = out.strip().getBytes(StandardCharsets.UTF_8);
            final Map<String, Object> shown = Json.object(bytes, bytes.length);
            final Map<?, ?> session = (Map<?, ?>)((List<?>)shown.get("sessions")).get(0);
            assertEquals("tide/1", session.get("name"));
            assertEquals("LIVE", session.get("state"));
            final Map<?, ?> counters = (Map<?, ?>)shown.get("counters");
            assertTrue(((Number)counters.get("TRADES")).longValue() > 10, out);
            assertEquals(0L, ((Number)counters.get("TRADE_GAPS")).longValue());
        }
        finally
        {
            simulator.destroy();
        }
        assertTrue(simulator.waitFor(LIMIT_S, TimeUnit.SECONDS));
    }

    @Test
    void shouldNameItAmongTheKnownVenuesAndRefuseWhatItHasNot() throws Exception
    {
        assertTrue(run(0, List.of("venues", "--venue", "tide")).contains("<SYMBOL>@tape  as TRADE"));
        final String unknown = run(2, List.of("run", "--venue", "tides", "--symbols", "OAK"));
        assertTrue(unknown.contains("unknown venue 'tides'; known: binance-options,") && unknown.contains(", tide"),
            unknown);
        final Path config = Files.writeString(folder.resolve("wrong.yaml"),
            "venues:\n  - venue: tide\n    symbols: [OAK]\n    depthLimit: 5\n");
        final String wrong = run(2, List.of("run", "--config", config.toString()));
        assertTrue(wrong.contains("wrong.yaml:4: depthLimit: unknown key; known: greeting,"), wrong);
    }

    @Test
    void shouldSayWhichJarIsWrong() throws Exception
    {
        final Path broken = folder.resolve("broken.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(broken)))
        {
            entries.putNextEntry(new JarEntry("META-INF/services/org.ringtape.feeds.venue.VenueModule"));
            entries.write("org.example.Missing\n".getBytes(StandardCharsets.UTF_8));
        }
        final String said = run(2, broken, List.of("venues"));
        assertTrue(said.startsWith("ringtape: ") && said.contains("org.example.Missing"), said);
        assertEquals(1, said.lines().count(), said);
    }

    /** Standard output, or standard error of what ends with another status than 0. */
    private static String run(final int status, final List<String> arguments) throws Exception
    {
        return run(status, jar, arguments);
    }

    private static String run(final int status, final Path venue, final List<String> arguments) throws Exception
    {
        final Path out = Files.createTempFile(folder, "out", "");
        final Path err = Files.createTempFile(folder, "err", "");
        final Process process = builder(venue, arguments)
            .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try
        {
            assertTrue(process.waitFor(LIMIT_S, TimeUnit.SECONDS), () -> String.join(" ", arguments));
        }
        finally
        {
            process.destroyForcibly();
        }
        final String errors = Files.readString(err);
        assertEquals(status, process.exitValue(), errors);
        return status == 0 ? Files.readString(out) : errors.lines()
            .filter((line) -> line.startsWith("ringtape: ") || line.contains(".yaml:"))
            .reduce("", (before, line) -> before + line + "\n");
    }

    private static Process start(final List<String> arguments) throws IOException
    {
        return builder(jar, arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static ProcessBuilder builder(final Path venue, final List<String> arguments)
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + venue, Ringtape.class.getName()));
        command.addAll(arguments);
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder;
    }

    private static String recording() throws IOException
    {
        return Files.writeString(folder.resolve("tide.jsonl"), RECORDING).toString();
    }

    private static void add(final JarOutputStream jar, final Path name, final Path file) throws IOException
    {
        jar.putNextEntry(new JarEntry(name.toString().replace(File.separatorChar, '/')));
        Files.copy(file, jar);
    }

    private static Path sources()
    {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("bench/tool/src/test/venue")))
        {
            here = here.getParent();
        }
        return here.resolve("bench/tool/src/test/venue");
    }
}
