package org.ringtape.bench.latency;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.bench.latency.source.OtherSources;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaModule;
import org.ringtape.feeds.vatic.VaticFeed;
import org.ringtape.feeds.vatic.VaticModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.feeds.venue.VenueModules;

/** The feeds that ask for what a mix sends; each venue has a folder of its own on one server. */
final class HarnessFeeds
{
    private static final String KEY = "harness-key";

    private HarnessFeeds()
    {
    }

    /**
     * The feeds of a mix, their decoders timed.
     *
     * @param sockets base address of the WebSockets
     * @param rest    base address of REST
     */
    static List<VenueFeed> of(
        final PreparedFrames frames,
        final URI sockets,
        final URI rest,
        final EpochNanoClock clock,
        final long[] decodedNs)
    {
        final List<VenueFeed> feeds = new ArrayList<>();
        frames.binanceStreams().forEach((venue, streams) ->
        {
            final Venue named = VenueModules.installed().of(venue).venue();
            feeds.add(build(BinanceFeed.of(named).exchangeInfo(false), named, sockets, rest, streams));
        });
        if (frames.mix() == VenueMix.MIXED)
        {
            final KiyotakaFeed kiyotaka = new KiyotakaFeed().apiKey(() -> KEY).brotli(false);
            feeds.add(build(kiyotaka, KiyotakaModule.VENUE, sockets, rest, List.of(
                "TRADE:" + OtherSources.KIYOTAKA_SYMBOL,
                "BLOCK_BOOK_SNAPSHOT:" + OtherSources.KIYOTAKA_SYMBOL + "?blockSize=25&maxDepth=" +
                    OtherSources.IMAGE_LEVELS + "&updateFrequency=1s")));
            feeds.add(build(new VaticFeed().watchWindows(false), VaticModule.VENUE, sockets, rest,
                List.of(OtherSources.VATIC_ASSET + "@" + OtherSources.VATIC_CHANNEL)));
        }
        return feeds.stream().map((feed) -> timed(feed, frames, clock, decodedNs)).toList();
    }

    private static VenueFeed build(
        final FeedBuilder feed, final Venue venue, final URI sockets, final URI rest, final List<String> streams)
    {
        return feed.webSocket(sockets.resolve(venue.label() + "/")).rest(rest.resolve(venue.label() + "/"))
            .streams(streams.toArray(new String[0])).build();
    }

    private static VenueFeed timed(
        final VenueFeed feed, final PreparedFrames frames, final EpochNanoClock clock, final long[] decodedNs)
    {
        return new VenueFeed(feed.venue(), feed.endpoints().stream()
            .map((endpoint) -> new VenueFeed.Endpoint(TimedProtocol.of(
                endpoint.protocol(), clock, lane(frames, endpoint), decodedNs), endpoint.streams()))
            .toList());
    }

    /** The lane that an endpoint is sent. */
    static Lane lane(final PreparedFrames frames, final VenueFeed.Endpoint endpoint)
    {
        final String path = endpoint.protocol().endpoint().getPath();
        return frames.lanes().stream().filter((lane) -> lane.path().equals(path)).findFirst()
            .orElseThrow(() -> new HarnessException("no frames are made for " + path));
    }
}
