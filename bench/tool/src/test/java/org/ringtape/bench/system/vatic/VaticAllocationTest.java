package org.ringtape.bench.system.vatic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.ThreadingMode;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.market.TargetWindow;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.receive.SessionReceiver;
import org.ringtape.feeds.vatic.VaticFeed;

/**
 * Nothing is allocated from a Vatic frame's bytes to the listener, on one thread:
 * <pre>
 * window_open, window_open_error, hyperliquid_mark_price ─► codec ─► stage ─► ring ─► tables ─► strategy
 * </pre>
 * Times in the frames move on in place, so that each is news.
 */
final class VaticAllocationTest
{
    private static final int ROUNDS = 100_000;
    private static final int WARM_UP_ROUNDS = 50_000;
    private static final int ATTEMPTS = 5;
    /** In the future of every window here: what begins later is refused. */
    private static final long NOW_NS =
        TimeUnit.SECONDS.toNanos(Instant.parse("2099-12-30T00:00:00Z").getEpochSecond());

    private final MovingFrame[] frames = {
        new MovingFrame("{\"event\":\"window_open\",\"asset\":\"btc\",\"marketType\":\"5min\"," +
            "\"windowStart\":1700000400,\"price\":91234.567,\"source\":\"chainlink\"}", "\"windowStart\":", 300),
        new MovingFrame("{\"asset\":\"eth\",\"marketType\":\"15min\",\"windowStart\":1700000100,\"price\":\"3.1e3\"," +
            "\"source\":\"binance\",\"snapshot\":true,\"event\":\"window_open\"}", "\"windowStart\":", 900),
        new MovingFrame("{\"event\":\"window_open_error\",\"asset\":\"eth\",\"marketType\":\"5min\"," +
            "\"windowStart\":1700000400,\"error\":\"no price upstream\"}", "\"windowStart\":", 300),
        new MovingFrame("{\"event\":\"hyperliquid_mark_price\",\"asset\":\"btc\",\"markPrice\":91230.25," +
            "\"timestamp\":1700000400123}", "\"timestamp\":", 1_000),
    };

    @BeforeAll
    static void requireThreadAccounts()
    {
        Assumptions.assumeTrue(
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads &&
                threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled(),
            "this JVM does not account for what a thread allocates");
    }

    @Test
    void shouldAllocateNothingFromFrameToListener()
    {
        final Listener listener = new Listener();
        final Throwable[] error = new Throwable[1];
        try (CounterSet counters = CounterSet.inMemory();
            MarketPipeline pipeline = MarketPipeline.launch(new PipelineContext()
                .ringCapacity(1024)
                .threadingMode(ThreadingMode.INVOKER)
                .clock(() -> NOW_NS)
                .counters(counters)
                .errorHandler((thrown) -> error[0] = thrown)
                .strategy(listener)))
        {
            final SessionReceiver receiver = receiver(pipeline, counters);
            play(receiver, pipeline, WARM_UP_ROUNDS);
            final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            int attempts = 0;
            while (attempts < ATTEMPTS && least > 0)
            {
                threads.getCurrentThreadAllocatedBytes();
                final long idle = threads.getCurrentThreadAllocatedBytes();
                final long measuring = threads.getCurrentThreadAllocatedBytes() - idle;
                final long before = threads.getCurrentThreadAllocatedBytes();
                play(receiver, pipeline, ROUNDS);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - measuring);
                attempts++;
            }
            final long rounds = WARM_UP_ROUNDS + (long)attempts * ROUNDS;
            assertEquals(null, error[0]);
            assertEquals(2 * rounds, listener.opened);
            assertEquals(rounds, listener.failed);
            assertEquals(rounds, listener.marks);
            assertEquals(0, counters.total(PipelineCounter.FRAMES_DROPPED));
            assertEquals(0, counters.total(PipelineCounter.TARGETS_REJECTED));
            assertEquals(0, counters.total(PipelineCounter.TARGETS_DUPLICATE));
            assertEquals(0, least, "bytes allocated by " + ROUNDS + " frames of each kind");
        }
    }

    private static SessionReceiver receiver(final MarketPipeline pipeline, final CounterSet counters)
    {
        final VenueFeed feed = new VaticFeed().symbols("btc", "eth").markPrices().build();
        final int venueId = feed.venue().id();
        for (final VenueFeed.Stream stream : feed.streams())
        {
            pipeline.streams().register(
                venueId, stream.name(), pipeline.instruments().register(venueId, stream.symbol()), stream.rule());
        }
        final SessionIdentity identity = new SessionIdentity(venueId, pipeline.nextSessionId(), "offline");
        return new SessionReceiver(
            identity,
            feed.protocol(),
            pipeline.instruments(),
            pipeline.streams(),
            new EventStage(EventStage.capacityFor(pipeline.ring())),
            new EventPublication(
                pipeline.ring(),
                pipeline.clock(),
                venueId,
                identity.sessionId(),
                identity.counter(counters, PipelineCounter.FRAMES_DROPPED),
                identity.counter(counters, PipelineCounter.EVENTS_PUBLISHED)),
            pipeline.clock(),
            counters);
    }

    private void play(final SessionReceiver receiver, final MarketPipeline pipeline, final int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            for (final MovingFrame frame : frames)
            {
                if (receiver.onFrame(1, frame.bytes, 0, frame.bytes.length) != DecodeStatus.DECODED)
                {
                    throw new AssertionError("not decoded: " + new String(frame.bytes, StandardCharsets.UTF_8));
                }
                frame.move();
            }
            while (pipeline.invoke() > 0)
            {
                continue;
            }
        }
    }

    /** Reads what it is told of, as a strategy would. */
    private static final class Listener implements Strategy
    {
        private long opened;
        private long failed;
        private long marks;
        private long sum;

        @Override
        public void onPriceTarget(final TargetWindow window, final PriceTarget event)
        {
            opened += window.hasPrice() ? 1 : 0;
            failed += window.hasPrice() ? 0 : 1;
            sum += window.price() + window.priceScale() + window.startNs() + window.endNs() + event.price();
        }

        @Override
        public void onMarkPrice(final MarkPrice markPrice)
        {
            marks++;
            sum += markPrice.receiveTimeNs();
        }
    }

    /** A frame whose time moves on, in its bytes. */
    private static final class MovingFrame
    {
        private final byte[] bytes;
        private final int from;
        private final int to;
        private final long step;

        MovingFrame(final String text, final String key, final long step)
        {
            bytes = text.getBytes(StandardCharsets.US_ASCII);
            from = text.indexOf(key) + key.length();
            int end = from;
            while (bytes[end] >= '0' && bytes[end] <= '9')
            {
                end++;
            }
            to = end;
            this.step = step;
        }

        void move()
        {
            long value = 0;
            for (int i = from; i < to; i++)
            {
                value = value * 10 + bytes[i] - '0';
            }
            value += step;
            for (int i = to - 1; i >= from; i--)
            {
                bytes[i] = (byte)('0' + value % 10);
                value /= 10;
            }
        }
    }
}
