package org.ringtape.codecs.kiyotaka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.codecs.sink.SilentSink;

/** Once warm the decoder allocates nothing, whatever the frame: every channel, control, escapes and refused ones. */
class KiyotakaAllocationTest
{
    private static final int DECODES = 20_000;
    private static final int ROUNDS = 5;

    static List<String> frames()
    {
        final List<String> escaped = Frames.DATA.stream()
            .map(frame -> frame.replace("\"type\"", "\"typ\\u0065\"").replace("ETH", "\\u0045TH")).toList();
        final List<String> bad = List.of(Frames.BOOK.replace("3125,1e-7", "3125"),
            Frames.TRADE.replace("{\"id\"", "{5"),
            Frames.trade("\"price\":\"NaN\""), Frames.trade("\"id\":\"" + "x".repeat(90) + "\""));
        return Stream.of(Frames.DATA, Frames.CONTROL, escaped, bad).flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void shouldNotAllocate(final String text)
    {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
            "This JVM does not count a thread's allocation");
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final byte[] frame = KiyotakaCheck.bytes(text);
        final KiyotakaFrameDecoder decoder = new KiyotakaFrameDecoder((bytes, offset, length) -> length);
        final SilentSink sink = new SilentSink();

        // The compilers may be at work in the first rounds; a decoder that allocates does so in every one.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            final long idle = threads.getThreadAllocatedBytes(thread);
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < DECODES; i++)
            {
                decoder.decode(frame, 0, frame.length, sink);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before - (before - idle));
        }
        assertEquals(0, Math.max(0, least), text);
    }
}
