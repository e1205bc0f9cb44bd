package org.ringtape.bench.latency;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

import com.sun.management.ThreadMXBean;
import org.HdrHistogram.Histogram;
import org.ringtape.bench.latency.source.LoopbackPeer;
import org.ringtape.feeds.transport.socket.ReceiveMode;
import org.ringtape.feeds.transport.TransportContext;
import org.ringtape.feeds.transport.TransportListener;
import org.ringtape.feeds.transport.WebSocketTransport;

/** One connection over loopback whose frames carry the time at which they were sent. The owner's thread sends. */
public final class ReceiveRun implements TransportListener, AutoCloseable
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int PAYLOAD_BYTES = 125;
    private static final int STAMP_DIGITS = 16;
    private static final int WARM_UP_FRAMES = 20_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    /** Nearer than this, the sender spins for the planned time: parks end late. */
    private static final long SPIN_NS = 150_000L;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final LoopbackPeer peer;
    private final WebSocketTransport transport;
    private final byte[] frame;
    private final int stampOffset;
    /** Written by the receiver thread, cleared by the owner while no frame is under way. */
    private final Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** Written by the receiver thread. */
    private volatile long received;
    /** Written once, by the receiver thread. */
    private volatile Thread receiver;
    private long sent;
    private long tookNs;
    private long cpuNs;
    private long allocatedBytes;

    /**
     * Connects.
     *
     * @param server TLS of the sending end, null for plain TCP
     * @param client TLS of the receiving end, null for plain TCP
     */
    public ReceiveRun(final ReceiveMode mode, final SSLContext server, final SSLContext client) throws IOException
    {
        final byte[] payload = new byte[PAYLOAD_BYTES];
        Arrays.fill(payload, (byte)'0');
        frame = LoopbackPeer.textFrame(payload);
        stampOffset = frame.length - PAYLOAD_BYTES;
        peer = new LoopbackPeer(server);
        transport = new WebSocketTransport(
            peer.uri(),
            new TransportContext().receiverName("receive-table").receive(mode).sslContext(client)
                .errorHandler((thrown) -> failure.compareAndSet(null, thrown)),
            this);
        try
        {
            transport.connect();
            peer.accept();
        }
        catch (final IOException e)
        {
            close();
            throw e;
        }
    }

    @Override
    public void onOpen()
    {
        receiver = Thread.currentThread();
    }

    @Override
    public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
    {
        final long nowNs = System.nanoTime();
        long stampNs = 0;
        for (int i = offset; i < offset + STAMP_DIGITS; i++)
        {
            stampNs = stampNs << 4 | (buffer[i] <= '9' ? buffer[i] - '0' : buffer[i] - 'a' + 10);
        }
        latency.recordValue(Math.max(0, nowNs - stampNs));
        received++;
    }

    @Override
    public void onClosed(final int code, final String reason, final boolean byPeer)
    {
        failure.compareAndSet(null, new IOException("closed " + code + " " + reason));
    }

    /** Sends frames as fast as they are taken, so that what is measured then is compiled. */
    public void warmUp() throws IOException
    {
        for (int i = 0; i < WARM_UP_FRAMES; i++)
        {
            send();
        }
        awaitAll();
    }

    /** Sends frames at planned times and waits for all of them. */
    public void measure(final int frames, final int ratePerSecond) throws IOException
    {
        latency.reset();
        final long gapNs = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        final long cpuBeforeNs = THREADS.getThreadCpuTime(receiver.getId());
        final long bytesBefore = THREADS.getThreadAllocatedBytes(receiver.getId());
        final long startNs = System.nanoTime();
        for (int i = 0; i < frames; i++)
        {
            awaitTime(startNs + i * gapNs);
            send();
        }
        awaitAll();
        tookNs = System.nanoTime() - startNs;
        cpuNs = THREADS.getThreadCpuTime(receiver.getId()) - cpuBeforeNs;
        allocatedBytes = THREADS.getThreadAllocatedBytes(receiver.getId()) - bytesBefore;
    }

    private static void awaitTime(final long plannedNs)
    {
        long leftNs = plannedNs - System.nanoTime();
        while (leftNs > 0)
        {
            if (leftNs > SPIN_NS)
            {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            }
            else
            {
                Thread.onSpinWait();
            }
            leftNs = plannedNs - System.nanoTime();
        }
    }

    private void send() throws IOException
    {
        long stampNs = System.nanoTime();
        for (int i = STAMP_DIGITS - 1; i >= 0; i--)
        {
            frame[stampOffset + i] = DIGITS[(int)(stampNs & 0xF)];
            stampNs >>>= 4;
        }
        peer.send(frame);
        sent++;
    }

    private void awaitAll() throws IOException
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (received < sent)
        {
            if (failure.get() != null || System.nanoTime() - deadlineNs >= 0)
            {
                throw new IOException("received " + received + " of " + sent + " frames", failure.get());
            }
            LockSupport.parkNanos(10_000L);
        }
    }

    /** Nanoseconds from send to receipt of the frames measured last. */
    public Histogram latency()
    {
        return latency;
    }

    /** Duration of the last measurement. */
    public long tookNs()
    {
        return tookNs;
    }

    /** CPU time of the receiver thread in the last measurement. */
    public long cpuNs()
    {
        return cpuNs;
    }

    /** Bytes that the receiver thread allocated in the last measurement. */
    public long allocatedBytes()
    {
        return allocatedBytes;
    }

    @Override
    public void close() throws IOException
    {
        transport.abort();
        peer.close();
    }
}
