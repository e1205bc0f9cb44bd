package org.ringtape.feeds.limit;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The pace of each host, one for all feeds, sessions and tasks that ask it: a venue counts by address, whatever asks
 * and on whichever port. On loopback, where one machine plays several venues, each venue is a host. Conductor thread,
 * after launch.
 */
public final class HostPaces
{
    private final Map<String, HostPace> paces = new HashMap<>();

    /**
     * The pace of what a URI names.
     *
     * @param venueId number of the venue that is asked
     * @param uri     with a host; ws, wss, http or https, any port and path
     */
    public HostPace of(final int venueId, final URI uri)
    {
        final String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return paces.computeIfAbsent(isLoopback(host) ? host + " of venue " + venueId : host, HostPace::new);
    }

    private static boolean isLoopback(final String host)
    {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
