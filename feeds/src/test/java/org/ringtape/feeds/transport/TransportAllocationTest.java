package org.ringtape.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.feeds.transport.frame.Frames;
import org.ringtape.feeds.transport.frame.HeardEvents;
import org.ringtape.feeds.transport.socket.ReceiveMode;

/**
 * What the receiver thread allocates over loopback: at most the wrapper that Java-WebSocket makes of a read, whatever
 * the number of frames in it, and nothing while it spins.
 */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(ReceiveMode.class)
class TransportAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final int WRITES = 2_000;
    private static final int FRAMES_A_WRITE = 20;
    private static final int BYTES_A_READ = 64;

    private final Semaphore received = new Semaphore(0);
    private final HeardEvents heard;
    private volatile Thread receiver;

    TransportAllocationTest(final ReceiveMode mode)
    {
        heard = new HeardEvents(mode);
    }

    private WebSocketTransport open(final ScriptedServer server) throws IOException
    {
        final WebSocketTransport transport =
            new WebSocketTransport(server.uri(), heard.context(), new TransportListener()
            {
                private int frames;

                @Override
                public void onFrame(final byte[] buffer, final int offset, final int length, final boolean text)
                {
                    receiver = Thread.currentThread();
                    if (++frames == FRAMES_A_WRITE)
                    {
                        frames = 0;
                        received.release();
                    }
                }

                @Override
                public void onClosed(final int code, final String reason, final boolean byPeer)
                {
                    heard.onClosed(code, reason, byPeer);
                }
            });
        transport.connect();
        server.acceptUpgrade();
        return transport;
    }

    /** A write is read at once or in parts; never are there more reads than these frames, and usually one a write. */
    @Test
    void shouldAllocateAtMostAWrapperARead() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = open(server);
            final byte[][] frames = new byte[FRAMES_A_WRITE][];
            Arrays.fill(frames, Frames.text("x".repeat(125)));
            final byte[] write = Frames.concat(frames);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++)
            {
                final long before = receiver == null ? 0 : THREADS.getThreadAllocatedBytes(receiver.getId());
                for (int i = 0; i < WRITES; i++)
                {
                    server.write(write);
                    // Lock step: the next write is not read together with this one.
                    assertTrue(received.tryAcquire(10, TimeUnit.SECONDS));
                }
                least = Math.min(least, THREADS.getThreadAllocatedBytes(receiver.getId()) - before);
            }
            assertTrue(least <= WRITES * BYTES_A_READ, least + " bytes for " + WRITES + " reads");
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
        }
    }

    @Test
    void shouldAllocateNothingWhileNothingComes() throws Exception
    {
        try (ScriptedServer server = new ScriptedServer())
        {
            final WebSocketTransport transport = open(server);
            for (int i = 0; i < FRAMES_A_WRITE; i++)
            {
                server.write(Frames.text("x"));
            }
            assertTrue(received.tryAcquire(10, TimeUnit.SECONDS));
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++)
            {
                final long before = THREADS.getThreadAllocatedBytes(receiver.getId());
                final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
                while (System.nanoTime() - untilNs < 0)
                {
                    Thread.yield();
                }
                least = Math.min(least, THREADS.getThreadAllocatedBytes(receiver.getId()) - before);
            }
            assertTrue(least == 0, least + " bytes for nothing");
            transport.abort();
            heard.expectLast("closed 1006 by us: aborted");
        }
    }
}
