package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.ringtape.engine.book.level.BookSide;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookUpdate;

/** The real book, seen in plain decimals. */
final class FastBook implements TestBook
{
    final OrderBook book = new OrderBook(1, 2, BookLimits.DEFAULT, new ScaledLevels());

    @Override
    public void apply(final BookUpdate chunk)
    {
        assertTrue(book.apply(chunk));
    }

    @Override
    public void clear()
    {
        book.clear();
    }

    @Override
    public List<Row> rows(final boolean isBid)
    {
        final List<Row> rows = new ArrayList<>();
        book.forEachLevel((bid, price, quantity) ->
        {
            if (bid == isBid)
            {
                rows.add(new Row(price(price).stripTrailingZeros(), quantity(quantity).stripTrailingZeros()));
            }
        });
        return rows;
    }

    @Override
    public BigDecimal best(final boolean isBid)
    {
        return price(isBid ? book.bestBidPrice() : book.bestAskPrice());
    }

    @Override
    public BigDecimal quantityAt(final boolean isBid, final BigDecimal price)
    {
        return quantity(side(isBid).quantityAt(unscaled(price, book.priceScale())));
    }

    @Override
    public BigDecimal cumulativeQuantity(final boolean isBid, final int levels)
    {
        return quantity(side(isBid).cumulativeQuantity(levels));
    }

    @Override
    public BigDecimal cumulativeQuantityTo(final boolean isBid, final BigDecimal price)
    {
        return quantity(side(isBid).cumulativeQuantityTo(unscaled(price, book.priceScale())));
    }

    @Override
    public BigDecimal priceForQuantity(final boolean isBid, final BigDecimal quantity)
    {
        return price(side(isBid).priceForQuantity(unscaled(quantity, book.quantityScale())));
    }

    @Override
    public BigDecimal averagePriceForQuantity(final boolean isBid, final BigDecimal quantity)
    {
        return price(side(isBid).averagePriceForQuantity(unscaled(quantity, book.quantityScale())));
    }

    @Override
    public boolean isCrossed()
    {
        return book.isCrossed();
    }

    private BookSide side(final boolean isBid)
    {
        return isBid ? book.bids() : book.asks();
    }

    private BigDecimal price(final long price)
    {
        return price == ABSENT ? null : BigDecimal.valueOf(price, book.priceScale());
    }

    private BigDecimal quantity(final long quantity)
    {
        return BigDecimal.valueOf(quantity, book.quantityScale());
    }

    private static long unscaled(final BigDecimal value, final int scale)
    {
        return value.setScale(scale).unscaledValue().longValueExact();
    }
}
