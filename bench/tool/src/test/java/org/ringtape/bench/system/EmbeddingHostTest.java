package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;

/** A host needs no JVM flag, sees no exception, and ends by itself when it has closed what it opened. */
@Timeout(90)
final class EmbeddingHostTest
{
    private static final long LIMIT_S = 40;

    @TempDir
    private Path folder;

    @Test
    void shouldRunInAJvmWithoutAnyFlag() throws Exception
    {
        final GeneratedMarket market = GeneratedMarket.futures("BTCUSDT").diffWindowMs(5).build();
        try (BinanceSimulator simulator = BinanceSimulator.builder(market).build())
        {
            simulator.start();
            final List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddingHost.class.getName(),
                simulator.webSocketUri().toString(),
                simulator.restUri().toString()));
            command.addAll(market.streams());
            final Path out = folder.resolve("out");
            final Path err = folder.resolve("err");
            final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
            final Process host = builder.start();
            try
            {
                final boolean ended = host.waitFor(LIMIT_S, TimeUnit.SECONDS);
                final String errors = Files.readString(err);
                assertTrue(ended, "the host has not ended by itself: " + Files.readString(out) + errors);
                assertEquals("enough", Files.readString(out).strip(), errors);
                assertEquals(0, host.exitValue(), errors);
                assertEquals(List.of(), errors.lines().filter((line) -> !isJvmWarning(line)).toList());
            }
            finally
            {
                host.destroyForcibly();
            }
        }
    }

    /** Newer JVMs warn of native access and of sun.misc.Unsafe, and go on. */
    private static boolean isJvmWarning(final String line)
    {
        return line.isBlank() || line.startsWith("WARNING: ");
    }
}
