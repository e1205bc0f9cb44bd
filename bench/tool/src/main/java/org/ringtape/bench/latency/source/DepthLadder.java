package org.ringtape.bench.latency.source;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/**
 * One book made of a seed, fast enough to make hundreds of thousands of updates before a run: quantities by tick in two
 * arrays. Of an update's 35 to 45 levels most are near the touch, a quarter of those beyond it are removals, and the
 * touch moves by one tick in a quarter of the updates; it never crosses. Not thread-safe.
 */
final class DepthLadder
{
    /** Ticks a side within which levels are. */
    static final int DEPTH = 100;

    private static final int TICKS = 8 * 1024;
    private static final int FEWEST_CHANGES = 14;
    private static final int MORE_CHANGES = 20;
    private static final int MOST_QUANTITY = 50_000;

    private final SplittableRandom random;
    private final long tickUnits;
    private final int priceScale;
    private final int quantityScale;
    private final long firstTick;
    private final long[] bids = new long[TICKS];
    private final long[] asks = new long[TICKS];
    private final int[] bidChanged = new int[TICKS];
    private final int[] askChanged = new int[TICKS];
    private int touch = TICKS / 2;
    private int update;

    /**
     * A book.
     *
     * @param startTicks    price at the start, in ticks
     * @param tickUnits     a tick, scaled
     * @param priceScale    decimals of prices
     * @param quantityScale decimals of quantities
     */
    DepthLadder(
        final SplittableRandom random,
        final long startTicks,
        final long tickUnits,
        final int priceScale,
        final int quantityScale)
    {
        this.random = random;
        this.tickUnits = tickUnits;
        this.priceScale = priceScale;
        this.quantityScale = quantityScale;
        firstTick = startTicks - touch;
        for (int i = 0; i < DEPTH; i++)
        {
            bids[touch - i] = quantity();
            asks[touch + 1 + i] = quantity();
        }
    }

    /** The next update. */
    void advance()
    {
        update++;
        if (random.nextInt(4) == 0)
        {
            final int middle = TICKS / 2;
            final boolean farOff = Math.abs(touch - middle) > middle - 4 * DEPTH;
            move(farOff ? touch < middle : random.nextBoolean());
        }
        for (int left = FEWEST_CHANGES + random.nextInt(MORE_CHANGES); left > 0; left--)
        {
            final int distance = distance();
            bid(touch - distance, changed(distance));
        }
        for (int left = FEWEST_CHANGES + random.nextInt(MORE_CHANGES); left > 0; left--)
        {
            final int distance = distance();
            ask(touch + 1 + distance, changed(distance));
        }
    }

    /** What the last update changed, as {@code [["price","quantity"],…]}, lowest price first. */
    void writeChanges(final FrameText text, final boolean bid)
    {
        final int[] changed = bid ? bidChanged : askChanged;
        final long[] side = bid ? bids : asks;
        String separator = "[\"";
        for (int tick = touch - DEPTH - 2; tick <= touch + DEPTH + 2; tick++)
        {
            if (changed[tick] == update)
            {
                text.text(separator).decimal(price(tick), priceScale).text("\",\"")
                    .decimal(side[tick], quantityScale).text("\"]");
                separator = ",[\"";
            }
        }
    }

    /** The best levels of a side, best first, each between the given texts. */
    void writeBest(
        final FrameText text,
        final boolean bid,
        final int levels,
        final String open,
        final String middle,
        final String close)
    {
        int written = 0;
        for (int distance = 0; distance <= DEPTH && written < levels; distance++)
        {
            final int tick = bid ? touch - distance : touch + 1 + distance;
            final long quantity = bid ? bids[tick] : asks[tick];
            if (quantity != 0)
            {
                text.text(written++ == 0 ? "" : ",").text(open).decimal(price(tick), priceScale).text(middle)
                    .decimal(quantity, quantityScale).text(close);
            }
        }
    }

    /** Rows of at most so many levels a side, in the form of {@link BookRows}. */
    String rows(final int levels)
    {
        final BookRows rows = new BookRows();
        for (final boolean bid : new boolean[]{true, false})
        {
            int written = 0;
            for (int distance = 0; distance <= DEPTH && written < levels; distance++)
            {
                final int tick = bid ? touch - distance : touch + 1 + distance;
                final long quantity = bid ? bids[tick] : asks[tick];
                if (quantity != 0)
                {
                    written++;
                    rows.add(bid, BigDecimal.valueOf(price(tick), priceScale),
                        BigDecimal.valueOf(quantity, quantityScale));
                }
            }
        }
        return rows.toString();
    }

    private void move(final boolean up)
    {
        if (up)
        {
            ask(touch + 1, 0);
            touch++;
            bid(touch - DEPTH, 0);
        }
        else
        {
            bid(touch, 0);
            touch--;
            ask(touch + 1 + DEPTH, 0);
        }
        bid(touch, quantity());
        ask(touch + 1, quantity());
    }

    private void bid(final int tick, final long quantity)
    {
        bids[tick] = quantity;
        bidChanged[tick] = update;
    }

    private void ask(final int tick, final long quantity)
    {
        asks[tick] = quantity;
        askChanged[tick] = update;
    }

    private int distance()
    {
        return Math.min(random.nextInt(DEPTH), random.nextInt(DEPTH));
    }

    /** The touch always stands. */
    private long changed(final int distance)
    {
        return distance > 0 && random.nextInt(4) == 0 ? 0 : quantity();
    }

    private long quantity()
    {
        return 1 + random.nextInt(MOST_QUANTITY);
    }

    private long price(final int tick)
    {
        return (firstTick + tick) * tickUnits;
    }
}
