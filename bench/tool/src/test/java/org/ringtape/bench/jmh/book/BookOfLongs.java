package org.ringtape.bench.jmh.book;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.TreeMap;

import org.ringtape.bench.jmh.book.BookRecording.Levels;

/** {@code TreeMap<Long, Long>}: scaled prices, boxed. */
public final class BookOfLongs implements BookAlternative
{
    private final BookRecording recording;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    public BookOfLongs(final BookRecording recording)
    {
        this.recording = recording;
    }

    @Override
    public void restore()
    {
        bids.clear();
        asks.clear();
        apply(recording.snapshot);
    }

    @Override
    public void replay()
    {
        apply(recording.updates);
    }

    private void apply(final Levels levels)
    {
        for (int i = 0; i < levels.prices.length; i++)
        {
            apply(levels.areBids[i] ? bids : asks, levels.prices[i], levels.quantities[i]);
        }
    }

    public static void apply(final TreeMap<Long, Long> side, final long price, final long quantity)
    {
        if (quantity == 0)
        {
            side.remove(price);
        }
        else
        {
            side.put(price, quantity);
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

    private static void append(final StringBuilder rows, final long price, final long quantity)
    {
        rows.append(BigDecimal.valueOf(price, Levels.PRICE_SCALE).stripTrailingZeros().toPlainString()).append(',')
            .append(BigDecimal.valueOf(quantity, Levels.QUANTITY_SCALE).stripTrailingZeros().toPlainString())
            .append('\n');
    }
}
