package org.ringtape.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that sets nothing hears of its errors, once a kind, whatever logging it has. */
@Timeout(90)
class DefaultLoggingTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldWarnOnceOfEachKindOfError() throws Exception
    {
        final List<String> warnings = run(classPath(""), "-Dslf4j.provider=" + StderrLogging.class.getName()).stream()
            .filter((line) -> line.startsWith("WARN ")).toList();
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("once"), warnings::toString);
        assertTrue(warnings.get(1).contains("one of many"), warnings::toString);
    }

    @Test
    void shouldWarnThroughTheJdkWhereTheHostHasNoSlf4j() throws Exception
    {
        final List<String> lines = run(classPath("slf4j"), "-Dnothing=else");
        final List<String> warnings = lines.stream().filter((line) -> line.startsWith("WARNING: an error")).toList();
        assertEquals(2, warnings.size(), lines::toString);
        assertTrue(warnings.get(0).contains("UnsupportedOperationException: once"), lines::toString);
        assertTrue(warnings.get(1).contains("one of many"), lines::toString);
    }

    private static String classPath(final String without)
    {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter((entry) -> without.isEmpty() || !entry.contains(without))
            .collect(Collectors.joining(File.pathSeparator));
    }

    /** Standard error of the host. */
    private List<String> run(final String classPath, final String flag) throws Exception
    {
        final Path out = folder.resolve("out");
        final Path err = folder.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            flag, "-cp", classPath, LoggingHost.class.getName())))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        final Process host = builder.start();
        try
        {
            assertTrue(host.waitFor(60, TimeUnit.SECONDS), "the host has not ended");
            assertEquals("2 kinds", Files.readString(out).strip(), Files.readString(err));
            return Files.readAllLines(err);
        }
        finally
        {
            host.destroyForcibly();
        }
    }
}
