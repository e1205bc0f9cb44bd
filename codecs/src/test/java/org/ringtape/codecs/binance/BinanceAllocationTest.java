package org.ringtape.codecs.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.InterestUnit;

/** The decoders allocate nothing once warm, on the fast path, the general one and for refused frames. */
class BinanceAllocationTest
{
    private static final int DECODES = 300_000;
    private static final int ATTEMPTS = 5;

    @Test
    void shouldNotAllocateOnceWarm()
    {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
            "This JVM does not count a thread's allocation");
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final CountingSink sink = new CountingSink();
        final InstrumentLookup lookup = (frame, offset, length) -> length & 1;
        final byte[][] current = frames(Frames.ALL);
        final byte[][] legacy = frames(Frames.LEGACY_EVENTS);
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder(lookup);
        final BinanceFrameDecoder legacyDecoder = BinanceFrameDecoder.legacy(lookup);
        decodeAll(decoder, current, DECODES, sink);
        decodeAll(legacyDecoder, legacy, DECODES / 4, sink);

        // The compilers may still be at work in the first attempts; a decoder that allocates does so in every one.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++)
        {
            final long idle = threads.getThreadAllocatedBytes(thread);
            final long before = threads.getThreadAllocatedBytes(thread);
            decodeAll(decoder, current, DECODES, sink);
            decodeAll(legacyDecoder, legacy, DECODES / 4, sink);
            final long after = threads.getThreadAllocatedBytes(thread);
            least = Math.min(least, after - before - (before - idle));
        }
        assertEquals(0, Math.max(0, least));
        assertEquals(true, sink.calls > DECODES);
    }

    /** As they are, with blanks, cut off, with an escaped key, and with a bad element behind. */
    private static byte[][] frames(final List<String> all)
    {
        final List<String> spaced = all.stream().map(frame -> frame.replace(",\"", ", \"")).toList();
        final List<String> cut = all.stream().map(frame -> frame.substring(0, frame.length() - 1)).toList();
        final List<String> escaped = all.stream().map(frame -> frame.replace("\"s\"", "\"\\u0073\"")).toList();
        final List<String> extended = all.stream().map(frame -> frame.replace("}]}", "},7]}")).toList();
        return Stream.of(all, spaced, cut, escaped, extended).flatMap(List::stream).map(FrameCheck::bytes)
            .toArray(byte[][]::new);
    }

    private static void decodeAll(
        final BinanceFrameDecoder decoder, final byte[][] frames, final int count, final FrameSink sink)
    {
        for (int i = 0, next = 0; i < count; i++)
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
        public void onCandle(final int instrumentId, final long venueTimeNs, final CandleRow candle)
        {
            calls++;
        }

        @Override
        public void onTicker(
            final int instrumentId,
            final long venueTimeNs,
            final long openTimeNs,
            final long closeTimeNs,
            final long firstTradeId,
            final long lastTradeId,
            final long tradeCount,
            final DecimalRow decimals)
        {
            calls++;
        }

        @Override
        public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
        {
            calls++;
        }

        @Override
        public void onOpenInterest(
            final int instrumentId, final long venueTimeNs, final InterestUnit unit, final DecimalRow decimals)
        {
            calls++;
        }

        @Override
        public void onInstrument(final int instrumentId, final long venueTimeNs, final InstrumentRow row)
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
