package org.ringtape.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringtape.bench.system.kiyotaka.KiyotakaRecording;
import org.ringtape.simulator.kiyotaka.market.KiyotakaMarket;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.market.ProfileView;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.kiyotaka.KiyotakaFeed;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.transport.frame.BrotliInflater;

/**
 * Nothing is allocated from codec input to listener, whatever kind of event it is; and what Brotli costs is what its
 * class says. One thread does it all, so its own account is the whole truth. Rounds replay the same frames with their
 * times moved on in place, so that each is news.
 */
final class ValueAllocationTest
{
    private static final int FRAMES_TO_MEASURE = 60_000;
    private static final int WARM_UP_FRAMES = 120_000;
    private static final int ATTEMPTS = 5;
    private static final int KINDS = 7;
    private static final int BYTES_A_PAYLOAD = 200;
    private static final int BYTES_A_PIECE = 64;

    @BeforeAll
    static void requireThreadAccounts()
    {
        Assumptions.assumeTrue(
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads &&
                threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled(),
            "this JVM does not account for what a thread allocates");
    }

    @Test
    void shouldAllocateNothingForAnyKindOfEvent()
    {
        final Listener listener = new Listener();
        final EndlessFrames frames = new EndlessFrames(KiyotakaRecording.of(2_000, streams()));
        try (Rig rig = new Rig(listener))
        {
            play(rig, frames, WARM_UP_FRAMES);
            final long[] before = listener.told.clone();
            final long least = leastBytes(() -> play(rig, frames, FRAMES_TO_MEASURE));
            for (int kind = 0; kind < KINDS; kind++)
            {
                final int index = kind;
                assertTrue(listener.told[kind] - before[kind] > FRAMES_TO_MEASURE / 200,
                    () -> "kind " + index + ": " + (listener.told[index] - before[index]));
            }
            assertEquals(0, rig.counters.total(PipelineCounter.BOOK_UPDATES_DUPLICATE));
            assertEquals(0, rig.counters.total(PipelineCounter.VALUES_OUT_OF_ORDER));
            assertEquals(0, rig.counters.total(PipelineCounter.FRAMES_DROPPED));
            assertNull(rig.failure);
            assertEquals(0, least, "bytes allocated by " + FRAMES_TO_MEASURE + " frames");
        }
    }

    @Test
    void shouldAllocateForBrotliWhatItsClassSays() throws IOException
    {
        Brotli4jLoader.ensureAvailability();
        final List<byte[]> compressed = new ArrayList<>();
        int longest = 0;
        for (final byte[] frame : KiyotakaRecording.of(2_000, streams()))
        {
            compressed.add(Encoder.compress(frame, Encoder.Parameters.create(4)));
            longest = Math.max(longest, frame.length);
        }
        final byte[][] frames = compressed.toArray(byte[][]::new);
        final BrotliInflater inflater = new BrotliInflater();
        try (Rig rig = new Rig(new Listener()))
        {
            final Runnable round = () ->
            {
                for (final byte[] frame : frames)
                {
                    final int length = inflater.inflate(frame, 0, frame.length);
                    if (rig.onFrame(inflater.output(), length) != DecodeStatus.DECODED)
                    {
                        throw new AssertionError("a frame was not decoded");
                    }
                }
            };
            for (int i = 0; i < 10; i++)
            {
                round.run();
            }
            final long each = leastBytes(round) / frames.length;
            assertTrue(longest > 1_000 && each > 0);
            assertTrue(each <= BYTES_A_PAYLOAD + BYTES_A_PIECE, () -> each + " bytes a message");
        }
    }

    private static long leastBytes(final Runnable work)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++)
        {
            threads.getCurrentThreadAllocatedBytes();
            final long idle = threads.getCurrentThreadAllocatedBytes();
            final long measuring = threads.getCurrentThreadAllocatedBytes() - idle;
            final long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - measuring);
        }
        return least;
    }

    private static void play(final Rig rig, final EndlessFrames frames, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            final byte[] frame = frames.next();
            final DecodeStatus status = rig.onFrame(frame, frame.length);
            if (status != DecodeStatus.DECODED)
            {
                throw new AssertionError(status + ": " + new String(frame, StandardCharsets.UTF_8), rig.failure);
            }
        }
    }

    private static String[] streams()
    {
        final List<String> streams = new ArrayList<>();
        for (final KiyotakaMarket market : KiyotakaMarket.defaults())
        {
            final String name = market.exchange() + ':' + market.symbol();
            streams.addAll(List.of("TRADE:" + name, "TRADE_AGG:" + name + "?batchInterval=200ms", "LIQUIDATION:" + name,
                "FUNDING_RATE:" + name, "OPEN_INTEREST:" + name, "VOLUME_PROFILE_AGG:" + name +
                "?updateFrequency=100ms", "BLOCK_BOOK_SNAPSHOT:" + name + "?blockSize=" +
                market.blockSize().toPlainString() + "&updateFrequency=100ms&maxDepth=100"));
        }
        return streams.toArray(String[]::new);
    }

    /** A session without a socket, stepped by the calling thread. */
    private static final class Rig implements AutoCloseable
    {
        private final CounterSet counters = CounterSet.inMemory();
        private final MarketPipeline pipeline;
        private final SessionReceiver receiver;
        private Throwable failure;

        Rig(final Strategy strategy)
        {
            pipeline = MarketPipeline.launch(new PipelineContext()
                .ringCapacity(8192)
                .threadingMode(ThreadingMode.INVOKER)
                .counters(counters)
                .errorHandler((error) -> failure = failure == null ? error : failure)
                .strategy(strategy));
            final VenueFeed feed = new KiyotakaFeed().streams(streams()).build();
            final int venueId = feed.venue().id();
            final SessionIdentity identity = new SessionIdentity(venueId, pipeline.nextSessionId(), "offline");
            receiver = new SessionReceiver(identity, feed.protocol(), pipeline.instruments(), pipeline.streams(),
                new EventStage(EventStage.capacityFor(pipeline.ring())),
                new EventPublication(pipeline.ring(), pipeline.clock(), venueId, identity.sessionId(),
                    identity.counter(counters, PipelineCounter.FRAMES_DROPPED),
                    identity.counter(counters, PipelineCounter.EVENTS_PUBLISHED)),
                pipeline.clock(), counters);
            feed.streams().forEach((stream) -> pipeline.streams().register(venueId, stream.name(),
                pipeline.instruments().register(venueId, stream.symbol()), stream.rule()));
        }

        DecodeStatus onFrame(final byte[] frame, final int length)
        {
            final DecodeStatus status = receiver.onFrame(1, frame, 0, length);
            while (pipeline.invoke() > 0)
            {
                continue;
            }
            return status;
        }

        @Override
        public void close()
        {
            pipeline.close();
            counters.close();
        }
    }

    /** Reads what it is told of, as a strategy would. */
    private static final class Listener implements Strategy
    {
        private final long[] told = new long[KINDS];
        private long sum;

        @Override
        public void onBook(final OrderBook book, final BookUpdate update)
        {
            told[0]++;
            sum += book.bestBidPrice() + book.bestAskPrice();
        }

        @Override
        public void onTrade(final TradeTape tape, final Trade trade)
        {
            told[1]++;
            sum += trade.price() + tape.price(0);
        }

        @Override
        public void onCandle(final Candle candle)
        {
            told[2]++;
            sum += candle.mantissa(Candle.Field.CLOSE) + candle.closeTimeNs();
        }

        @Override
        public void onLiquidation(final MarketLiquidation liquidation)
        {
            told[3]++;
            sum += liquidation.price() + liquidation.quantity() + liquidation.id();
        }

        @Override
        public void onFunding(final Funding funding)
        {
            told[4]++;
            sum += funding.has(Funding.Field.CURRENT) ? funding.mantissa(Funding.Field.CURRENT) : 0;
        }

        @Override
        public void onOpenInterest(final OpenInterest openInterest)
        {
            told[5]++;
            sum += openInterest.mantissa(0);
        }

        @Override
        public void onVolumeProfile(final ProfileView profile)
        {
            told[6]++;
            sum += profile.blockCount() == 0 ? 0 : profile.buyQuantity(0);
        }
    }

    /** A recording without end: times grow from round to round, in the bytes of the frames, without allocation. */
    private static final class EndlessFrames
    {
        private static final byte[] KEY = "\"seconds\":".getBytes(StandardCharsets.US_ASCII);
        private static final int DIGITS = 10;
        private static final int STEP_SECONDS = 3;

        private final byte[][] frames;
        /** First digits of the times in each frame. */
        private final int[][] times;
        private int at;
        private int round;

        EndlessFrames(final List<byte[]> recording)
        {
            frames = recording.stream().filter(EndlessFrames::isWithTime).map(byte[]::clone).toArray(byte[][]::new);
            times = Arrays.stream(frames).map(EndlessFrames::places).toArray(int[][]::new);
        }

        byte[] next()
        {
            final byte[] frame = frames[at];
            if (round > 0)
            {
                for (final int place : times[at])
                {
                    add(frame, place);
                }
            }
            if (++at == frames.length)
            {
                at = 0;
                round++;
            }
            return frame;
        }

        /** A profile without trades has the beginning of time for its own. */
        private static boolean isWithTime(final byte[] frame)
        {
            return !new String(frame, StandardCharsets.UTF_8).contains("\"seconds\":0");
        }

        private static int[] places(final byte[] frame)
        {
            final List<Integer> places = new ArrayList<>();
            for (int i = 0; i + KEY.length + DIGITS <= frame.length; i++)
            {
                if (Arrays.equals(frame, i, i + KEY.length, KEY, 0, KEY.length))
                {
                    places.add(i + KEY.length);
                }
            }
            return places.stream().mapToInt(Integer::intValue).toArray();
        }

        private static void add(final byte[] frame, final int place)
        {
            int carry = STEP_SECONDS;
            for (int i = place + DIGITS - 1; carry > 0; i--)
            {
                final int digit = frame[i] - '0' + carry;
                frame[i] = (byte)('0' + digit % 10);
                carry = digit / 10;
            }
        }
    }
}
