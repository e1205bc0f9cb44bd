package org.ringtape.bench.cli;

import java.util.Collection;

import org.ringtape.bench.simulator.VenueSimulator;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;

/** Builds feeds of the venues that commands can name. */
final class VenueFeeds
{
    private VenueFeeds()
    {
    }

    static BinanceFeed builder(final Venue venue)
    {
        return venue == Venue.BINANCE_OPTIONS ? BinanceFeed.options() : BinanceFeed.usdm();
    }

    /** A feed of streams from a simulator. */
    static VenueFeed of(final Venue venue, final Collection<String> streams, final VenueSimulator simulator)
    {
        return builder(venue)
            .streams(streams.toArray(new String[0]))
            .webSocket(simulator.webSocketUri())
            .rest(simulator.restUri())
            .build();
    }
}
