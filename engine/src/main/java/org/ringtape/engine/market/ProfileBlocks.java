package org.ringtape.engine.market;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.value.VolumeProfile;

/** The blocks of one volume profile, in arrays that grow to the largest. Market thread only. */
final class ProfileBlocks
{
    /** Copy of the header of the first chunk. */
    final EventHeader header = new EventHeader();
    long blockSize;
    int blockSizeScale;
    int blockCount;
    boolean inexact;
    long[] prices = new long[VolumeProfile.BLOCKS_PER_SLOT];
    long[] buyQuantities = new long[VolumeProfile.BLOCKS_PER_SLOT];
    long[] sellQuantities = new long[VolumeProfile.BLOCKS_PER_SLOT];
    byte[] priceScales = new byte[VolumeProfile.BLOCKS_PER_SLOT];
    byte[] buyScales = new byte[VolumeProfile.BLOCKS_PER_SLOT];
    byte[] sellScales = new byte[VolumeProfile.BLOCKS_PER_SLOT];

    ProfileBlocks()
    {
        header.wrap(new UnsafeBuffer(new byte[EventLayout.PAYLOAD_OFFSET]), 0);
    }

    void begin(final VolumeProfile first)
    {
        header.buffer().putBytes(0, first.buffer(), first.offset(), EventLayout.PAYLOAD_OFFSET);
        blockSize = first.blockSize();
        blockSizeScale = first.blockSizeScale();
        blockCount = 0;
        inexact = false;
    }

    void add(final VolumeProfile chunk)
    {
        final int count = chunk.blockCount();
        if (blockCount + count > prices.length)
        {
            grow();
        }
        inexact |= chunk.isInexact();
        for (int i = 0; i < count; i++)
        {
            prices[blockCount] = chunk.price(i);
            buyQuantities[blockCount] = chunk.buyQuantity(i);
            sellQuantities[blockCount] = chunk.sellQuantity(i);
            priceScales[blockCount] = (byte)chunk.priceScale();
            buyScales[blockCount] = (byte)chunk.buyScale();
            sellScales[blockCount] = (byte)chunk.sellScale();
            blockCount++;
        }
    }

    private void grow()
    {
        final int length = 2 * prices.length;
        prices = Arrays.copyOf(prices, length);
        buyQuantities = Arrays.copyOf(buyQuantities, length);
        sellQuantities = Arrays.copyOf(sellQuantities, length);
        priceScales = Arrays.copyOf(priceScales, length);
        buyScales = Arrays.copyOf(buyScales, length);
        sellScales = Arrays.copyOf(sellScales, length);
    }
}
