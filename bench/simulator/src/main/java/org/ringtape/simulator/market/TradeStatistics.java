package org.ringtape.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Open, high, low, close and sums of the trades of one symbol since some moment. Guarded by its market's lock. */
final class TradeStatistics
{
    private final long openMs;
    BigDecimal open = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal close = BigDecimal.ZERO;
    BigDecimal lastQuantity = BigDecimal.ZERO;
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal amount = BigDecimal.ZERO;
    BigDecimal takerQuantity = BigDecimal.ZERO;
    BigDecimal takerAmount = BigDecimal.ZERO;
    long firstId = -1;
    long lastId = -1;
    int count;

    TradeStatistics(final long openMs)
    {
        this.openMs = openMs;
    }

    long openMs()
    {
        return openMs;
    }

    void add(final BigDecimal price, final BigDecimal traded, final long id, final boolean buy)
    {
        if (count == 0)
        {
            open = price;
            high = price;
            low = price;
            firstId = id;
        }
        high = high.max(price);
        low = low.min(price);
        close = price;
        lastQuantity = traded;
        quantity = quantity.add(traded);
        amount = amount.add(price.multiply(traded));
        if (buy)
        {
            takerQuantity = takerQuantity.add(traded);
            takerAmount = takerAmount.add(price.multiply(traded));
        }
        lastId = id;
        count++;
    }

    /** @return the price weighted by quantity, zero before the first trade. */
    BigDecimal weightedPrice()
    {
        return count == 0 ? BigDecimal.ZERO :
            amount.divide(quantity, close.scale(), RoundingMode.HALF_EVEN);
    }
}
