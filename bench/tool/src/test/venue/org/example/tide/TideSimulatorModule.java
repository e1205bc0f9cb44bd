package org.example.tide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ringtape.simulator.Playback;
import org.ringtape.simulator.PlaybackSettings;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulationSettings;
import org.ringtape.simulator.SimulatorModule;
import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.frames.FrameFile;
import org.ringtape.simulator.frames.FrameKind;
import org.ringtape.simulator.frames.RecordedFrame;

/** Tide's simulators. */
public final class TideSimulatorModule implements SimulatorModule
{
    private static final List<String> SYMBOLS = List.of("OAK", "ASH", "ELM", "YEW");

    @Override
    public String venue()
    {
        return "tide";
    }

    @Override
    public Set<FaultKind> faults()
    {
        return Set.of();
    }

    @Override
    public SimulationSettings demo(final long seed)
    {
        return new SimulationSettings(2, 100, seed);
    }

    @Override
    public SimulatedVenue generated(final SimulationSettings settings)
    {
        final List<String> symbols = SYMBOLS.subList(0, Math.min(settings.symbols(), SYMBOLS.size()));
        return simulated(new TideSimulator(settings, symbols, null, settings.rate()), symbols);
    }

    @Override
    public SimulatedVenue recorded(final FrameFile recording, final double speed, final SimulationSettings settings)
    {
        final List<byte[]> frames = frames(recording);
        return simulated(new TideSimulator(settings, List.of(), frames, 0), symbols(frames));
    }

    @Override
    public Playback playback(final PlaybackSettings settings)
    {
        final TideSimulator simulator = new TideSimulator(
            new SimulationSettings(0, 0, 0), List.of(), frames(settings.recording()), 0);
        return new Playback(simulator, simulator::hasPlayed);
    }

    private static SimulatedVenue simulated(final TideSimulator simulator, final List<String> symbols)
    {
        return new SimulatedVenue(
            simulator, symbols, new SimulatedVenue.Wanted(symbols, List.of(), Map.of("greeting", "simulated")));
    }

    private static List<byte[]> frames(final FrameFile recording)
    {
        final List<byte[]> frames = new ArrayList<>();
        for (final RecordedFrame frame : recording.frames())
        {
            if (frame.kind() == FrameKind.FRAME)
            {
                frames.add(frame.bytes());
            }
        }
        return frames;
    }

    private static List<String> symbols(final List<byte[]> frames)
    {
        final Set<String> symbols = new LinkedHashSet<>();
        frames.forEach((frame) -> symbols.add(String.valueOf(TideSimulator.object(frame).get("s"))));
        return List.copyOf(symbols);
    }
}
