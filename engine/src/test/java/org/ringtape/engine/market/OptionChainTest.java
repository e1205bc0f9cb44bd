package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.control.InstrumentKind.CALL;
import static org.ringtape.engine.event.control.InstrumentKind.PUT;
import static org.ringtape.engine.event.control.InstrumentStatus.CLOSED;
import static org.ringtape.engine.event.control.InstrumentStatus.HALTED;
import static org.ringtape.engine.event.control.InstrumentStatus.TRADING;
import static org.ringtape.engine.event.control.InstrumentStatus.UNKNOWN;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.status.PipelineCounter;

/** Chains: order, numbers from several kinds of events, late definitions, listings and closings. */
final class OptionChainTest
{
    private static final long EXPIRY = 1_800_000_000_000_000_000L;

    private final MarketEvents events = new MarketEvents();
    private final OptionChains chains = events.handler.optionChains();

    @Test
    void shouldListByExpiryAndStrikeWhateverTheScale()
    {
        list(1, CALL, EXPIRY, 1000, 0);
        list(2, PUT, EXPIRY, 10000, 1);
        list(3, CALL, EXPIRY, 99995, 2);
        list(4, CALL, EXPIRY - 1, 5, -3);
        final OptionChain chain = chains.chain(MarketEvents.VENUE, "XYUSD");
        assertEquals(4, chain.optionCount());
        assertEquals(2, chain.expiryCount());
        assertEquals(EXPIRY - 1, chain.expiryNs(0));
        assertEquals(4, chain.call(0, 0).instrumentId());
        assertNull(chain.put(0, 0));
        assertEquals(2, chain.strikeCount(1));
        assertEquals(99995, chain.strike(1, 0));
        assertEquals(2, chain.strikeScale(1, 0));
        assertEquals(1, chain.call(1, 1).instrumentId());
        assertEquals(2, chain.put(1, 1).instrumentId());
        assertEquals(1, chain.findExpiry(EXPIRY));
        assertEquals(OptionChain.MISSING, chain.findExpiry(EXPIRY + 1));
        assertEquals(1, chain.findStrike(1, 100000, 2));
        assertEquals(OptionChain.MISSING, chain.findStrike(1, 100001, 2));
        assertSame(chain, chains.option(3).chain());
        assertNull(chains.chain(MarketEvents.VENUE + 1, "XYUSD"));
    }

    @Test
    void shouldTakeNumbersFromEveryKind()
    {
        list(1, CALL, EXPIRY, 1000, 0);
        final ChainOption option = chains.option(1);
        assertTrue(Double.isNaN(option.value(OptionField.MARK)));
        events.markPrice(1, 100, OptionChainTest::fullMark);
        for (final MarkPrice.Field field : MarkPrice.Field.values())
        {
            final OptionField same = OptionField.valueOf(field.name());
            assertEquals(1000 + field.ordinal(), option.mantissa(same), field.name());
            assertEquals(field.ordinal() % 5, option.scale(same), field.name());
            assertTrue(option.isCurrent(same));
        }
        events.openInterest(1, 100, 77);
        assertEquals(0.077, option.value(OptionField.OPEN_INTEREST), 1e-15);
        assertFalse(option.has(OptionField.OPEN_NOTIONAL));
        events.ticker(1, 101, (ticker) ->
        {
            ticker.decimal(Ticker.Field.MARK_PRICE.ordinal(), 31, 0);
            ticker.decimal(Ticker.Field.DELTA.ordinal(), -5, 1);
            ticker.decimal(Ticker.Field.LAST_PRICE.ordinal(), 30, 0);
        });
        assertEquals(31, option.mantissa(OptionField.MARK));
        assertEquals(-0.5, option.value(OptionField.DELTA));
        assertEquals(30, option.mantissa(OptionField.LAST_PRICE));
        assertEquals(1000 + MarkPrice.Field.RHO.ordinal(), option.mantissa(OptionField.RHO), "a ticker tells no rho");
        assertEquals(1000 + MarkPrice.Field.BID_PRICE.ordinal(), option.mantissa(OptionField.BID_PRICE));
        events.markPrice(1, 100, 99);
        assertEquals(31, option.mantissa(OptionField.MARK), "older by the venue's clock than the ticker");
        events.markPrice(1, 102, 98);
        assertEquals(98, option.mantissa(OptionField.MARK));
        assertFalse(option.has(OptionField.RHO), "the kind that told it does not any more");
        assertTrue(option.has(OptionField.DELTA), "told by the ticker");
    }

    @Test
    void shouldTakeNewestQuotesAsAPair()
    {
        list(1, CALL, EXPIRY, 1000, 0);
        final ChainOption option = chains.option(1);
        events.markPrice(1, 100, OptionChainTest::fullMark);
        events.topOfBook(1, 101, 50, 60, 1);
        assertEquals(50, option.mantissa(OptionField.BID_PRICE));
        assertEquals(1, option.scale(OptionField.BID_PRICE));
        assertEquals(11, option.mantissa(OptionField.BID_QUANTITY));
        assertEquals(12, option.mantissa(OptionField.ASK_QUANTITY));
        events.markPrice(1, 100, OptionChainTest::fullMark);
        assertEquals(50, option.mantissa(OptionField.BID_PRICE), "the mark's quotes are older");
        events.topOfBook(1, 99, 40, 60, 0);
        assertEquals(50, option.mantissa(OptionField.BID_PRICE), "passed over by sequence");
        events.topOfBook(1, 103, ABSENT, 60, 2);
        assertFalse(option.has(OptionField.BID_PRICE));
        assertFalse(option.has(OptionField.BID_QUANTITY));
        events.ticker(1, 104, (ticker) -> ticker.decimal(Ticker.Field.BID_PRICE.ordinal(), 49, 0));
        assertEquals(49, option.mantissa(OptionField.BID_PRICE));
        assertFalse(option.has(OptionField.BID_QUANTITY), "never the quantity of another quote");
        assertEquals(60, option.mantissa(OptionField.ASK_PRICE));
    }

    @Test
    void shouldBringAlongWhatCameBeforeTheDefinition()
    {
        events.markPrice(1, 100, OptionChainTest::fullMark);
        events.topOfBook(1, 101, 50, 60, 1);
        events.openInterest(1, 90, 5);
        events.ticker(2, 100, (ticker) -> ticker.decimal(Ticker.Field.THETA.ordinal(), -3, 0));
        events.status(SessionState.STALE);
        assertNull(chains.option(1));
        list(1, PUT, EXPIRY, 1000, 0);
        list(2, PUT, EXPIRY, 2000, 0);
        final ChainOption option = chains.option(1);
        assertEquals(1000, option.mantissa(OptionField.MARK));
        assertEquals(50, option.mantissa(OptionField.BID_PRICE));
        assertEquals(5, option.mantissa(OptionField.OPEN_INTEREST));
        assertEquals(-3, chains.option(2).mantissa(OptionField.THETA));
        assertFalse(option.isCurrent(OptionField.MARK), "it was outdated already");
        events.markPrice(1, 105, 1);
        assertTrue(option.isCurrent(OptionField.MARK));
        assertFalse(option.isCurrent(OptionField.OPEN_INTEREST));
        events.loss(-1, LossCause.RING_FULL);
        assertFalse(option.isCurrent(OptionField.MARK));
    }

    @Test
    void shouldFindIndexOfUnderlyingWhicheverComesFirst()
    {
        final int late = events.instrument("XYUSD");
        list(100, CALL, EXPIRY, 1000, 0);
        final OptionChain chain = chains.chain(MarketEvents.VENUE, "XYUSD");
        assertFalse(chain.hasIndexPrice());
        assertEquals(ABSENT, chain.indexPrice());
        events.indexPrice(late, 10, 4242);
        assertEquals(4242, chain.indexPrice());
        assertEquals(2, chain.indexPriceScale());
        assertTrue(chain.isIndexCurrent());
        events.status(SessionState.DISCONNECTED);
        assertFalse(chain.isIndexCurrent());

        events.option(101, CALL, "ZUSD", EXPIRY, 5, 0, TRADING);
        final OptionChain other = chains.chain(MarketEvents.VENUE, "ZUSD");
        final int registeredLater = events.instrument("ZUSD");
        events.indexPrice(registeredLater, 10, 7);
        assertEquals(7, other.indexPrice());
        assertEquals(registeredLater, other.indexInstrumentId());

        final int otherVenue = events.instruments.register(MarketEvents.VENUE + 1, "XYUSD");
        events.indexPrice(otherVenue, 10, 1);
        assertEquals(4242, chain.indexPrice());
    }

    @Test
    void shouldListInPartsMoveAndClose()
    {
        final InstrumentDefinition symbolOnly = events.definition(1, 0);
        symbolOnly.text(InstrumentDefinition.Text.SYMBOL, MarketEvents.utf8("XY-1"), 0, 4);
        events.publish(symbolOnly);
        assertNull(chains.option(1));
        list(1, CALL, EXPIRY, 1000, 0);
        list(2, PUT, EXPIRY, 1000, 0);
        final OptionChain chain = chains.chain(MarketEvents.VENUE, "XYUSD");
        final ChainOption option = chains.option(1);
        final long version = chain.version();
        events.publish(symbolOnlyAgain());
        list(1, CALL, EXPIRY, 1000, 0);
        assertSame(option, chains.option(1), "nothing of its place has changed");
        assertEquals(version, chain.version());
        events.option(1, CALL, "XYUSD", EXPIRY, 1000, 0, HALTED);
        assertEquals(HALTED, chains.option(1).definition().status());
        assertEquals("XY-1", chains.option(1).definition().symbol());
        list(1, CALL, EXPIRY, 1500, 0);
        assertEquals(2, chain.strikeCount(0));
        assertNull(chain.call(0, 0));
        assertEquals(1, chain.call(0, 1).instrumentId());
        list(3, PUT, EXPIRY, 1000, 0);
        assertEquals(1, events.count(PipelineCounter.OPTIONS_CONFLICTING));
        assertEquals(2, chain.put(0, 0).instrumentId());
        events.option(2, InstrumentKind.UNKNOWN, "XYUSD", EXPIRY, 1000, 0, CLOSED);
        assertNull(chains.option(2));
        assertEquals(1, chain.strikeCount(0));
        list(3, PUT, EXPIRY, 1000, 0);
        assertEquals(3, chain.put(0, 0).instrumentId());
        events.option(1, CALL, "XYUSD", EXPIRY, 1500, 0, CLOSED);
        events.option(3, PUT, "XYUSD", EXPIRY, 1000, 0, CLOSED);
        assertEquals(0, chain.expiryCount());
        assertEquals(0, chain.optionCount());
        assertNotEquals(version, chain.version());
        events.option(3, PUT, "XYUSD", EXPIRY, 1000, 0, UNKNOWN);
        assertNull(chains.option(3), "an unknown status does not open it again");
        list(3, PUT, EXPIRY, 1000, 0);
        assertEquals(1, chain.optionCount());
    }

    @Test
    void shouldStayInOrderThroughThousandsOfListingsAndClosings()
    {
        final long seed = System.nanoTime();
        System.out.println("option chain seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final Map<Integer, Long> places = new HashMap<>();
        final TreeMap<Long, Integer> expected = new TreeMap<>();
        for (int step = 0; step < 20_000; step++)
        {
            final int instrumentId = random.nextInt(5_000);
            final Long place = places.remove(instrumentId);
            if (place != null)
            {
                expected.remove(place);
                publish(instrumentId, place, CLOSED, random);
                continue;
            }
            final long wanted = random.nextLong(30) * 2_000 + random.nextLong(1_000) * 2 + random.nextInt(2);
            publish(instrumentId, wanted, TRADING, random);
            if (!expected.containsKey(wanted))
            {
                expected.put(wanted, instrumentId);
                places.put(instrumentId, wanted);
            }
        }
        final TreeMap<Long, Integer> actual = new TreeMap<>();
        final OptionChain chain = chains.chain(MarketEvents.VENUE, "XYUSD");
        long last = -1;
        for (int expiry = 0; expiry < chain.expiryCount(); expiry++)
        {
            for (int strike = 0; strike < chain.strikeCount(expiry); strike++)
            {
                final long value = BigDecimal.valueOf(chain.strike(expiry, strike), chain.strikeScale(expiry, strike))
                    .longValueExact();
                final long place = (chain.expiryNs(expiry) - EXPIRY) * 2_000 + value * 2;
                assertTrue(place > last, "seed " + seed);
                last = place;
                put(actual, place, chain.call(expiry, strike));
                put(actual, place + 1, chain.put(expiry, strike));
            }
        }
        assertEquals(expected, actual, "seed " + seed);
        assertEquals(expected.size(), chain.optionCount());
        assertTrue(expected.size() > 1_500);
    }

    private void publish(
        final int instrumentId, final long place, final InstrumentStatus status, final SplittableRandom random)
    {
        final int scale = random.nextInt(4);
        final long strike = place % 2_000 / 2 * (long)Math.pow(10, scale);
        final InstrumentKind kind = place % 2 == 0 ? CALL : PUT;
        events.option(instrumentId, kind, "XYUSD", EXPIRY + place / 2_000, strike, scale, status);
    }

    private static void put(final Map<Long, Integer> into, final long place, final ChainOption option)
    {
        if (option != null)
        {
            into.put(place, option.instrumentId());
            assertEquals(place % 2 == 0, option.isCall());
        }
    }

    private InstrumentDefinition symbolOnlyAgain()
    {
        final InstrumentDefinition definition = events.definition(1, 0);
        definition.text(InstrumentDefinition.Text.SYMBOL, MarketEvents.utf8("XY-1"), 0, 4);
        return definition;
    }

    private void list(
        final int instrumentId, final InstrumentKind kind, final long expiryNs, final long strike, final int scale)
    {
        events.option(instrumentId, kind, "XYUSD", expiryNs, strike, scale, TRADING);
    }

    private static void fullMark(final MarkPrice mark)
    {
        for (int i = 0; i < mark.fieldCount(); i++)
        {
            mark.decimal(i, 1000 + i, i % 5);
        }
    }
}
