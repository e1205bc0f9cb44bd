package org.ringtape.bench.system;

import java.math.BigDecimal;

import org.ringtape.engine.book.BookSide;
import org.ringtape.engine.book.OrderBook;

/** Hash of a set of levels that does not depend on their order nor on how a number is spelled. Two ways to the same. */
final class LevelHash
{
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private LevelHash()
    {
    }

    /** Of one level of the oracle. */
    static long of(final boolean bid, final BigDecimal price, final BigDecimal quantity)
    {
        final BigDecimal plainPrice = price.stripTrailingZeros();
        final BigDecimal plainQuantity = quantity.stripTrailingZeros();
        return level(bid, plainPrice.unscaledValue().longValueExact(), plainPrice.scale(),
            plainQuantity.unscaledValue().longValueExact(), plainQuantity.scale());
    }

    /** Of all levels of a book under test. */
    static long of(final OrderBook book)
    {
        return of(true, book.bids(), book) ^ of(false, book.asks(), book);
    }

    private static long of(final boolean bid, final BookSide side, final OrderBook book)
    {
        long hash = 0;
        for (int i = 0; i < side.levels(); i++)
        {
            long price = side.price(i);
            int priceScale = book.priceScale();
            while (price % 10 == 0 && price != 0)
            {
                price /= 10;
                priceScale--;
            }
            long quantity = side.quantity(i);
            int quantityScale = book.quantityScale();
            while (quantity % 10 == 0 && quantity != 0)
            {
                quantity /= 10;
                quantityScale--;
            }
            hash ^= level(bid, price, priceScale, quantity, quantityScale);
        }
        return hash;
    }

    private static long level(
        final boolean bid, final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        long hash = mix(bid ? 1 : 2, price);
        hash = mix(hash, priceScale);
        hash = mix(hash, quantity);
        return mix(hash, quantityScale);
    }

    private static long mix(final long seed, final long value)
    {
        long mixed = (seed ^ value) * GOLDEN;
        mixed = (mixed ^ mixed >>> 29) * GOLDEN;
        return mixed ^ mixed >>> 32;
    }
}
