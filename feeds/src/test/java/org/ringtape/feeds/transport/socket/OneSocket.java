package org.ringtape.feeds.transport.socket;

import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/** Hands out one socket that the test made. */
public final class OneSocket extends SocketFactory
{
    private final Socket socket;

    public OneSocket(final Socket socket)
    {
        this.socket = socket;
    }

    @Override
    public Socket createSocket()
    {
        return socket;
    }

    @Override
    public Socket createSocket(final String host, final int port)
    {
        throw new AssertionError("the transport connects itself");
    }

    @Override
    public Socket createSocket(final String host, final int port, final InetAddress local, final int localPort)
    {
        throw new AssertionError("the transport connects itself");
    }

    @Override
    public Socket createSocket(final InetAddress host, final int port)
    {
        throw new AssertionError("the transport connects itself");
    }

    @Override
    public Socket createSocket(final InetAddress host, final int port, final InetAddress local, final int localPort)
    {
        throw new AssertionError("the transport connects itself");
    }
}
