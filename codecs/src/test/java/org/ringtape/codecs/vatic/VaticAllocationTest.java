package org.ringtape.codecs.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.PriceTargetRow;

/** The decoders allocate nothing once warm, for good frames, odd ones and refused ones. */
class VaticAllocationTest
{
    private static final int DECODES = 300_000;
    private static final int ATTEMPTS = 5;

    @Test
    void shouldNotAllocateOverManyFramesAndBodies()
    {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
            "This JVM does not count a thread's allocation");
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final List<byte[]> frames = frames();
        final CountingSink sink = new CountingSink();
        final VaticFrameDecoder decoder = new VaticFrameDecoder(
            (frame, offset, length) -> length & 3, HeardTargets.CALENDAR, WindowObserver.NONE, VaticDirectory.NONE);
        final VaticTargetDecoder targets =
            new VaticTargetDecoder((frame, offset, length) -> length & 3, HeardTargets.CALENDAR);
        decodeAll(decoder, targets, frames, sink);

        // The compilers may still be at work in the first attempts; a decoder that allocates does so in every one.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++)
        {
            final long idle = threads.getThreadAllocatedBytes(thread);
            final long before = threads.getThreadAllocatedBytes(thread);
            decodeAll(decoder, targets, frames, sink);
            final long after = threads.getThreadAllocatedBytes(thread);
            least = Math.min(least, after - before - (before - idle));
        }
        assertEquals(0, Math.max(0, least));
        assertTrue(sink.calls > DECODES / 4);
    }

    private static List<byte[]> frames()
    {
        final List<String> texts = new ArrayList<>(VaticFrames.ALL);
        VaticFrames.ALL.forEach((frame) ->
        {
            texts.add(frame.replace("\"asset\"", "\"as\\u0073et\""));
            texts.add(frame.substring(0, frame.length() - 1));
        });
        texts.add("""
            {"marketType":"5min","requestedTimestamp":1750000500,"results":[{"asset":"btc","ok":true,"price":1.5},\
            {"asset":"eth","ok":false}]}""");
        return texts.stream().map((text) -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    private static void decodeAll(
        final VaticFrameDecoder decoder, final VaticTargetDecoder targets, final List<byte[]> frames,
        final CountingSink sink)
    {
        for (int i = 0; i < DECODES; i++)
        {
            final byte[] frame = frames.get(i % frames.size());
            decoder.decode(frame, 0, frame.length, sink);
            targets.decode(frame, 0, frame.length, sink);
        }
    }

    /** Counts windows and mark prices. */
    private static final class CountingSink extends SilentSink
    {
        private long calls;

        @Override
        public void onPriceTarget(final int instrumentId, final PriceTargetRow row)
        {
            calls++;
        }

        @Override
        public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
        {
            calls++;
        }
    }
}
