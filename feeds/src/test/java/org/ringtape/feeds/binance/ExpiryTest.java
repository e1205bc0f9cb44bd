package org.ringtape.feeds.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.engine.PipelineContext;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.instrument.Instrument;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.instrument.NameRetirement;
import org.ringtape.engine.status.PipelineCounter;

/** What happens to an option, and to those who asked for it, when its life is over. */
@Timeout(30)
class ExpiryTest
{
    private static final long GRACE_MS = TimeUnit.NANOSECONDS.toMillis(NameRetirement.GRACE_NS);
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    /** From the rig's first moment to 2023-11-15, 8:00 UTC, which is what the symbol says, too. */
    private static final long LIFE_MS = TimeUnit.SECONDS.toMillis(35_200);
    private static final String SYMBOL = "BTC-231115-30000-C";

    /** What shows that the venue is alive has an instrument of its own. */
    private static final int INDEXES = 1;

    private final ListingRig rig = new ListingRig(new PipelineContext().maxInstruments(4).maxStreams(16));

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldRetireWhatNobodyNamesAGraceAfterItsExpiry()
    {
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").exchangeInfo(false));
        rig.list(SYMBOL, 30_000, rig.nowMs() + LIFE_MS);
        rig.marks(Map.of(SYMBOL, 5L));
        rig.cycle();
        final Instrument option = rig.pipeline.instruments().instrument(find(SYMBOL));
        assertEquals(List.of("defined " + SYMBOL + " generation 1", "defined " + SYMBOL + " generation 1"), rig.told());
        after(LIFE_MS + GRACE_MS - 1_001);
        assertEquals(List.of(), rig.told());
        after(1);
        assertEquals(List.of("retired " + SYMBOL + " generation 1 EXPIRED"), rig.told());
        assertNull(rig.context.values().markPrice(option.id()));
        assertNull(rig.context.option(option));
        assertEquals(INDEXES, rig.pipeline.instruments().size());
        assertEquals(0, rig.context.optionChain(BinanceModule.OPTIONS.id(), "BTCUSDT").optionCount());
    }

    @Test
    void shouldRetireOnceMoreWhatTheVenueSpeaksOfAfterItsEnd()
    {
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").exchangeInfo(false));
        rig.list(SYMBOL, 30_000, rig.nowMs() + LIFE_MS);
        rig.cycle();
        after(LIFE_MS + GRACE_MS + 1_000);
        rig.told();
        rig.marks(Map.of(SYMBOL, 5L));
        rig.settle();
        after(1_000);
        assertEquals(1, rig.told().stream().filter((text) -> text.startsWith("retired " + SYMBOL)).count());
        assertEquals(INDEXES, rig.pipeline.instruments().size());
    }

    @Test
    void shouldEndANamedSubscriptionAndSayWhy()
    {
        rig.launch(BinanceFeed.options().symbols(SYMBOL).channels("bookTicker", "depth")
            .underlyings("BTCUSDT").exchangeInfo(false));
        final SessionState before = rig.feeds.sessions().get(0).state();
        rig.list(SYMBOL, 30_000, rig.nowMs() + LIFE_MS);
        rig.cycle();
        rig.told();
        after(LIFE_MS + GRACE_MS + 1_000);
        rig.settle();
        final List<String> told = rig.told();
        assertEquals(List.of(
            "stream btc-231115-30000-c@bookTicker has ended: EXPIRED",
            "stream btc-231115-30000-c@depth@100ms has ended: EXPIRED",
            "retired btc-231115-30000-c@bookTicker generation 1 EXPIRED",
            "retired btc-231115-30000-c@depth@100ms generation 1 EXPIRED",
            "retired " + SYMBOL + " generation 1 EXPIRED"), told);
        assertNotEquals(before, rig.feeds.sessions().get(0).state());
        assertEquals(1000, rig.venue("/public").closeCode, "a session with nothing left to receive closes");
        assertEquals(0, rig.venue("/market").closeCode);
        assertEquals(INDEXES, rig.pipeline.instruments().size());
    }

    @Test
    void shouldNotRetireByOurClockAlone()
    {
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").exchangeInfo(false));
        final long venueMs = rig.nowMs();
        rig.list(SYMBOL, 30_000, venueMs + LIFE_MS);
        rig.cycle();
        rig.clock.advanceMs(20 * HOUR_MS);
        rig.venue("/market").frame("{\"stream\":\"btcusdt@optionMarkPrice\",\"data\":[{\"s\":\"" + SYMBOL +
            "\",\"mp\":\"5\",\"E\":" + venueMs + ",\"e\":\"markPrice\",\"i\":\"90000.5\"}]}");
        rig.settle();
        rig.clock.advanceMs(1_000);
        rig.settle();
        assertEquals(INDEXES + 1, rig.pipeline.instruments().size());
    }

    @Test
    void shouldHaveRoomForNewListingsOnceOldOnesAreGone()
    {
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").exchangeInfo(false));
        for (int i = 0; i < 5; i++)
        {
            rig.list("BTC-231115-" + i + "-C", i, rig.nowMs() + LIFE_MS);
        }
        rig.cycle();
        assertEquals(INDEXES + 3, rig.pipeline.instruments().size());
        assertEquals(2, rig.count(PipelineCounter.NAMES_WITHOUT_ROOM));
        after(LIFE_MS + GRACE_MS + 1_000);
        assertEquals(INDEXES, rig.pipeline.instruments().size());
        rig.told();
        rig.list("BTC-231122-4-C", 4, rig.nowMs() + TimeUnit.DAYS.toMillis(7));
        rig.cycle();
        assertEquals(INDEXES + 1, rig.pipeline.instruments().size());
        assertEquals("defined BTC-231122-4-C generation 2", rig.told().get(0));
    }

    @Test
    void shouldRetireWhatTwoListsDoNotName()
    {
        rig.rows.put(SYMBOL, ListingRig.row(SYMBOL, 30_000, 4_133_404_800_000L, "TRADING"));
        rig.rows.put("STAYS", ListingRig.row("STAYS", 1, 4_133_404_800_000L, "TRADING"));
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").allInstruments(true));
        rig.answerList();
        rig.settle();
        assertEquals(INDEXES + 2, rig.pipeline.instruments().size());
        rig.told();
        rig.rows.remove(SYMBOL);
        relist();
        assertEquals(List.of(), rig.told());
        relist();
        assertEquals(List.of("retired " + SYMBOL + " generation 1 VANISHED"), rig.told());
        assertEquals(INDEXES + 1, rig.pipeline.instruments().size());
        relist();
        assertEquals(List.of(), rig.told());
    }

    @Test
    void shouldNotBringBackWhatTheListStillNamesThoughItIsOver()
    {
        final long expiryMs = rig.nowMs() + LIFE_MS;
        rig.rows.put(SYMBOL, ListingRig.row(SYMBOL, 30_000, expiryMs, "TRADING"));
        rig.launch(BinanceFeed.options().underlyings("BTCUSDT").allInstruments(true));
        rig.answerList();
        rig.settle();
        after(LIFE_MS + GRACE_MS);
        assertTrue(rig.told().contains("retired " + SYMBOL + " generation 1 EXPIRED"));
        rig.rows.put(SYMBOL, ListingRig.row(SYMBOL, 30_000, expiryMs, "SETTLED"));
        rig.answerList();
        relist();
        relist();
        assertEquals(List.of(), rig.told());
        assertEquals(InstrumentTable.UNKNOWN, find(SYMBOL));
        rig.rows.put(SYMBOL, ListingRig.row(SYMBOL, 30_000, expiryMs + 1_000 * HOUR_MS, "TRADING"));
        relist();
        assertEquals(List.of("defined " + SYMBOL + " generation 1"), rig.told(), "listed again");
    }

    private int find(final String symbol)
    {
        final byte[] bytes = symbol.getBytes(StandardCharsets.US_ASCII);
        return rig.pipeline.instruments().find(BinanceModule.OPTIONS.id(), bytes, 0, bytes.length);
    }

    /** The venue lives on: something comes before anybody looks at the clock. */
    private void after(final long milliseconds)
    {
        rig.clock.advanceMs(milliseconds);
        rig.alive();
        rig.pipeline.invoke();
        rig.settle();
        rig.clock.advanceMs(1_000);
        rig.settle();
    }

    private void relist()
    {
        after(HOUR_MS);
        rig.answerList();
        rig.settle();
        after(1_000);
    }
}
