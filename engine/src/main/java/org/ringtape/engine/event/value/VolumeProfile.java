package org.ringtape.engine.event.value;

import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_LENGTH;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

/**
 * One chunk of a volume profile: the quantity traded in blocks of price. A profile replaces the one before; one of more
 * than 35 blocks is several chunks in a row, from BEGIN to END. Prices are at the header's price scale; what buyers and
 * what sellers took have a scale of the chunk each, and the header's quantity scale is not used.
 * <pre>
 *  96 blockSize i64 | blockSizeScale i8 | buyScale i8 | sellScale i8 | spare 1 | blockCount i32
 * 112 (price i64 | buyQuantity i64 | sellQuantity i64) × blockCount
 * </pre>
 */
public final class VolumeProfile extends EventHeader
{
    private static final int BLOCK_LENGTH = 24;
    private static final int BLOCKS_OFFSET = PAYLOAD_OFFSET + 16;
    private static final int BLOCK_SIZE_SCALE_OFFSET = PAYLOAD_OFFSET + 8;
    private static final int BUY_SCALE_OFFSET = PAYLOAD_OFFSET + 9;
    private static final int SELL_SCALE_OFFSET = PAYLOAD_OFFSET + 10;
    private static final int BLOCK_COUNT_OFFSET = PAYLOAD_OFFSET + 12;

    /** Blocks that fit one slot. */
    public static final int BLOCKS_PER_SLOT = (PAYLOAD_LENGTH - 16) / BLOCK_LENGTH;

    /** Width of a block at {@link #blockSizeScale()}, or {@link EventLayout#ABSENT}. */
    public long blockSize()
    {
        return buffer.getLong(offset + PAYLOAD_OFFSET, LITTLE_ENDIAN);
    }

    /** True if the venue told the width of a block. */
    public boolean hasBlockSize()
    {
        return blockSize() != ABSENT;
    }

    /** Decimals of the width. */
    public int blockSizeScale()
    {
        return buffer.getByte(offset + BLOCK_SIZE_SCALE_OFFSET);
    }

    /** Sets the width of a block. */
    public void blockSize(final long blockSize, final int scale)
    {
        buffer.putLong(offset + PAYLOAD_OFFSET, blockSize, LITTLE_ENDIAN);
        buffer.putByte(offset + BLOCK_SIZE_SCALE_OFFSET, (byte)scale);
    }

    /** Decimals of the chunk's {@link #buyQuantity}. */
    public int buyScale()
    {
        return buffer.getByte(offset + BUY_SCALE_OFFSET);
    }

    /** Decimals of the chunk's {@link #sellQuantity}. */
    public int sellScale()
    {
        return buffer.getByte(offset + SELL_SCALE_OFFSET);
    }

    /** Sets the decimals of both quantities, each its own. */
    public void quantityScales(final int buyScale, final int sellScale)
    {
        buffer.putByte(offset + BUY_SCALE_OFFSET, (byte)buyScale);
        buffer.putByte(offset + SELL_SCALE_OFFSET, (byte)sellScale);
    }

    /** Blocks in this chunk. */
    public int blockCount()
    {
        return buffer.getInt(offset + BLOCK_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /** Sets the number of blocks, and with it the length in use. */
    public void blockCount(final int blockCount)
    {
        buffer.putInt(offset + BLOCK_COUNT_OFFSET, blockCount, LITTLE_ENDIAN);
        usedLength(BLOCKS_OFFSET + blockCount * BLOCK_LENGTH);
    }

    /** Scaled price of a block; {@code index < blockCount()}, wire order. */
    public long price(final int index)
    {
        return buffer.getLong(blockOffset(index), LITTLE_ENDIAN);
    }

    /** Quantity that buyers took, at {@link #buyScale()}; {@code index < blockCount()}. */
    public long buyQuantity(final int index)
    {
        return buffer.getLong(blockOffset(index) + 8, LITTLE_ENDIAN);
    }

    /** Quantity that sellers took, at {@link #sellScale()}; {@code index < blockCount()}. */
    public long sellQuantity(final int index)
    {
        return buffer.getLong(blockOffset(index) + 16, LITTLE_ENDIAN);
    }

    /** Sets a block. */
    public void block(final int index, final long price, final long buyQuantity, final long sellQuantity)
    {
        final int at = blockOffset(index);
        buffer.putLong(at, price, LITTLE_ENDIAN);
        buffer.putLong(at + 8, buyQuantity, LITTLE_ENDIAN);
        buffer.putLong(at + 16, sellQuantity, LITTLE_ENDIAN);
    }

    private int blockOffset(final int index)
    {
        return offset + BLOCKS_OFFSET + index * BLOCK_LENGTH;
    }
}
