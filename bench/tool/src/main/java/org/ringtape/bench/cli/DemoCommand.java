package org.ringtape.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.agrona.CloseHelper;
import org.ringtape.bench.cli.live.LiveRun;
import org.ringtape.bench.cli.live.Recording;
import org.ringtape.bench.cli.live.VenueFeeds;
import org.ringtape.bench.cli.live.Verdict;
import org.ringtape.bench.cli.live.WatchedRun;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameFolder;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.RecordedMarket;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulatorModule;
import org.ringtape.simulator.SimulatorModules;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.feeds.VenueFeed;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole pipeline against simulators on loopback. */
@Command(
    name = "demo",
    description = "Shows the whole pipeline at work, with no key, no network and no configuration.",
    footer = {
        "",
        "Starts simulators of all finished venues on loopback and feeds from them over real WebSockets and",
        "REST: generated markets, and a recording of USD-M futures where RINGTAPE_FRAMES, or a folder",
        "shared/frames upward from here, holds one, or --frames names one. On a terminal the view is redrawn",
        "in place.",
        "",
        "Ends with a table; exit status 1, with the reason as the last line, if a session or a book is not live at " +
            "the end, a live book was ever crossed or something threw."
    })
final class DemoCommand implements Callable<Integer>
{
    private static final String RECORDING = "binance-options/real-usdm-btcusdt-20240808.jsonl";
    private static final String TIMES = "binance-options/real-usdm-btcusdt-20240808.rxns.txt";
    private static final String REST_DEPTH = "binance-options/real-usdm-btcusdt-20240808.rest-depth.json";
    private static final double FUTURES_EVENTS_PER_SECOND = 2_000;
    private static final int DEPTH = 5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "0",
        description = "ends after N seconds; 0 runs until Ctrl-C (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--frames", paramLabel = "FILE", description = "a recording of USD-M futures to play")
    private String frames;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "seed of the generated markets (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        Limits.seconds(seconds);
        final PrintWriter out = spec.commandLine().getOut();
        final List<VenueSimulator> simulators = new ArrayList<>();
        try
        {
            final List<VenueFeed> feeds = new ArrayList<>();
            for (final Venue venue : VenueModules.installed().venues())
            {
                if (venue.equals(BinanceModule.USDM))
                {
                    feeds.add(startFutures(simulators, out));
                }
                else
                {
                    SimulatorModules.installed().find(venue.label())
                        .ifPresent((module) -> feeds.add(start(venue, module, simulators)));
                }
            }
            final WatchedRun run = new WatchedRun(
                feeds, LiveRun.DEFAULT_RING_CAPACITY, seconds, DEPTH, spec.commandLine(), false);
            return run.judge(DemoCommand::judge).execute((live) -> () -> false);
        }
        finally
        {
            CloseHelper.closeAll(simulators);
        }
    }

    /** The simulators' true books are never crossed. */
    private static void judge(final LiveRun run, final Verdict verdict)
    {
        if (run.board().crossedBooks() > 0)
        {
            verdict.fault("live books were crossed " + run.board().crossedBooks() + " times");
        }
    }

    private VenueFeed start(
        final Venue venue, final SimulatorModule module, final List<VenueSimulator> simulators)
    {
        final SimulatedVenue simulated = module.generated(module.demo(seed));
        simulators.add(simulated.simulator());
        simulated.simulator().start();
        return VenueFeeds.of(venue, simulated);
    }

    private VenueFeed startFutures(final List<VenueSimulator> simulators, final PrintWriter out)
    {
        final MarketSource market = futures(out);
        final BinanceSimulator simulator = BinanceSimulator.builder(market).build();
        simulators.add(simulator);
        simulator.start();
        return VenueFeeds.of(BinanceModule.USDM, market.streams(), simulator);
    }

    private MarketSource futures(final PrintWriter out)
    {
        final Optional<FrameFile> recording = recording();
        if (recording.isEmpty())
        {
            out.println("futures: a generated market (no recording at hand)");
            return GeneratedMarket.futures("BTCUSDT", "ETHUSDT")
                .seed(seed).eventsPerSecond(FUTURES_EVENTS_PER_SECOND).build();
        }
        final Set<String> streams = Recording.streams(BinanceModule.USDM, recording.get());
        out.println("futures: the recording " + Path.of(recording.get().name()).getFileName());
        return RecordedMarket.builder(recording.get())
            .speed(1)
            .knownBooksOnly()
            .startWhenSubscribed(streams)
            .build();
    }

    private Optional<FrameFile> recording()
    {
        if (frames != null)
        {
            return Optional.of(FrameFile.read(FileName.of("--frames", frames)));
        }
        final String named = System.getenv(FrameFolder.VARIABLE);
        if (named != null && !named.isBlank() && !Files.isDirectory(Path.of(named)))
        {
            throw new UserError(FrameFolder.VARIABLE + ": no such folder: " + named);
        }
        return FrameFolder.file(RECORDING).map((file) -> FrameFile.read(
            file, FrameFolder.file(TIMES).orElse(null), FrameFolder.file(REST_DEPTH).orElse(null)));
    }
}
