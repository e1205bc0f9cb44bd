package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TradeTape;

/**
 * A year of a venue that lists 500 options a day, each for a week: told by its listing stream, seen in its chain, its
 * trades and its list, and gone. With the table limits that a host has by default.
 */
@Timeout(240)
class YearOfListingsTest
{
    private static final int DAYS = 365;
    private static final int SETTLED_DAY = 28;
    private static final int LISTINGS_A_DAY = 500;
    private static final int LIFE_DAYS = 7;
    private static final int MARKS_A_FRAME = 100;
    private static final long HALF_DAY_MS = TimeUnit.HOURS.toMillis(12);
    private static final long HEAP_TOLERANCE = 8L << 20;
    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd");

    private final BitSet marked = new BitSet(DAYS * LISTINGS_A_DAY);
    private final BitSet traded = new BitSet(DAYS * LISTINGS_A_DAY);
    private final Deque<String> living = new ArrayDeque<>();
    private long wrongNames;

    private final ListingRig rig = new ListingRig(new PipelineContext())
    {
        @Override
        public void onMarkPrice(final MarkPrice mark)
        {
            served(marked, mark.instrumentId(), mark.mantissa(MarkPrice.Field.MARK));
        }

        @Override
        public void onTrade(final TradeTape tape, final Trade trade)
        {
            served(traded, trade.instrumentId(), trade.price());
        }

        private void served(final BitSet seen, final int instrumentId, final long number)
        {
            final boolean isRight = context.instruments().instrument(instrumentId).symbol().equals(symbol(number));
            wrongNames += isRight ? 0 : 1;
            seen.set((int)number);
        }
    };

    @Test
    void shouldServeEveryListingFromTablesThatStayAsTheyAreAfterTheFirstWeeks()
    {
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").streams("btcusdt@optionTrade"));
        int[] settled = null;
        long settledHeap = 0;
        for (int day = 0; day < DAYS; day++)
        {
            rig.clock.advanceMs(HALF_DAY_MS);
            listDay(day);
            rig.clock.advanceMs(HALF_DAY_MS);
            rig.marks(Map.of(living.getLast(), (long)(day + 1) * LISTINGS_A_DAY - 1));
            rig.trade(living.getLast(), 2, (long)(day + 1) * LISTINGS_A_DAY - 1);
            if (day % LIFE_DAYS == 0)
            {
                rig.answerList();
            }
            for (int i = 0; i < 8; i++)
            {
                rig.settle();
            }
            rig.told.clear();
            if (day == SETTLED_DAY)
            {
                settled = sizes();
                settledHeap = usedHeap();
            }
        }
        assertEquals(Arrays.toString(settled), Arrays.toString(sizes()));
        final long heap = usedHeap();
        assertTrue(heap - settledHeap < HEAP_TOLERANCE, "from " + settledHeap + " B to " + heap + " B");
        assertEquals(DAYS * LISTINGS_A_DAY, marked.cardinality());
        assertEquals(DAYS * LISTINGS_A_DAY, traded.cardinality());
        assertEquals(0, wrongNames);
        assertEquals(0, rig.count(PipelineCounter.NAMES_WITHOUT_ROOM));
        assertEquals(0, rig.count(PipelineCounter.FRAMES_DROPPED));
        assertEquals(0, rig.count(PipelineCounter.FRAMES_MALFORMED));
        assertTrue(rig.count(PipelineCounter.INSTRUMENTS_RETIRED) >= (DAYS - LIFE_DAYS - 1) * LISTINGS_A_DAY);
        rig.close();
    }

    /** Listings, then their first marks and trades, and of the eldest what the venue still says after their end. */
    private void listDay(final int day)
    {
        final long expiryMs = expiry(day).toInstant().toEpochMilli();
        final Map<String, Long> marks = new LinkedHashMap<>();
        for (int i = 0; i < LISTINGS_A_DAY; i++)
        {
            final long number = (long)day * LISTINGS_A_DAY + i;
            living.add(symbol(number));
            rig.list(symbol(number), number + 1, expiryMs);
            rig.trade(symbol(number), 1, number);
            marks.put(symbol(number), number);
            if (marks.size() == MARKS_A_FRAME)
            {
                rig.marks(marks);
                marks.clear();
                rig.cycle();
            }
        }
        while (living.size() > LIFE_DAYS * LISTINGS_A_DAY)
        {
            rig.rows.remove(living.remove());
        }
    }

    /** Eight in the morning, a week after the listing. */
    private static ZonedDateTime expiry(final long day)
    {
        return ZonedDateTime.of(2023, 11, 15, 8, 0, 0, 0, ZoneOffset.UTC).plusDays(LIFE_DAYS + day);
    }

    private static String symbol(final long number)
    {
        return "BTC-" + YYMMDD.format(expiry(number / LISTINGS_A_DAY)) + "-" + number + "-C";
    }

    private int[] sizes()
    {
        final int[] tapes = new int[1];
        rig.pipeline.tapes().forEachTape((tape) -> tapes[0]++);
        return new int[]{
            rig.pipeline.instruments().size(), rig.pipeline.instruments().limit(),
            rig.pipeline.streams().size(), rig.pipeline.streams().limit(), tapes[0],
            rig.context.values().markPrices().size(), rig.context.values().definitions().size(),
            rig.context.optionChain(rig.feeds.sessions().get(0).identity().venueId(), "BTCUSDT").optionCount()};
    }

    /** The least of a few looks, each behind a collection. */
    private static long usedHeap()
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++)
        {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
