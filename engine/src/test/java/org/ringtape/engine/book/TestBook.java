package org.ringtape.engine.book;

import java.math.BigDecimal;
import java.util.List;

import org.ringtape.engine.event.BookUpdate;

/** What the naive and the fast book have in common, in plain decimals. */
interface TestBook
{
    /** Price and quantity. */
    record Row(BigDecimal price, BigDecimal quantity)
    {
    }

    void apply(BookUpdate chunk);

    void clear();

    /** Levels of a side, best first, without trailing zeros. */
    List<Row> rows(boolean isBid);

    /** Best price, null if there is none. */
    BigDecimal best(boolean isBid);

    BigDecimal quantityAt(boolean isBid, BigDecimal price);

    BigDecimal cumulativeQuantity(boolean isBid, int levels);

    BigDecimal cumulativeQuantityTo(boolean isBid, BigDecimal price);

    /** Worst price touched, null if the side holds less. */
    BigDecimal priceForQuantity(boolean isBid, BigDecimal quantity);

    /** Volume-weighted price, cut towards the best at this book's scale; null if the side holds less. */
    BigDecimal averagePriceForQuantity(boolean isBid, BigDecimal quantity);

    boolean isCrossed();
}
