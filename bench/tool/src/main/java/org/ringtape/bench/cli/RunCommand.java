package org.ringtape.bench.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.ringtape.bench.cli.live.LiveRun;
import org.ringtape.bench.cli.live.WatchedRun;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.config.BaseUrls;
import org.ringtape.feeds.config.ConfigurationException;
import org.ringtape.feeds.config.ConfigurationFile;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: the pipeline against the venue's own URLs, or others. */
@Command(
    name = "run",
    description = "Runs the pipeline against a venue and shows its books, trades and latencies.",
    footer = {
        "",
        "Either --config or --venue with --symbols. A configuration file:",
        "  ringCapacity: 16384",
        "  venues:",
        "    - venue: binance-usdm",
        "      symbols: [BTCUSDT, ETHUSDT]      # or streams: [btcusdt@depth@100ms]",
        "      dataSilenceMs: 30000             # also: webSocket, rest, depthLimit, channels, …",
        "    - venue: kiyotaka                  # key: variable RINGTAPE_KIYOTAKA_KEY, or keyFile",
        "      symbols: [BINANCE_FUTURES:BTCUSDT]",
        "      blockSize: 25                    # without it no book; also: compression, region, …",
        "    - venue: vatic",
        "      symbols: [btc, eth]              # also: intervals, markPrices, overdueMs",
        "A key that does not exist is answered with those that do.",
        "",
        "Exit status 0 if at the end every session and every book is live; 1 if not, with the reason as the " +
            "last line.",
        "",
        "--json prints one object of shape version 3: version, holds, reason, seconds, sessions (name, state, " +
            "lastError, streamErrors (stream, status, text), counters), books (venue, stream, instrument, state, " +
            "reason, wasLive, sequence, bidLevels, askLevels, bids, asks, sha256), values, crossedBooks, resyncs, " +
            "counters, latencyNs, stateHash.",
        "",
        "RINGTAPE_<VENUE>_WS and RINGTAPE_<VENUE>_REST go before the venue's own URLs, as in",
        "  RINGTAPE_BINANCE_USDM_WS=ws://127.0.0.1:9001/ RINGTAPE_BINANCE_USDM_REST=http://127.0.0.1:9002/ \\",
        "      scripts/ringtape run --venue binance-usdm --symbols BTCUSDT"
    })
final class RunCommand implements Callable<Integer>
{
    private static final int DEPTH = 5;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Ringtape program;

    @Option(names = "--config", paramLabel = "FILE", description = "what to run, in YAML")
    private String config;

    @Option(names = "--venue", paramLabel = "V", description = "one venue: ${COMPLETION-CANDIDATES}",
        completionCandidates = VenueOption.Names.class, converter = VenueOption.class)
    private Venue venue;

    @Option(names = "--symbols", paramLabel = "S", split = ",", description = "its symbols, with commas between them")
    private String[] symbols;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "0",
        description = "ends after N seconds; 0 runs until Ctrl-C (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--json", description = "one JSON object at the end instead of a view and a table")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    @Override
    public Integer call()
    {
        Limits.seconds(seconds);
        final BaseUrls baseUrls = new BaseUrls(program.environment());
        try
        {
            return config != null ? runFile(baseUrls) : runVenue(baseUrls);
        }
        catch (final ConfigurationException e)
        {
            throw new UserError(e.getMessage());
        }
    }

    private int runFile(final BaseUrls baseUrls)
    {
        if (venue != null || symbols != null)
        {
            throw new UserError("--config names the venues; leave --venue and --symbols out");
        }
        final ConfigurationFile file = ConfigurationFile.read(FileName.of("--config", config), baseUrls);
        return run(file.feeds(), file.ringCapacity().orElse(LiveRun.DEFAULT_RING_CAPACITY));
    }

    private int runVenue(final BaseUrls baseUrls)
    {
        if (venue == null || symbols == null)
        {
            throw new UserError("give --config FILE, or --venue V with --symbols S,…");
        }
        final FeedBuilder feed = VenueModules.installed().of(venue).newFeed();
        baseUrls.apply(venue, feed);
        return run(List.of(feedOf(feed)), LiveRun.DEFAULT_RING_CAPACITY);
    }

    private VenueFeed feedOf(final FeedBuilder feed)
    {
        requireNames();
        try
        {
            return feed.symbols(symbols).build();
        }
        catch (final IllegalArgumentException | IllegalStateException e)
        {
            throw new UserError("--symbols: " + e.getMessage());
        }
    }

    /** What no venue has in a name, and would end a line of a request. */
    private void requireNames()
    {
        if (symbols.length == 0)
        {
            throw new UserError("--symbols: no name given");
        }
        for (final String symbol : symbols)
        {
            if (symbol.isBlank())
            {
                throw new UserError("--symbols: a name is missing: '" + String.join(",", symbols) + "'");
            }
            if (symbol.chars().anyMatch((c) -> Character.isISOControl(c) || Character.isWhitespace(c)))
            {
                throw new UserError("--symbols: not a symbol: '" + symbol + "'");
            }
        }
    }

    private int run(final List<VenueFeed> feeds, final int ringCapacity)
    {
        final WatchedRun run = new WatchedRun(
            feeds, ringCapacity, seconds, DEPTH, spec.commandLine(), json);
        return run.execute((live) -> () -> false);
    }
}
