package org.ringtape.bench.jmh;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;

/**
 * What does it cost to fill a private stage and copy it, instead of writing the claimed slot directly? The same update
 * of one slot either way, into a ring of 16 MiB whose slots are freed unread. What the copy buys is not measured: no
 * slot is claimed before its frame has been read to the end.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StageCopyBenchmark
{
    private static final int CAPACITY = 16 * 1024;
    private static final int PAGE_BYTES = 4096;

    /** Levels of the update. */
    @Param({"4", "40"})
    private int levels;

    private final BookUpdate update = new BookUpdate();
    private final Sequence freed = new Sequence();
    private final UnsafeBuffer stage = new UnsafeBuffer(
        BufferUtil.allocateDirectAligned(EventLayout.SLOT_LENGTH, EventLayout.SLOT_LENGTH));
    private final UnsafeBuffer slots = new UnsafeBuffer(
        BufferUtil.allocateDirectAligned(CAPACITY * EventLayout.SLOT_LENGTH, PAGE_BYTES));
    private final RingBuffer<Integer> ring = newRing();
    private long price;

    private RingBuffer<Integer> newRing()
    {
        final int[] made = new int[1];
        final RingBuffer<Integer> offsets = RingBuffer.createMultiProducer(
            () -> made[0]++ * EventLayout.SLOT_LENGTH, CAPACITY, new YieldingWaitStrategy());
        offsets.addGatingSequences(freed);
        freed.set(offsets.getCursor());
        return offsets;
    }

    /** Checks that both leave the same bytes in the ring. */
    @Setup
    public void prepare() throws Exception
    {
        final byte[] staged = bytesOf(stageThenCopy());
        price--;
        Same.require(true, Arrays.equals(staged, bytesOf(writeSlot())));
    }

    private byte[] bytesOf(final long sequence)
    {
        final byte[] bytes = new byte[EventLayout.PAYLOAD_OFFSET + levels * EventLayout.LEVEL_LENGTH];
        slots.getBytes(ring.get(sequence), bytes);
        return bytes;
    }

    /** Fills the stage, claims, copies, publishes. */
    @Benchmark
    public long stageThenCopy() throws Exception
    {
        fill(stage, 0);
        final long sequence = ring.tryNext(1);
        slots.putBytes(ring.get(sequence), stage, 0, update.usedLength());
        return publish(sequence);
    }

    /** Claims, fills the slot, publishes. */
    @Benchmark
    public long writeSlot() throws Exception
    {
        final long sequence = ring.tryNext(1);
        fill(slots, ring.get(sequence));
        return publish(sequence);
    }

    private long publish(final long sequence)
    {
        ring.publish(sequence);
        freed.set(sequence);
        return sequence;
    }

    private void fill(final UnsafeBuffer buffer, final int offset)
    {
        price++;
        update.wrap(buffer, offset);
        update.init(EventType.BOOK_UPDATE, levels * EventLayout.LEVEL_LENGTH);
        update.instrumentId(1);
        update.streamId(1);
        update.venueTimeNs(price);
        update.receiveTimeNs(price);
        update.publishTimeNs(price);
        update.lastSequence(price);
        for (int i = 0; i < levels; i++)
        {
            update.level(i, price + i, i);
        }
        update.bidCount(levels);
    }
}
