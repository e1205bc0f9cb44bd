package org.ringtape.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.ringtape.bench.frames.FrameFile;
import org.ringtape.bench.simulator.BinanceSimulator;
import org.ringtape.bench.simulator.Fault;
import org.ringtape.bench.simulator.FaultSyntaxException;
import org.ringtape.bench.simulator.GeneratedMarket;
import org.ringtape.bench.simulator.MarketSource;
import org.ringtape.bench.simulator.RecordedMarket;
import org.ringtape.feeds.Venue;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: a venue on loopback for anyone's client. */
@Command(
    name = "simulate",
    description = "Serves a protocol-faithful venue on loopback for anyone's client, until Ctrl-C.",
    footer = {
        "",
        "Faults, each KIND[:key=value,…] with keys every, at, count, seed, symbol:",
        "  lost-diff duplicate-diff swapped-diffs disconnect close silence shuffled-keys extra-keys blanks",
        "  zero-spelling stale-snapshot snapshot-error refuse-upgrade reject-subscribe slow-snapshot",
        "  big-mark-frame",
        "",
        "Example:",
        "  scripts/ringtape simulate --venue binance-options --port 9001 --fault lost-diff:every=100,seed=7"
    })
final class SimulateCommand implements Callable<Integer>
{
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_SYMBOLS = 12;
    private static final long NEVER_MS = 3_600_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--venue", required = true, paramLabel = "V", description = "which: ${COMPLETION-CANDIDATES}",
        completionCandidates = VenueOption.Names.class, converter = VenueOption.class)
    private Venue venue;

    @Option(names = "--port", required = true, paramLabel = "P",
        description = "WebSocket port; 0 lets the system choose")
    private int port;

    @Option(names = "--rest-port", paramLabel = "P", defaultValue = "0",
        description = "REST port (default: the system chooses)")
    private int restPort;

    @Option(names = "--frames", paramLabel = "FILE", description = "a recording to play instead of a generated market")
    private String frames;

    @Option(names = "--times", paramLabel = "FILE", description = "receive times of the recording")
    private String times;

    @Option(names = "--rest-depth", paramLabel = "FILE", description = "REST depth bodies of the recording")
    private String restDepth;

    @Option(names = "--speed", paramLabel = "X", defaultValue = "1",
        description = "times the recorded pace; 0 is as fast as possible (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--symbols", paramLabel = "N", defaultValue = "" + DEFAULT_SYMBOLS,
        description = "symbols of a generated options market (default: ${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "1000",
        description = "events a second of a generated market (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "seed of a generated market (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--fault", paramLabel = "F", description = "what is to go wrong; may be repeated")
    private List<String> faults = List.of();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        requirePort("--port", port);
        requirePort("--rest-port", restPort);
        final BinanceSimulator.Builder builder = BinanceSimulator.builder(market())
            .webSocketPort(port)
            .restPort(restPort);
        for (final String fault : faults)
        {
            try
            {
                builder.fault(Fault.parse(fault));
            }
            catch (final FaultSyntaxException e)
            {
                throw new UserError("--fault " + fault + ": " + e.getMessage());
            }
        }
        try (StopSignal stop = new StopSignal();
            BinanceSimulator simulator = builder.build())
        {
            simulator.start();
            final PrintWriter out = spec.commandLine().getOut();
            final String prefix = "RINGTAPE_" + venue.name();
            out.println(prefix + "_WS=" + simulator.webSocketUri() + " " + prefix + "_REST=" + simulator.restUri());
            out.println("symbols: " + String.join(",", simulator.market().symbols()));
            out.flush();
            while (!stop.await(NEVER_MS))
            {
                // until Ctrl-C
            }
            out.println(simulator.statistics());
            out.flush();
        }
        return ExitStatus.HOLDS;
    }

    private MarketSource market()
    {
        if (frames != null)
        {
            return RecordedMarket.builder(FrameFile.read(path(frames), path(times), path(restDepth)))
                .speed(speed)
                .build();
        }
        if (times != null || restDepth != null)
        {
            throw new UserError("--times and --rest-depth belong to --frames");
        }
        if (symbols < 1 || !(rate > 0))
        {
            throw new UserError("--symbols and --rate must be above 0");
        }
        final GeneratedMarket.Builder market = venue == Venue.BINANCE_OPTIONS ?
            GeneratedMarket.options(symbols) : GeneratedMarket.futures("BTCUSDT", "ETHUSDT");
        return market.seed(seed).eventsPerSecond(rate).build();
    }

    private static Path path(final String name)
    {
        return name == null ? null : Path.of(name);
    }

    private static void requirePort(final String option, final int value)
    {
        if (value < 0 || value > MAX_PORT)
        {
            throw new UserError(option + " must be 0 to 65535: " + value);
        }
    }
}
