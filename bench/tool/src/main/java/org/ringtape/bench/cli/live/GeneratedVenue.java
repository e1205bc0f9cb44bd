package org.ringtape.bench.cli.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.kiyotaka.KiyotakaGeneratedSource;
import org.ringtape.simulator.kiyotaka.KiyotakaMarket;
import org.ringtape.simulator.kiyotaka.KiyotakaRecordedSource;
import org.ringtape.simulator.kiyotaka.KiyotakaSimulator;
import org.ringtape.simulator.kiyotaka.KiyotakaSource;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.RecordedMarket;
import org.ringtape.simulator.vatic.VaticGeneratedSource;
import org.ringtape.simulator.vatic.VaticRecordedSource;
import org.ringtape.simulator.vatic.VaticSimulator;
import org.ringtape.simulator.vatic.VaticSource;
import org.ringtape.simulator.fault.VenueFaults;
import org.ringtape.simulator.VenueSimulator;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.vatic.VaticFeed;

/**
 * A venue made of a seed, and what {@code demo} and {@code simulate} do with it.
 *
 * @param venue   whose protocol
 * @param symbols of an options market; the other venues have a fixed set
 * @param rate    market events a second over all symbols
 * @param seed    of everything random
 */
public record GeneratedVenue(Venue venue, int symbols, double rate, long seed)
{
    /** What Vatic knows. */
    public static final List<String> ASSETS = List.of("btc", "eth", "sol", "xrp", "hype", "doge", "bnb");

    private static final int BOOK_CHANGES_A_TRADE = 10;

    /** Faults that can happen at a venue. */
    public static Set<FaultKind> faults(final Venue venue)
    {
        switch (venue)
        {
            case KIYOTAKA:
                return VenueFaults.KIYOTAKA;
            case VATIC:
                return VenueFaults.VATIC;
            case BINANCE_OPTIONS_LEGACY:
                return VenueFaults.BINANCE_IMAGES;
            default:
                return VenueFaults.BINANCE;
        }
    }

    /** A simulator of this market, or of a recording instead; ports of 0 are the system's choice. */
    public VenueSimulator build(
        final Optional<FrameFile> recording,
        final double speed,
        final int port,
        final int restPort,
        final List<Fault> faults)
    {
        switch (venue)
        {
            case KIYOTAKA:
                final KiyotakaSource points = recording.isPresent() ?
                    KiyotakaRecordedSource.builder(recording.get()).speed(speed).build() : kiyotaka();
                final KiyotakaSimulator.Builder kiyotaka = KiyotakaSimulator.builder(points)
                    .apiKey(VenueFeeds.SIMULATED_KEY).seed(seed).webSocketPort(port).restPort(restPort);
                faults.forEach(kiyotaka::fault);
                return kiyotaka.build();
            case VATIC:
                final VaticSource windows = recording.isPresent() ?
                    VaticRecordedSource.builder(recording.get()).speed(speed).build() :
                    VaticGeneratedSource.builder().seed(seed).build();
                final VaticSimulator.Builder vatic = VaticSimulator.builder(windows)
                    .seed(seed).webSocketPort(port).restPort(restPort);
                faults.forEach(vatic::fault);
                return vatic.build();
            default:
                final MarketSource market = recording.isPresent() ?
                    RecordedMarket.builder(recording.get()).speed(speed).knownBooksOnly().build() : binance();
                final BinanceSimulator.Builder binance = BinanceSimulator.builder(market)
                    .webSocketPort(port).restPort(restPort);
                faults.forEach(binance::fault);
                return binance.build();
        }
    }

    /** A feed of everything that this venue's simulator generates. */
    public VenueFeed feed(final VenueSimulator simulator)
    {
        switch (venue)
        {
            case KIYOTAKA:
                final KiyotakaFeed kiyotaka = (KiyotakaFeed)VenueFeeds.of(venue, simulator);
                kiyotaka.brotli(true);
                markets().forEach((market) -> kiyotaka
                    .symbols(market.exchange() + ":" + market.symbol())
                    .streams("BLOCK_BOOK_SNAPSHOT:" + market.exchange() + ":" + market.symbol() + "?blockSize=" +
                        market.blockSize().toPlainString() + "&maxDepth=50&updateFrequency=500ms"));
                return kiyotaka.build();
            case VATIC:
                return ((VaticFeed)VenueFeeds.of(venue, simulator)).symbols(ASSETS.toArray(new String[0]))
                    .markPrices().build();
            default:
                final GeneratedMarket market = (GeneratedMarket)((BinanceSimulator)simulator).market();
                final Set<String> streams = new TreeSet<>(market.streams());
                streams.addAll(market.statisticsStreams());
                final BinanceFeed binance = (BinanceFeed)VenueFeeds.of(venue, simulator);
                return binance.streams(streams.toArray(new String[0])).build();
        }
    }

    private KiyotakaGeneratedSource kiyotaka()
    {
        final List<KiyotakaMarket> markets = markets();
        return KiyotakaGeneratedSource.builder()
            .markets(markets)
            .seed(seed)
            .tradesPerSecond(rate / markets.size())
            .bookChangesPerSecond(rate * BOOK_CHANGES_A_TRADE / markets.size())
            .build();
    }

    private static List<KiyotakaMarket> markets()
    {
        return KiyotakaMarket.defaults();
    }

    private GeneratedMarket binance()
    {
        final GeneratedMarket.Builder market = venue == Venue.BINANCE_OPTIONS ? GeneratedMarket.options(symbols) :
            venue == Venue.BINANCE_OPTIONS_LEGACY ? GeneratedMarket.legacyOptions(symbols) :
            GeneratedMarket.futures("BTCUSDT", "ETHUSDT");
        return market.seed(seed).eventsPerSecond(rate).build();
    }
}
