package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.value.VolumeProfile.BLOCKS_PER_SLOT;

import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.ring.EventStage;

/**
 * Puts the blocks of one volume profile into chunks of a stage. A chunk has one scale each for prices, for what
 * was bought and for what was sold, and each is widened to its finest block as long as every mantissa keeps to 18
 * digits; else the next chunk begins.
 */
final class ProfileChunks
{
    private final EventStage stage;
    private final VolumeProfile chunk = new VolumeProfile();
    private int firstSlot;
    private int blockCount;
    private int priceScale;
    private int buyScale;
    private int sellScale;
    private boolean full;

    ProfileChunks(final EventStage stage)
    {
        this.stage = stage;
    }

    /** Begins a profile behind what is staged already. */
    void begin()
    {
        firstSlot = stage.slotCount();
        full = false;
        openChunk(0, 0, 0);
    }

    void block(
        final long price,
        final int blockPriceScale,
        final long buyQuantity,
        final int blockBuyScale,
        final long sellQuantity,
        final int blockSellScale)
    {
        if (blockCount == BLOCKS_PER_SLOT ||
            !fits(price, blockPriceScale, buyQuantity, blockBuyScale, sellQuantity, blockSellScale))
        {
            closeChunk();
            openChunk(blockPriceScale, blockBuyScale, blockSellScale);
        }
        if (full)
        {
            return;
        }
        if (blockCount == 0)
        {
            priceScale = blockPriceScale;
            buyScale = blockBuyScale;
            sellScale = blockSellScale;
        }
        else if (blockPriceScale > priceScale || blockBuyScale > buyScale || blockSellScale > sellScale)
        {
            widenChunk(Math.max(priceScale, blockPriceScale), Math.max(buyScale, blockBuyScale),
                Math.max(sellScale, blockSellScale));
        }
        chunk.block(
            blockCount++,
            Widening.widen(price, priceScale - blockPriceScale),
            Widening.widen(buyQuantity, buyScale - blockBuyScale),
            Widening.widen(sellQuantity, sellScale - blockSellScale));
    }

    private boolean fits(
        final long price,
        final int blockPriceScale,
        final long buyQuantity,
        final int blockBuyScale,
        final long sellQuantity,
        final int blockSellScale)
    {
        if (full || blockCount == 0 ||
            blockPriceScale == priceScale && blockBuyScale == buyScale && blockSellScale == sellScale)
        {
            return true;
        }
        final int widerPrice = Math.max(priceScale, blockPriceScale);
        final int widerBuy = Math.max(buyScale, blockBuyScale);
        final int widerSell = Math.max(sellScale, blockSellScale);
        boolean fits = Widening.canWiden(price, widerPrice - blockPriceScale) &&
            Widening.canWiden(buyQuantity, widerBuy - blockBuyScale) &&
            Widening.canWiden(sellQuantity, widerSell - blockSellScale);
        for (int i = 0; i < blockCount && fits; i++)
        {
            fits = Widening.canWiden(chunk.price(i), widerPrice - priceScale) &&
                Widening.canWiden(chunk.buyQuantity(i), widerBuy - buyScale) &&
                Widening.canWiden(chunk.sellQuantity(i), widerSell - sellScale);
        }
        return fits;
    }

    private void widenChunk(final int widerPrice, final int widerBuy, final int widerSell)
    {
        for (int i = 0; i < blockCount; i++)
        {
            chunk.block(
                i,
                Widening.widen(chunk.price(i), widerPrice - priceScale),
                Widening.widen(chunk.buyQuantity(i), widerBuy - buyScale),
                Widening.widen(chunk.sellQuantity(i), widerSell - sellScale));
        }
        priceScale = widerPrice;
        buyScale = widerBuy;
        sellScale = widerSell;
    }

    private void openChunk(final int chunkPriceScale, final int chunkBuyScale, final int chunkSellScale)
    {
        priceScale = chunkPriceScale;
        buyScale = chunkBuyScale;
        sellScale = chunkSellScale;
        blockCount = 0;
        if (full || !stage.append(chunk, EventType.VOLUME_PROFILE, 0))
        {
            full = true; // blocks go nowhere from here on; the profile is taken back at its end
        }
    }

    private void closeChunk()
    {
        if (full)
        {
            return; // the window is over a slot that may be another event's
        }
        chunk.priceScale(priceScale);
        chunk.quantityScales(buyScale, sellScale);
        chunk.blockCount(blockCount);
    }

    /**
     * Ends the profile.
     *
     * @return false if it did not fit the stage: nothing of it is staged
     */
    boolean end()
    {
        closeChunk();
        if (full)
        {
            abort();
            return false;
        }
        for (int i = firstSlot; i < stage.slotCount(); i++)
        {
            stage.wrap(chunk, i);
            chunk.flags((i == firstSlot ? FLAG_BEGIN : 0) | (i == stage.slotCount() - 1 ? FLAG_END : 0));
        }
        return true;
    }

    /** Takes the profile back. */
    void abort()
    {
        stage.truncate(firstSlot);
    }

    /** First slot of the profile. */
    int firstSlot()
    {
        return firstSlot;
    }
}
