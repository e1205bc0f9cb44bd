package org.ringtape.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.ringtape.bench.latency.HarnessException;
import org.ringtape.bench.latency.HarnessSettings;
import org.ringtape.bench.latency.table.LatencyFiles;
import org.ringtape.bench.latency.LatencyHarness;
import org.ringtape.bench.latency.table.LatencyReport;
import org.ringtape.bench.latency.table.LatencyTable;
import org.ringtape.bench.latency.table.ReceiveTable;
import org.ringtape.bench.latency.table.SeriesKey;
import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.bench.latency.table.WaitStrategyTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: latencies at planned rates, with results checked and a baseline beside them. */
@Command(
    name = "bench",
    description = "Measures latency at planned rates, from memory and over loopback sockets, beside a naive pipeline.",
    footer = {
        "",
        "Open loop: every frame has a planned time, and its latency counts from there",
        "to the listener, so a stop of sender or receiver cannot hide. How late the",
        "sender itself was is a series of its own (send-lag). Frames are generated",
        "before the run; `binance-usdm` is one book's diffs of about 1 KB, `mixed`",
        "interleaves all finished venues. The naive pipeline is Java-WebSocket's stock",
        "client, a Jackson tree, BigDecimal, a blocking queue and TreeMap books: same",
        "frames, same rates, same clock. The machine is measured first, and figures it",
        "is unfit for are marked with *.",
        "",
        "Exit status 1 if a final book differs from the generator's or a frame was lost",
        "unnoticed.",
        "",
        "Examples:",
        "  scripts/ringtape bench",
        "  scripts/ringtape bench --rates 10000,200000 --venues binance-usdm --burst",
        "  scripts/ringtape bench --tables wait-strategies,receive --save"
    })
final class BenchCommand implements Callable<Integer>
{
    private static final String DEFAULT_RATES = "1000,10000,50000,100000";
    private static final long MOST_RATE = 10_000_000;
    private static final double MOST_SECONDS = 3_600;
    private static final double MOST_FRAMES = 100e6;
    private static final String RESULTS = "jmh-results";
    private static final String WAIT_STRATEGIES = "wait-strategies";
    private static final String RECEIVE = "receive";

    @Spec
    private CommandSpec spec;

    @Option(names = "--rates", paramLabel = "N,…", hideParamSyntax = true, split = ",",
        defaultValue = DEFAULT_RATES,
        description = "frames a second, each a series (default: ${DEFAULT-VALUE})")
    private List<Long> rates;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "3",
        description = "planned length of a series (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "1",
        description = "seconds before it that do not count (default: ${DEFAULT-VALUE})")
    private double warmUp;

    @Option(names = "--probe", paramLabel = "N", defaultValue = "3",
        description = "seconds the machine is probed (default: ${DEFAULT-VALUE})")
    private double probe;

    @Option(names = "--venues", paramLabel = "V,…", hideParamSyntax = true, split = ",",
        defaultValue = "binance-usdm,mixed",
        description = "binance-usdm, mixed (default: ${DEFAULT-VALUE})")
    private List<String> venues;

    @Option(names = "--paths", paramLabel = "P,…", hideParamSyntax = true, split = ",",
        defaultValue = "memory,socket",
        description = "memory, socket (default: ${DEFAULT-VALUE})")
    private List<String> paths;

    @Option(names = "--pipelines", paramLabel = "P,…", hideParamSyntax = true, split = ",",
        defaultValue = "ringtape,naive",
        description = "ringtape, naive (default: ${DEFAULT-VALUE})")
    private List<String> pipelines;

    @Option(names = "--tables", paramLabel = "T,…", hideParamSyntax = true, split = ",",
        description = "measures besides: " + WAIT_STRATEGIES + " of the market thread, ways to " + RECEIVE)
    private List<String> tables = List.of();

    @Option(names = "--burst", description = "each series again in bursts of ten times its rate")
    private boolean burst;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "seed of the frames (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--output", paramLabel = "FOLDER",
        description = "writes run.json and .hlog files into a new folder below FOLDER")
    private Path output;

    @Option(names = "--save", description = "the same as --output " + RESULTS)
    private boolean save;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        final HarnessSettings settings = settings();
        final PrintWriter out = spec.commandLine().getOut();
        final PrintWriter err = spec.commandLine().getErr();
        try (StopSignal stop = new StopSignal())
        {
            final LatencyHarness harness = new LatencyHarness(settings, stop::isAsked, (line) ->
            {
                err.println(line);
                err.flush();
            });
            final LatencyReport report = harness.run(repeat(), measuredTables(err));
            new LatencyTable(report, out).print();
            save(report, out);
            return report.holds() ? ExitStatus.HOLDS : ExitStatus.DOES_NOT_HOLD;
        }
        catch (final HarnessException e)
        {
            err.println("ringtape: " + e.getMessage());
            err.flush();
            return ExitStatus.DOES_NOT_HOLD;
        }
    }

    /** Tables first: they are short, and need the cores that a running series would take. */
    private Map<String, List<Map<String, Object>>> measuredTables(final PrintWriter err)
    {
        final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        for (final String table : known("--tables", tables, Set.of(WAIT_STRATEGIES, RECEIVE)))
        {
            err.println("table: " + table);
            err.flush();
            try
            {
                if (table.equals(RECEIVE))
                {
                    rows.put("receive", ReceiveTable.measure(Duration.ofMillis((long)(1_000 * seconds))));
                }
                else
                {
                    rows.put("waitStrategies", WaitStrategyTable.measure((long)(1e9 * seconds)));
                }
            }
            catch (final IOException e)
            {
                throw new UserError("--tables " + table + ": " + Messages.of(e));
            }
            catch (final InterruptedException e)
            {
                Thread.currentThread().interrupt();
            }
        }
        return rows;
    }

    private void save(final LatencyReport report, final PrintWriter out)
    {
        final Path base = output != null ? output : save ? Path.of(RESULTS) : null;
        if (base == null || report.series().isEmpty())
        {
            return;
        }
        final Path folder = base.resolve(LatencyFiles.folderName(report));
        try
        {
            LatencyFiles.write(report, folder);
            out.println("written to " + folder);
            out.flush();
        }
        catch (final IOException e)
        {
            throw new UserError(folder + ": cannot be written: " + Messages.of(e));
        }
    }

    private HarnessSettings settings()
    {
        require(seconds > 0 && seconds <= MOST_SECONDS, "--seconds must be above 0 and at most 3600: " + seconds);
        require(warmUp >= 0 && warmUp <= MOST_SECONDS, "--warm-up must be 0 to 3600: " + warmUp);
        require(probe >= 0 && probe <= MOST_SECONDS, "--probe must be 0 to 3600: " + probe);
        for (final long rate : rates)
        {
            require(rate >= 10 && rate <= MOST_RATE, "--rates must be 10 to 10000000: " + rate);
            require(rate * (seconds + warmUp) <= MOST_FRAMES,
                "--rates and --seconds ask for more than 100 million frames: " + rate);
        }
        final List<VenueMix> mixes = new ArrayList<>();
        for (final String label : new LinkedHashSet<>(venues))
        {
            try
            {
                mixes.add(VenueMix.of(label));
            }
            catch (final IllegalArgumentException e)
            {
                throw new UserError("--venues: " + e.getMessage());
            }
        }
        return new HarnessSettings(List.copyOf(new LinkedHashSet<>(rates)), seconds, warmUp, probe, mixes,
            known("--paths", paths, Set.of(SeriesKey.MEMORY, SeriesKey.SOCKET)),
            known("--pipelines", pipelines, Set.of(SeriesKey.RINGTAPE, SeriesKey.NAIVE)),
            burst, HarnessSettings.MOST_BYTES, seed);
    }

    private String repeat()
    {
        return "scripts/ringtape " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private static List<String> known(final String option, final List<String> given, final Set<String> all)
    {
        for (final String each : given)
        {
            require(all.contains(each), option + ": no '" + each + "'; there are " +
                String.join(", ", all.stream().sorted().toList()));
        }
        return List.copyOf(new LinkedHashSet<>(given));
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new UserError(otherwise);
        }
    }
}
