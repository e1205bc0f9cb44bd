package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own: through its script, links to it, and Ctrl-C. */
final class ScriptTest
{
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"project/scripts/ringtape", "link", "links/relative", "links/twice"})
    void shouldRunFromWhereverALinkToTheScriptStands(final String called) throws Exception
    {
        final Path project = project();
        Files.createSymbolicLink(folder.resolve("link"), project.resolve("scripts/ringtape"));
        final Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("../project/scripts/ringtape"));
        Files.createSymbolicLink(links.resolve("twice"), Path.of("relative"));
        final ProcessBuilder script = new ProcessBuilder(folder.resolve(called).toString(), "decode", "a b")
            .directory(folder.toFile()).redirectErrorStream(true);
        script.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        script.environment().put("CDPATH", folder.toString());
        final Process process = script.start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertEquals("org.ringtape.bench.cli.Ringtape|decode|a b|", out.strip());
    }

    @Test
    void shouldEndOnCtrlCWithTheSummary() throws Exception
    {
        assumeTrue(succeeds("env", "--default-signal=INT", "true"), "skipped: no way to undo an ignored SIGINT");
        final Process process = new ProcessBuilder("env", "--default-signal=INT", JAVA, "-cp",
            System.getProperty("java.class.path"), Ringtape.class.getName(), "demo")
            .redirectErrorStream(true).start();
        final List<String> lines = new ArrayList<>();
        try (BufferedReader out =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
        {
            for (String line = out.readLine(); line != null; line = out.readLine())
            {
                lines.add(line);
                if (line.contains(" frames/s "))
                {
                    succeeds("kill", "-INT", Long.toString(process.pid()));
                }
            }
        }
        finally
        {
            process.destroy();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(130, process.exitValue(), () -> String.join("\n", lines));
        assertTrue(lines.stream().anyMatch((line) -> line.startsWith("Summary after")), () -> String.join("\n", lines));
    }

    /** The scripts beside what looks built, and a JVM that tells what it was asked for. */
    private Path project() throws IOException
    {
        final Path project = Files.createDirectories(folder.resolve("project"));
        final Path scripts = Files.createDirectories(project.resolve("scripts"));
        final Path own = ownScripts();
        for (final String name : List.of("ringtape", "common.sh"))
        {
            final Path copy = Files.copy(own.resolve(name), scripts.resolve(name));
            assertTrue(copy.toFile().setExecutable(true));
        }
        Files.createFile(project.resolve("pom.xml"));
        for (final String module : List.of("codecs", "engine", "feeds", "bench/simulator", "bench/tool"))
        {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.createFile(project.resolve(module).resolve("pom.xml"));
        }
        final Path target = Files.createDirectories(project.resolve("bench/tool/target"));
        Files.createFile(target.resolve("ringtape-bench-0.jar"));
        Files.createFile(target.resolve("built"));
        final Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
            #!/usr/bin/env bash
            case "$*" in
                *-XshowSettings*) echo "    java.specification.version = 17" ;;
                *) while [ "$1" != org.ringtape.bench.cli.Ringtape ]; do shift; done; printf '%s|' "$@" ;;
            esac
            """);
        assertTrue(java.toFile().setExecutable(true));
        return project;
    }

    private static Path ownScripts()
    {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("scripts")))
        {
            here = here.getParent();
        }
        return here.resolve("scripts");
    }

    private static boolean succeeds(final String... command) throws InterruptedException
    {
        try
        {
            return new ProcessBuilder(command).start().waitFor() == 0;
        }
        catch (final IOException e)
        {
            return false;
        }
    }
}
