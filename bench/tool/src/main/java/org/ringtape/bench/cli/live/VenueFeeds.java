package org.ringtape.bench.cli.live;

import java.util.Collection;

import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;
import org.ringtape.simulator.SimulatedVenue;
import org.ringtape.simulator.SimulatorModules;
import org.ringtape.simulator.VenueSimulator;

/** Builds feeds for commands. */
public final class VenueFeeds
{
    private VenueFeeds()
    {
    }

    /** A builder for a venue's simulator. */
    public static FeedBuilder of(final Venue venue, final VenueSimulator simulator)
    {
        final FeedBuilder feed = VenueModules.installed().of(venue).newFeed();
        final String key = SimulatorModules.installed().of(venue.label()).key();
        if (key != null)
        {
            feed.apiKey(() -> key);
        }
        return feed.webSocket(simulator.webSocketUri()).rest(simulator.restUri());
    }

    /** A feed of everything that a simulator serves. */
    public static VenueFeed of(final Venue venue, final SimulatedVenue simulated)
    {
        final SimulatedVenue.Wanted all = simulated.all();
        final FeedBuilder feed = of(venue, simulated.simulator());
        all.settings().forEach(feed::setting);
        return feed.symbols(all.symbols().toArray(new String[0])).streams(all.streams().toArray(new String[0])).build();
    }

    /** A feed of a recording's streams from the simulator that plays it. */
    public static VenueFeed of(final Venue venue, final Collection<String> streams, final VenueSimulator simulator)
    {
        return recorded(of(venue, simulator), streams);
    }

    /** A feed of streams from wherever the venue is; for its protocol, where nothing connects. */
    public static VenueFeed of(final Venue venue, final Collection<String> streams)
    {
        return recorded(VenueModules.installed().of(venue).newFeed(), streams);
    }

    private static VenueFeed recorded(final FeedBuilder feed, final Collection<String> streams)
    {
        return feed.recorded().streams(streams.toArray(new String[0])).build();
    }
}
