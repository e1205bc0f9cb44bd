package org.ringtape.bench.jmh;

import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventPoller;

import org.agrona.concurrent.OffsetEpochNanoClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.codecs.sink.BookSink;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.TradeSink;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.publish.StagingSink;
import org.ringtape.feeds.publish.StreamResolver;

/**
 * What does it cost to stage one decoded frame and publish it into the ring, with a producer that has nobody to wake
 * and with one that looks whether the consumer sleeps? The consumer frees the slots on the same thread, unread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StagePublishBenchmark implements EventPoller.Handler<EventSlot>
{
    private static final int VENUE_ID = 1;
    private static final int SIDE_LEVELS = 20;
    private static final int CHAIN_OPTIONS = 752;
    private static final long TIME_NS = 1_723_075_200_119_000_000L;

    /** Whether a publication looks for a sleeping consumer; nobody ever sleeps here. */
    @Param({"false", "true"})
    private boolean wakesConsumer;

    private final DecimalRow[] marks = new DecimalRow[CHAIN_OPTIONS];
    private final EventHeader header = new EventHeader();
    private final long[] prices = new long[2 * SIDE_LEVELS];
    private StreamDefinition stream;
    private EventStage stage;
    private StagingSink sink;
    private EventPublication publication;
    private EventPoller<EventSlot> poller;
    private int slotsSeen;
    private long priceSum;
    private boolean reads;

    /** Builds the traffic, and checks that what comes out of the ring is what went in. */
    @Setup
    public void prepare() throws Exception
    {
        final EventRing ring = new EventRing(4096, wakesConsumer);
        final StreamTable streams = new StreamTable(4);
        final CounterSet counters = CounterSet.inMemory();
        stage = new EventStage(EventStage.capacityFor(ring));
        sink = new StagingSink(stage, streams, VENUE_ID, 1, ControlSink.NONE, StreamResolver.NONE);
        stream = streams.register(VENUE_ID, "stream", 0, ContinuityRule.CHAINED);
        publication = new EventPublication(
            ring,
            new OffsetEpochNanoClock(),
            VENUE_ID,
            1,
            counters.counter(PipelineCounter.FRAMES_DROPPED),
            counters.counter(PipelineCounter.EVENTS_PUBLISHED));
        poller = ring.newGatingPoller();
        for (int i = 0; i < prices.length; i++)
        {
            prices[i] = 5_513_370L + 7L * i;
        }
        for (int i = 0; i < marks.length; i++)
        {
            marks[i] = new DecimalRow();
            for (final MarkPriceField field : MarkPriceField.values())
            {
                marks[i].set(field, 1_000L * i + field.ordinal(), field.ordinal() % 9);
            }
        }
        reads = true;
        Same.require(1, depth());
        Same.require(sumOf(prices), priceSum);
        Same.require(1, trade());
        Same.require(prices[0], priceSum);
        Same.require(CHAIN_OPTIONS, chain());
        Same.require(1_000L * CHAIN_OPTIONS * (CHAIN_OPTIONS - 1) / 2, priceSum);
        reads = false;
    }

    /** A depth update of 20 levels a side: one slot. */
    @Benchmark
    public int depth() throws Exception
    {
        begin();
        sink.onBookStart();
        for (int i = 0; i < SIDE_LEVELS; i++)
        {
            sink.onBid(prices[i], 2, 1_000L + i, 3);
        }
        for (int i = SIDE_LEVELS; i < prices.length; i++)
        {
            sink.onAsk(prices[i], 2, 1_000L + i, 3);
        }
        sink.onBookEnd(BookSink.UPDATE, 0, TIME_NS, 1, 2, 0, false);
        return publish();
    }

    /** One trade. */
    @Benchmark
    public int trade() throws Exception
    {
        begin();
        sink.onTrade(
            0, prices[0], 2, 18L, 3, 5_231_907_744L, TradeSink.AGGRESSOR_SELL, TradeSink.KIND_BOOK, TIME_NS, false);
        return publish();
    }

    /** The mark prices of an option chain: 752 slots. */
    @Benchmark
    public int chain() throws Exception
    {
        begin();
        for (int i = 0; i < marks.length; i++)
        {
            sink.onMarkPrice(i, TIME_NS, marks[i]);
        }
        return publish();
    }

    private void begin()
    {
        sink.beginFrame(1, TIME_NS);
        sink.stream(stream);
        slotsSeen = 0;
        priceSum = 0;
    }

    private int publish() throws Exception
    {
        if (!publication.publish(stage))
        {
            throw new IllegalStateException("no room");
        }
        poller.poll(this);
        return slotsSeen;
    }

    @Override
    public boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
    {
        slotsSeen++;
        if (reads)
        {
            slot.wrap(header);
            priceSum += priceSum(header);
        }
        return true;
    }

    private static long priceSum(final EventHeader event)
    {
        if (event.type() == EventType.BOOK_UPDATE)
        {
            final BookUpdate update = new BookUpdate();
            update.wrap(event);
            long sum = 0;
            for (int i = 0; i < update.levelCount(); i++)
            {
                sum += update.bidPrice(i);
            }
            return sum;
        }
        if (event.type() == EventType.TRADE)
        {
            final Trade trade = new Trade();
            trade.wrap(event);
            return trade.price();
        }
        final MarkPrice mark = new MarkPrice();
        mark.wrap(event);
        return mark.mantissa(MarkPrice.Field.MARK);
    }

    private static long sumOf(final long[] values)
    {
        long sum = 0;
        for (final long value : values)
        {
            sum += value;
        }
        return sum;
    }
}
