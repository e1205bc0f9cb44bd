package org.ringtape.simulator.net;

import org.ringtape.simulator.SimulatorException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** Binds what a simulator listens on, on the loopback address only. */
public final class LoopbackPorts
{
    private static final int BACKLOG = 256;

    private LoopbackPorts()
    {
    }

    /** @return the address of a port; 0: the system's choice. */
    static InetSocketAddress address(final int port)
    {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * @param port 0: the system's choice
     * @return a channel that already listens
     * @throws SimulatorException naming the port
     */
    public static ServerSocketChannel bindWebSocket(final int port)
    {
        ServerSocketChannel channel = null;
        try
        {
            channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address(port), BACKLOG);
            return channel;
        }
        catch (final IOException e)
        {
            closeQuietly(channel, e);
            throw new SimulatorException("WebSocket port " + port + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Closes the channel, if there is one; what goes wrong with that joins the cause. */
    public static void closeQuietly(final ServerSocketChannel channel, final IOException cause)
    {
        try
        {
            if (channel != null)
            {
                channel.close();
            }
        }
        catch (final IOException e)
        {
            cause.addSuppressed(e);
        }
    }

    /** @return a thread that does not keep the process alive. */
    public static Thread daemon(final Runnable task, final String name)
    {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
