package org.ringtape.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.ringtape.bench.simulator.BinanceFrameGenerator;
import org.ringtape.bench.simulator.GeneratedFrame;
import org.ringtape.feeds.Venue;

/** 100,000 random valid frames of each venue's generator decode to exactly what they mean. */
final class GeneratedFramesTest
{
    private static final int FRAMES = 100_000;

    @Test
    void shouldDecodeWhateverBinanceMaySend()
    {
        final long seed = ThreadLocalRandom.current().nextLong();
        check(Venue.BINANCE_OPTIONS, seed, new BinanceFrameGenerator(seed)::next);
    }

    private static void check(final Venue venue, final long seed, final Supplier<GeneratedFrame> frames)
    {
        System.out.println("GeneratedFramesTest " + venue.label() + " seed " + seed);
        final RawDecoder decoder = new RawDecoder(venue);
        for (int i = 0; i < FRAMES; i++)
        {
            final GeneratedFrame frame = frames.get();
            final Map<String, Object> line = decoder.decode(i, frame.bytes());
            assertEquals("DECODED", line.get("status"), () -> text(venue, seed, frame));
            assertEquals("", Meaning.difference((List<?>)line.get("events"), frame.events()),
                () -> text(venue, seed, frame));
        }
    }

    private static String text(final Venue venue, final long seed, final GeneratedFrame frame)
    {
        return venue.label() + ", seed " + seed + ": " + new String(frame.bytes(), StandardCharsets.UTF_8);
    }
}
