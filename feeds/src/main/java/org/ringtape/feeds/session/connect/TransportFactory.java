package org.ringtape.feeds.session.connect;

import java.io.IOException;

import org.ringtape.feeds.transport.Transport;
import org.ringtape.feeds.transport.TransportListener;

/** Makes the transport of one connection attempt. Conductor thread. */
@FunctionalInterface
public interface TransportFactory
{
    /**
     * A transport that has not connected yet.
     *
     * @param plan     where to connect, and what the upgrade says
     * @param name     of the receiver thread
     * @param listener told on the receiver thread
     * @throws IOException if there is no socket to be had
     */
    Transport create(ConnectPlan plan, String name, TransportListener listener) throws IOException;
}
