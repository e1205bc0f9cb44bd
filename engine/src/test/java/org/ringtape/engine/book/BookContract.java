package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** What every L2 book does, the naive one and the fast one alike. Numbers of the fixture have one decimal. */
abstract class BookContract
{
    private final BookEvents events = new BookEvents(null, null);

    abstract TestBook book();

    private void apply(final BookEvents.Level... levels)
    {
        events.fill(events.slot, List.of(levels));
        book().apply(events.slot);
    }

    private void fixture()
    {
        events.priceScale = 1;
        events.quantityScale = 1;
        apply(bid(995, 10), bid(993, 25), bid(990, 5), ask(1005, 7), ask(1001, 11), ask(1010, 20));
    }

    @Test
    void shouldBeEmptyAtFirst()
    {
        assertNull(book().best(true));
        assertNull(book().best(false));
        assertFalse(book().isCrossed());
        assertEquals(List.of(), book().rows(true));
    }

    @Test
    void shouldSortBestFirst()
    {
        fixture();
        assertEquals(List.of(row("99.5", "1"), row("99.3", "2.5"), row("99", "0.5")), book().rows(true));
        assertEquals(List.of(row("100.1", "1.1"), row("100.5", "0.7"), row("101", "2")), book().rows(false));
    }

    @Test
    void shouldReplaceQuantityAndLetLaterEntryOfSamePriceWin()
    {
        fixture();
        apply(bid(995, 1), bid(995, 3));
        assertDecimal("0.3", book().quantityAt(true, new BigDecimal("99.5")));
    }

    @Test
    void shouldRemoveLevelWithQuantityZero()
    {
        fixture();
        apply(bid(995, 0), ask(1005, 0));
        assertDecimal("99.3", book().best(true));
        assertEquals(2, book().rows(false).size());
        assertDecimal("0", book().quantityAt(false, new BigDecimal("100.5")));
    }

    @Test
    void shouldIgnoreRemovalOfAbsentLevel()
    {
        fixture();
        apply(bid(994, 0), ask(2000, 0));
        assertEquals(3, book().rows(true).size());
        assertEquals(3, book().rows(false).size());
    }

    @Test
    void shouldTakeLevelsOfAChunkInAnyOrder()
    {
        final BookEvents.Level[] sorted = new BookEvents.Level[48];
        for (int i = 0; i < 24; i++)
        {
            sorted[i] = bid(900 + i, 1 + i);
            sorted[24 + i] = ask(1000 + i, 1 + i);
        }
        final List<List<TestBook.Row>> expected = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++)
        {
            final List<BookEvents.Level> levels = new ArrayList<>(List.of(sorted));
            if (seed == 1)
            {
                Collections.reverse(levels);
            }
            else if (seed > 1)
            {
                Collections.shuffle(levels, new Random(seed));
            }
            book().clear();
            apply(levels.toArray(new BookEvents.Level[0]));
            expected.add(book().rows(true));
            expected.add(book().rows(false));
            assertEquals(expected.get(0), book().rows(true), "seed " + seed);
            assertEquals(expected.get(1), book().rows(false), "seed " + seed);
        }
        assertEquals(24, expected.get(0).size());
        assertEquals(row("923", "24"), expected.get(0).get(0));
        assertEquals(row("1000", "1"), expected.get(1).get(0));
    }

    @Test
    void shouldLetTheLastOfSeveralEntriesOfOnePriceWin()
    {
        fixture();
        apply(bid(991, 4), bid(991, 0), bid(993, 0), bid(993, 6), bid(995, 0), bid(995, 0), ask(1001, 0), ask(1001, 2));
        assertEquals(List.of(row("99.3", "0.6"), row("99", "0.5")), book().rows(true));
        assertDecimal("0.2", book().quantityAt(false, new BigDecimal("100.1")));
    }

    @Test
    void shouldTakeLevelsThatCrossTheOtherSide()
    {
        fixture();
        apply(bid(1002, 3), bid(1020, 1), ask(980, 2));
        assertTrue(book().isCrossed());
        assertDecimal("102", book().best(true));
        assertDecimal("98", book().best(false));
        apply(bid(1020, 0), bid(1002, 0), ask(980, 0));
        assertFalse(book().isCrossed());
        assertEquals(3, book().rows(true).size());
    }

    @Test
    void shouldEmptyADeepBookFromTheFarEndInSortedChunks()
    {
        final int count = 1_000;
        for (int i = 0; i < count; i += 20)
        {
            final List<BookEvents.Level> chunk = new ArrayList<>();
            for (int k = i; k < i + 20; k++)
            {
                chunk.add(bid(10_000 - k, 1 + k));
            }
            apply(chunk.toArray(new BookEvents.Level[0]));
        }
        assertEquals(count, book().rows(true).size());
        for (int i = count; i > 0; i -= 50)
        {
            final List<BookEvents.Level> chunk = new ArrayList<>();
            for (int k = i - 1; k >= i - 50; k--)
            {
                chunk.add(bid(10_000 - k, 0));
            }
            apply(chunk.toArray(new BookEvents.Level[0]));
            assertEquals(i - 50, book().rows(true).size());
            if (i > 50)
            {
                assertDecimal("10000", book().best(true));
            }
        }
        assertNull(book().best(true));
    }

    @Test
    void shouldSumQuantities()
    {
        fixture();
        assertDecimal("0", book().cumulativeQuantity(true, 0));
        assertDecimal("3.5", book().cumulativeQuantity(true, 2));
        assertDecimal("4", book().cumulativeQuantity(true, 99));
        assertDecimal("1.8", book().cumulativeQuantityTo(false, new BigDecimal("100.5")));
        assertDecimal("1.1", book().cumulativeQuantityTo(false, new BigDecimal("100.4")));
        assertDecimal("0", book().cumulativeQuantityTo(true, new BigDecimal("99.6")));
    }

    @Test
    void shouldPriceAQuantity()
    {
        fixture();
        assertDecimal("100.1", book().priceForQuantity(false, new BigDecimal("1.1")));
        assertDecimal("100.5", book().priceForQuantity(false, new BigDecimal("1.2")));
        assertDecimal("101", book().priceForQuantity(false, new BigDecimal("3.8")));
        assertNull(book().priceForQuantity(false, new BigDecimal("3.9")));
    }

    @Test
    void shouldAverageThePriceOfAQuantity()
    {
        fixture();
        assertDecimal("99.5", book().averagePriceForQuantity(true, new BigDecimal("0.4")));
        assertDecimal("99.4", book().averagePriceForQuantity(true, new BigDecimal("2")));
        assertNull(book().averagePriceForQuantity(true, new BigDecimal("4.1")));
    }

    @Test
    void shouldBeCrossedWhenBestBidReachesBestAsk()
    {
        fixture();
        apply(bid(1000, 1));
        assertFalse(book().isCrossed());
        apply(bid(1001, 1));
        assertTrue(book().isCrossed());
    }

    @Test
    void shouldForgetEverythingWhenCleared()
    {
        fixture();
        book().clear();
        assertNull(book().best(true));
        apply(ask(5, 5));
        assertDecimal("0.5", book().best(false));
    }

    @Test
    void shouldAcceptNegativePrices()
    {
        apply(bid(-5, 1), bid(-7, 2), ask(-3, 1), ask(4, 1));
        assertDecimal("-5", book().best(true));
        assertDecimal("-3", book().best(false));
        assertFalse(book().isCrossed());
    }

    private static TestBook.Row row(final String price, final String quantity)
    {
        return new TestBook.Row(
            new BigDecimal(price).stripTrailingZeros(), new BigDecimal(quantity).stripTrailingZeros());
    }

    private static void assertDecimal(final String expected, final BigDecimal actual)
    {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), () -> expected + " but was " + actual);
    }
}
