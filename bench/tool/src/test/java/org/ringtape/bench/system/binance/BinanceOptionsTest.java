package org.ringtape.bench.system.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringtape.feeds.binance.BinanceModule;
import org.ringtape.simulator.binance.BinanceSimulator;
import org.ringtape.simulator.fault.Fault;
import org.ringtape.simulator.market.GeneratedMarket;
import org.ringtape.engine.StrategyContext;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.market.OptionChain;
import org.ringtape.feeds.VenueFeed;
import org.ringtape.feeds.binance.BinanceFeed;

/** Options v2 over real sockets: every stream reaches the strategy, and books and chains end as the venue's are. */
@Timeout(40)
final class BinanceOptionsTest
{
    private static final int VENUE = BinanceModule.OPTIONS.id();
    /** Three underlyings, four expiries, two strikes in the first. */
    private static final int SYMBOLS = 30;
    private static final int CHAIN_ELEMENTS = 752;
    private static final int WALKS = 20_000;
    private static final int ROUNDS = 5;
    private static final List<EventType> KINDS = List.of(EventType.TICKER, EventType.CANDLE, EventType.MARK_PRICE,
        EventType.INDEX_PRICE, EventType.OPEN_INTEREST, EventType.INSTRUMENT, EventType.TOP_OF_BOOK, EventType.TRADE);

    @Test
    void shouldShowTheWholeMarketAsTheVenueHasIt()
    {
        try (OptionsRig rig = new OptionsRig(GeneratedMarket.options(SYMBOLS), BinanceOptionsTest::everything))
        {
            rig.await("every kind of event", () -> KINDS.stream().allMatch((kind) -> rig.watch().countOf(kind) > 0));
            rig.await("a listing", () -> rig.instrument(VENUE, listed(rig)) >= 0 &&
                rig.watch().definedInstruments().contains(rig.instrument(VENUE, listed(rig))));
            rig.awaitStill((context) -> rig.differenceOfBooks(context, SYMBOLS, SYMBOLS));
            rig.awaitStill(new ChainTruth(rig, VENUE)::difference);
            rig.ask(BinanceOptionsTest::requireTwoBooksOfASymbol);
            rig.requireNothingLost();
            assertEquals(List.of("/market/stream", "/public/stream"), rig.feeds().sessions().stream()
                .map((session) -> session.protocol().endpoint().getPath()).sorted().toList());
            assertEquals(0, rig.watch().losses(LossCause.STREAM_SILENT));
            assertTrue(rig.ask(BinanceOptionsTest::leastBytesOfWalks) <= 0, "a walk over a chain allocates");
        }
    }

    @Test
    void shouldTakeAWholeChainOfMarksInOneFrame()
    {
        final Fault fault = Fault.parse("big-mark-frame:at=2000");
        try (OptionsRig rig = new OptionsRig(GeneratedMarket.options(6), BinanceOptionsTest::everything, fault))
        {
            rig.await("the frame", () -> !rig.simulator().injectedFaults().isEmpty());
            rig.await("its marks", () -> strangers(rig) >= CHAIN_ELEMENTS);
            rig.awaitStill((context) -> rig.differenceOfBooks(context, 6, 6));
            assertEquals(CHAIN_ELEMENTS, strangers(rig));
            assertEquals(1, rig.simulator().injectedFaults().size());
            assertTrue(rig.watch().markedInstruments().size() >= CHAIN_ELEMENTS);
            rig.requireNothingLost();
        }
    }

    private static VenueFeed everything(final GeneratedMarket market, final BinanceSimulator simulator)
    {
        return BinanceFeed.options()
            .symbols(market.symbols().toArray(new String[0]))
            .streams(market.statisticsStreams().toArray(new String[0]))
            .exchangeInfo(true)
            .webSocket(simulator.webSocketUri())
            .rest(simulator.restUri())
            .build();
    }

    /** The symbol last listed; empty before there was one. */
    private static String listed(final OptionsRig rig)
    {
        return rig.lastSent("!optionSymbol").keySet().stream().findFirst().orElse("?");
    }

    /** Mark prices of instruments that the generated market does not have. */
    private static long strangers(final OptionsRig rig)
    {
        return rig.watch().markedInstruments().stream()
            .filter((id) -> !rig.market().symbols().contains(rig.pipeline().instruments().instrument(id).symbol()))
            .mapToLong((id) -> rig.watch().marks(id))
            .sum();
    }

    private static String requireTwoBooksOfASymbol(final StrategyContext context)
    {
        int diff = -1;
        int image = -1;
        for (int id = 0; id < context.streams().size(); id++)
        {
            final String name = context.streams().stream(id).name();
            diff = name.startsWith("btc-") && name.endsWith("@depth@100ms") && diff < 0 ? id : diff;
        }
        final String diffName = context.streams().stream(diff).name();
        for (int id = 0; id < context.streams().size(); id++)
        {
            image = context.streams().stream(id).name().equals(diffName.replace("@depth@", "@depth10@")) ? id : image;
        }
        assertNotEquals(diff, image);
        assertEquals(context.book(diff).instrumentId(), context.book(image).instrumentId());
        assertEquals(OptionsRig.IMAGE_LEVELS, context.book(image).bids().levels());
        assertTrue(context.book(diff).bids().levels() > OptionsRig.IMAGE_LEVELS);
        return null;
    }

    /** Market thread. */
    private static long leastBytesOfWalks(final StrategyContext context)
    {
        final OptionChain chain = context.optionChain(VENUE, "BTCUSDT");
        assertFalse(chain == null || chain.optionCount() < SYMBOLS / 3);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        double sum = 0;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            threads.getCurrentThreadAllocatedBytes();
            final long idle = threads.getCurrentThreadAllocatedBytes();
            final long measuring = threads.getCurrentThreadAllocatedBytes() - idle;
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < WALKS; i++)
            {
                sum += ChainTruth.walk(chain);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - measuring);
        }
        assertFalse(Double.isNaN(sum), "every number that is walked over is known");
        return least;
    }
}
