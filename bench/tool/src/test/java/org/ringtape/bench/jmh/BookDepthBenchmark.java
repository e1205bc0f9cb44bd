package org.ringtape.bench.jmh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringtape.bench.jmh.book.BookOfLongs;
import org.ringtape.bench.jmh.book.BookOfRingtape;
import org.ringtape.bench.jmh.reading.Same;
import org.ringtape.engine.book.BookLimits;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.book.level.ScaledLevels;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.EventType;

/**
 * Does a level near the touch cost more in a deep book? Updates of eight levels among the best of both sides: new ones,
 * replaced ones and removed ones; after a round of them the book is what it was.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookDepthBenchmark
{
    private static final int ROUND = 64;
    private static final int LEVELS_A_SIDE = 4;
    private static final int CHANGED_LEVELS = 8;
    private static final long TOUCH = 1_000_000;
    private static final int LEVELS_IN_ROUND = ROUND * LEVELS_A_SIDE * 2;

    /** Levels a side. */
    @Param({"10", "100", "1000", "5000"})
    public int levels;

    private final OrderBook book = new OrderBook(0, 0, BookLimits.DEFAULT, new ScaledLevels());
    private final BookUpdate chunk = new BookUpdate();
    private final UnsafeBuffer slots = new UnsafeBuffer(new byte[ROUND * EventLayout.SLOT_LENGTH]);
    private final long[] prices = new long[LEVELS_IN_ROUND];
    private final long[] quantities = new long[LEVELS_IN_ROUND];
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    /** Fills the books and checks that they stay equal. */
    @Setup
    public void prepare()
    {
        final UnsafeBuffer slot = new UnsafeBuffer(new byte[EventLayout.SLOT_LENGTH]);
        for (int i = 1; i <= levels; i++)
        {
            write(slot, 0, new long[]{TOUCH - 2 * i, TOUCH + 2 * i}, new long[]{i, i});
            book.apply(chunk);
            bids.put(TOUCH - 2 * i, (long)i);
            asks.put(TOUCH + 2 * i, (long)i);
        }
        final SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < ROUND; i += 2)
        {
            round(i, random);
        }
        final String before = rows();
        for (int i = 0; i < 2; i++)
        {
            ringtape();
            treeOfLongs();
            Same.require(before, rows());
            Same.require(before, BookOfRingtape.rows(book));
        }
    }

    /** Two updates: the second one takes back what the first one did. */
    private void round(final int index, final SplittableRandom random)
    {
        final List<Integer> places = new ArrayList<>();
        while (places.size() < LEVELS_A_SIDE)
        {
            final int place = 1 + random.nextInt(CHANGED_LEVELS);
            if (!places.contains(place))
            {
                places.add(place);
            }
        }
        places.sort(Comparator.naturalOrder());
        final long[] changed = new long[2 * LEVELS_A_SIDE];
        final long[] first = new long[2 * LEVELS_A_SIDE];
        final long[] second = new long[2 * LEVELS_A_SIDE];
        for (int i = 0; i < LEVELS_A_SIDE; i++)
        {
            final int place = places.get(i);
            final boolean isNew = random.nextBoolean();
            final int ticks = isNew ? 2 * place - 1 : 2 * place;
            final int bid = LEVELS_A_SIDE - 1 - i;
            final int ask = LEVELS_A_SIDE + i;
            changed[bid] = TOUCH - ticks;
            changed[ask] = TOUCH + ticks;
            first[bid] = 7;
            first[ask] = 9;
            second[bid] = isNew ? 0 : place;
            second[ask] = isNew ? 0 : place;
        }
        update(index, changed, first);
        update(index + 1, changed, second);
    }

    private void update(final int index, final long[] newPrices, final long[] newQuantities)
    {
        write(slots, index, newPrices, newQuantities);
        System.arraycopy(newPrices, 0, prices, index * newPrices.length, newPrices.length);
        System.arraycopy(newQuantities, 0, quantities, index * newPrices.length, newPrices.length);
    }

    private void write(
        final UnsafeBuffer into, final int index, final long[] newPrices, final long[] newQuantities)
    {
        chunk.wrap(into, index * EventLayout.SLOT_LENGTH);
        chunk.init(EventType.BOOK_UPDATE, newPrices.length * EventLayout.LEVEL_LENGTH);
        chunk.bidCount(newPrices.length / 2);
        chunk.askCount(newPrices.length / 2);
        for (int i = 0; i < newPrices.length; i++)
        {
            chunk.level(i, newPrices[i], newQuantities[i]);
        }
    }

    private String rows()
    {
        final StringBuilder rows = new StringBuilder();
        bids.forEach((price, quantity) -> rows.append(price).append(',').append(quantity).append('\n'));
        asks.forEach((price, quantity) -> rows.append(price).append(',').append(quantity).append('\n'));
        return rows.toString();
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(LEVELS_IN_ROUND)
    public long ringtape()
    {
        for (int i = 0; i < ROUND; i++)
        {
            chunk.wrap(slots, i * EventLayout.SLOT_LENGTH);
            book.apply(chunk);
        }
        return book.bestBidPrice();
    }

    /** The JDK's tree over scaled longs. */
    @Benchmark
    @OperationsPerInvocation(LEVELS_IN_ROUND)
    public long treeOfLongs()
    {
        for (int i = 0; i < LEVELS_IN_ROUND; i++)
        {
            final boolean isBid = i % (2 * LEVELS_A_SIDE) < LEVELS_A_SIDE;
            BookOfLongs.apply(isBid ? bids : asks, prices[i], quantities[i]);
        }
        return bids.firstKey();
    }
}
