package org.ringtape.feeds.transport.proxy;

import org.ringtape.feeds.transport.tls.TrustStore;

import java.util.Objects;

/**
 * Whom to trust at the other end and which proxy to go through, for the WebSocket and the REST of a venue alike.
 *
 * @param trustStore null for whom the JDK trusts by default
 * @param proxy      or none
 */
public record NetworkRoute(TrustStore trustStore, ProxyChoice proxy)
{
    /** The JDK's trust store and what its properties say about proxies. */
    public static final NetworkRoute DEFAULT = new NetworkRoute(null, ProxyChoice.SYSTEM);

    /** Needs a choice of proxy. */
    public NetworkRoute
    {
        Objects.requireNonNull(proxy, "proxy");
    }

    /** The same with another trust store. */
    public NetworkRoute with(final TrustStore other)
    {
        return new NetworkRoute(other, proxy);
    }

    /** The same with another proxy. */
    public NetworkRoute with(final ProxyChoice other)
    {
        return new NetworkRoute(trustStore, other);
    }
}
