package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;
import org.ringtape.simulator.SimulatorModules;
import org.ringtape.simulator.fault.FaultKind;

/** Whatever is given wrongly is answered by one line and status 2. */
final class WrongUseTest
{
    private static final String BODY =
        "{\"lastUpdateId\":10,\"T\":1,\"bids\":[[\"1.0\",\"5\"]],\"asks\":[[\"2.0\",\"6\"]]}";
    private static final String DIFF = "{\"stream\":\"aaausdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":2," +
        "\"T\":1,\"s\":\"AAAUSDT\",\"U\":11,\"u\":12,\"pu\":10,\"b\":[[\"1.1\",\"7\"]],\"a\":[]}}";
    private static final int WRONG = 2;

    @TempDir
    private Path folder;
    private String good;

    @BeforeEach
    void write() throws IOException
    {
        good = Files.writeString(folder.resolve("good.jsonl"), BODY + "\n" + DIFF + "\n").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"book --frames", "replay --frames", "replay --frames GOOD --times",
        "replay --frames GOOD --rest-depth", "book --frames GOOD --checkpoints", "simulate --port 0 --frames",
        "simulate --port 0 --frames GOOD --times", "simulate --port 0 --frames GOOD --rest-depth", "run --config",
        "demo --frames", "decode"})
    void shouldSayWhatIsWrongWithAFile(final String option) throws IOException
    {
        final byte[] noise = new byte[5_000];
        new Random(7).nextBytes(noise);
        final List<String> files = new ArrayList<>(List.of(
            folder.toString(), folder.resolve("none").toString(), "a\0b", "",
            Files.writeString(folder.resolve("empty"), "").toString()));
        if (!option.equals("decode")) // decode says of every line what it is, so noise is good enough for it
        {
            files.add(Files.write(folder.resolve("noise"), noise).toString());
            files.add(Files.writeString(folder.resolve("not.gz"), "{}").toString());
        }
        else
        {
            files.removeAll(List.of("", folder.resolve("empty").toString()));
        }
        for (final String file : files)
        {
            CommandRun.of(arguments(option, file)).says(WRONG, "");
        }
    }

    @Test
    void shouldSayThatAFileMayNotBeRead() throws IOException
    {
        final Path secret = Files.writeString(folder.resolve("secret"), BODY + "\n");
        assertTrue(secret.toFile().setReadable(false));
        assumeFalse(Files.isReadable(secret), "skipped: this user reads everything");
        CommandRun.of("book", "--venue", "binance-usdm", "--frames", secret.toString()).says(WRONG, "access denied");
    }

    @Test
    void shouldRefuseFramesThatInflateBeyondAllBounds() throws IOException
    {
        final String line = bomb("line.gz", "0".repeat(1 << 20), 40);
        final String lines = bomb("lines.gz", "[]\n".repeat(1 << 16), 400);
        for (final String command : List.of("book", "replay"))
        {
            CommandRun.of(command, "--venue", "binance-usdm", "--frames", line)
                .says(WRONG, "line.gz:1: a line longer than 16 MB is no frame");
        }
        CommandRun.of("book", "--venue", "binance-usdm", "--frames", good, "--checkpoints", line)
            .says(WRONG, "line.gz:1: a line longer");
        CommandRun.of("simulate", "--venue", "binance-usdm", "--port", "0", "--frames", good, "--times", line)
            .says(WRONG, "line.gz:1: a line longer");
        CommandRun.of("book", "--venue", "binance-usdm", "--frames", lines).says(WRONG, "lines.gz");
    }

    @ParameterizedTest
    @CsvSource({
        "replay --frames GOOD --depth,0|100000", "replay --frames GOOD --speed,0|1000000", "demo --seconds,0|10000000",
        "run --symbols A --seconds,0|10000000", "simulate --port,0|65535", "simulate --port 0 --rest-port,0|65535",
        "simulate --port 0 --speed,0|1000000", "simulate --port 0 --symbols,1|10000",
        "simulate --port 0 --rate,0.001|10000000", "bench --seconds,", "bench --rates,", "bench --warm-up,"})
    void shouldRefuseNumbersOutOfRangeAndWhatIsNone(final String option, final String range)
    {
        for (final String value : List.of("-1", "99999999999999", "", " ", "x", "1\r\n2", "NaN"))
        {
            CommandRun.of(arguments(option, value)).says(WRONG, option.substring(option.lastIndexOf("--")));
        }
        final String words = range == null ? "" : " must be " + range.replace("|", " to ") + ": -1";
        CommandRun.of(arguments(option, "-1")).says(WRONG, words);
    }

    @Test
    void shouldRefuseSymbolsThatAreNone()
    {
        for (final String venue : List.of("binance-usdm", "binance-options", "kiyotaka", "vatic"))
        {
            for (final String symbols : List.of(",", "", " ", "A,,B", ",A", "A\r\nB", "A\tB", "\u001b[2J"))
            {
                final CommandRun run = CommandRun.of("run", "--venue", venue, "--symbols", symbols);
                run.says(WRONG, "--symbols: ");
                assertFalse(run.err().strip().chars().anyMatch(Character::isISOControl), run.err());
            }
        }
        CommandRun.of("run", "--venue", "binance-usdm", "--symbols", "A\r\nB").says(WRONG, "not a symbol: 'A\\r\\nB'");
    }

    @Test
    void shouldRefuseWhatIsMissingOrTooMuch()
    {
        CommandRun.of("run", "--venue", "binance-usdm").says(WRONG, "give --config FILE, or --venue V");
        CommandRun.of("run", "--symbols", "A").says(WRONG, "give --config FILE, or --venue V");
        CommandRun.of("run", "--config", good, "--symbols", "A").says(WRONG, "leave --venue and --symbols out");
        CommandRun.of("replay", "--frames", good, "--venue").says(WRONG, "'--venue'");
        CommandRun.of("replay", "--venue", "binance-usdm").says(WRONG, "'--frames=FILE'");
        CommandRun.of("--venue", "binance-usdm", "run").says(WRONG, "--venue");
        CommandRun.of("run", "--simbols", "A").says(WRONG, "--simbols");
        CommandRun.of("fr\r\nob").says(WRONG, "no such command or option: fr\\r\\nob");
        CommandRun.of("decode", "--venue", "binance-usdm", "@none").says(WRONG, "@none: cannot be read: no such file");
        CommandRun.of("simulate", "--venue", "binance-usdm", "--port", "0", "--times", good)
            .says(WRONG, "--times and --rest-depth belong to --frames");
    }

    @ParameterizedTest
    @CsvSource({
        "ws://user:hunter2@127.0.0.1:9/,must hold no credentials", "ws://hunter2@h/,must hold no credentials",
        "ws://u:hun@hunter2@h/,must hold no credentials", "ws://u:hunter2@h h/,must hold no credentials",
        "ws://127.0.0.1:99999/,no such port: 99999", "ws://127.0.0.1:0/,no such port: 0",
        "ws://h/?token=hunter2,neither query nor fragment", "ws://h/#hunter2,neither query nor fragment",
        "http://h/,expected ws://", "ws:///,expected ws://", "nonsense,expected ws://"})
    void shouldRefuseAnAddressWithoutRepeatingItsPassword(final String address, final String words)
    {
        final String http = address.startsWith("http:") ?
            address.replace("http:", "ws:") : address.replace("ws:", "http:");
        for (final Map.Entry<String, String> variable : Map.of("WS", address, "REST", http).entrySet())
        {
            for (final Venue venue : List.of(BinanceModule.USDM, VaticModule.VENUE))
            {
                final String name = venue.variablePrefix() + "_" + variable.getKey();
                final CommandRun run = CommandRun.in(
                    Map.of(name, variable.getValue()), "run", "--venue", venue.label(), "--symbols", "btc");
                run.says(WRONG, name + ": ").says(WRONG, words.replace("ws", name.endsWith("WS") ? "ws" : "http"));
                assertFalse(run.err().contains("hunter2"), run.err());
            }
        }
    }

    @Test
    void shouldRefuseFaultsOfOtherVenuesAndNameThoseThatItKnows()
    {
        for (final Venue venue : VenueModules.installed().venues())
        {
            final Set<FaultKind> faults = SimulatorModules.installed().of(venue.label()).faults();
            for (final FaultKind kind : FaultKind.values())
            {
                if (!faults.contains(kind))
                {
                    final CommandRun run = CommandRun.of(
                        "simulate", "--venue", venue.label(), "--port", "0", "--fault", kind.text());
                    run.says(WRONG, "--fault " + kind.text() + ": " + venue.label() + " has no such fault; known: ");
                    faults.forEach((known) -> run.says(WRONG, known.text()));
                }
            }
        }
        for (final String fault : List.of("", " ", "frob", "close:", "close:code", "close:code=x", "close:code=99",
            "close:every=0", "close:frob=1", "close:\r\n", "close:count=99999999999999"))
        {
            CommandRun.of("simulate", "--venue", "binance-usdm", "--port", "0", "--fault", fault)
                .says(WRONG, "--fault " + OneLine.of(fault));
        }
    }

    @Test
    void shouldTeachEveryFaultThatThereIs()
    {
        final String help = CommandRun.of("simulate", "--help").out();
        for (final FaultKind kind : FaultKind.values())
        {
            assertTrue(help.contains(kind.text()), kind::text);
        }
    }

    @Test
    void shouldShowStreamsInHelpAsTheyAreWritten()
    {
        final String help = CommandRun.of("run", "--help").out();
        assertTrue(help.contains("btcusdt@depth@100ms"), help);
        assertFalse(help.contains("@@"), help);
    }

    @Test
    void shouldFitTheHelpIntoANarrowTerminal()
    {
        final CommandRun run = CommandRun.in(Map.of("COLUMNS", "60"), "replay", "--help");
        assertEquals(0, run.status());
        run.out().lines().forEach((line) -> assertTrue(line.length() <= 60, line));
        assertEquals(0, CommandRun.in(Map.of("COLUMNS", "wide"), "replay", "--help").status());
    }

    private String bomb(final String name, final String part, final int times) throws IOException
    {
        final Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file)))
        {
            for (int i = 0; i < times; i++)
            {
                out.write(part.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file.toString();
    }

    private String[] arguments(final String option, final String value)
    {
        final List<String> arguments = new ArrayList<>();
        for (final String word : option.split(" "))
        {
            arguments.add(word.equals("GOOD") ? good : word);
        }
        if (!List.of("demo", "bench").contains(arguments.get(0)) && !arguments.contains("--config"))
        {
            arguments.add(1, "--venue");
            arguments.add(2, "binance-usdm");
        }
        arguments.add(value);
        return arguments.toArray(new String[0]);
    }
}
