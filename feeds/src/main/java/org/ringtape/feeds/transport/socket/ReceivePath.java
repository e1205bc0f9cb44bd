package org.ringtape.feeds.transport.socket;

import org.ringtape.feeds.transport.proxy.NetworkRoute;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.tls.TrustStore;

import java.util.Objects;

/**
 * How one feed receives: how the threads of its sessions wait, who does TLS, and by which way it reaches its venue.
 *
 * @param mode  of the receiver threads; each one that spins needs a core
 * @param tls   of wss addresses
 * @param route of sessions and of REST
 */
public record ReceivePath(ReceiveMode mode, TlsProvider tls, NetworkRoute route)
{
    /** Blocking reads, the JDK's TLS, its trust store and its proxies. */
    public static final ReceivePath DEFAULT = new ReceivePath(ReceiveMode.BLOCKING, TlsProvider.JDK);

    /** All are needed. */
    public ReceivePath
    {
        Objects.requireNonNull(mode, "receive");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(route, "route");
    }

    /** By the usual way. */
    public ReceivePath(final ReceiveMode mode, final TlsProvider tls)
    {
        this(mode, tls, NetworkRoute.DEFAULT);
    }

    /** The same with another mode. */
    public ReceivePath with(final ReceiveMode other)
    {
        return new ReceivePath(other, tls, route);
    }

    /** The same with another provider. */
    public ReceivePath with(final TlsProvider other)
    {
        return new ReceivePath(mode, other, route);
    }

    /** The same with another trust store, for sessions and REST. */
    public ReceivePath with(final TrustStore other)
    {
        return new ReceivePath(mode, tls, route.with(other));
    }

    /** The same with another proxy, for sessions and REST. */
    public ReceivePath with(final ProxyChoice other)
    {
        return new ReceivePath(mode, tls, route.with(other));
    }

    /** Whether its receivers spin. */
    public boolean isSpinning()
    {
        return mode == ReceiveMode.SPINNING;
    }

    /**
     * Makes sure that it can be had.
     *
     * @return this
     * @throws IllegalStateException as {@link TlsProvider#require()}
     */
    public ReceivePath require()
    {
        tls.require();
        return this;
    }
}
