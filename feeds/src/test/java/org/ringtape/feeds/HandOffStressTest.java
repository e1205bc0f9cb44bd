package org.ringtape.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * Runs jcstress over every {@code …Stress} class of this module: it starts virtual machines of its own in which threads
 * meet some hundred thousand times. Short here, long in the nightly build; what is forbidden fails either, and so does
 * a run that does not end, as when a wake-up is lost.
 */
final class HandOffStressTest
{
    private static final boolean NIGHTLY = Boolean.getBoolean("ringtape.nightly");
    private static final String RUN = NIGHTLY ?
        "-m quick -sc true -f 1 -iters 5 -time 500" : "-m quick -sc false -f 1 -fsm 1 -iters 1 -time 200";
    /** However slow the machine. */
    private static final long PATIENCE_MINUTES = NIGHTLY ? 120 : 10;

    @Test
    void shouldShowNothingForbiddenHoweverThreadsMeet() throws Exception
    {
        final Path directory = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
        final Path output = directory.resolve("output.txt");
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.openjdk.jcstress.Main",
            "-af", "NONE",
            "-jvmArgs", "-Xmx256m",
            "-r", directory.toString()));
        command.addAll(List.of(RUN.split(" ")));
        final Process process = new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
        try
        {
            assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), () -> "no end: " + text(output));
            assertEquals(0, process.exitValue(), () -> text(output));
            assertTrue(text(output).contains(" 0 failed, 0 soft errs, 0 hard errs"), () -> text(output));
        }
        finally
        {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(final Path output)
    {
        try
        {
            return Files.readString(output);
        }
        catch (final IOException unreadable)
        {
            return unreadable.toString();
        }
    }
}
