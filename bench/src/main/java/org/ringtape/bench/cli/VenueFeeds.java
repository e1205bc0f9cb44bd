package org.ringtape.bench.cli;

import java.util.Collection;

import org.ringtape.bench.simulator.VenueSimulator;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;

/** Builds feeds for commands. */
final class VenueFeeds
{
    private VenueFeeds()
    {
    }

    /** A feed of streams from a simulator. */
    static VenueFeed of(final Venue venue, final Collection<String> streams, final VenueSimulator simulator)
    {
        return BinanceFeed.of(venue)
            .streams(streams.toArray(new String[0]))
            .webSocket(simulator.webSocketUri())
            .rest(simulator.restUri())
            .build();
    }

    /** A feed of streams from wherever the venue is; for its protocol, where nothing connects. */
    static VenueFeed of(final Venue venue, final Collection<String> streams)
    {
        return BinanceFeed.of(venue).streams(streams.toArray(new String[0])).build();
    }
}
