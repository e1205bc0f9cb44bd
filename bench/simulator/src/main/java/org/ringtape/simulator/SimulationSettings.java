package org.ringtape.simulator;

import org.ringtape.simulator.fault.Fault;

import java.util.List;

/**
 * What a simulator is made of.
 *
 * @param symbols       of a generated market; a venue whose set is fixed ignores it
 * @param rate          market events a second over all symbols
 * @param seed          of everything random
 * @param webSocketPort 0 is the system's choice
 * @param restPort      0 is the system's choice
 * @param faults        what is to go wrong
 */
public record SimulationSettings(
    int symbols, double rate, long seed, int webSocketPort, int restPort, List<Fault> faults)
{
    /** Keeps its own copy of the faults. */
    public SimulationSettings
    {
        faults = List.copyOf(faults);
    }

    /** Without faults, on ports of the system's choice. */
    public SimulationSettings(final int symbols, final double rate, final long seed)
    {
        this(symbols, rate, seed, 0, 0, List.of());
    }
}
