package org.ringtape.simulator.vatic;

import org.ringtape.simulator.Playback;
import org.ringtape.simulator.PlaybackSettings;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.SimulatorModule;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.fault.VenueFaults;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.market.PlaybackStart;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Vatic's simulators: all its assets, however many are asked for, at the pace of its windows. */
public final class VaticSimulatorModule implements SimulatorModule
{
    /** What Vatic knows. */
    private static final List<String> ASSETS = List.of("btc", "eth", "sol", "xrp", "hype", "doge", "bnb");
    private static final SimulatedVenue.Wanted ALL =
        new SimulatedVenue.Wanted(ASSETS, List.of(), Map.of("markPrices", "true"));

    @Override
    public String venue()
    {
        return "vatic";
    }

    @Override
    public Set<FaultKind> faults()
    {
        return VenueFaults.VATIC;
    }

    @Override
    public SimulationSettings demo(final long seed)
    {
        return new SimulationSettings(ASSETS.size(), 1, seed);
    }

    @Override
    public SimulatedVenue generated(final SimulationSettings settings)
    {
        return simulated(VaticGeneratedSource.builder().seed(settings.seed()).build(), settings);
    }

    @Override
    public SimulatedVenue recorded(final FrameFile recording, final double speed, final SimulationSettings settings)
    {
        return simulated(VaticRecordedSource.builder(recording).speed(speed).build(), settings);
    }

    @Override
    public Playback playback(final PlaybackSettings settings)
    {
        final VaticRecordedSource windows = VaticRecordedSource.builder(settings.recording()).speed(settings.speed())
            .startWhen(PlaybackStart.ON_CALL).alsoUnreadable(settings.unreadable()).build();
        return new Playback(
            VaticSimulator.builder(windows).build(), windows::begin, windows::allServed, () -> false);
    }

    private static SimulatedVenue simulated(final VaticSource windows, final SimulationSettings settings)
    {
        final VaticSimulator.Builder simulator = VaticSimulator.builder(windows).seed(settings.seed())
            .webSocketPort(settings.webSocketPort()).restPort(settings.restPort());
        settings.faults().forEach(simulator::fault);
        return new SimulatedVenue(simulator.build(), ASSETS, ALL);
    }
}
