package org.ringtape.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A simulator and what a client can ask of it.
 *
 * @param simulator not started yet
 * @param symbols   that it serves, in the venue's spelling, to be shown to people
 * @param all       how to ask for everything it serves
 */
public record SimulatedVenue(VenueSimulator simulator, List<String> symbols, Wanted all)
{
    /** Keeps its own copy of the symbols. */
    public SimulatedVenue
    {
        symbols = List.copyOf(symbols);
    }

    /**
     * What a feed is to be told, in the spelling of the venue's configuration.
     *
     * @param symbols  to add
     * @param streams  to add by name
     * @param settings to make
     */
    public record Wanted(List<String> symbols, List<String> streams, Map<String, String> settings)
    {
        /** Keeps its own copies. */
        public Wanted
        {
            symbols = List.copyOf(symbols);
            streams = List.copyOf(streams);
            settings = Map.copyOf(settings);
        }

        /** @return streams alone. */
        public static Wanted streams(final Collection<String> streams)
        {
            return new Wanted(List.of(), List.copyOf(streams), Map.of());
        }
    }
}
