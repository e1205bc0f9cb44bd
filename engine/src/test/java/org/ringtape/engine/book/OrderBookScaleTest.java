package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.health.HealthReason;

/** Scales, rounding and what does not fit. */
final class OrderBookScaleTest
{
    private final BookEvents events = new BookEvents(null, null);
    private OrderBook book = new OrderBook(1, 2, BookLimits.DEFAULT, new ScaledLevels());

    private boolean apply(final int priceScale, final int quantityScale, final BookEvents.Level... levels)
    {
        events.priceScale = priceScale;
        events.quantityScale = quantityScale;
        events.fill(events.slot, List.of(levels));
        return book.apply(events.slot);
    }

    @Test
    void shouldWidenToTheDecimalsThatAreNeeded()
    {
        assertTrue(apply(0, 0, bid(7, 3)));
        assertTrue(apply(6, 4, ask(8_250_000, 1_200)));
        assertEquals(2, book.priceScale());
        assertEquals(2, book.quantityScale());
        assertEquals(700, book.bestBidPrice());
        assertEquals(300, book.bestBidQuantity());
        assertEquals(825, book.bestAskPrice());
        assertEquals(12, book.bestAskQuantity());
        assertFalse(book.isInexact());
    }

    @Test
    void shouldMultiplyCoarserAndNegativeScales()
    {
        assertTrue(apply(2, 1, bid(101, 11)));
        assertTrue(apply(0, -2, ask(9, 4)));
        assertTrue(apply(-1, 0, ask(2, 5)));
        assertEquals(900, book.bestAskPrice());
        assertEquals(4_000, book.bestAskQuantity());
        assertEquals(2_000, book.asks().price(1));
        assertEquals(2, book.priceScale());
    }

    @Test
    void shouldRoundHalfEvenBeyondTheCapAndSaySo()
    {
        book = new OrderBook(1, 2, new BookLimits(8, 2), new ScaledLevels());
        assertTrue(apply(3, 3, bid(1_125, 2_375), ask(2_000, 1_000)));
        assertEquals(112, book.bestBidPrice());
        assertEquals(238, book.bestBidQuantity());
        assertTrue(book.isInexact());
        assertEquals(2, book.priceScale());
        book.clear();
        assertFalse(book.isInexact());
    }

    @Test
    void shouldStayExactBeyondTheCapIfExcessDigitsAreZeros()
    {
        assertTrue(apply(32, 20, bid(0, 500_000_000_000_000_000L)));
        assertTrue(apply(12, 12, ask(3_000_000_000L, 7_000_000_000_000L)));
        assertFalse(book.isInexact());
        assertEquals(3, book.priceScale());
        assertEquals(3, book.bestAskPrice());
        assertEquals(7_000, book.bestAskQuantity());
        assertEquals(5, book.bestBidQuantity());
    }

    @Test
    void shouldBeInexactIfTheDecoderRounded()
    {
        events.fill(events.slot, List.of(bid(1, 1)));
        events.slot.flags(events.slot.flags() | EventLayout.FLAG_INEXACT);
        assertTrue(book.apply(events.slot));
        assertTrue(book.isInexact());
    }

    @Test
    void shouldRefuseValueThatIsNoLongAtTheBooksScale()
    {
        assertTrue(apply(9, 0, bid(1, 1)));
        book.state(BookState.LIVE, HealthReason.NONE);
        assertFalse(apply(0, 0, bid(9_223_372_037L, 1)));
        assertEquals(BookState.GAPPED, book.state());
        assertFalse(apply(-32, 0, bid(1, 1)));
        assertTrue(apply(-32, 0, bid(0, 1)));
    }

    @Test
    void shouldRefuseToWidenLevelsThatWouldNotFit()
    {
        assertTrue(apply(0, 0, bid(Long.MAX_VALUE / 5, 1)));
        assertFalse(apply(1, 0, bid(1, 1)));
        assertEquals(0, book.priceScale());
        assertEquals(Long.MAX_VALUE / 5, book.bestBidPrice());
        assertTrue(apply(0, 0, ask(1, Long.MAX_VALUE)));
        assertFalse(apply(0, 1, bid(1, 1)));
        assertEquals(Long.MAX_VALUE, book.bestAskQuantity());
    }

    @Test
    void shouldForgetScalesWhenClearedAfterSomethingDidNotFit()
    {
        assertTrue(apply(9, 9, bid(1, 1)));
        book.clear();
        assertEquals(9, book.priceScale());
        assertFalse(apply(0, 0, bid(Long.MAX_VALUE, 1)));
        book.clear();
        assertTrue(apply(0, 0, bid(Long.MAX_VALUE, 1)));
        assertEquals(0, book.priceScale());
    }

    @Test
    void shouldRefuseNegativeAndAbsentValues()
    {
        assertFalse(apply(0, 0, bid(1, -1)));
        assertFalse(apply(0, 0, bid(EventLayout.ABSENT, 1)));
        assertFalse(apply(0, 0, bid(1, EventLayout.ABSENT)));
        assertFalse(apply(3, 0, bid(EventLayout.ABSENT, 1)));
        assertFalse(apply(0, 3, bid(1, EventLayout.ABSENT)));
        assertFalse(book.hasBids());
    }

    @Test
    void shouldGrowUpToItsLevelsAndRefuseOneMore()
    {
        book = new OrderBook(1, 2, new BookLimits(100, 9), new ScaledLevels());
        for (int i = 0; i < 100; i++)
        {
            assertTrue(apply(0, 0, bid(i * 3 % 100, 1), ask(i, 1)));
        }
        assertEquals(100, book.bids().levels());
        assertTrue(apply(0, 0, bid(50, 2)));
        assertFalse(apply(0, 0, bid(100, 1)));
        assertEquals(100, book.bids().levels());
        assertTrue(apply(0, 0, bid(100, 0), bid(99, 0), bid(100, 1)));
        assertEquals(100, book.bestBidPrice());
    }

    @Test
    void shouldApplyTheLevelsBeforeTheOneThatHasNoRoom()
    {
        book = new OrderBook(1, 2, new BookLimits(40, 9), new ScaledLevels());
        final BookEvents.Level[] levels = new BookEvents.Level[50];
        for (int i = 0; i < 50; i++)
        {
            levels[i] = bid(100 + i, 1 + i);
        }
        assertFalse(apply(0, 0, levels));
        assertEquals(BookState.GAPPED, book.state());
        assertEquals(40, book.bids().levels());
        assertEquals(139, book.bestBidPrice());
        assertFalse(book.hasAsks());
        // room is made and taken again within one chunk, in wire order
        assertTrue(apply(0, 0, bid(139, 0), bid(150, 7), bid(100, 0), bid(99, 8), ask(200, 1)));
        assertEquals(150, book.bestBidPrice());
        assertEquals(99, book.bids().price(39));
        assertFalse(apply(0, 0, bid(151, 1), bid(150, 0), ask(201, 1)));
        assertEquals(150, book.bestBidPrice());
        assertEquals(1, book.asks().levels());
    }

    @Test
    void shouldApplyTheLevelsBeforeAnAbsentOneAndNoneAfterIt()
    {
        assertTrue(apply(1, 0, bid(5, 1), ask(95, 1)));
        assertFalse(apply(1, 0, bid(6, 2), bid(7, -3), bid(8, 4)));
        assertEquals(6, book.bestBidPrice());
        assertFalse(apply(1, 0, bid(7, 2), bid(EventLayout.ABSENT, 0), bid(8, 4), ask(90, 1)));
        assertEquals(7, book.bestBidPrice());
        assertEquals(95, book.bestAskPrice());
        assertEquals(3, book.bids().levels());
    }

    @Test
    void shouldDivideAndMultiplyWholeChunksExactly()
    {
        assertTrue(apply(1, 3, bid(-5, 1), ask(5, 1)));
        for (int i = 1; i <= 50; i++)
        {
            assertTrue(apply(3, 5, bid(-1_000 * i, 700L * i), ask(1_000 * i, 900L * i)));
            assertTrue(apply(-1, 1, bid(-10 * i, 3), ask(10 * i, 4)));
        }
        assertEquals(1, book.priceScale());
        assertEquals(3, book.quantityScale());
        assertFalse(book.isInexact());
        assertEquals(101, book.bids().levels());
        assertEquals(-5, book.bestBidPrice());
        assertEquals(7, book.bids().quantityAt(-10));
        assertEquals(9 * 50, book.asks().quantityAt(500));
        assertEquals(300, book.bids().quantityAt(-1_000));
        assertEquals(400, book.asks().quantityAt(50_000));
    }

    @Test
    void shouldChangeNothingIfTheLastLevelOfAChunkWouldNeedLevelsWidenedThatDoNotFit()
    {
        assertTrue(apply(0, 0, bid(Long.MAX_VALUE / 5, 1), ask(Long.MAX_VALUE, 1)));
        assertFalse(apply(1, 0, bid(10, 1), bid(20, 2), bid(35, 3)));
        assertEquals(1, book.bids().levels());
        assertEquals(Long.MAX_VALUE / 5, book.bestBidPrice());
        assertTrue(apply(1, 0, bid(10, 1), bid(20, 2), bid(30, 3)));
        assertEquals(4, book.bids().levels());
        assertEquals(0, book.priceScale());
    }

    @Test
    void shouldFindLevelsInEveryBlockAfterTheBookWasWidened()
    {
        for (int i = 1; i <= 500; i++)
        {
            assertTrue(apply(0, 0, bid(-i, i), ask(i, i)));
        }
        assertTrue(apply(2, 1, bid(-1, 5), ask(1, 5)));
        assertEquals(2, book.priceScale());
        for (int i = 1; i <= 500; i++)
        {
            assertEquals(10L * i, book.bids().quantityAt(-100L * i));
            assertEquals(-100L * i, book.bids().price(2 * i - 1));
            assertTrue(apply(2, 1, bid(-100L * i - 1, 7), ask(100L * i, 0)));
        }
        assertEquals(1_001, book.bids().levels());
        assertEquals(1, book.asks().levels());
    }

    @Test
    void shouldSaturateSumsAndAverageExtremePrices()
    {
        assertTrue(apply(0, 0, ask(-Long.MAX_VALUE, Long.MAX_VALUE / 2), ask(Long.MAX_VALUE, Long.MAX_VALUE)));
        assertEquals(Long.MAX_VALUE, book.asks().cumulativeQuantity(2));
        assertEquals(Long.MAX_VALUE, book.asks().cumulativeQuantityTo(Long.MAX_VALUE));
        final long quantity = (Long.MAX_VALUE / 2) * 2;
        assertEquals(0, book.asks().averagePriceForQuantity(quantity));
        assertEquals(Long.MAX_VALUE, book.asks().priceForQuantity(quantity));
        assertEquals(EventLayout.ABSENT, book.asks().priceForQuantity(0));
        assertEquals(EventLayout.ABSENT, book.asks().averagePriceForQuantity(0));
    }

    @Test
    void shouldAnswerAbsentBeyondItsLevels()
    {
        assertTrue(apply(0, 0, bid(5, 6)));
        assertEquals(EventLayout.ABSENT, book.bids().price(1));
        assertEquals(EventLayout.ABSENT, book.bids().quantity(-1));
        assertEquals(EventLayout.ABSENT, book.bestAskPrice());
        assertEquals(EventLayout.ABSENT, book.bestAskQuantity());
        assertEquals(6, book.bids().quantity(0));
    }

    @Test
    void shouldRefuseLimitsNobodyCanKeep()
    {
        assertThrows(IllegalArgumentException.class, () -> new BookLimits(0, 9));
        assertThrows(IllegalArgumentException.class, () -> new BookLimits(1, 19));
    }
}
