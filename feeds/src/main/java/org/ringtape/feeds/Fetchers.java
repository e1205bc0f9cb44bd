package org.ringtape.feeds;

import java.util.HashMap;
import java.util.Map;

import org.agrona.concurrent.EpochNanoClock;
import org.ringtape.feeds.rest.HttpFetcher;
import org.ringtape.feeds.rest.JdkHttpFetcher;
import org.ringtape.feeds.transport.proxy.NetworkRoute;

/** Who fetches by which way: the host's own fetcher for all, or one of ours a route. Host's thread, at launch. */
final class Fetchers
{
    private final HttpFetcher host;
    private final EpochNanoClock clock;
    private final Map<NetworkRoute, JdkHttpFetcher> own = new HashMap<>();

    /**
     * @param host  its fetcher, null if it has none
     * @param clock of ours
     */
    Fetchers(final HttpFetcher host, final EpochNanoClock clock)
    {
        this.host = host;
        this.clock = clock;
    }

    /** The fetcher of a feed. */
    HttpFetcher of(final VenueFeed feed)
    {
        return host != null ? host :
            own.computeIfAbsent(feed.receivePath().route(), (route) -> new JdkHttpFetcher(clock, route));
    }

    /** Ends ours; any thread, once {@link #of} is not called any more. */
    void close()
    {
        own.values().forEach(JdkHttpFetcher::close);
    }
}
