package org.ringtape.feeds.config;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.ringtape.feeds.BaseAddress;
import org.ringtape.feeds.FeedBuilder;
import org.ringtape.feeds.venue.Venue;

/**
 * Base URLs from the environment: {@code RINGTAPE_<VENUE>_WS} and {@code RINGTAPE_<VENUE>_REST}, as in
 * {@code RINGTAPE_BINANCE_OPTIONS_WS=ws://127.0.0.1:9001/}. They go before what a file says.
 */
public final class BaseUrls
{
    private final Map<String, String> environment;

    /**
     * Overrides found in an environment.
     *
     * @param environment names and values, as {@link System#getenv()} gives them
     */
    public BaseUrls(final Map<String, String> environment)
    {
        this.environment = environment;
    }

    /**
     * Puts the overrides of a venue into its feed.
     *
     * @throws ConfigurationException naming the variable whose value is not a URL of the right kind
     */
    public void apply(final Venue venue, final FeedBuilder feed)
    {
        final String prefix = venue.variablePrefix();
        final URI webSocket = read(prefix + "_WS", "ws");
        final URI rest = read(prefix + "_REST", "http");
        if (webSocket != null)
        {
            feed.webSocket(webSocket);
        }
        if (rest != null)
        {
            feed.rest(rest);
        }
    }

    private URI read(final String variable, final String scheme)
    {
        final String value = environment.get(variable);
        if (value == null || value.isBlank())
        {
            return null;
        }
        try
        {
            return BaseAddress.parse(value, scheme);
        }
        catch (final IllegalArgumentException e)
        {
            throw new ConfigurationException(List.of(variable + ": " + e.getMessage()));
        }
    }
}
