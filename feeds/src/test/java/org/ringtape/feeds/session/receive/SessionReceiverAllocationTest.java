package org.ringtape.feeds.session.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import com.lmax.disruptor.EventPoller;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventRing;
import org.ringtape.engine.ring.EventSlot;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.feeds.AllocationMeter;
import org.ringtape.feeds.session.FakeInflater;
import org.ringtape.feeds.session.ManualClock;
import org.ringtape.feeds.session.PlainProtocol;
import org.ringtape.feeds.session.SessionIdentity;
import org.ringtape.feeds.session.SessionLimits;
import org.ringtape.feeds.session.SessionRig;

/** Bytes allocated between a frame and the ring. */
class SessionReceiverAllocationTest
{
    private static final int FRAMES = 1_000_002;

    private final CounterSet counters = CounterSet.inMemory();
    private final EventRing ring = new EventRing(1024);
    private final EventPoller<EventSlot> poller = ring.newGatingPoller();
    private long slots;
    private final EventPoller.Handler<EventSlot> drain = (slot, sequence, endOfBatch) ->
    {
        slots++;
        return true;
    };

    @AfterEach
    void close()
    {
        counters.close();
    }

    @Test
    void shouldAllocateNothingFromFrameToRing() throws Exception
    {
        final InstrumentTable instruments = new InstrumentTable(8);
        final StreamTable streams = new StreamTable(8);
        final int id = instruments.register(2, "BTCUSDT");
        streams.register(2, "btcusdt@depth@100ms", id, ContinuityRule.CHAINED);
        streams.register(2, "btcusdt@trade", id, ContinuityRule.STEP);
        streams.register(2, "btcusdt@bookTicker", id, ContinuityRule.NONE);
        final ManualClock clock = new ManualClock();
        final SessionReceiver receiver = receiver(instruments, streams, clock);
        final byte[][] frames =
        {
            bytes(depth()),
            bytes(ticker()),
            bytes(SessionRig.trade("btcusdt@trade", "BTCUSDT", 12345)),
        };

        run(receiver, frames, 100_000);
        final long slotsBefore = slots;
        final int[] rounds = new int[1];
        final long allocated = AllocationMeter.leastBytes(() ->
        {
            run(receiver, frames, FRAMES);
            rounds[0]++;
        });

        assertEquals(0, allocated);
        assertEquals((long)FRAMES * rounds[0], slots - slotsBefore);
        assertEquals(0, counters.total(PipelineCounter.FRAMES_DROPPED));
    }

    @Test
    void shouldAllocateNothingForBinaryFramesOfWatchedStreamsNorForUnwantedOnes() throws Exception
    {
        final InstrumentTable instruments = new InstrumentTable(8);
        final StreamTable streams = new StreamTable(8);
        final int id = instruments.register(2, "BTCUSDT");
        final int stream = streams.register(2, "btcusdt@trade", id, ContinuityRule.STEP).id();
        final ManualClock clock = new ManualClock();
        final SessionReceiver receiver = receiver(instruments, streams, clock);
        receiver.activity().watch(stream, id, 1_000);
        final FakeInflater inflater = new FakeInflater();
        final FrameFaults faults = new FrameFaults(5);
        final byte[] wanted = bytes(FakeInflater.deflate(SessionRig.trade("btcusdt@trade", "BTCUSDT", 12345)));
        final byte[] unwanted = bytes(FakeInflater.deflate(SessionRig.trade("ethusdt@trade", "ETHUSDT", 1)));
        final AllocationMeter.Work work = () ->
        {
            for (int i = 0; i < 100_000; i++)
            {
                clock.nowNs++;
                final DecodeStatus first = receiver.onBinaryFrame(1, wanted, 0, wanted.length, inflater, faults);
                final DecodeStatus second = receiver.onBinaryFrame(1, unwanted, 0, unwanted.length, inflater, faults);
                if (first != DecodeStatus.DECODED || second != DecodeStatus.UNKNOWN_INSTRUMENT)
                {
                    throw new AssertionError(first + ", " + second);
                }
                if ((i & 127) == 127)
                {
                    poller.poll(drain);
                }
            }
            poller.poll(drain);
        };
        work.run();
        assertEquals(0, AllocationMeter.leastBytes(work));
        assertEquals(clock.nowNs, receiver.activity().entry(stream).lastNs());
    }

    private SessionReceiver receiver(
        final InstrumentTable instruments, final StreamTable streams, final ManualClock clock)
    {
        return new SessionReceiver(
            new SessionIdentity(2, 1, "venue/1"),
            new PlainProtocol(SessionLimits.defaults()),
            instruments,
            streams,
            new EventStage(EventStage.capacityFor(ring)),
            new EventPublication(
                ring,
                clock,
                2,
                1,
                counters.counter(PipelineCounter.FRAMES_DROPPED),
                counters.counter(PipelineCounter.EVENTS_PUBLISHED)),
            clock,
            counters);
    }

    private void run(final SessionReceiver receiver, final byte[][] frames, final int count) throws Exception
    {
        for (int i = 0; i < count; i++)
        {
            final byte[] frame = frames[i % frames.length];
            if (receiver.onFrame(1, frame, 0, frame.length) != DecodeStatus.DECODED)
            {
                throw new AssertionError("not decoded: " + new String(frame, StandardCharsets.UTF_8));
            }
            if ((i & 127) == 127)
            {
                poller.poll(drain);
            }
        }
        poller.poll(drain);
    }

    private static String ticker()
    {
        return "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":400900217," +
            "\"E\":1568014460893,\"T\":1568014460891,\"s\":\"BTCUSDT\",\"b\":\"25.35\",\"B\":\"31.21\"," +
            "\"a\":\"25.3652\",\"A\":\"40.66\"}}";
    }

    private static String depth()
    {
        final StringBuilder sides = new StringBuilder("\"b\":[");
        for (int i = 0; i < 10; i++)
        {
            sides.append(i == 0 ? "" : ",").append("[\"6").append(i).append("10.10\",\"0.5").append(i).append("\"]");
        }
        sides.append("],\"a\":[[\"6200.1\",\"3\"],[\"6200.25\",\"0.000\"]]");
        return "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1723161256299," +
            "\"T\":1723161256298,\"s\":\"BTCUSDT\",\"U\":11,\"u\":20,\"pu\":10," + sides + "}}";
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
