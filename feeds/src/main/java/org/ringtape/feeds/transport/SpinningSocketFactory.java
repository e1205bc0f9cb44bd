package org.ringtape.feeds.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/** Makes sockets whose reads poll a non-blocking channel; see {@link ReceiveMode#SPINNING}. Any thread. */
public final class SpinningSocketFactory extends SocketFactory
{
    private final int readBufferBytes;

    /** @param readBufferBytes of native memory a socket: most bytes taken from the channel at once, at least 1 KiB */
    public SpinningSocketFactory(final int readBufferBytes)
    {
        FrameLimits.requireBetween("readBufferBytes", readBufferBytes, 1024, TransportContext.MAX_BUFFER_BYTES);
        this.readBufferBytes = readBufferBytes;
    }

    @Override
    public Socket createSocket() throws IOException
    {
        return new SpinningSocket(readBufferBytes);
    }

    @Override
    public Socket createSocket(final String host, final int port) throws IOException
    {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(final String host, final int port, final InetAddress local, final int localPort)
        throws IOException
    {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(final InetAddress host, final int port) throws IOException
    {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(final InetAddress host, final int port, final InetAddress local, final int localPort)
        throws IOException
    {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(final InetSocketAddress remote, final InetSocketAddress local) throws IOException
    {
        final Socket socket = createSocket();
        try
        {
            if (local != null)
            {
                socket.bind(local);
            }
            socket.connect(remote);
            return socket;
        }
        catch (final IOException e)
        {
            socket.close();
            throw e;
        }
    }
}
