package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What every L2 book does, the naive one and the fast one alike. Numbers of the fixture have one decimal. */
abstract class BookContract
{
    private final BookEvents events = new BookEvents(null);

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
