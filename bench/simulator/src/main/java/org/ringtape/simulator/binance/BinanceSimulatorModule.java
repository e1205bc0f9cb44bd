package org.ringtape.simulator.binance;

import org.ringtape.simulator.Playback;
import org.ringtape.simulator.PlaybackSettings;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.SimulatorModule;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.VenueFaults;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.simulator.market.MarketSource;
import org.ringtape.simulator.market.RecordedMarket;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is common to the simulators of Binance's venues; each is a nested class. */
public abstract class BinanceSimulatorModule implements SimulatorModule
{
    private final String venue;
    private final Set<FaultKind> faults;
    private final SimulationSettings demo;

    private BinanceSimulatorModule(
        final String venue, final Set<FaultKind> faults, final int symbols, final double rate)
    {
        this.venue = venue;
        this.faults = faults;
        demo = new SimulationSettings(symbols, rate, 0);
    }

    /** @return the market that the settings ask for. */
    abstract GeneratedMarket.Builder market(SimulationSettings settings);

    @Override
    public final String venue()
    {
        return venue;
    }

    @Override
    public final Set<FaultKind> faults()
    {
        return faults;
    }

    @Override
    public final SimulationSettings demo(final long seed)
    {
        return new SimulationSettings(demo.symbols(), demo.rate(), seed);
    }

    @Override
    public final SimulatedVenue generated(final SimulationSettings settings)
    {
        final GeneratedMarket market = market(settings).seed(settings.seed()).eventsPerSecond(settings.rate()).build();
        final Set<String> streams = new TreeSet<>(market.streams());
        streams.addAll(market.statisticsStreams());
        return simulated(market, streams, settings);
    }

    @Override
    public final SimulatedVenue recorded(
        final FrameFile recording, final double speed, final SimulationSettings settings)
    {
        final MarketSource market = RecordedMarket.builder(recording).speed(speed).knownBooksOnly().build();
        return simulated(market, market.streams(), settings);
    }

    @Override
    public final Playback playback(final PlaybackSettings settings)
    {
        final RecordedMarket market = RecordedMarket.builder(settings.recording()).speed(settings.speed())
            .startWhenSubscribed(settings.streams()).recordedBodiesOnly(settings.needsBody())
            .alsoUnreadable(settings.unreadable()).build();
        return new Playback(BinanceSimulator.builder(market).build(), () ->
        {
            // it begins by itself
        }, () -> market.playbackFinished().isDone(), market::isBodyAtWork);
    }

    private static SimulatedVenue simulated(
        final MarketSource market, final Set<String> streams, final SimulationSettings settings)
    {
        final BinanceSimulator.Builder simulator = BinanceSimulator.builder(market)
            .webSocketPort(settings.webSocketPort()).restPort(settings.restPort());
        settings.faults().forEach(simulator::fault);
        return new SimulatedVenue(
            simulator.build(), List.copyOf(market.symbols()), SimulatedVenue.Wanted.streams(streams));
    }

    /** European options. */
    public static final class Options extends BinanceSimulatorModule
    {
        /** For the service loader. */
        public Options()
        {
            super("binance-options", VenueFaults.BINANCE, 12, 3_000);
        }

        @Override
        GeneratedMarket.Builder market(final SimulationSettings settings)
        {
            return GeneratedMarket.options(settings.symbols());
        }
    }

    /** USD-M futures: two symbols, however many are asked for. */
    public static final class Usdm extends BinanceSimulatorModule
    {
        /** For the service loader. */
        public Usdm()
        {
            super("binance-usdm", VenueFaults.BINANCE, 2, 2_000);
        }

        @Override
        GeneratedMarket.Builder market(final SimulationSettings settings)
        {
            return GeneratedMarket.futures("BTCUSDT", "ETHUSDT");
        }
    }

    /** European options, the retired streams. */
    public static final class OptionsLegacy extends BinanceSimulatorModule
    {
        /** For the service loader. */
        public OptionsLegacy()
        {
            super("binance-options-legacy", VenueFaults.BINANCE_IMAGES, 3, 200);
        }

        @Override
        GeneratedMarket.Builder market(final SimulationSettings settings)
        {
            return GeneratedMarket.legacyOptions(settings.symbols());
        }
    }
}
