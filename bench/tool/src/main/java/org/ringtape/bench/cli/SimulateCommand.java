package org.ringtape.bench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.ringtape.bench.cli.live.Recording;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.FaultSyntaxException;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.SimulatorModule;
import org.ringtape.simulator.SimulatorModules;
import org.ringtape.simulator.VenueSimulator;

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
        "Faults, each KIND[:key=value,…] with keys every, at, count, seed, symbol. All venues:",
        "  disconnect close silence shuffled-keys extra-keys blanks refuse-upgrade reject-subscribe",
        "Binance:",
        "  big-mark-frame; and, but for binance-options-legacy, lost-diff duplicate-diff swapped-diffs",
        "  zero-spelling stale-snapshot snapshot-error slow-snapshot ahead-snapshot swapped-snapshot",
        "  foreign-snapshot cached-snapshot short-snapshot restarted-ids future-id future-time repeated-diffs",
        "  cut-frame cut-frame-early",
        "Kiyotaka:",
        "  stall quoted-numbers malformed-frame malformed-point batched-points old-book corrupt-brotli",
        "  no-auth-reply auth-close duplicate-trade",
        "Vatic:",
        "  stall quoted-numbers malformed-frame window-error late-window duplicate-window corrected-window",
        "  lost-window discriminator-last snapshot-error partial-grant",
        "",
        "Example:",
        "  scripts/ringtape simulate --venue binance-options --port 9001 --fault lost-diff:every=100,seed=7"
    })
final class SimulateCommand implements Callable<Integer>
{
    private static final int MOST_SYMBOLS = 10_000;
    private static final double LEAST_RATE = 1e-3;
    private static final double MOST_RATE = 10_000_000;
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
        description = "events a second of a generated market, over all symbols (default: ${DEFAULT-VALUE})")
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
        Limits.port("--port", port);
        Limits.port("--rest-port", restPort);
        Limits.speed(speed);
        Limits.range("--symbols", symbols, 1, MOST_SYMBOLS);
        Limits.range("--rate", rate, LEAST_RATE, MOST_RATE);
        final SimulatorModule module = module();
        final SimulatedVenue simulated = simulated(module);
        try (StopSignal stop = new StopSignal();
            VenueSimulator simulator = simulated.simulator())
        {
            simulator.start();
            final PrintWriter out = spec.commandLine().getOut();
            final String prefix = venue.variablePrefix();
            out.println(prefix + "_WS=" + simulator.webSocketUri() + " " + prefix + "_REST=" + simulator.restUri());
            out.println("symbols: " + OneLine.of(String.join(",", simulated.symbols())));
            if (module.key() != null)
            {
                out.println("key: " + module.key() + " (as in " + prefix + "_KEY=" + module.key() + ")");
            }
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

    private SimulatedVenue simulated(final SimulatorModule module)
    {
        final List<Fault> wanted = new ArrayList<>();
        for (final String fault : faults)
        {
            try
            {
                wanted.add(known(module, Fault.parse(fault)));
            }
            catch (final FaultSyntaxException e)
            {
                throw new UserError("--fault " + fault + ": " + e.getMessage());
            }
        }
        if (frames == null && (times != null || restDepth != null))
        {
            throw new UserError("--times and --rest-depth belong to --frames");
        }
        final Optional<FrameFile> recording = frames == null ? Optional.empty() :
            Optional.of(FrameFile.read(
                FileName.of("--frames", frames), FileName.of("--times", times),
                FileName.of("--rest-depth", restDepth)));
        recording.ifPresent((file) -> Recording.streams(venue, file));
        final SimulationSettings settings = new SimulationSettings(symbols, rate, seed, port, restPort, wanted);
        return recording.isPresent() ?
            module.recorded(recording.get(), speed, settings) : module.generated(settings);
    }

    private SimulatorModule module()
    {
        try
        {
            return SimulatorModules.installed().of(venue.label());
        }
        catch (final IllegalArgumentException e)
        {
            throw new UserError("--venue: " + e.getMessage());
        }
    }

    /** A fault without candidates at this venue would never happen, and whoever waits for it would not be told. */
    private Fault known(final SimulatorModule module, final Fault fault)
    {
        final Set<FaultKind> kinds = module.faults();
        if (!kinds.contains(fault.kind()))
        {
            throw new UserError("--fault " + fault + ": " + venue.label() + " has no such fault; known: " +
                (kinds.isEmpty() ? "none" : kinds.stream().map(FaultKind::text).collect(Collectors.joining(", "))));
        }
        return fault;
    }
}
