package org.ringtape.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.sun.management.ThreadMXBean;

import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.bench.latency.source.Waiting;

/**
 * What the pipeline's own threads allocate between a real plain socket and the listener: the receivers a little for
 * each read, which is Java-WebSocket's wrapping of its buffer, and the market thread nothing.
 */
final class AllocationOverSocketsTest
{
    private static final int ROUND = 20_000;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int ROUNDS = WARM_UP_ROUNDS + 2;
    /** Of frames that come as fast as they can be written, so that a read holds many. */
    private static final double MOST_BYTES_A_FRAME = 2;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final int BATCH = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateAlmostNothingAFrameOnReceiversAndNothingOnTheMarketThread() throws IOException
    {
        Assumptions.assumeTrue(THREADS.isThreadAllocatedMemorySupported() && THREADS.isThreadAllocatedMemoryEnabled(),
            "this JVM does not account for what a thread allocates");
        final int count = ROUND * ROUNDS;
        final PreparedFrames frames = PreparedFrames.of(VenueMix.BINANCE_USDM, 7, count, 1L << 30);
        try (Contender contender = new RingtapeOverSockets(
            frames, new OffsetEpochNanoClock(), new Timeline(count), new HarnessThreads(1)))
        {
            contender.start();
            final List<Thread> receivers = threads(name -> name.startsWith("binance-usdm"));
            final List<Thread> market = threads(name -> name.equals("ringtape-market"));
            assertFalse(receivers.isEmpty() || market.isEmpty(), () -> threads(name -> true).toString());
            double receiving = Double.MAX_VALUE;
            double handling = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++)
            {
                final long receiversBefore = allocated(receivers);
                final long marketBefore = allocated(market);
                send(contender, round * ROUND, (round + 1) * ROUND);
                if (round >= WARM_UP_ROUNDS)
                {
                    receiving = Math.min(receiving, (double)(allocated(receivers) - receiversBefore) / ROUND);
                    handling = Math.min(handling, allocated(market) - marketBefore);
                }
            }
            assertEquals(frames.booksAfter(count), contender.books(count));
            assertEquals(0, handling, "bytes that the market thread allocated in a round");
            final double each = receiving;
            assertTrue(each <= MOST_BYTES_A_FRAME, () -> each + " bytes a frame on the receivers");
        }
    }

    /** In pieces that the ring has room for, as fast as they are handled. */
    private static void send(final Contender contender, final int from, final int to) throws IOException
    {
        for (int at = from; at < to; at += BATCH)
        {
            final int sent = Math.min(to, at + BATCH);
            contender.output().send(at, sent);
            assertTrue(Waiting.forCount(contender::heard, sent, PATIENCE_NS), () -> contender.heard() + " of " + sent);
        }
    }

    private static long allocated(final List<Thread> threads)
    {
        return threads.stream().mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getId())).sum();
    }

    private static List<Thread> threads(final Predicate<String> wanted)
    {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> wanted.test(thread.getName())).toList();
    }
}
