package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.DERIVED_OFFSET;
import static org.ringtape.engine.event.EventLayout.FLAG_KEPT;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.nio.ByteBuffer;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.status.ControlLog;

/**
 * Copies of updates that wait for a snapshot, of all streams, in bounded memory outside the heap, which is taken in
 * steps as it is needed and kept. If there is no memory for another step, the pool is as large as it is. Market thread
 * only; nothing is allocated but the steps.
 * <pre>
 * block 1,024 B: header and payload of one chunk (usedLength bytes) … 1016 next block i32 of the same list, or −1
 * </pre>
 * Free blocks form a list of their own; blocks never used yet lie behind a mark, so memory is touched when needed.
 */
public final class PendingUpdates
{
    /** 64 MiB. */
    public static final long DEFAULT_LENGTH = 64L * 1024 * 1024;

    /** Bytes taken at a time: 1 MiB. */
    public static final long STEP_LENGTH = 1024L * 1024;

    private static final ControlLog LOG = ControlLog.of(PendingUpdates.class);
    private static final int BLOCKS_A_STEP = (int)STEP_LENGTH / SLOT_LENGTH;
    private static final int STEP_SHIFT = 10;
    private static final int STEP_MASK = BLOCKS_A_STEP - 1;

    /** In place of a block's number: there is none. */
    static final int NO_BLOCK = -1;

    /** Behind the derived line, which is written here as well when a kept update is told. */
    private static final int NEXT_OFFSET = DERIVED_OFFSET + 56;

    /** The updates of one stream, oldest first. Belongs to one pool. */
    static final class Kept
    {
        private int head = NO_BLOCK;
        private int tail = NO_BLOCK;
        private int blocks;
        private int events;

        boolean isEmpty()
        {
            return head == NO_BLOCK;
        }

        /** Complete events kept. */
        int events()
        {
            return events;
        }

        /** Oldest chunk, or {@link #NO_BLOCK}. */
        int head()
        {
            return head;
        }
    }

    private final UnsafeBuffer[] steps;
    /** Fewer from the time on when no more memory was to be had. */
    private int blockCount;
    private final BookUpdate window = new BookUpdate();
    private int untouched;
    private int free = NO_BLOCK;
    private int usedBlocks;

    /**
     * Takes the first step of the memory.
     *
     * @param lengthBytes bound of the pool, one block (1,024) to 2 GiB; a part of a block is left out
     */
    public PendingUpdates(final long lengthBytes)
    {
        if (lengthBytes < SLOT_LENGTH || lengthBytes > Integer.MAX_VALUE - BitUtil.CACHE_LINE_LENGTH)
        {
            throw new IllegalArgumentException("Length of the pending pool must be 1 KiB to 2 GiB: " + lengthBytes);
        }
        blockCount = (int)(lengthBytes / SLOT_LENGTH);
        steps = new UnsafeBuffer[(blockCount + STEP_MASK) >> STEP_SHIFT];
        steps[0] = newStep(0);
    }

    private UnsafeBuffer newStep(final int step)
    {
        final int blocks = Math.min(BLOCKS_A_STEP, blockCount - (step << STEP_SHIFT));
        return new UnsafeBuffer(
            ByteBuffer.allocateDirect(blocks * SLOT_LENGTH + BitUtil.CACHE_LINE_LENGTH)
                .alignedSlice(BitUtil.CACHE_LINE_LENGTH));
    }

    /** Blocks in use, one a chunk. */
    public int usedBlocks()
    {
        return usedBlocks;
    }

    /** Blocks there may be. */
    public int blockCount()
    {
        return blockCount;
    }

    /** Copies a chunk to the end of a list; false if the pool is full. */
    boolean append(final Kept kept, final BookUpdate chunk)
    {
        final int block = take();
        if (block == NO_BLOCK)
        {
            return false;
        }
        final UnsafeBuffer buffer = bufferOf(block);
        final int offset = offsetOf(block);
        buffer.putBytes(offset, chunk.buffer(), chunk.offset(), Math.min(chunk.usedLength(), DERIVED_OFFSET));
        buffer.putInt(offset + NEXT_OFFSET, NO_BLOCK);
        if (kept.tail == NO_BLOCK)
        {
            kept.head = block;
        }
        else
        {
            next(kept.tail, block);
        }
        kept.tail = block;
        kept.blocks++;
        if (chunk.isEnd())
        {
            kept.events++;
        }
        return true;
    }

    /** Looks at a chunk, which says that it was kept; valid until its list is shortened. */
    void wrap(final BookUpdate chunk, final int block)
    {
        chunk.wrap(bufferOf(block), offsetOf(block));
        chunk.flags(chunk.flags() | FLAG_KEPT);
    }

    /** Chunk behind this one in its list, or {@link #NO_BLOCK}. */
    int next(final int block)
    {
        return bufferOf(block).getInt(offsetOf(block) + NEXT_OFFSET);
    }

    private void next(final int block, final int following)
    {
        bufferOf(block).putInt(offsetOf(block) + NEXT_OFFSET, following);
    }

    private UnsafeBuffer bufferOf(final int block)
    {
        return steps[block >> STEP_SHIFT];
    }

    private static int offsetOf(final int block)
    {
        return (block & STEP_MASK) * SLOT_LENGTH;
    }

    /** Previous sequence of the oldest event, or {@link EventLayout#ABSENT} if nothing is kept. */
    long firstPrevious(final Kept kept)
    {
        if (kept.isEmpty())
        {
            return EventLayout.ABSENT;
        }
        wrap(window, kept.head);
        return window.previousSequence();
    }

    /** Lets all chunks of the oldest event go. */
    void dropOldestEvent(final Kept kept)
    {
        boolean isEnd = false;
        while (!isEnd && kept.head != NO_BLOCK)
        {
            final int block = kept.head;
            wrap(window, block);
            isEnd = window.isEnd();
            kept.head = next(block);
            kept.blocks--;
            release(block, block, 1);
        }
        if (isEnd)
        {
            kept.events--;
        }
        if (kept.head == NO_BLOCK)
        {
            kept.tail = NO_BLOCK;
        }
    }

    /** Lets everything go, in one step however long the list is. */
    void clear(final Kept kept)
    {
        if (kept.head == NO_BLOCK)
        {
            return;
        }
        release(kept.head, kept.tail, kept.blocks);
        kept.blocks = 0;
        kept.head = NO_BLOCK;
        kept.tail = NO_BLOCK;
        kept.events = 0;
    }

    private int take()
    {
        final int block;
        if (free != NO_BLOCK)
        {
            block = free;
            free = next(block);
        }
        else if (untouched < blockCount && hasStep(untouched >> STEP_SHIFT))
        {
            block = untouched++;
        }
        else
        {
            return NO_BLOCK;
        }
        usedBlocks++;
        return block;
    }

    /** Takes a step's memory when its first block is needed; the JVM tries hard, and for long, only once. */
    private boolean hasStep(final int step)
    {
        if (steps[step] == null)
        {
            try
            {
                steps[step] = newStep(step);
            }
            catch (final OutOfMemoryError e)
            {
                blockCount = step << STEP_SHIFT;
                LOG.warn("no memory for more updates that wait for their snapshots: pendingBytes allows more, but " +
                    ((long)blockCount * SLOT_LENGTH) + " bytes outside the heap are all there is; raise " +
                    "-XX:MaxDirectMemorySize, which by default is what -Xmx says", e);
                return false;
            }
        }
        return true;
    }

    private void release(final int first, final int last, final int count)
    {
        usedBlocks -= count;
        next(last, free);
        free = first;
    }
}
