package org.ringtape.bench.system.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringtape.bench.system.OfflineRig;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.feeds.venue.Venue;
import org.ringtape.simulator.generator.BinanceFrameGenerator;
import org.ringtape.simulator.generator.GeneratedFrame;
import org.ringtape.codecs.DecodeStatus;
import org.ringtape.engine.Strategy;
import org.ringtape.engine.book.OrderBook;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.tape.Quote;
import org.ringtape.engine.tape.TradeTape;
import org.ringtape.feeds.binance.BinanceFeed;

/**
 * Nothing is allocated from a frame's bytes to the listener, whatever kind of event of options it is, in both dialects.
 * The frames are of the documented shapes; those of trades move their id on in place, so that none is a duplicate.
 */
@Timeout(60)
final class BinanceValueAllocationTest
{
    private static final long SEED = 23;
    private static final int GENERATED_FRAMES = 1_500;
    private static final int CHAIN_ELEMENTS = 752;
    /** What one round handles; frames of many events come less often. */
    private static final int EVENTS_TO_MEASURE = 15_000;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 5;
    /** An id that never outgrows its digits here. */
    private static final String FIRST_ID = "1000000000";
    private static final String CALL = "BTC-261225-85000-C";
    private static final String CALL_STREAM = "btc-261225-85000-c";

    @BeforeAll
    static void requireThreadAccounts()
    {
        Assumptions.assumeTrue(
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads &&
                threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled(),
            "this JVM does not account for what a thread allocates");
    }

    static Stream<Arguments> kinds()
    {
        final Venue v2 = BinanceModule.OPTIONS;
        final Venue legacy = BinanceModule.OPTIONS_LEGACY;
        return Stream.of(
            Arguments.of(v2, EventType.TICKER, CALL_STREAM + "@optionTicker", 1, "{'e':'24hrTicker'," +
                "'E':1764080717933,'s':'" + CALL + "','p':'-25.000','P':'-0.08','w':'301.250','c':'290.000'," +
                "'Q':'1.20','o':'315.000','h':'320.000','l':'280.000','v':'19.40','q':'5844.250'," +
                "'O':1764051060000,'C':1764080717933,'F':3,'L':41,'n':39}"),
            Arguments.of(v2, EventType.CANDLE, CALL_STREAM + "@kline_5m", 1, candle("f")),
            Arguments.of(v2, EventType.MARK_PRICE, "btcusdt@optionMarkPrice", 1, "[" + mark(CALL) + "]"),
            Arguments.of(v2, EventType.MARK_PRICE, "btcusdt@optionMarkPrice", CHAIN_ELEMENTS,
                IntStream.range(0, CHAIN_ELEMENTS).mapToObj((i) -> mark("BTC-261225-" + (40_000 + i * 100) + "-P"))
                    .collect(Collectors.joining(",", "[", "]"))),
            Arguments.of(v2, EventType.INDEX_PRICE, "!index@arr", 2,
                "[{'e':'indexPrice','E':1763092573229,'s':'ETHUSDT','p':'3221.90000001'}," +
                "{'e':'indexPrice','E':1763092573229,'s':'BTCUSDT','p':'99080.12345678'}]"),
            Arguments.of(v2, EventType.OPEN_INTEREST, "btcusdt@openInterest@261225", 1,
                "[{'e':'openInterest','E':1768759300045,'s':'" + CALL + "','o':'1580.87'," +
                "'h':'1.6711317692476314E7'}]"),
            Arguments.of(v2, EventType.INSTRUMENT, "!optionSymbol", 1, "{'e':'optionSymbol','E':1769356423908," +
                "'s':'" + CALL + "','ps':'BTCUSDT','qa':'USDT','d':'CALL','sp':'85000','dt':1798185600000,'u':1," +
                "'ot':1769398400000,'cs':'TRADING'}"),
            Arguments.of(v2, EventType.BOOK_UPDATE, CALL_STREAM + "@depth10@100ms", 1, "{'e':'depthUpdate'," +
                "'E':1762866739459,'T':1762866739358,'s':'" + CALL + "','U':475,'u':475,'pu':474," +
                "'b':[['1100.000','0.60'],['1095.000','2.00']],'a':[['1300.000','0.60'],['1310.000','7.25']]}"),
            Arguments.of(v2, EventType.TOP_OF_BOOK, CALL_STREAM + "@bookTicker", 1, "{'e':'bookTicker','u':2473," +
                "'s':'" + CALL + "','b':'5000.000','B':'0.20','a':'5105.000','A':'0.10','T':1763041772942," +
                "'E':1763041772942}"),
            Arguments.of(v2, EventType.TRADE, "btcusdt@optionTrade", 1, "{'e':'trade','E':1762856064204," +
                "'T':1762856064203,'s':'" + CALL + "','t':" + FIRST_ID + ",'p':'1300.000','q':'0.10'," +
                "'X':'MARKET','S':'BUY','m':false}"),
            Arguments.of(legacy, EventType.TRADE, CALL + "@trade", 1, "{'e':'trade','E':1696118409137,'s':'" + CALL +
                "','t':'" + FIRST_ID + "','p':'2.64','q':'0.01','b':'4647850284614262785'," +
                "'a':'4719907951072796673','T':1696118409134,'S':'-1'}"),
            Arguments.of(legacy, EventType.BOOK_UPDATE, CALL + "@depth10@100ms", 1, "{'e':'depth'," +
                "'E':1591695935010,'T':1591695935000,'s':'" + CALL + "','u':163,'pu':163," +
                "'b':[['200','3'],['101','1'],['100','2']],'a':[['1000','88']]}"),
            Arguments.of(legacy, EventType.TICKER, CALL + "@ticker", 1, "{'e':'24hrTicker','E':1657706426200," +
                "'T':1657706426220,'s':'" + CALL + "','o':'2000','h':'2020','l':'2000','c':'2015','V':'1.43'," +
                "'A':'2842','P':'0.01','p':'15','Q':'0.01','F':'27','L':'48','n':22,'bo':'2012','ao':'2020'," +
                "'bq':'4.9','aq':'0.03','b':'0.1202','a':'0.1318','d':'0.98911','t':'-0.16961','g':'0.00004'," +
                "'v':'2.66584','vo':'0.10001','mp':'2003.5102','hl':'2023.511','ll':'1983.511','eep':'0'}"),
            Arguments.of(legacy, EventType.CANDLE, CALL + "@kline_5m", 1, candle("F")),
            Arguments.of(legacy, EventType.INDEX_PRICE, "BTCUSDT@index", 1,
                "{'e':'index','E':1661415481351,'s':'BTCUSDT','p':'21707.89008607'}"),
            Arguments.of(legacy, EventType.MARK_PRICE, "BTC@markPrice", 1,
                "[{'e':'markPrice','E':1663684594228,'s':'" + CALL + "','mp':'10.3'}]"),
            Arguments.of(legacy, EventType.OPEN_INTEREST, "BTC@openInterest@261225", 1,
                "[{'e':'openInterest','E':1668759300045,'s':'" + CALL + "','o':'1580.88','h':'1912992.17'}]"),
            Arguments.of(legacy, EventType.INSTRUMENT, "option_pair", 1, "{'e':'OPTION_PAIR','E':1668573571843," +
                "'u':'BTCUSDT','qa':'USDT','s':'" + CALL + "','unit':1,'mq':'0.01','d':'CALL','sp':'85000'," +
                "'ed':1798185600000}"));
    }

    private static String candle(final String firstIdKey)
    {
        return "{'e':'kline','E':1638747660000,'s':'" + CALL + "','k':{'t':1638747600000,'T':1638747899999,'s':'" +
            CALL + "','i':'5m','" + firstIdKey + "':7,'L':9,'o':'1000','c':'1005','h':'1010','l':'995','v':'3.5'," +
            "'n':3,'x':false,'q':'3500','V':'1.5','Q':'1500'}}";
    }

    private static String mark(final String symbol)
    {
        return "{'s':'" + symbol + "','mp':'771.543','E':1762867544321,'e':'markPrice','i':'104335.60217391'," +
            "'P':'0.000','bo':'0.000','ao':'900.000','bq':'0.0000','aq':'0.2000','b':'-1.0','a':'0.98161161'," +
            "'hl':'924.652','ll':'616.435','vo':'0.9408058','rf':'0.0','d':'-0.11111964','t':'-164.26702615'," +
            "'g':'0.00001245','v':'30.63855919'}";
    }

    @ParameterizedTest(name = "{0} {1} × {3}")
    @MethodSource("kinds")
    void shouldAllocateNothing(
        final Venue venue, final EventType type, final String stream, final int events, final String payload)
    {
        final byte[] frame = ("{'stream':'" + stream + "','data':" + payload + "}").replace('\'', '"')
            .getBytes(StandardCharsets.US_ASCII);
        final int id = new String(frame, StandardCharsets.US_ASCII).indexOf(FIRST_ID);
        final Listener listener = new Listener();
        try (OfflineRig rig = new OfflineRig(listener, BinanceFeed.of(venue).streams(stream).build()))
        {
            final long frames = requireNoAllocation(rig, List.of(frame), id, EVENTS_TO_MEASURE / events);
            // Before a listing's own definition comes, once, what its symbol says.
            final long announced = type == EventType.INSTRUMENT ? 1 : 0;
            assertEquals(frames * events + announced, listener.counts[type.ordinal()], "events told");
        }
    }

    @Test
    void shouldAllocateNothingForGeneratedFrames()
    {
        System.out.println("seed of the generated frames: " + SEED);
        final BinanceFrameGenerator generator = new BinanceFrameGenerator(SEED);
        final List<byte[]> frames = new ArrayList<>();
        final Set<String> streams = new LinkedHashSet<>();
        while (frames.size() < GENERATED_FRAMES)
        {
            final GeneratedFrame frame = generator.next();
            final String stream = (String)frame.events().get(0).values().get("stream");
            if (!stream.contains("@depth@")) // a diff needs a snapshot, and then its ids in order
            {
                streams.add(stream);
                frames.add(frame.frame());
            }
        }
        final Listener listener = new Listener();
        final long played;
        try (OfflineRig rig = new OfflineRig(
            listener, BinanceFeed.options().streams(streams.toArray(new String[0])).build()))
        {
            played = requireNoAllocation(rig, frames, -1, EVENTS_TO_MEASURE);
        }
        for (final EventType type : List.of(EventType.TICKER, EventType.CANDLE, EventType.MARK_PRICE,
            EventType.INDEX_PRICE, EventType.OPEN_INTEREST, EventType.INSTRUMENT, EventType.BOOK_UPDATE,
            EventType.TOP_OF_BOOK))
        {
            // All random indices are of three pairs: at least the newest is told each time around.
            assertTrue(listener.counts[type.ordinal()] >= played / GENERATED_FRAMES,
                () -> type + " reached the listener only " + listener.counts[type.ordinal()] + " times");
        }
    }

    /**
     * Plays frames again and again.
     *
     * @param id where an id stands in every frame that must move on, -1 if none does
     * @return frames played, the warm-up included
     */
    private static long requireNoAllocation(
        final OfflineRig rig, final List<byte[]> frames, final int id, final int framesToMeasure)
    {
        rig.connect();
        final byte[][] ring = frames.toArray(new byte[0][]);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long played = 0;
        for (int round = 0; round < WARM_UP_ROUNDS; round++)
        {
            played += play(rig, ring, id, framesToMeasure);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            threads.getCurrentThreadAllocatedBytes();
            final long idle = threads.getCurrentThreadAllocatedBytes();
            final long measuring = threads.getCurrentThreadAllocatedBytes() - idle;
            final long before = threads.getCurrentThreadAllocatedBytes();
            played += play(rig, ring, id, framesToMeasure);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - measuring);
        }
        rig.requireNoError();
        assertEquals(0, least, "bytes allocated by " + framesToMeasure + " frames");
        return played;
    }

    private static int play(final OfflineRig rig, final byte[][] frames, final int id, final int count)
    {
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            if (rig.onFrame(frames[at]) != DecodeStatus.DECODED)
            {
                throw new AssertionError("not decoded: " + new String(frames[at], StandardCharsets.UTF_8));
            }
            if (id >= 0)
            {
                increment(frames[at], id + FIRST_ID.length() - 1);
            }
            at = at + 1 == frames.length ? 0 : at + 1;
        }
        return count;
    }

    /** Adds one to the decimal number that ends at a place. */
    private static void increment(final byte[] frame, final int lastDigit)
    {
        int at = lastDigit;
        while (frame[at] == '9')
        {
            frame[at--] = '0';
        }
        frame[at]++;
    }

    /** Counts and reads what it is told of, as a strategy would. */
    private static final class Listener implements Strategy
    {
        private final long[] counts = new long[EventType.values().length];
        private long sum;

        private void count(final EventType type, final long value)
        {
            counts[type.ordinal()]++;
            sum += value;
        }

        @Override
        public void onTicker(final Ticker ticker)
        {
            count(EventType.TICKER, ticker.mantissa(Ticker.Field.LAST_PRICE) + sum);
        }

        @Override
        public void onCandle(final Candle candle)
        {
            count(EventType.CANDLE, candle.mantissa(Candle.Field.CLOSE));
        }

        @Override
        public void onMarkPrice(final MarkPrice markPrice)
        {
            count(EventType.MARK_PRICE, markPrice.mantissa(MarkPrice.Field.DELTA));
        }

        @Override
        public void onIndexPrice(final IndexPrice indexPrice)
        {
            count(EventType.INDEX_PRICE, indexPrice.price());
        }

        @Override
        public void onOpenInterest(final OpenInterest openInterest)
        {
            count(EventType.OPEN_INTEREST, openInterest.mantissa(OpenInterest.Field.NOTIONAL));
        }

        @Override
        public void onInstrumentDefinition(final InstrumentDefinition definition)
        {
            count(EventType.INSTRUMENT, definition.expiryNs());
        }

        @Override
        public void onBook(final OrderBook book, final BookUpdate update)
        {
            count(EventType.BOOK_UPDATE, book.bestBidPrice());
        }

        @Override
        public void onTopOfBook(final Quote quote, final TopOfBook top)
        {
            count(EventType.TOP_OF_BOOK, quote.bidPrice());
        }

        @Override
        public void onTrade(final TradeTape tape, final Trade trade)
        {
            count(EventType.TRADE, trade.price());
        }
    }
}
