package org.ringtape.feeds.transport.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which HTTP proxy stands between us and a venue, for WebSocket and REST alike: what the JVM's properties say, none, or
 * one by address. Immutable. A proxy that wants credentials is not supported; SOCKS is never used.
 */
public final class ProxyChoice
{
    /**
     * What {@link ProxySelector#getDefault()} says at each connect: by default {@code https.proxyHost},
     * {@code http.proxyHost} and {@code http.nonProxyHosts}; wss goes as https does and ws as http.
     */
    public static final ProxyChoice SYSTEM = new ProxyChoice("system", null);
    /** Straight to the venue, whatever the JVM's properties say. */
    public static final ProxyChoice NONE = new ProxyChoice("none", null);

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final int MAX_PORT = 0xFFFF;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final String text;
    private final InetSocketAddress address;

    private ProxyChoice(final String text, final InetSocketAddress address)
    {
        this.text = text;
        this.address = address;
    }

    /**
     * The choice that a text means.
     *
     * @param text {@code system}, {@code none} or {@code host:port}
     * @throws IllegalArgumentException if it is none of them; what may hold credentials is not repeated
     */
    public static ProxyChoice of(final String text)
    {
        if (text.equals(SYSTEM.text))
        {
            return SYSTEM;
        }
        if (text.equals(NONE.text))
        {
            return NONE;
        }
        final Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches())
        {
            throw new IllegalArgumentException("proxy must be host:port, none or system" +
                (text.contains("@") ? "; credentials are not supported" : ""));
        }
        final int port = Integer.parseInt(parts.group(2));
        if (port < 1 || port > MAX_PORT)
        {
            throw new IllegalArgumentException("proxy: no such port: " + port);
        }
        return new ProxyChoice(
            text, InetSocketAddress.createUnresolved(parts.group(1).replaceAll("[\\[\\]]", ""), port));
    }

    /** For REST: tells what {@link #proxyFor} tells, at the time of each request. */
    public ProxySelector selector()
    {
        return new ProxySelector()
        {
            @Override
            public List<Proxy> select(final URI uri)
            {
                final InetSocketAddress proxy = proxyFor(uri);
                return List.of(proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy));
            }

            @Override
            public void connectFailed(final URI uri, final SocketAddress proxy, final IOException e)
            {
                // Whoever asked is told by the failure of its request.
            }
        };
    }

    /**
     * The proxy for a venue.
     *
     * @param uri ws, wss, http or https, with a host
     * @return not resolved as a rule; null to go straight
     */
    public InetSocketAddress proxyFor(final URI uri)
    {
        if (this == NONE)
        {
            return null;
        }
        return this == SYSTEM ? systemProxyFor(uri) : address;
    }

    private static InetSocketAddress systemProxyFor(final URI uri)
    {
        final ProxySelector system = ProxySelector.getDefault();
        if (system == null)
        {
            return null;
        }
        final String scheme = isSecure(uri) ? "https://" : "http://";
        final List<Proxy> proxies = system.select(URI.create(scheme + authority(uri)));
        final Proxy first = proxies == null || proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
        return first.type() == Proxy.Type.HTTP ? (InetSocketAddress)first.address() : null;
    }

    /** Host and port of a URI as CONNECT has them, the port always said. */
    public static String authority(final URI uri)
    {
        return uri.getHost() + ':' + (uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? HTTPS_PORT : HTTP_PORT);
    }

    private static boolean isSecure(final URI uri)
    {
        return uri.getScheme().equalsIgnoreCase("wss") || uri.getScheme().equalsIgnoreCase("https");
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof ProxyChoice choice && text.equals(choice.text);
    }

    @Override
    public int hashCode()
    {
        return Objects.hash(text);
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString()
    {
        return text;
    }
}
