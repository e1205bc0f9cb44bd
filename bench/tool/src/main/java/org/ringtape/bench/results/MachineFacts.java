package org.ringtape.bench.results;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a figure depends on beside the code: processor, cores, memory, kernel, JVM, its flags, and the commit. What
 * cannot be found out here is {@code unknown}.
 */
public final class MachineFacts
{
    private static final String UNKNOWN = "unknown";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private MachineFacts()
    {
    }

    /** The facts by name, in the order in which they are shown. */
    public static Map<String, Object> read()
    {
        return Json.map(
            "processor", valueOf(CPU_INFO, "model name"),
            "cores", Runtime.getRuntime().availableProcessors(),
            "memory", valueOf(MEMORY_INFO, "MemTotal"),
            "system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " +
                System.getProperty("os.arch"),
            "jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
            "javaVersion", Runtime.version().feature(),
            "collectors", ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName).toList(),
            "flags", ManagementFactory.getRuntimeMXBean().getInputArguments(),
            "commit", git("describe", "--always", "--dirty", "--abbrev=12"));
    }

    private static String valueOf(final Path file, final String name)
    {
        try
        {
            return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst().orElse(UNKNOWN);
        }
        catch (final IOException notLinux)
        {
            return UNKNOWN;
        }
    }

    private static String git(final String... arguments)
    {
        try
        {
            final Process git = new ProcessBuilder(
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .redirectErrorStream(true).start();
            final String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : UNKNOWN;
        }
        catch (final IOException noGit)
        {
            return UNKNOWN;
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
