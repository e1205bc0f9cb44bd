package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.oracle.SilentSink;
import org.ringtape.codecs.sink.FrameSink;

/** The decoders allocate nothing once warm, on the fast path, the general one and for refused frames. */
class BinanceAllocationTest
{
    private static final int DECODES = 1_000_000;
    private static final int ATTEMPTS = 5;

    @Test
    void shouldNotAllocateOverAMillionFrames()
    {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
            "This JVM does not count a thread's allocation");
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final byte[][] frames = frames();
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder((frame, offset, length) -> length & 1);
        final CountingSink sink = new CountingSink();
        decodeAll(decoder, frames, sink);

        // The compilers may still be at work in the first attempts; a decoder that allocates does so in every one.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++)
        {
            final long idle = threads.getThreadAllocatedBytes(thread);
            final long before = threads.getThreadAllocatedBytes(thread);
            decodeAll(decoder, frames, sink);
            final long after = threads.getThreadAllocatedBytes(thread);
            least = Math.min(least, after - before - (before - idle));
        }
        assertEquals(0, Math.max(0, least));
        assertEquals(true, sink.calls > DECODES);
    }

    private static byte[][] frames()
    {
        final List<String> spaced = Frames.ALL.stream().map(frame -> frame.replace(",\"", ", \"")).toList();
        final List<String> cut = Frames.ALL.stream().map(frame -> frame.substring(0, frame.length() - 1)).toList();
        final List<String> escaped = Frames.ALL.stream().map(frame -> frame.replace("\"s\"", "\"\\u0073\"")).toList();
        return Stream.of(Frames.ALL, spaced, cut, escaped).flatMap(List::stream).map(FrameCheck::bytes)
            .toArray(byte[][]::new);
    }

    private static void decodeAll(final BinanceFrameDecoder decoder, final byte[][] frames, final FrameSink sink)
    {
        for (int i = 0, next = 0; i < DECODES; i++)
        {
            final byte[] frame = frames[next];
            next = next + 1 == frames.length ? 0 : next + 1;
            decoder.decode(frame, 0, frame.length, sink);
        }
    }

    /** Counts calls. */
    private static final class CountingSink extends SilentSink
    {
        private long calls;

        @Override
        public boolean onStream(final byte[] frame, final int offset, final int length)
        {
            calls++;
            return true;
        }

        @Override
        public void onBookStart()
        {
            calls++;
        }

        @Override
        public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
        {
            calls++;
        }

        @Override
        public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
        {
            calls++;
        }

        @Override
        public void onBookEnd(
            final int kind,
            final int instrumentId,
            final long venueTimeNs,
            final long firstSequence,
            final long lastSequence,
            final long previousSequence,
            final boolean inexact)
        {
            calls++;
        }

        @Override
        public void onBookAbort()
        {
            calls++;
        }

        @Override
        public void onTopOfBook(
            final int instrumentId,
            final long bidPrice,
            final int bidPriceScale,
            final long bidQuantity,
            final int bidQuantityScale,
            final long askPrice,
            final int askPriceScale,
            final long askQuantity,
            final int askQuantityScale,
            final long venueTimeNs,
            final long sequence,
            final boolean inexact)
        {
            calls++;
        }

        @Override
        public void onTrade(
            final int instrumentId,
            final long price,
            final int priceScale,
            final long quantity,
            final int quantityScale,
            final long tradeId,
            final int aggressor,
            final int kind,
            final long venueTimeNs,
            final boolean inexact)
        {
            calls++;
        }

        @Override
        public void onAcknowledged(final long requestId)
        {
            calls++;
        }

        @Override
        public void onRefused(
            final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
        {
            calls++;
        }
    }
}
