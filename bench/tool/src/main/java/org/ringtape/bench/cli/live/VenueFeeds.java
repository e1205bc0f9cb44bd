package org.ringtape.bench.cli.live;

import java.util.Collection;

import org.ringtape.simulator.VenueSimulator;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.Venue;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.vatic.VaticFeed;

/** Builds feeds for commands. */
public final class VenueFeeds
{
    /** What the simulators of venues with keys are told to accept. */
    public static final String SIMULATED_KEY = "simulated-key";

    /** A recording may be silent for as long as it was, and is so when it is over. */
    private static final long RECORDED_SILENCE_MS = 86_400_000;

    private VenueFeeds()
    {
    }

    /** A builder for a venue's simulator. */
    public static FeedBuilder of(final Venue venue, final VenueSimulator simulator)
    {
        final FeedBuilder feed = FeedBuilder.of(venue);
        if (feed instanceof KiyotakaFeed kiyotaka)
        {
            kiyotaka.apiKey(() -> SIMULATED_KEY);
        }
        return feed.webSocket(simulator.webSocketUri()).rest(simulator.restUri());
    }

    /** A feed of a recording's streams from the simulator that plays it; recordings hold no exchange information. */
    public static VenueFeed of(final Venue venue, final Collection<String> streams, final VenueSimulator simulator)
    {
        return recorded(of(venue, simulator), streams);
    }

    /** A feed of streams from wherever the venue is; for its protocol, where nothing connects. */
    public static VenueFeed of(final Venue venue, final Collection<String> streams)
    {
        return recorded(FeedBuilder.of(venue), streams);
    }

    private static VenueFeed recorded(final FeedBuilder feed, final Collection<String> streams)
    {
        if (feed instanceof BinanceFeed binance)
        {
            binance.exchangeInfo(false).dataSilenceMs(RECORDED_SILENCE_MS);
        }
        else if (feed instanceof KiyotakaFeed kiyotaka)
        {
            kiyotaka.dataSilenceMs(RECORDED_SILENCE_MS);
        }
        else if (feed instanceof VaticFeed vatic)
        {
            vatic.watchWindows(false); // the clock is not the recording's
        }
        return feed.streams(streams.toArray(new String[0])).build();
    }
}
