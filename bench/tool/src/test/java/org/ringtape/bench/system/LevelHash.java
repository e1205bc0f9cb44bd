package org.ringtape.bench.system;

import java.math.BigDecimal;

import org.ringtape.engine.book.level.BookSide;
import org.ringtape.engine.book.OrderBook;

/** Hash of a set of levels that does not depend on their order nor on how a number is spelled. Two ways to the same. */
final class LevelHash
{
    /** Everything is brought to this scale, which is beyond all prices and quantities of these streams. */
    private static final int SCALE = 9;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private LevelHash()
    {
    }

    /** Of one level of the oracle. */
    static long of(final boolean bid, final BigDecimal price, final BigDecimal quantity)
    {
        return level(bid, price.setScale(SCALE).unscaledValue().longValueExact(),
            quantity.setScale(SCALE).unscaledValue().longValueExact());
    }

    /** Of all levels of a book under test. */
    static long of(final OrderBook book)
    {
        final long priceFactor = power(SCALE - book.priceScale());
        final long quantityFactor = power(SCALE - book.quantityScale());
        return of(true, book.bids(), priceFactor, quantityFactor) ^
            of(false, book.asks(), priceFactor, quantityFactor);
    }

    private static long of(
        final boolean bid, final BookSide side, final long priceFactor, final long quantityFactor)
    {
        long hash = 0;
        for (int i = 0; i < side.levels(); i++)
        {
            hash ^= level(bid, Math.multiplyExact(side.price(i), priceFactor),
                Math.multiplyExact(side.quantity(i), quantityFactor));
        }
        return hash;
    }

    private static long power(final int exponent)
    {
        return BigDecimal.ONE.scaleByPowerOfTen(exponent).longValueExact();
    }

    private static long level(final boolean bid, final long price, final long quantity)
    {
        return mix(mix(bid ? 1 : 2, price), quantity);
    }

    private static long mix(final long seed, final long value)
    {
        long mixed = (seed ^ value) * GOLDEN;
        mixed = (mixed ^ mixed >>> 29) * GOLDEN;
        return mixed ^ mixed >>> 32;
    }
}
