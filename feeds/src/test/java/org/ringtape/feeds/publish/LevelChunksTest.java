package org.ringtape.feeds.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.ring.EventStage;

/** Levels in, chunks out: where chunks begin, at which scales, and that no value changes. */
class LevelChunksTest
{
    private static final long EIGHTEEN_DIGITS = 999_999_999_999_999_999L;

    private final EventStage stage = new EventStage(64);
    private final LevelChunks chunks = new LevelChunks(stage);
    private final BookUpdate chunk = new BookUpdate();

    @Test
    void shouldPutFiftyFourLevelsInAChunkBidsBeforeAsks()
    {
        chunks.begin();
        for (int i = 0; i < 60; i++)
        {
            chunks.bid(1000 + i, 1, 5, 0);
        }
        for (int i = 0; i < 50; i++)
        {
            chunks.ask(2000 + i, 1, 5, 0);
        }
        assertTrue(chunks.end());

        assertEquals(3, stage.slotCount());
        assertChunk(0, 54, 0, true, false);
        assertChunk(1, 6, 48, false, false);
        assertChunk(2, 0, 2, false, true);
        stage.wrap(chunk, 1);
        assertEquals(1059, chunk.bidPrice(5));
        assertEquals(2000, chunk.askPrice(0));
        assertEquals(96 + 54 * 16, chunk.usedLength());
    }

    @Test
    void shouldOpenAnotherChunkForBidsBehindAsks()
    {
        chunks.begin();
        chunks.ask(11, 0, 1, 0);
        chunks.bid(10, 0, 1, 0);
        assertTrue(chunks.end());
        assertChunk(0, 0, 1, true, false);
        assertChunk(1, 1, 0, false, true);
    }

    @Test
    void shouldStageAnEmptyBookAsOneChunk()
    {
        chunks.begin();
        assertTrue(chunks.end());
        assertEquals(1, stage.slotCount());
        assertChunk(0, 0, 0, true, true);
    }

    @Test
    void shouldWidenTheScaleWithinAChunk()
    {
        chunks.begin();
        chunks.bid(5, -2, 1, 0);
        chunks.bid(12345, 3, 1, 8);
        chunks.ask(7, 0, 0, 0);
        assertTrue(chunks.end());

        assertChunk(0, 2, 1, true, true);
        stage.wrap(chunk, 0);
        assertEquals(3, chunk.priceScale());
        assertEquals(8, chunk.quantityScale());
        assertEquals(500_000, chunk.bidPrice(0));
        assertEquals(100_000_000, chunk.bidQuantity(0));
        assertEquals(7_000, chunk.askPrice(0));
        assertEquals(0, chunk.askQuantity(0));
    }

    @Test
    void shouldOpenAnotherChunkWhereEighteenDigitsWouldNotDo()
    {
        chunks.begin();
        chunks.bid(EIGHTEEN_DIGITS, 0, 1, 0);
        chunks.bid(EIGHTEEN_DIGITS, 1, 1, 0);
        chunks.bid(EIGHTEEN_DIGITS, 0, 1, 0);
        assertTrue(chunks.end());
        assertEquals(3, stage.slotCount());
        assertChunk(1, 1, 0, false, false);
        assertEquals(1, chunk.priceScale());
    }

    @Test
    void shouldLeaveNothingBehindWhenAborted()
    {
        stage.append(chunk, EventType.TRADE, Trade.BASE_LENGTH);
        chunks.begin();
        for (int i = 0; i < 100; i++)
        {
            chunks.bid(i, 0, 1, 0);
        }
        chunks.abort();
        assertEquals(1, stage.slotCount());
    }

    @Test
    void shouldRefuseWhatDoesNotFitTheStageAndTouchNothingElse()
    {
        final EventStage small = new EventStage(2);
        final LevelChunks few = new LevelChunks(small);
        final Trade trade = new Trade();
        small.append(trade, EventType.TRADE, Trade.BASE_LENGTH);
        few.begin();
        for (int i = 0; i < 200; i++)
        {
            few.ask(i, i % 3, 1, 0);
        }
        assertFalse(few.end());
        assertEquals(1, small.slotCount());

        small.append(trade, EventType.TRADE, Trade.BASE_LENGTH);
        trade.priceAndQuantity(42, 43);
        final int usedLength = trade.usedLength();
        few.begin();
        few.bid(7, 0, 7, 0);
        assertFalse(few.end());
        assertEquals(2, small.slotCount());
        assertEquals(42, trade.price());
        assertEquals(usedLength, trade.usedLength());
    }

    @Test
    void shouldReadBackEveryValueWhateverTheScales()
    {
        final long seed = Long.getLong("ringtape.seed", System.nanoTime());
        System.out.println("LevelChunksTest seed " + seed);
        final Random random = new Random(seed);
        for (int run = 0; run < 3_000; run++)
        {
            stage.reset();
            chunks.begin();
            final List<String> expected = new ArrayList<>();
            final int spread = 1 + random.nextInt(random.nextInt(10) == 0 ? 65 : 6);
            final int levels = random.nextInt(random.nextInt(20) == 0 ? 300 : 60);
            for (int i = 0; i < levels; i++)
            {
                addRandomLevel(random, spread, expected);
            }
            if (chunks.end())
            {
                assertEquals(expected, readBack(), "run " + run);
            }
            else
            {
                assertEquals(0, stage.slotCount());
                assertTrue(expected.size() > 63, "more levels than slots");
            }
        }
    }

    private void addRandomLevel(final Random random, final int spread, final List<String> expected)
    {
        final long price = mantissa(random);
        final long quantity = Math.abs(mantissa(random));
        final int priceScale = -32 + random.nextInt(spread);
        final int quantityScale = 32 - random.nextInt(spread);
        final boolean isBid = random.nextInt(4) > 0;
        expected.add(text(isBid, price, priceScale, quantity, quantityScale));
        if (isBid)
        {
            chunks.bid(price, priceScale, quantity, quantityScale);
        }
        else
        {
            chunks.ask(price, priceScale, quantity, quantityScale);
        }
    }

    private static long mantissa(final Random random)
    {
        final long digits = (long)Math.pow(10, random.nextInt(19));
        final long mantissa = random.nextInt(50) == 0 ? EIGHTEEN_DIGITS : Math.abs(random.nextLong() % digits);
        return random.nextInt(20) == 0 ? -mantissa : mantissa;
    }

    private List<String> readBack()
    {
        final List<String> read = new ArrayList<>();
        for (int slot = 0; slot < stage.slotCount(); slot++)
        {
            stage.wrap(chunk, slot);
            assertTrue(chunk.levelCount() <= 54);
            final int priceScale = chunk.priceScale();
            final int quantityScale = chunk.quantityScale();
            for (int i = 0; i < chunk.bidCount(); i++)
            {
                read.add(text(true, chunk.bidPrice(i), priceScale, chunk.bidQuantity(i), quantityScale));
            }
            for (int i = 0; i < chunk.askCount(); i++)
            {
                read.add(text(false, chunk.askPrice(i), priceScale, chunk.askQuantity(i), quantityScale));
            }
        }
        return read;
    }

    private static String text(
        final boolean isBid, final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        return (isBid ? "bid " : "ask ") + BigDecimal.valueOf(price, priceScale).stripTrailingZeros() + " " +
            BigDecimal.valueOf(quantity, quantityScale).stripTrailingZeros();
    }

    private void assertChunk(final int slot, final int bids, final int asks, final boolean begin, final boolean end)
    {
        stage.wrap(chunk, slot);
        assertEquals(bids, chunk.bidCount());
        assertEquals(asks, chunk.askCount());
        assertEquals(begin, chunk.isBegin());
        assertEquals(end, chunk.isEnd());
    }
}
