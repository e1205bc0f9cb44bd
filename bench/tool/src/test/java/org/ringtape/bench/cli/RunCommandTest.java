package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.simulator.binance.BinanceSimulatorModule;

/** What {@code run} says when its time is over: by exit status, last line and JSON. */
final class RunCommandTest
{
    @Test
    void shouldHoldWhenEveryBookIsLive()
    {
        try (VenueSimulator simulator = simulator())
        {
            final CommandRun run = run(simulator, "BTCUSDT,ETHUSDT", "6").holds();
            assertEquals(true, run.json().get("holds"));
            assertNull(run.json().get("reason"));
            final List<?> books = (List<?>)run.json().get("books");
            assertEquals(2, books.size());
            for (final Object book : books)
            {
                assertEquals("LIVE", ((Map<?, ?>)book).get("state"));
                assertEquals(true, ((Map<?, ?>)book).get("wasLive"));
                assertNull(((Map<?, ?>)book).get("reason"));
            }
        }
    }

    @Test
    void shouldEndWithTheReasonWhenABookNeverBecameLive()
    {
        try (VenueSimulator simulator = simulator("snapshot-error:every=1,status=503"))
        {
            final CommandRun run = run(simulator, "BTCUSDT", "3");
            run.says(1, "binance-usdm btcusdt@depth@100ms is AWAITING_SNAPSHOT");
            assertEquals("ringtape: " + run.json().get("reason"), run.err().strip());
            final Map<?, ?> book = (Map<?, ?>)((List<?>)run.json().get("books")).get(0);
            assertEquals(false, book.get("wasLive"));
        }
    }

    @Test
    void shouldListABookThatNeverCameToBe()
    {
        final CommandRun run = unreachable("--json");
        run.says(1, "session binance-usdm/1 is ");
        run.says(1, "1 of 1 book is not right: binance-usdm btcusdt@depth@100ms is AWAITING_SNAPSHOT (NO_DATA)");
        final Map<?, ?> session = (Map<?, ?>)((List<?>)run.json().get("sessions")).get(0);
        assertTrue(String.valueOf(session.get("lastError")).contains("Connection refused"), run::toString);
        final Map<?, ?> book = (Map<?, ?>)((List<?>)run.json().get("books")).get(0);
        assertEquals("AWAITING_SNAPSHOT", book.get("state"));
        assertEquals("NO_DATA", book.get("reason"));
    }

    @Test
    void shouldSayTheReasonBehindTheTableToo()
    {
        final CommandRun run = unreachable();
        run.says(1, "Connection refused");
        assertTrue(run.out().contains("Summary after"));
        assertTrue(run.out().contains("books 1 (0 live"), run.out());
    }

    private static CommandRun unreachable(final String... more)
    {
        final List<String> args = new ArrayList<>(
            List.of("run", "--venue", "binance-usdm", "--symbols", "BTCUSDT", "--seconds", "2"));
        args.addAll(List.of(more));
        return CommandRun.in(
            Map.of(
                "RINGTAPE_BINANCE_USDM_WS", "ws://127.0.0.1:1/",
                "RINGTAPE_BINANCE_USDM_REST", "http://127.0.0.1:1/"),
            args.toArray(new String[0]));
    }

    private static CommandRun run(final VenueSimulator simulator, final String symbols, final String seconds)
    {
        return CommandRun.in(
            Map.of(
                "RINGTAPE_BINANCE_USDM_WS", simulator.webSocketUri().toString(),
                "RINGTAPE_BINANCE_USDM_REST", simulator.restUri().toString()),
            "run", "--venue", "binance-usdm", "--symbols", symbols, "--seconds", seconds, "--json");
    }

    private static VenueSimulator simulator(final String... faults)
    {
        final VenueSimulator simulator = new BinanceSimulatorModule.Usdm().generated(
            new SimulationSettings(2, 200, 1, 0, 0, List.of(faults).stream().map(Fault::parse).toList()))
            .simulator();
        simulator.start();
        return simulator;
    }
}
