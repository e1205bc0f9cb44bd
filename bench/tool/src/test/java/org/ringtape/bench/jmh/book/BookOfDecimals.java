package org.ringtape.bench.jmh.book;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.TreeMap;

import org.ringtape.bench.jmh.book.BookRecording.Levels;

/** {@code TreeMap<BigDecimal, BigDecimal>}: the numbers are there already, the book only compares and keeps them. */
public final class BookOfDecimals implements BookAlternative
{
    private final BookRecording recording;
    private final Decimals snapshot;
    private final Decimals updates;
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    public BookOfDecimals(final BookRecording recording)
    {
        this.recording = recording;
        snapshot = new Decimals(recording.snapshot);
        updates = new Decimals(recording.updates);
    }

    @Override
    public void restore()
    {
        bids.clear();
        asks.clear();
        apply(recording.snapshot, snapshot);
    }

    @Override
    public void replay()
    {
        apply(recording.updates, updates);
    }

    private void apply(final Levels levels, final Decimals numbers)
    {
        for (int i = 0; i < levels.areBids.length; i++)
        {
            final TreeMap<BigDecimal, BigDecimal> side = levels.areBids[i] ? bids : asks;
            if (numbers.quantities[i].signum() == 0)
            {
                side.remove(numbers.prices[i]);
            }
            else
            {
                side.put(numbers.prices[i], numbers.quantities[i]);
            }
        }
    }

    @Override
    public String rows()
    {
        final StringBuilder rows = new StringBuilder();
        bids.forEach((price, quantity) -> append(rows, price, quantity));
        asks.forEach((price, quantity) -> append(rows, price, quantity));
        return rows.toString();
    }

    private static void append(final StringBuilder rows, final BigDecimal price, final BigDecimal quantity)
    {
        rows.append(price.stripTrailingZeros().toPlainString()).append(',')
            .append(quantity.stripTrailingZeros().toPlainString()).append('\n');
    }

    /** Levels as a parser would have left them. */
    private static final class Decimals
    {
        private final BigDecimal[] prices;
        private final BigDecimal[] quantities;

        private Decimals(final Levels levels)
        {
            prices = new BigDecimal[levels.prices.length];
            quantities = new BigDecimal[levels.prices.length];
            for (int i = 0; i < prices.length; i++)
            {
                prices[i] = BigDecimal.valueOf(levels.prices[i], Levels.PRICE_SCALE);
                quantities[i] = BigDecimal.valueOf(levels.quantities[i], Levels.QUANTITY_SCALE);
            }
        }
    }
}
