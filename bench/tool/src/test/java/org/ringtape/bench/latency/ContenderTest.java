package org.ringtape.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.ringtape.bench.latency.naive.NaiveBook;
import org.ringtape.bench.latency.naive.NaiveDecoder;
import org.ringtape.bench.latency.naive.NaiveEvent;
import org.ringtape.bench.latency.naive.NaiveFromMemory;
import org.ringtape.bench.latency.naive.NaiveOverSockets;
import org.ringtape.bench.latency.source.PreparedFrames;
import org.ringtape.bench.latency.source.Timeline;
import org.ringtape.bench.latency.source.VenueMix;
import org.ringtape.bench.latency.source.Waiting;
import org.ringtape.bench.latency.table.SeriesResult;
import org.ringtape.feeds.binance.BinanceModule;

/** Both pipelines on the same frames, one after the other as fast as they come. */
final class ContenderTest
{
    private static final int COUNT = 2_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final EpochNanoClock clock = new OffsetEpochNanoClock();
    private final PreparedFrames frames = PreparedFrames.of(VenueMix.MIXED, 42, COUNT, 1L << 30);
    private final Timeline timeline = new Timeline(COUNT);

    @Test
    void shouldEndWithTheGeneratorsBooksInAllContenders() throws IOException
    {
        final List<Contender> contenders = List.of(
            new RingtapeFromMemory(frames, clock, timeline, new HarnessThreads(1)),
            new NaiveFromMemory(frames, clock, new Timeline(COUNT)),
            new RingtapeOverSockets(frames, clock, new Timeline(COUNT), new HarnessThreads(1)),
            new NaiveOverSockets(frames, clock, new Timeline(COUNT)));
        for (final Contender contender : contenders)
        {
            final String name = contender.getClass().getSimpleName();
            try (contender)
            {
                contender.start();
                contender.output().send(0, COUNT);
                assertTrue(Waiting.forCount(contender::heard, COUNT, PATIENCE_NS), name + " " + contender.heard());
                assertEquals(frames.booksAfter(COUNT), contender.books(COUNT), name);
                assertEquals(0, contender.dropped(), name);
                assertNull(contender.failure(), name);
            }
        }
    }

    @Test
    void shouldNotBeSatisfiedWithABookThatIsNotTheLastOne() throws IOException
    {
        try (Contender contender = new RingtapeFromMemory(frames, clock, timeline, new HarnessThreads(1)))
        {
            contender.start();
            contender.output().send(0, COUNT / 2);
            assertTrue(Waiting.forCount(contender::heard, COUNT / 2, PATIENCE_NS));
            final Map<String, String> books = contender.books(COUNT / 2);
            assertEquals("", SeriesResult.difference(frames.booksAfter(COUNT / 2), books));
            assertNotEquals("", SeriesResult.difference(frames.booksAfter(COUNT), books));
        }
    }

    @Test
    void shouldNoteEveryStageOfEveryFrame() throws IOException
    {
        try (Contender contender = new RingtapeFromMemory(frames, clock, timeline, new HarnessThreads(1)))
        {
            contender.start();
            contender.output().send(0, COUNT);
            assertTrue(Waiting.forCount(contender::heard, COUNT, PATIENCE_NS));
        }
        IntStream.range(0, COUNT).forEach((i) ->
        {
            assertTrue(timeline.received[i] > 0, "received " + i);
            assertTrue(timeline.decoded[i] >= timeline.received[i], "decoded " + i);
            assertTrue(timeline.published[i] >= timeline.decoded[i], "published " + i);
            assertTrue(timeline.heard[i] >= timeline.picked[i], "picked " + i);
            assertTrue(timeline.heard[i] >= timeline.published[i], "heard " + i);
        });
    }

    @Test
    void shouldAccountForEveryFrameAndMendTheBookWhenMoreComesThanFits() throws IOException
    {
        final int many = 40_000; // faster than they can be handled, and more than the ring has slots
        final PreparedFrames flood = PreparedFrames.of(VenueMix.BINANCE_USDM, 42, many, 1L << 30);
        try (Contender contender =
            new RingtapeFromMemory(flood, clock, new Timeline(many), new HarnessThreads(1)))
        {
            contender.start();
            contender.output().send(0, many / 2);
            contender.tend();
            contender.output().send(many / 2, many);
            assertEquals(flood.booksAfter(many), contender.books(many));
            assertTrue(contender.heard() + contender.dropped() + contender.withheld() >= many, () ->
                contender.heard() + " heard, " + contender.dropped() + " dropped, " + contender.withheld());
        }
    }

    @Test
    void shouldNotTrustANaiveBookWithAGap() throws IOException
    {
        final PreparedFrames diffs = PreparedFrames.of(VenueMix.BINANCE_USDM, 42, 3, 1L << 30);
        final Lane lane = diffs.lanes().get(0);
        final NaiveDecoder decoder = new NaiveDecoder();
        final NaiveBook book = new NaiveBook();
        final String name = diffs.firstSnapshots().keySet().iterator().next();
        book.replace(decoder.snapshot(name, diffs.firstSnapshots().get(name)));
        book.update(decoded(decoder, lane, 0));
        assertTrue(book.isTrusted());
        book.update(decoded(decoder, lane, 2));
        assertFalse(book.isTrusted());
    }

    private static NaiveEvent decoded(final NaiveDecoder decoder, final Lane lane, final int n) throws IOException
    {
        return decoder.decode(BinanceModule.USDM, lane.wire(), lane.payloadStart(n), lane.payloadLength(n));
    }
}
