package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.DERIVED_OFFSET;
import static org.ringtape.engine.event.EventLayout.FLAG_KEPT;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.nio.ByteBuffer;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;

/**
 * Copies of updates that wait for a snapshot, of all streams, in one bounded piece of memory outside the heap. Market
 * thread only; nothing is allocated after construction.
 * <pre>
 * block 1,024 B: header and payload of one chunk (usedLength bytes) … 1016 next block i32 of the same list, or −1
 * </pre>
 * Free blocks form a list of their own; blocks never used yet lie behind a mark, so memory is touched when needed.
 */
public final class PendingUpdates
{
    /** 64 MiB. */
    public static final long DEFAULT_LENGTH = 64L * 1024 * 1024;

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

    private final UnsafeBuffer buffer;
    private final int blockCount;
    private final BookUpdate window = new BookUpdate();
    private int untouched;
    private int free = NO_BLOCK;
    private int usedBlocks;

    /**
     * Takes the memory.
     *
     * @param lengthBytes of the pool, one block (1,024) to 2 GiB; a part of a block is left out
     */
    public PendingUpdates(final long lengthBytes)
    {
        if (lengthBytes < SLOT_LENGTH || lengthBytes > Integer.MAX_VALUE - BitUtil.CACHE_LINE_LENGTH)
        {
            throw new IllegalArgumentException("Length of the pending pool must be 1 KiB to 2 GiB: " + lengthBytes);
        }
        blockCount = (int)(lengthBytes / SLOT_LENGTH);
        buffer = new UnsafeBuffer(
            ByteBuffer.allocateDirect(blockCount * SLOT_LENGTH + BitUtil.CACHE_LINE_LENGTH)
                .alignedSlice(BitUtil.CACHE_LINE_LENGTH));
    }

    /** Blocks in use, one a chunk. */
    public int usedBlocks()
    {
        return usedBlocks;
    }

    /** Blocks there are. */
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
        final int offset = block * SLOT_LENGTH;
        buffer.putBytes(offset, chunk.buffer(), chunk.offset(), Math.min(chunk.usedLength(), DERIVED_OFFSET));
        buffer.putInt(offset + NEXT_OFFSET, NO_BLOCK);
        if (kept.tail == NO_BLOCK)
        {
            kept.head = block;
        }
        else
        {
            buffer.putInt(kept.tail * SLOT_LENGTH + NEXT_OFFSET, block);
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
        chunk.wrap(buffer, block * SLOT_LENGTH);
        chunk.flags(chunk.flags() | FLAG_KEPT);
    }

    /** Chunk behind this one in its list, or {@link #NO_BLOCK}. */
    int next(final int block)
    {
        return buffer.getInt(block * SLOT_LENGTH + NEXT_OFFSET);
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
        else if (untouched < blockCount)
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

    private void release(final int first, final int last, final int count)
    {
        usedBlocks -= count;
        buffer.putInt(last * SLOT_LENGTH + NEXT_OFFSET, free);
        free = first;
    }
}
