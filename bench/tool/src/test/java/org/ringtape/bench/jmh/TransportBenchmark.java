package org.ringtape.bench.jmh;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.ringtape.bench.jmh.reading.TransportCount;
import org.ringtape.bench.jmh.reading.TransportFlood;
import org.ringtape.bench.latency.source.LoopbackKey;
import org.ringtape.bench.latency.source.LoopbackPeer;
import org.ringtape.feeds.transport.tls.TlsProvider;
import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.TransportListener;
import org.ringtape.feeds.transport.WebSocketTransport;

/**
 * What does one text frame cost from the socket to the listener: our transport, or Java-WebSocket's client with its
 * stock draft? A server on loopback sends without end; plain TCP, or the JDK's TLS at both ends, where the server works
 * as hard as the client. Nanoseconds a frame; {@code receiverBytes} and {@code receiverCpuNs} over {@code frames} are
 * what the receiving thread alone allocated and used, whatever the server did.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransportBenchmark
{
    private static final int FRAMES = 4096;

    /** A client under a flood. */
    @State(Scope.Thread)
    public abstract static class Client
    {
        /** Of each frame. */
        @Param({"125", "1024", "16384"})
        public int payloadBytes;

        /** Plain TCP, or the JDK's TLS. */
        @Param({"plain", "jdk"})
        public String tls;

        final TransportCount count = new TransportCount();
        final CountDownLatch ended = new CountDownLatch(1);
        private TransportFlood flood;
        private long awaited;

        abstract void connect(URI uri, SSLContext trusting) throws IOException;

        abstract void abort();

        /** Connects and waits for the first frames. */
        @Setup
        public void start() throws IOException
        {
            final LoopbackKey key = tls.equals("plain") ? null : LoopbackKey.make();
            final LoopbackPeer peer = new LoopbackPeer(key == null ? null : key.serverContext());
            flood = new TransportFlood(peer, payloadBytes);
            connect(peer.uri(), key == null ? null : key.clientContext(TlsProvider.JDK));
            count.await(FRAMES);
        }

        /** What came between two iterations is in none of them. */
        @Setup(Level.Iteration)
        public void begin()
        {
            awaited = count.frames();
        }

        /** Checks what came. */
        @TearDown
        public void stop() throws IOException, InterruptedException
        {
            flood.ending();
            abort();
            ended.await();
            flood.close();
            count.requireAll(TransportFlood.payload(payloadBytes));
        }

        long next()
        {
            awaited += FRAMES;
            count.await(awaited);
            return awaited;
        }
    }

    /** Ours. */
    public static class Ours extends Client implements TransportListener
    {
        private WebSocketTransport transport;

        @Override
        void connect(final URI uri, final SSLContext trusting) throws IOException
        {
            transport = new WebSocketTransport(
                uri, new TransportContext().sslContext(trusting).errorHandler(Throwable::printStackTrace), this);
            transport.connect();
        }

        @Override
        void abort()
        {
            transport.abort();
        }

        @Override
        public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
        {
            count.received(length, buffer[offset], buffer[offset + length - 1]);
        }

        @Override
        public void onClosed(final int code, final String reason, final boolean byPeer)
        {
            ended.countDown();
        }
    }

    /** Java-WebSocket's. */
    public static class Stock extends Client
    {
        private WebSocketClient client;

        @Override
        void connect(final URI uri, final SSLContext trusting)
        {
            client = new WebSocketClient(uri)
            {
                @Override
                public void onOpen(final ServerHandshake answer)
                {
                    // frames follow
                }

                @Override
                public void onMessage(final String message)
                {
                    count.received(message.length(), message.charAt(0), message.charAt(message.length() - 1));
                }

                @Override
                public void onClose(final int code, final String reason, final boolean remote)
                {
                    ended.countDown();
                }

                @Override
                public void onError(final Exception e)
                {
                    // the frames that do not come are noticed
                }
            };
            client.setTcpNoDelay(true);
            client.setConnectionLostTimeout(0);
            if (trusting != null)
            {
                client.setSocketFactory(trusting.getSocketFactory());
            }
            client.connect();
        }

        @Override
        void abort()
        {
            client.getConnection().closeConnection(1000, "");
        }
    }

    /** What the receiver used during the measured time; sums of all iterations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Receiver
    {
        /** Received. */
        public long frames;
        /** Allocated by the receiver thread. */
        public long receiverBytes;
        /** CPU time of the receiver thread. */
        public long receiverCpuNs;
        private long framesBefore;
        private long bytesBefore;
        private long cpuBefore;
        private TransportCount count;

        /** Takes the readings that the next ones are compared to. */
        void begin(final TransportCount receiving)
        {
            if (count == null)
            {
                count = receiving;
                framesBefore = count.frames();
                bytesBefore = count.allocatedBytes();
                cpuBefore = count.cpuNs();
            }
        }

        /** Ends an iteration. */
        @TearDown(Level.Iteration)
        public void end()
        {
            frames = count.frames() - framesBefore;
            receiverBytes = count.allocatedBytes() - bytesBefore;
            receiverCpuNs = count.cpuNs() - cpuBefore;
            count = null;
        }
    }

    /** Our transport: payloads where they were read, checked to be UTF-8. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long ringtape(final Ours client, final Receiver receiver)
    {
        receiver.begin(client.count);
        return client.next();
    }

    /** The stock draft: a string a frame. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long stock(final Stock client, final Receiver receiver)
    {
        receiver.begin(client.count);
        return client.next();
    }
}
