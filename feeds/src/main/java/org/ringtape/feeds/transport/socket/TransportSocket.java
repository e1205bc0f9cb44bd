package org.ringtape.feeds.transport.socket;

import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.frame.WireDraft;
import org.ringtape.feeds.transport.proxy.ProxyChoice;
import org.ringtape.feeds.transport.proxy.ProxyTunnel;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The socket Java-WebSocket sees: TCP, and TLS over it if asked for, with the TCP socket in our hands from the start,
 * so that any thread can cut it in any phase ({@link SSLSocket#close()} may wait for a peer that reads nothing).
 */
public final class TransportSocket extends Socket
{
    private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

    private final Socket tcp;
    private final SSLSocketFactory tlsFactory;
    private final URI uri;
    private final ProxyChoice proxies;
    private final BlockingQueue<ByteBuffer> sendQueue;
    private final WireDraft draft;
    private final int maxHeadBytes;
    private final int readBufferBytes;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Set by the receiver thread before the writer thread exists. */
    private Socket stream;
    private QueueOutput output;

    /**
     * @param tcp        not connected
     * @param tlsFactory null for plain TCP
     * @param uri        to connect to; the certificate must name its host
     * @param ctx        for proxy and bounds
     * @param sendQueue  of the engine
     * @param draft      gets what is received, in place of the engine
     */
    public TransportSocket(
        final Socket tcp,
        final SSLSocketFactory tlsFactory,
        final URI uri,
        final TransportContext ctx,
        final BlockingQueue<ByteBuffer> sendQueue,
        final WireDraft draft)
    {
        this.tcp = tcp;
        this.tlsFactory = tlsFactory;
        this.uri = uri;
        this.proxies = ctx.route().proxy();
        this.maxHeadBytes = ctx.maxHeadBytes();
        this.readBufferBytes = ctx.readBufferBytes();
        this.sendQueue = sendQueue;
        this.draft = draft;
    }

    /** @param endpoint not resolved: a proxy may know hosts that we do not */
    @Override
    public void connect(final SocketAddress endpoint, final int timeoutMs) throws IOException
    {
        final InetSocketAddress venue = (InetSocketAddress)endpoint;
        final InetSocketAddress proxy = proxies.proxyFor(uri);
        final InetSocketAddress next = proxy == null ? venue : proxy;
        tcp.connect(new InetSocketAddress(InetAddress.getByName(next.getHostString()), next.getPort()), timeoutMs);
        if (proxy != null)
        {
            ProxyTunnel.open(tcp, proxy, ProxyChoice.authority(uri), maxHeadBytes);
        }
        stream = tlsFactory == null ? tcp : connectTls(venue.getPort());
        output = new QueueOutput(stream.getOutputStream());
    }

    private SSLSocket connectTls(final int port) throws IOException
    {
        final String host = uri.getHost().replaceAll("[\\[\\]]", "");
        final SSLSocket tls = (SSLSocket)tlsFactory.createSocket(tcp, host, port, true);
        final SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(
            Arrays.stream(parameters.getProtocols()).filter(TLS_VERSIONS::contains).toArray(String[]::new));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    /** Any thread, any phase; wakes whoever waits in this socket. */
    public void abort() throws IOException
    {
        tcp.close();
    }

    /** Gives the writer thread time to send what is queued (a close frame, as a rule), then cuts. Receiver thread. */
    public void finish(final long timeoutMs) throws IOException
    {
        try
        {
            closed.await(timeoutMs, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        finally
        {
            abort();
        }
    }

    /** Writer thread, when Java-WebSocket has told it to stop. */
    @Override
    public void close() throws IOException
    {
        try
        {
            if (output != null && !tcp.isClosed())
            {
                output.writeRest();
                stream.close();
            }
        }
        finally
        {
            tcp.close();
            closed.countDown();
        }
    }

    @Override
    public boolean isConnected()
    {
        return tcp.isConnected();
    }

    @Override
    public boolean isClosed()
    {
        return tcp.isClosed();
    }

    @Override
    public InputStream getInputStream() throws IOException
    {
        return new BlankInput(stream.getInputStream());
    }

    @Override
    public OutputStream getOutputStream()
    {
        return output;
    }

    @Override
    public void setTcpNoDelay(final boolean on) throws SocketException
    {
        tcp.setTcpNoDelay(on);
    }

    @Override
    public void setReuseAddress(final boolean on) throws SocketException
    {
        tcp.setReuseAddress(on);
    }

    /** Left alone: the size is meant for the read buffer, and a fixed one would switch the kernel's tuning off. */
    @Override
    public void setReceiveBufferSize(final int size)
    {
        // See above.
    }

    @Override
    public SocketAddress getLocalSocketAddress()
    {
        return tcp.getLocalSocketAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress()
    {
        return tcp.getRemoteSocketAddress();
    }

    /** Takes what is there to the draft and tells the engine of it by one blank. Receiver thread. */
    private final class BlankInput extends InputStream
    {
        private final InputStream in;
        private final byte[] received = new byte[readBufferBytes];

        private BlankInput(final InputStream in)
        {
            this.in = in;
        }

        @Override
        public int read() throws IOException
        {
            final int length = in.read(received);
            if (length < 0)
            {
                return -1;
            }
            draft.received(received, length);
            return ' ';
        }

        @Override
        public int read(final byte[] bytes, final int offset, final int length) throws IOException
        {
            final int blank = read();
            if (blank < 0)
            {
                return -1;
            }
            bytes[offset] = (byte)blank;
            return 1;
        }
    }

    /**
     * Knows which buffer it wrote last. Java-WebSocket interrupts its writer to end it; depending on the moment the
     * writer then writes what is queued without taking it off, or leaves it: close frames got lost that way. Writer
     * thread.
     */
    private final class QueueOutput extends FilterOutputStream
    {
        private byte[] lastWritten;

        private QueueOutput(final OutputStream out)
        {
            super(out);
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) throws IOException
        {
            lastWritten = bytes;
            out.write(bytes, offset, length);
        }

        private void writeRest() throws IOException
        {
            final ByteBuffer[] queued = sendQueue.toArray(new ByteBuffer[0]);
            int next = 0;
            for (int i = 0; i < queued.length; i++)
            {
                if (queued[i].array() == lastWritten)
                {
                    next = i + 1;
                }
            }
            for (int i = next; i < queued.length; i++)
            {
                out.write(queued[i].array(), 0, queued[i].limit());
            }
            out.flush();
        }
    }
}
