package org.ringtape.bench.latency.source;

import java.math.BigDecimal;

import org.ringtape.engine.book.level.BookSide;
import org.ringtape.engine.book.OrderBook;

/**
 * Books as text, so that three kinds of book can be compared: rows {@code side,price,quantity}, side {@code b} then
 * {@code a}, best first, plain decimals without trailing zeros.
 */
public final class BookRows
{
    private final StringBuilder rows = new StringBuilder();

    /** The rows of a book. Control path; the thread that owns the book. */
    static String of(final OrderBook book)
    {
        final BookRows rows = new BookRows();
        rows.add(true, book.bids(), book);
        rows.add(false, book.asks(), book);
        return rows.toString();
    }

    public void add(final boolean bid, final BigDecimal price, final BigDecimal quantity)
    {
        rows.append(bid ? "b," : "a,").append(price.stripTrailingZeros().toPlainString()).append(',')
            .append(quantity.stripTrailingZeros().toPlainString()).append('\n');
    }

    private void add(final boolean bid, final BookSide side, final OrderBook book)
    {
        for (int i = 0; i < side.levels(); i++)
        {
            add(bid, BigDecimal.valueOf(side.price(i), book.priceScale()),
                BigDecimal.valueOf(side.quantity(i), book.quantityScale()));
        }
    }

    @Override
    public String toString()
    {
        return rows.toString();
    }
}
