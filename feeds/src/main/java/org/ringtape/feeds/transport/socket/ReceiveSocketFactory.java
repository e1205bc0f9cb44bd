package org.ringtape.feeds.transport.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import org.agrona.concurrent.SystemNanoClock;
import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.frame.FrameLimits;

/** Makes the TCP sockets of a {@link ReceiveMode}. Any thread. */
public final class ReceiveSocketFactory extends SocketFactory
{
    private final ReceiveMode mode;
    private final int readBufferBytes;

    /**
     * A factory.
     *
     * @param mode            in which the sockets' reads wait
     * @param readBufferBytes most bytes a socket takes from the kernel at once, at least 1 KiB
     */
    public ReceiveSocketFactory(final ReceiveMode mode, final int readBufferBytes)
    {
        FrameLimits.requireBetween("readBufferBytes", readBufferBytes, 1024, TransportContext.MAX_BUFFER_BYTES);
        this.mode = mode;
        this.readBufferBytes = readBufferBytes;
    }

    @Override
    public Socket createSocket() throws IOException
    {
        return mode == ReceiveMode.SPINNING ?
            new SpinningSocket(readBufferBytes, SystemNanoClock.INSTANCE) : new BlockingSocket(readBufferBytes);
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
