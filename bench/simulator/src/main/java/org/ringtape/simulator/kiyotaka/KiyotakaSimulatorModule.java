package org.ringtape.simulator.kiyotaka;

import org.ringtape.simulator.Playback;
import org.ringtape.simulator.PlaybackSettings;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.SimulatorModule;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.VenueFaults;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.simulator.market.PlaybackStart;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kiyotaka's simulators: {@link KiyotakaMarket#defaults()}, however many symbols are asked for, behind a key. */
public final class KiyotakaSimulatorModule implements SimulatorModule
{
    private static final int BOOK_CHANGES_A_TRADE = 10;
    private static final double DEMO_POINTS_PER_SECOND = 500;

    @Override
    public String venue()
    {
        return "kiyotaka";
    }

    @Override
    public Set<FaultKind> faults()
    {
        return VenueFaults.KIYOTAKA;
    }

    @Override
    public String key()
    {
        return KiyotakaSimulator.DEFAULT_API_KEY;
    }

    @Override
    public SimulationSettings demo(final long seed)
    {
        return new SimulationSettings(KiyotakaMarket.defaults().size(), DEMO_POINTS_PER_SECOND, seed);
    }

    @Override
    public SimulatedVenue generated(final SimulationSettings settings)
    {
        final List<KiyotakaMarket> markets = KiyotakaMarket.defaults();
        final KiyotakaSource points = KiyotakaGeneratedSource.builder()
            .markets(markets)
            .seed(settings.seed())
            .tradesPerSecond(settings.rate() / markets.size())
            .bookChangesPerSecond(settings.rate() * BOOK_CHANGES_A_TRADE / markets.size())
            .build();
        final List<String> symbols = markets.stream().map(KiyotakaSimulatorModule::name).toList();
        final List<String> books = markets.stream().map((market) -> "BLOCK_BOOK_SNAPSHOT:" + name(market) +
            "?blockSize=" + market.blockSize().toPlainString() + "&maxDepth=50&updateFrequency=500ms").toList();
        return new SimulatedVenue(simulator(points, settings), symbols,
            new SimulatedVenue.Wanted(symbols, books, Map.of("compression", "brotli")));
    }

    @Override
    public SimulatedVenue recorded(final FrameFile recording, final double speed, final SimulationSettings settings)
    {
        return new SimulatedVenue(
            simulator(KiyotakaRecordedSource.builder(recording).speed(speed).build(), settings),
            List.of("those of the recording"), SimulatedVenue.Wanted.streams(List.of()));
    }

    @Override
    public Playback playback(final PlaybackSettings settings)
    {
        final KiyotakaRecordedSource points = KiyotakaRecordedSource.builder(settings.recording())
            .speed(settings.speed()).startWhen(PlaybackStart.EVERYTHING_SUBSCRIBED)
            .alsoUnreadable(settings.unreadable()).build();
        return new Playback(KiyotakaSimulator.builder(points).build(), points::allServed);
    }

    private static KiyotakaSimulator simulator(final KiyotakaSource points, final SimulationSettings settings)
    {
        final KiyotakaSimulator.Builder simulator = KiyotakaSimulator.builder(points).seed(settings.seed())
            .webSocketPort(settings.webSocketPort()).restPort(settings.restPort());
        settings.faults().forEach(simulator::fault);
        return simulator.build();
    }

    private static String name(final KiyotakaMarket market)
    {
        return market.exchange() + ":" + market.symbol();
    }
}
