package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.LEVELS_PER_SLOT;
import static org.ringtape.engine.event.EventLayout.LEVEL_LENGTH;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;

import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.ring.EventStage;

/**
 * Puts the levels of one book event into chunks of a stage. A chunk has one price scale and one quantity scale: it is
 * widened to the finest level in it as long as every mantissa keeps to 18 digits; else, and when bids follow asks or
 * the slot is full, the next chunk begins.
 */
final class LevelChunks
{
    private final EventStage stage;
    private final BookUpdate chunk = new BookUpdate();
    private int firstSlot;
    /** Levels in the chunk. */
    private int count;
    /** How many of them are bids, once asks have come. */
    private int bidsBeforeAsks;
    /** Levels at which a bid needs another chunk: 0 once asks have come, and when nothing fits the stage. */
    private int bidLimit;
    /** Levels at which an ask needs more than to be added: 0 until the first one came, and when nothing fits. */
    private int askLimit;
    private int priceScale;
    private int quantityScale;
    private boolean full;

    LevelChunks(final EventStage stage)
    {
        this.stage = stage;
    }

    /** Begins an event behind what is staged already. */
    void begin()
    {
        firstSlot = stage.slotCount();
        openChunk(0, 0);
    }

    void bid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        if (count < bidLimit || makeRoomForBid(priceScale, quantityScale))
        {
            add(price, priceScale, quantity, quantityScale);
        }
    }

    void ask(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        if (count < askLimit || makeRoomForAsk(priceScale, quantityScale))
        {
            add(price, priceScale, quantity, quantityScale);
        }
    }

    /** Levels of one side and the same scales. */
    void levels(
        final boolean bids,
        final long[] prices,
        final int levelPriceScale,
        final long[] quantities,
        final int levelQuantityScale,
        final int size)
    {
        int next = 0;
        while (next < size)
        {
            final int room = (bids ? bidLimit : askLimit) - count;
            next = addAlike(
                prices, levelPriceScale, quantities, levelQuantityScale, next, Math.min(size, next + room));
            if (next == size)
            {
                return;
            }
            if (bids)
            {
                bid(prices[next], levelPriceScale, quantities[next], levelQuantityScale);
            }
            else
            {
                ask(prices[next], levelPriceScale, quantities[next], levelQuantityScale);
            }
            next++;
        }
    }

    /** Adds levels for which there is room, if the chunk has their scales; answers which one is next. */
    private int addAlike(
        final long[] prices,
        final int levelPriceScale,
        final long[] quantities,
        final int levelQuantityScale,
        final int from,
        final int to)
    {
        if (to <= from || levelPriceScale != priceScale || levelQuantityScale != quantityScale)
        {
            return from;
        }
        for (int i = from; i < to; i++)
        {
            chunk.level(count + i - from, prices[i], quantities[i]);
        }
        count += to - from;
        return to;
    }

    private boolean makeRoomForBid(final int nextPriceScale, final int nextQuantityScale)
    {
        if (!full)
        {
            nextChunk(nextPriceScale, nextQuantityScale);
        }
        return !full;
    }

    private boolean makeRoomForAsk(final int nextPriceScale, final int nextQuantityScale)
    {
        if (!full && count == LEVELS_PER_SLOT)
        {
            nextChunk(nextPriceScale, nextQuantityScale);
        }
        if (!full)
        {
            beginAsks();
        }
        return !full;
    }

    private void beginAsks()
    {
        bidsBeforeAsks = count;
        bidLimit = 0;
        askLimit = LEVELS_PER_SLOT;
    }

    private boolean hasAsks()
    {
        return askLimit != 0;
    }

    private void add(final long price, final int levelPriceScale, final long quantity, final int levelQuantityScale)
    {
        if (levelPriceScale == priceScale && levelQuantityScale == quantityScale)
        {
            chunk.level(count++, price, quantity);
            return;
        }
        addAtOtherScale(price, levelPriceScale, quantity, levelQuantityScale);
    }

    private void addAtOtherScale(
        final long price, final int levelPriceScale, final long quantity, final int levelQuantityScale)
    {
        if (count == 0)
        {
            priceScale = levelPriceScale;
            quantityScale = levelQuantityScale;
        }
        else
        {
            final int widerPrice = Math.max(priceScale, levelPriceScale);
            final int widerQuantity = Math.max(quantityScale, levelQuantityScale);
            if (!Widening.canWiden(price, widerPrice - levelPriceScale) ||
                !Widening.canWiden(quantity, widerQuantity - levelQuantityScale) ||
                !canWidenChunk(widerPrice - priceScale, widerQuantity - quantityScale))
            {
                final boolean asks = hasAsks();
                nextChunk(levelPriceScale, levelQuantityScale);
                if (full)
                {
                    return;
                }
                if (asks)
                {
                    beginAsks();
                }
            }
            else
            {
                widenChunk(widerPrice, widerQuantity);
            }
        }
        chunk.level(
            count++,
            Widening.widen(price, priceScale - levelPriceScale),
            Widening.widen(quantity, quantityScale - levelQuantityScale));
    }

    private boolean canWidenChunk(final int priceDecimals, final int quantityDecimals)
    {
        for (int i = 0; i < count; i++)
        {
            if (!Widening.canWiden(chunk.bidPrice(i), priceDecimals) ||
                !Widening.canWiden(chunk.bidQuantity(i), quantityDecimals))
            {
                return false;
            }
        }
        return true;
    }

    private void widenChunk(final int widerPrice, final int widerQuantity)
    {
        for (int i = 0; i < count; i++)
        {
            chunk.level(
                i,
                Widening.widen(chunk.bidPrice(i), widerPrice - priceScale),
                Widening.widen(chunk.bidQuantity(i), widerQuantity - quantityScale));
        }
        priceScale = widerPrice;
        quantityScale = widerQuantity;
    }

    private void nextChunk(final int nextPriceScale, final int nextQuantityScale)
    {
        closeChunk();
        openChunk(nextPriceScale, nextQuantityScale);
    }

    private void openChunk(final int chunkPriceScale, final int chunkQuantityScale)
    {
        priceScale = chunkPriceScale;
        quantityScale = chunkQuantityScale;
        count = 0;
        askLimit = 0;
        full = !stage.append(chunk, EventType.BOOK_UPDATE, 0);
        // If full, levels go nowhere from here on: the event is taken back at its end.
        bidLimit = full ? 0 : LEVELS_PER_SLOT;
    }

    private void closeChunk()
    {
        if (full)
        {
            return; // the window is over a slot that may be another event's
        }
        final int bidCount = hasAsks() ? bidsBeforeAsks : count;
        chunk.bidCount(bidCount);
        chunk.askCount(count - bidCount);
        chunk.priceScale(priceScale);
        chunk.quantityScale(quantityScale);
        chunk.usedLength(PAYLOAD_OFFSET + count * LEVEL_LENGTH);
    }

    /**
     * Ends the event.
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
            chunk.flags(
                (i == firstSlot ? FLAG_BEGIN : 0) | (i == stage.slotCount() - 1 ? FLAG_END : 0));
        }
        return true;
    }

    /** Takes the event back. */
    void abort()
    {
        stage.truncate(firstSlot);
    }

    /** First slot of the event. */
    int firstSlot()
    {
        return firstSlot;
    }
}
