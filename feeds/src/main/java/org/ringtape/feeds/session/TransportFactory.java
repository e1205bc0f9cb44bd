package org.ringtape.feeds.session;

import java.io.IOException;
import java.net.URI;

import org.ringtape.feeds.transport.Transport;
import org.ringtape.feeds.transport.TransportListener;

/** Makes the transport of one connection attempt. Conductor thread. */
@FunctionalInterface
public interface TransportFactory
{
    /**
     * A transport that has not connected yet.
     *
     * @param endpoint to connect to
     * @param name     of the receiver thread
     * @param listener told on the receiver thread
     * @throws IOException if there is no socket to be had
     */
    Transport create(URI endpoint, String name, TransportListener listener) throws IOException;
}
