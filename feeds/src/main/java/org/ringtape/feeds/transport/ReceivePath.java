package org.ringtape.feeds.transport;

import java.util.Objects;

/**
 * How the sessions of one feed receive: how their threads wait, and who does TLS.
 *
 * @param mode of the receiver threads; each one that spins needs a core
 * @param tls  of wss addresses
 */
public record ReceivePath(ReceiveMode mode, TlsProvider tls)
{
    /** Blocking reads, the JDK's TLS. */
    public static final ReceivePath DEFAULT = new ReceivePath(ReceiveMode.BLOCKING, TlsProvider.JDK);

    /** Both are needed. */
    public ReceivePath
    {
        Objects.requireNonNull(mode, "receive");
        Objects.requireNonNull(tls, "tls");
    }

    /** The same with another mode. */
    public ReceivePath with(final ReceiveMode other)
    {
        return new ReceivePath(other, tls);
    }

    /** The same with another provider. */
    public ReceivePath with(final TlsProvider other)
    {
        return new ReceivePath(mode, other);
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
