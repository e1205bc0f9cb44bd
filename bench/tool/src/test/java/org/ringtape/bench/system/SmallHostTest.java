package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;

/** A host with little memory and one core, or without a library: it runs, or says what is missing, and always ends. */
@Timeout(120)
final class SmallHostTest
{
    private static final long LIMIT_S = 60;

    @TempDir
    private Path folder;
    private final GeneratedMarket market = GeneratedMarket.futures("BTCUSDT", "ETHUSDT").diffWindowMs(5).build();
    private final BinanceSimulator simulator = BinanceSimulator.builder(market).build();

    @BeforeEach
    void start() throws Exception
    {
        simulator.start();
    }

    @AfterEach
    void stop()
    {
        simulator.close();
    }

    @Test
    void shouldRunIn64MegabytesOnOneCore() throws Exception
    {
        assertEquals(0, run("", "-Xmx64m", "-XX:ActiveProcessorCount=1"), err());
        assertEquals("enough", out(), err());
    }

    @Test
    void shouldNameTheSettingWhenMemoryIsNotThere() throws Exception
    {
        assertNotEquals(0, run("", "-Xmx64m", "-XX:MaxDirectMemorySize=8m"));
        assertTrue(err().contains("ringCapacity needs 16777216 bytes outside the heap"), err());
    }

    @Test
    void shouldNameTheSettingWhenMemoryForSessionsIsNotThere() throws Exception
    {
        assertNotEquals(0, run("", "-Xmx64m", "-XX:MaxDirectMemorySize=24m"));
        assertTrue(err().contains("not enough memory for the sessions"), err());
        assertTrue(err().contains("ringCapacity"), err());
    }

    @Test
    void shouldFailTheSessionAndCloseWhereSlf4jIsMissing() throws Exception
    {
        assertEquals(0, run("slf4j"), err());
        assertTrue(out().startsWith("missing 100"), out() + err());
    }

    private int run(final String without, final String... flags) throws Exception
    {
        final List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of(flags));
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter((entry) -> without.isEmpty() || !entry.contains(without))
            .collect(Collectors.joining(File.pathSeparator)));
        command.add(EmbeddingHost.class.getName());
        command.add(simulator.webSocketUri().toString());
        command.add(simulator.restUri().toString());
        command.addAll(market.streams());
        final ProcessBuilder builder = new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        final Process host = builder.start();
        try
        {
            assertTrue(host.waitFor(LIMIT_S, TimeUnit.SECONDS), () -> "the host has not ended");
            return host.exitValue();
        }
        finally
        {
            host.destroyForcibly();
        }
    }

    private String out() throws IOException
    {
        return Files.readString(folder.resolve("out")).strip();
    }

    private String err() throws IOException
    {
        return Files.readString(folder.resolve("err"));
    }
}
