package org.ringtape.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
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
import org.ringtape.engine.event.EventLayout;

/**
 * How long should a slot be? One depth update a call, staged in chunks, copied into a ring of 16 MiB and read level by
 * level on the same thread. The slot length of the ring proper is a constant, so this is a model of it: the same
 * header, derived line, chunking and copy for each length; only updates on the way, no events of other kinds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SlotLengthBenchmark implements EventPoller.Handler<SlotLengthBenchmark.Slot>
{
    private static final int RING_BYTES = 16 << 20;
    private static final int PAGE_BYTES = 4096;
    private static final int UPDATES = 8192;
    private static final int COUNT_OFFSET = 24;
    private static final long SEED = 20_240_808L;

    /** Levels an update at each twentieth of the updates, then at 99 % and at most, as counted in recordings. */
    public enum Traffic
    {
        /** A busy future: median 34. */
        BUSY(1, 13, 16, 18, 21, 22, 24, 27, 29, 31, 34, 37, 41, 45, 52, 59, 70, 88, 125, 216, 483, 1012),
        /** A quiet one: median 4. */
        QUIET(1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 9, 11, 14, 20, 32, 72, 260);

        private final int[] levels;

        Traffic(final int... levels)
        {
            this.levels = levels;
        }

        int draw(final SplittableRandom random)
        {
            final double place = random.nextDouble() * 20.0;
            final int below = place < 19.8 ? (int)place : 20;
            final double from = below == 20 ? 19.8 : below;
            final double to = below == 20 ? 20.0 : below == 19 ? 19.8 : below + 1.0;
            return (int)(levels[below] + (levels[below + 1] - levels[below]) * (place - from) / (to - from));
        }
    }

    /** Where a slot's bytes stand. */
    static final class Slot
    {
        private final UnsafeBuffer buffer;
        private final int offset;

        Slot(final UnsafeBuffer buffer, final int offset)
        {
            this.buffer = buffer;
            this.offset = offset;
        }
    }

    /** Bytes of a slot, header and derived line included. */
    @Param({"512", "1024", "2048"})
    private int slotLength;
    /** How many levels an update has. */
    @Param({"BUSY", "QUIET"})
    private Traffic traffic;

    private final int[] levelCounts = new int[UPDATES];
    private int levelsPerSlot;
    private UnsafeBuffer stage;
    private RingBuffer<Slot> ring;
    private EventPoller<Slot> poller;
    private int next;
    private long levelsRead;
    private long sum;

    /** Draws the traffic, and checks that each level comes out of the ring. */
    @Setup
    public void prepare() throws Exception
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        int largest = 0;
        for (int i = 0; i < UPDATES; i++)
        {
            levelCounts[i] = traffic.draw(random);
            largest = Math.max(largest, levelCounts[i]);
        }
        final int derivedLength = EventLayout.SLOT_LENGTH - EventLayout.DERIVED_OFFSET;
        levelsPerSlot = (slotLength - EventLayout.PAYLOAD_OFFSET - derivedLength) / EventLayout.LEVEL_LENGTH;
        final int stageSlots = (largest + levelsPerSlot - 1) / levelsPerSlot;
        stage = new UnsafeBuffer(BufferUtil.allocateDirectAligned(stageSlots * slotLength, slotLength));
        final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(RING_BYTES, PAGE_BYTES));
        final int[] made = new int[1];
        ring = RingBuffer.createMultiProducer(
            () -> new Slot(buffer, made[0]++ * slotLength), RING_BYTES / slotLength, new YieldingWaitStrategy());
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
        for (int i = 0; i < UPDATES; i++)
        {
            levelsRead = 0;
            sum = 0;
            final int levels = levelCounts[next];
            update();
            Same.require((long)levels, levelsRead);
            Same.require((long)levels * (levels - 1), sum);
        }
    }

    /** One update, from its first level to the last one read. */
    @Benchmark
    public long update() throws Exception
    {
        final int levels = levelCounts[next];
        next = next + 1 & UPDATES - 1;
        final int slots = stage(levels);
        final long last = ring.tryNext(slots);
        final long first = last - slots + 1;
        for (int i = 0; i < slots; i++)
        {
            final Slot slot = ring.get(first + i);
            final int from = i * slotLength;
            slot.buffer.putBytes(
                slot.offset, stage, from, EventLayout.PAYLOAD_OFFSET +
                    stage.getInt(from + COUNT_OFFSET) * EventLayout.LEVEL_LENGTH);
        }
        ring.publish(first, last);
        poller.poll(this);
        return sum;
    }

    private int stage(final int levels)
    {
        int slot = -1;
        int inSlot = levelsPerSlot;
        for (int i = 0; i < levels; i++)
        {
            if (inSlot == levelsPerSlot)
            {
                close(slot, inSlot);
                slot++;
                inSlot = 0;
                stage.setMemory(slot * slotLength, EventLayout.PAYLOAD_OFFSET, (byte)0);
            }
            final int at = slot * slotLength + EventLayout.PAYLOAD_OFFSET + inSlot * EventLayout.LEVEL_LENGTH;
            stage.putLong(at, i);
            stage.putLong(at + Long.BYTES, i);
            inSlot++;
        }
        close(slot, inSlot);
        return slot + 1;
    }

    private void close(final int slot, final int levels)
    {
        if (slot >= 0)
        {
            stage.putInt(slot * slotLength + COUNT_OFFSET, levels);
        }
    }

    @Override
    public boolean onEvent(final Slot slot, final long sequence, final boolean endOfBatch)
    {
        final int levels = slot.buffer.getInt(slot.offset + COUNT_OFFSET);
        for (int i = 0; i < levels; i++)
        {
            final int at = slot.offset + EventLayout.PAYLOAD_OFFSET + i * EventLayout.LEVEL_LENGTH;
            sum += slot.buffer.getLong(at) + slot.buffer.getLong(at + Long.BYTES);
        }
        levelsRead += levels;
        return true;
    }
}
