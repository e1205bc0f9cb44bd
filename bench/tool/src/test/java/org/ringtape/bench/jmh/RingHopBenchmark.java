package org.ringtape.bench.jmh;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.YieldingWaitStrategy;

import org.agrona.concurrent.OffsetEpochNanoClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.ringtape.engine.MarketPipeline;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.WaitStrategy;
import org.ringtape.engine.event.Aggressor;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.TradeKind;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;

/**
 * How long does a trade take from one thread to another and back? Two hops of the same kind: through our ring and
 * publication to a poller; the same with the whole market agent on the far side; through a bare Disruptor to a
 * {@code BatchEventProcessor}; through two {@code ArrayBlockingQueue}s. Halve a figure for one hop. What waits, spins,
 * or spins and then yields; the queues have their own way. Needs two free cores.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingHopBenchmark
{
    private static final int CAPACITY = 1024;
    private static final int SPINS = 100;
    private static final long QUANTITY = 18L;

    /** Waits as the Disruptor's own strategies do. */
    @State(Scope.Benchmark)
    public static class Waiting
    {
        @Param({"BUSY_SPIN", "YIELDING"})
        private WaitStrategy waitStrategy;
        private boolean yields;

        @Setup
        public void prepare()
        {
            yields = waitStrategy == WaitStrategy.YIELDING;
        }

        com.lmax.disruptor.WaitStrategy ofDisruptor()
        {
            return yields ? new YieldingWaitStrategy() : new BusySpinWaitStrategy();
        }
    }

    /** Sends trades into a ring of ours, as a receiver does once a frame is staged. */
    static final class Sender
    {
        private final EventStage stage = new EventStage(1);
        private final Trade staged = new Trade();
        private final EventPublication publication;

        Sender(final EventRing ring)
        {
            final CounterSet counters = CounterSet.inMemory();
            publication = new EventPublication(
                ring,
                new OffsetEpochNanoClock(),
                1,
                1,
                counters.counter(PipelineCounter.FRAMES_DROPPED),
                counters.counter(PipelineCounter.EVENTS_PUBLISHED));
            stage.append(staged, EventType.TRADE, Trade.BASE_LENGTH);
            staged.instrumentId(0);
            staged.aggressorAndKind(Aggressor.SELL.ordinal(), TradeKind.BOOK.ordinal());
        }

        void send(final long price)
        {
            staged.id(IdKind.U64, price, 0L);
            staged.priceAndQuantity(price, QUANTITY);
            if (!publication.publish(stage))
            {
                throw new IllegalStateException("no room");
            }
        }
    }

    /** Polls a ring of ours, as the market agent does. */
    static final class Receiver implements EventPoller.Handler<EventSlot>
    {
        private final Trade received = new Trade();
        private final EventPoller<EventSlot> poller;
        private final boolean yields;
        private long price;
        private boolean came;

        Receiver(final EventRing ring, final boolean yields)
        {
            this.yields = yields;
            poller = ring.newGatingPoller();
        }

        /** Waits for the next trade, or until the thread is interrupted. */
        long receive() throws Exception
        {
            came = false;
            int idle = 0;
            while (true)
            {
                poller.poll(this);
                if (came || Thread.currentThread().isInterrupted())
                {
                    return price;
                }
                if (yields && ++idle > SPINS)
                {
                    Thread.yield();
                }
                else
                {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public boolean onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch)
        {
            slot.wrap(received);
            price = received.type() == EventType.TRADE ? received.price() : -1;
            came = true;
            return true;
        }
    }

    /** There and back through our rings. */
    @State(Scope.Benchmark)
    public static class OurRings
    {
        private Sender sender;
        private Receiver echoReceiver;
        private Sender echoSender;
        private Receiver receiver;
        private Thread echo;

        @Setup
        public void start(final Waiting waiting)
        {
            final EventRing there = new EventRing(CAPACITY);
            final EventRing back = new EventRing(CAPACITY);
            sender = new Sender(there);
            echoReceiver = new Receiver(there, waiting.yields);
            echoSender = new Sender(back);
            receiver = new Receiver(back, waiting.yields);
            echo = new Thread(this::echo, "echo");
            echo.start();
        }

        private void echo()
        {
            try
            {
                while (true)
                {
                    final long price = echoReceiver.receive();
                    if (Thread.currentThread().isInterrupted())
                    {
                        return;
                    }
                    echoSender.send(price + 1);
                }
            }
            catch (final Exception thrown)
            {
                throw new IllegalStateException(thrown);
            }
        }

        @TearDown
        public void stop() throws InterruptedException
        {
            echo.interrupt();
            echo.join();
        }
    }

    /** There through the whole pipeline, back through a ring of ours. */
    @State(Scope.Benchmark)
    public static class OurPipeline
    {
        private Sender sender;
        private Receiver receiver;
        private MarketPipeline pipeline;

        @Setup
        public void start(final Waiting waiting)
        {
            final EventRing back = new EventRing(CAPACITY);
            final Sender echoSender = new Sender(back);
            receiver = new Receiver(back, waiting.yields);
            pipeline = MarketPipeline.launch(new PipelineContext()
                .ringCapacity(2 * CAPACITY)
                .pendingBytes(1 << 20)
                .cores(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .waitStrategy(waiting.waitStrategy)
                .strategy(new Strategy()
                {
                    @Override
                    public void onTrade(final TradeTape tape, final Trade trade)
                    {
                        echoSender.send(trade.price() + 1);
                    }
                }));
            sender = new Sender(pipeline.ring());
        }

        @TearDown
        public void stop()
        {
            pipeline.close();
        }
    }

    /** A trade as a plain event object. */
    static final class BareTrade
    {
        private long receiveTimeNs;
        private long venueTimeNs;
        private long tradeId;
        private long price;
        private long quantity;
        private int instrumentId;
        private int streamId;
        private int priceScale;
        private int quantityScale;
        private int aggressor;

        void fill(final long value)
        {
            receiveTimeNs = value;
            venueTimeNs = value;
            tradeId = value;
            price = value;
            quantity = QUANTITY;
            instrumentId = 1;
            streamId = 1;
            priceScale = 2;
            quantityScale = 2;
            aggressor = 1;
        }

        long checkedPrice()
        {
            return receiveTimeNs == venueTimeNs && tradeId == price && quantity == QUANTITY &&
                instrumentId + streamId + priceScale + quantityScale + aggressor == 7 ? price : -1;
        }
    }

    /** There and back through stock Disruptors with many producers. */
    @State(Scope.Benchmark)
    public static class BareDisruptors
    {
        private RingBuffer<BareTrade> there;
        private RingBuffer<BareTrade> back;
        private SequenceBarrier backBarrier;
        private final Sequence backRead = new Sequence();
        private BatchEventProcessor<BareTrade> processor;
        private Thread echo;

        @Setup
        public void start(final Waiting waiting)
        {
            there = RingBuffer.createMultiProducer(BareTrade::new, CAPACITY, waiting.ofDisruptor());
            back = RingBuffer.createMultiProducer(BareTrade::new, CAPACITY, waiting.ofDisruptor());
            backBarrier = back.newBarrier();
            back.addGatingSequences(backRead);
            backRead.set(back.getCursor());
            processor = new BatchEventProcessorBuilder().build(
                there,
                there.newBarrier(),
                (event, sequence, endOfBatch) -> send(back, event.checkedPrice() + 1));
            there.addGatingSequences(processor.getSequence());
            echo = new Thread(processor, "echo");
            echo.start();
        }

        static void send(final RingBuffer<BareTrade> ring, final long price)
        {
            final long sequence = ring.next();
            try
            {
                ring.get(sequence).fill(price);
            }
            finally
            {
                ring.publish(sequence);
            }
        }

        long receive() throws Exception
        {
            final long next = backRead.get() + 1;
            long available;
            do
            {
                available = backBarrier.waitFor(next); // less than asked for while a slot is only claimed
            }
            while (available < next);
            final long price = back.get(next).checkedPrice();
            backRead.set(next);
            return price;
        }

        @TearDown
        public void stop() throws InterruptedException
        {
            processor.halt();
            echo.join();
        }
    }

    /** There and back through blocking queues of immutable objects. */
    @State(Scope.Benchmark)
    public static class Queues
    {
        private final ArrayBlockingQueue<Long> there = new ArrayBlockingQueue<>(CAPACITY);
        private final ArrayBlockingQueue<Long> back = new ArrayBlockingQueue<>(CAPACITY);
        private Thread echo;

        @Setup
        public void start()
        {
            echo = new Thread(() ->
            {
                try
                {
                    while (true)
                    {
                        back.put(there.take() + 1);
                    }
                }
                catch (final InterruptedException ended)
                {
                    Thread.currentThread().interrupt();
                }
            }, "echo");
            echo.start();
        }

        @TearDown
        public void stop() throws InterruptedException
        {
            echo.interrupt();
            echo.join();
        }
    }

    private long value;

    /** Our ring: stage, publication, poller. */
    @Benchmark
    public void ringtape(final Waiting waiting, final OurRings rings) throws Exception
    {
        rings.sender.send(++value);
        require(rings.receiver.receive());
    }

    /** The same, with books, tapes and strategy on the far side. */
    @Benchmark
    public void ringtapePipeline(final Waiting waiting, final OurPipeline rings) throws Exception
    {
        rings.sender.send(++value);
        require(rings.receiver.receive());
    }

    /** A stock Disruptor. */
    @Benchmark
    public void bareDisruptor(final Waiting waiting, final BareDisruptors rings) throws Exception
    {
        BareDisruptors.send(rings.there, ++value);
        require(rings.receive());
    }

    /** The JDK's queue, the same for either way of waiting. */
    @Benchmark
    public void blockingQueue(final Waiting waiting, final Queues queues) throws Exception
    {
        queues.there.put(++value);
        require(queues.back.take());
    }

    private void require(final long received)
    {
        if (received != value + 1)
        {
            throw new IllegalStateException("sent " + value + ", received " + received);
        }
    }
}
