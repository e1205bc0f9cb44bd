package org.ringtape.bench.latency.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringtape.bench.latency.Lane;

/** Frames made before a series. */
final class PreparedFramesTest
{
    private static final long PLENTY = 64L * 1024 * 1024;

    @Test
    void shouldWriteDecimalsAsBigDecimalDoes()
    {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final FrameText text = new FrameText();
        for (int i = 0; i < 20_000; i++)
        {
            final long unscaled = random.nextLong() >>> 1 + random.nextInt(62);
            final int scale = random.nextInt(7);
            assertEquals(BigDecimal.valueOf(unscaled, scale).toPlainString(),
                text.clear().decimal(unscaled, scale).toString(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(VenueMix.class)
    void shouldMakeTheSameFramesOfTheSameSeed(final VenueMix mix)
    {
        final PreparedFrames one = PreparedFrames.of(mix, 7, 500, PLENTY);
        final PreparedFrames two = PreparedFrames.of(mix, 7, 500, PLENTY);
        final PreparedFrames other = PreparedFrames.of(mix, 8, 500, PLENTY);
        for (int i = 0; i < one.lanes().size(); i++)
        {
            assertArrayEquals(one.lanes().get(i).wire(), two.lanes().get(i).wire());
        }
        assertEquals(one.booksAfter(500), two.booksAfter(500));
        assertNotEquals(one.booksAfter(500), other.booksAfter(500));
    }

    @Test
    void shouldKnowTheBooksAndSnapshotsAtAnyFrame()
    {
        final PreparedFrames whole = PreparedFrames.of(VenueMix.MIXED, 7, 800, PLENTY);
        final PreparedFrames part = PreparedFrames.of(VenueMix.MIXED, 7, 300, PLENTY);
        assertEquals(part.booksAfter(300), whole.booksAfter(300));
        assertEquals(part.snapshotsAfter(300), whole.snapshotsAfter(300));
        assertNotEquals(whole.booksAfter(300), whole.booksAfter(800));
    }

    @Test
    void shouldMakeFewerFramesThanWantedWhenTheyFillTheMemoryAllowed()
    {
        final PreparedFrames frames = PreparedFrames.of(VenueMix.BINANCE_USDM, 1, 10_000, 100_000);
        assertTrue(frames.count() > 50 && frames.count() < 200, "frames: " + frames.count());
        assertEquals(frames.count(), frames.lanes().get(0).count());
    }

    @ParameterizedTest
    @EnumSource(VenueMix.class)
    void shouldLayUnmaskedTextFramesBehindEachOther(final VenueMix mix)
    {
        final PreparedFrames frames = PreparedFrames.of(mix, 3, 1_000, PLENTY);
        int total = 0;
        for (final Lane lane : frames.lanes())
        {
            int previous = -1;
            for (int n = 0; n < lane.count(); n++)
            {
                assertEquals((byte)0x81, lane.wire()[lane.start(n)]);
                assertEquals('{', lane.wire()[lane.payloadStart(n)]);
                assertEquals('}', lane.wire()[lane.start(n + 1) - 1]);
                assertEquals(lane.start(n + 1), lane.payloadStart(n) + lane.payloadLength(n));
                assertTrue(lane.index(n) > previous);
                assertEquals(lane, frames.lanes().get(frames.laneOf(lane.index(n))));
                previous = lane.index(n);
            }
            total += lane.count();
        }
        assertEquals(1_000, total);
    }

    @Test
    void shouldMakeDiffsOfTheSizeThatIsReported()
    {
        final PreparedFrames frames = PreparedFrames.of(VenueMix.BINANCE_USDM, 1, 5_000, PLENTY);
        assertTrue(frames.payloadBytes() > 800 && frames.payloadBytes() < 1_300, "" + frames.payloadBytes());
    }
}
