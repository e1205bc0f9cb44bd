package org.ringtape.feeds.transport.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.agrona.concurrent.NanoClock;

/**
 * A {@link Socket} over a non-blocking channel, so that Java-WebSocket, and TLS layered over it, can be run without
 * ever blocking in the kernel. One thread reads and spins, one writes, any closes; a close ends a read, a write and a
 * connect that are under way. An interrupt ends none of them, as with the JDK's sockets.
 */
public final class SpinningSocket extends Socket
{
    private static final long FIRST_CONNECT_PARK_NS = 20_000L;
    private static final long LAST_CONNECT_PARK_NS = 1_000_000L;

    private final SocketChannel channel;
    private final NanoClock clock;
    private final SpinningInput input;
    private final SpinningOutput output;
    /** Set once, by the thread that connects. */
    private volatile boolean connected;

    /** An unconnected socket; the clock is for its time-outs, which a blocking socket leaves to the kernel. */
    public SpinningSocket(final int readBufferBytes, final NanoClock clock) throws IOException
    {
        super((SocketImpl)null);
        this.clock = clock;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        input = new SpinningInput(channel, readBufferBytes, clock);
        output = new SpinningOutput(channel);
    }

    @Override
    public void bind(final SocketAddress local) throws IOException
    {
        channel.bind(local);
    }

    @Override
    public void connect(final SocketAddress endpoint) throws IOException
    {
        connect(endpoint, 0);
    }

    /** Parks between looks: nothing is gained by spinning before there is a connection. */
    @Override
    public void connect(final SocketAddress endpoint, final int timeoutMs) throws IOException
    {
        if (endpoint instanceof InetSocketAddress address && address.isUnresolved())
        {
            throw new UnknownHostException(address.getHostString());
        }
        final long startNs = clock.nanoTime();
        boolean interrupted = false;
        try
        {
            long parkNs = FIRST_CONNECT_PARK_NS;
            boolean done = channel.connect(endpoint);
            while (!done)
            {
                if (timeoutMs > 0 && clock.nanoTime() - startNs >= TimeUnit.MILLISECONDS.toNanos(timeoutMs))
                {
                    channel.close();
                    throw new SocketTimeoutException("Connect timed out");
                }
                LockSupport.parkNanos(this, parkNs);
                interrupted |= Thread.interrupted();
                parkNs = Math.min(2 * parkNs, LAST_CONNECT_PARK_NS);
                done = channel.finishConnect();
            }
            connected = true;
        }
        catch (final ClosedChannelException e)
        {
            throw closed(e);
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The JDK's sockets say the same. */
    static SocketException closed(final ClosedChannelException cause)
    {
        final SocketException closed = new SocketException("Socket closed");
        closed.initCause(cause);
        return closed;
    }

    @Override
    public InputStream getInputStream() throws IOException
    {
        requireConnected();
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException
    {
        requireConnected();
        return output;
    }

    private void requireConnected() throws SocketException
    {
        if (!channel.isOpen())
        {
            throw new SocketException("Socket is closed");
        }
        if (!connected)
        {
            throw new SocketException("Socket is not connected");
        }
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }

    @Override
    public void shutdownInput() throws IOException
    {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException
    {
        output.shutdown();
    }

    @Override
    public boolean isInputShutdown()
    {
        return channel.socket().isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown()
    {
        return channel.socket().isOutputShutdown();
    }

    /** As with the JDK's sockets, what was connected counts as connected when it is closed. */
    @Override
    public boolean isConnected()
    {
        return connected;
    }

    @Override
    public boolean isBound()
    {
        return channel.socket().isBound();
    }

    @Override
    public boolean isClosed()
    {
        return !channel.isOpen();
    }

    @Override
    public InetAddress getInetAddress()
    {
        return channel.socket().getInetAddress();
    }

    @Override
    public int getPort()
    {
        return channel.socket().getPort();
    }

    @Override
    public InetAddress getLocalAddress()
    {
        return channel.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort()
    {
        return channel.socket().getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress()
    {
        return channel.socket().getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress()
    {
        return channel.socket().getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(final int timeoutMs) throws SocketException
    {
        if (timeoutMs < 0)
        {
            throw new IllegalArgumentException("timeout is negative: " + timeoutMs);
        }
        input.timeoutMs(timeoutMs);
    }

    @Override
    public int getSoTimeout()
    {
        return input.timeoutMs();
    }

    @Override
    public void setTcpNoDelay(final boolean on) throws SocketException
    {
        channel.socket().setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException
    {
        return channel.socket().getTcpNoDelay();
    }

    @Override
    public void setSoLinger(final boolean on, final int seconds) throws SocketException
    {
        channel.socket().setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException
    {
        return channel.socket().getSoLinger();
    }

    @Override
    public void setKeepAlive(final boolean on) throws SocketException
    {
        channel.socket().setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException
    {
        return channel.socket().getKeepAlive();
    }

    @Override
    public void setReuseAddress(final boolean on) throws SocketException
    {
        channel.socket().setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException
    {
        return channel.socket().getReuseAddress();
    }

    @Override
    public void setSendBufferSize(final int bytes) throws SocketException
    {
        channel.socket().setSendBufferSize(bytes);
    }

    @Override
    public int getSendBufferSize() throws SocketException
    {
        return channel.socket().getSendBufferSize();
    }

    @Override
    public void setReceiveBufferSize(final int bytes) throws SocketException
    {
        channel.socket().setReceiveBufferSize(bytes);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException
    {
        return channel.socket().getReceiveBufferSize();
    }

    @Override
    public void setTrafficClass(final int trafficClass) throws SocketException
    {
        channel.socket().setTrafficClass(trafficClass);
    }

    @Override
    public int getTrafficClass() throws SocketException
    {
        return channel.socket().getTrafficClass();
    }

    @Override
    public <T> Socket setOption(final SocketOption<T> name, final T value) throws IOException
    {
        channel.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(final SocketOption<T> name) throws IOException
    {
        return channel.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions()
    {
        return channel.supportedOptions();
    }

    /** Urgent data does not come between the rest: the channel's default. */
    @Override
    public boolean getOOBInline()
    {
        return false;
    }

    @Override
    public void setOOBInline(final boolean on) throws SocketException
    {
        if (on)
        {
            throw new SocketException("urgent data is not supported");
        }
    }

    @Override
    public void sendUrgentData(final int octet) throws IOException
    {
        throw new SocketException("urgent data is not supported");
    }

    @Override
    public String toString()
    {
        return "spinning socket of " + channel;
    }
}
