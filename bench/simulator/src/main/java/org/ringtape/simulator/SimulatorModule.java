package org.ringtape.simulator;

import org.ringtape.simulator.fault.FaultKind;
import org.ringtape.simulator.frames.FrameFile;

import java.util.Set;

/**
 * All that makes the simulator of one venue known: its jar names an implementation in
 * {@code META-INF/services/org.ringtape.simulator.SimulatorModule}. Implementations have a public constructor without
 * parameters and no state; any thread may call them. No simulator that they make is started yet.
 */
public interface SimulatorModule
{
    /** @return name of the venue, as commands and configuration have it. */
    String venue();

    /** @return the faults that can happen here; any other would be at work for ever and never happen. */
    Set<FaultKind> faults();

    /** @return the key that the simulators accept; null if the venue needs none. */
    default String key()
    {
        return null;
    }

    /** @return what a short show of the venue is made of: some symbols at a rate that can be watched. */
    SimulationSettings demo(long seed);

    /** @return a market made of the settings' seed. */
    SimulatedVenue generated(SimulationSettings settings);

    /** @return a recording for anyone's client. @param speed times the recorded pace; 0 is as fast as possible */
    SimulatedVenue recorded(FrameFile recording, double speed, SimulationSettings settings);

    /** @return a recording for one client that must end with the books that the recording ends with. */
    Playback playback(PlaybackSettings settings);
}
