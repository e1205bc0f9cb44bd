package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.book.level.BookSide;

/** The fast book equals the naive one after each of many random updates of mixed scales. */
final class RandomBookTest
{
    private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};

    @Test
    void shouldEqualNaiveBookAfterEachOfManyUpdates()
    {
        for (int run = 0; run < 40; run++)
        {
            final long seed = 20_261_122L + run;
            run(seed, 500, 1 + run * 7);
        }
    }

    @Test
    void shouldEqualNaiveBookWithThousandsOfLevels()
    {
        run(4_711, 3_000, 4_000);
    }

    @Property(tries = 60)
    void shouldEqualNaiveBook(@ForAll final long seed, @ForAll @IntRange(min = 1, max = 300) final int spread)
    {
        run(seed, 60, spread);
    }

    private static void run(final long seed, final int updates, final int spread)
    {
        final Random random = new Random(seed);
        final NaiveBook naive = new NaiveBook();
        final FastBook fast = new FastBook();
        final BookEvents events = new BookEvents(null, null);
        for (int i = 0; i < updates; i++)
        {
            events.priceScale = random.nextInt(8) - 2;
            events.quantityScale = random.nextInt(8) - 2;
            events.fill(events.slot, levels(random, events, spread));
            naive.apply(events.slot);
            fast.apply(events.slot);
            final String message = "seed " + seed + ", update " + i;
            assertEquals(naive.rows(true), fast.rows(true), message);
            assertEquals(naive.rows(false), fast.rows(false), message);
            assertEquals(naive.isCrossed(), fast.isCrossed(), message);
            compareDepth(naive, fast, random, message);
        }
        assertFalse(fast.book.isInexact());
        assertTrue(fast.book.priceScale() <= 5 && fast.book.quantityScale() <= 5);
    }

    private static List<BookEvents.Level> levels(final Random random, final BookEvents events, final int spread)
    {
        final List<BookEvents.Level> levels = new ArrayList<>();
        final int count = random.nextInt(Math.min(54, spread) + 1);
        for (int i = 0; i < count; i++)
        {
            final boolean isBid = random.nextBoolean();
            final long unit = POWERS[Math.max(0, events.priceScale)];
            final long price = 100 * unit + (isBid ? -1 : 1) * (long)(random.nextInt(spread) - 1);
            final long quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(5_000);
            levels.add(new BookEvents.Level(isBid, price, quantity));
        }
        return levels;
    }

    private static void compareDepth(
        final NaiveBook naive, final FastBook fast, final Random random, final String message)
    {
        final boolean isBid = random.nextBoolean();
        final List<TestBook.Row> rows = naive.rows(isBid);
        final BookSide side = isBid ? fast.book.bids() : fast.book.asks();
        assertEquals(rows.size(), side.levels(), message);
        if (rows.isEmpty())
        {
            return;
        }
        final int n = random.nextInt(rows.size());
        final BigDecimal price = rows.get(n).price();
        assertEquals(price, BigDecimal.valueOf(side.price(n), fast.book.priceScale()).stripTrailingZeros(), message);
        assertSame(rows.get(n).quantity(), fast.quantityAt(isBid, price), message);
        assertSame(naive.cumulativeQuantity(isBid, n), fast.cumulativeQuantity(isBid, n), message);
        assertSame(naive.cumulativeQuantityTo(isBid, price), fast.cumulativeQuantityTo(isBid, price), message);
        final BigDecimal quantity = naive.cumulativeQuantity(isBid, n + 1).subtract(
            BigDecimal.valueOf(random.nextInt(2), fast.book.quantityScale()));
        if (quantity.signum() > 0)
        {
            assertSame(naive.priceForQuantity(isBid, quantity), fast.priceForQuantity(isBid, quantity), message);
            final BigDecimal exact = naive.averagePriceForQuantity(isBid, quantity);
            assertSame(
                exact.setScale(fast.book.priceScale(), isBid ? RoundingMode.CEILING : RoundingMode.FLOOR),
                fast.averagePriceForQuantity(isBid, quantity),
                message);
        }
    }

    private static void assertSame(final BigDecimal expected, final BigDecimal actual, final String message)
    {
        assertEquals(0, expected.compareTo(actual), () -> message + ": " + expected + " but was " + actual);
    }
}
