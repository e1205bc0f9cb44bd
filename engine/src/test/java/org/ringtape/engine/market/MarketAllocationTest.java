package org.ringtape.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.InstrumentKind;
import org.ringtape.engine.event.control.InstrumentStatus;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.health.MarketHealth;
import org.ringtape.engine.instrument.InstrumentTable;
import org.ringtape.engine.status.CounterSet;
import org.ringtape.engine.status.PipelineCounter;
import org.ringtape.engine.tape.TapeHandler;
import org.ringtape.engine.tape.TapeListener;

/** From the ring's slot to the listener, and reading a chain in strike order, nothing is allocated for any kind. */
final class MarketAllocationTest implements MarketListener
{
    private static final int ROUNDS = 5;
    private static final int PASSES = 2_000;

    private final MarketEvents writer = new MarketEvents();
    private final List<UnsafeBuffer> slots = new ArrayList<>();
    private final EventHeader header = new EventHeader();
    private final CounterSet counters = CounterSet.inMemory();
    private final InstrumentTable instruments = new InstrumentTable(64);
    private final MarketHealth health = new MarketHealth();
    private final TapeHandler tapes = new TapeHandler(
        health, 4, TapeListener.NONE, counters, MarketAllocationTest::fail);
    private final MarketHandler handler = new MarketHandler(
        health, instruments, tapes.quotes(), this, counters, MarketAllocationTest::fail);
    private final EventDispatch kinds = EventDispatch.of(tapes::register, handler::register);
    private final PriceTarget target = new PriceTarget();
    private OptionChain chain;
    private double read;
    private int toldCount;

    @Test
    void shouldAllocateNothingFromSlotToListener()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocated bytes");
        instruments.register(MarketEvents.VENUE, "XYUSD");
        recordEvents();
        pass();
        chain = handler.optionChains().chain(MarketEvents.VENUE, "XYUSD");
        assertEquals(8, chain.optionCount());
        run();
        final long threadId = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least != 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(threadId);
            run();
            least = Math.min(least, threads.getThreadAllocatedBytes(threadId) - before);
        }
        assertEquals(0, least);
        assertTrue(read != 0 && toldCount > PASSES * slots.size() / 2);
        assertTrue(counters.total(PipelineCounter.TARGETS_CORRECTED) > PASSES);
        assertEquals(0, counters.total(PipelineCounter.LISTENER_ERRORS));
    }

    private void run()
    {
        for (int i = 0; i < PASSES; i++)
        {
            pass();
            readChain();
        }
    }

    private void pass()
    {
        for (int i = 0; i < slots.size(); i++)
        {
            header.wrap(slots.get(i), 0);
            health.onEvent(header);
            kinds.dispatch(header);
            if (header.typeId() == EventType.PRICE_TARGET.id())
            {
                target.wrap(header);
                target.window(300, target.startNs() + 300, ABSENT); // the next pass brings the next window
                header.receiveTimeNs(target.startNs());
            }
        }
    }

    private void readChain()
    {
        for (int expiry = 0; expiry < chain.expiryCount(); expiry++)
        {
            for (int strike = 0; strike < chain.strikeCount(expiry); strike++)
            {
                final ChainOption option = chain.call(expiry, strike);
                read += option.value(OptionField.MARK) + option.mantissa(OptionField.DELTA) + chain.indexPrice() +
                    chain.strike(expiry, strike) + (option.isCurrent(OptionField.MARK) ? 1 : 0);
            }
            read += chain.findStrike(expiry, 1_000, 1) + chain.findExpiry(1_000);
        }
    }

    private void recordEvents()
    {
        for (int id = 1; id <= 8; id++)
        {
            final InstrumentDefinition definition = writer.definition(id, 0);
            definition.kind(InstrumentKind.CALL.ordinal());
            definition.status(InstrumentStatus.TRADING.ordinal());
            definition.expiryNs(1_000 + id % 2);
            definition.decimal(InstrumentDefinition.Field.STRIKE.ordinal(), 100 * id, 0);
            definition.text(InstrumentDefinition.Text.UNDERLYING, MarketEvents.utf8("XYUSD"), 0, 5);
            keep();
            decimals(new Ticker(), EventType.TICKER, Ticker.LENGTH, id);
            decimals(new MarkPrice(), EventType.MARK_PRICE, MarkPrice.LENGTH, id);
            decimals(new Funding(), EventType.FUNDING, Funding.LENGTH, id);
            decimals(new OpenInterest(), EventType.OPEN_INTEREST, OpenInterest.LENGTH, id);
            decimals(new Candle(), EventType.CANDLE, Candle.LENGTH, id);
        }
        writer.init(new TopOfBook(), EventType.TOP_OF_BOOK, TopOfBook.LENGTH, 2, 0).bid(4, 5);
        keep();
        writer.init(new IndexPrice(), EventType.INDEX_PRICE, IndexPrice.LENGTH, 0, 0).price(77);
        keep();
        writer.init(new MarketLiquidation(), EventType.MARKET_LIQUIDATION, MarketLiquidation.BASE_LENGTH, 1, 0);
        keep();
        profile(FLAG_BEGIN, 35);
        profile(FLAG_END, 7);
        for (final TargetStatus status : new TargetStatus[]{TargetStatus.DUE, TargetStatus.OPEN, TargetStatus.OPEN})
        {
            final PriceTarget event = writer.init(
                new PriceTarget(), EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH, 1, 0);
            event.window(300, 1_000, ABSENT);
            event.price(status == TargetStatus.DUE ? ABSENT : 10 + slots.size());
            event.status(status.ordinal());
            keep();
        }
    }

    private void profile(final int flags, final int blocks)
    {
        final VolumeProfile profile = writer.init(new VolumeProfile(), EventType.VOLUME_PROFILE, 0, 1, 0);
        profile.flags(flags);
        profile.blockCount(blocks);
        keep();
    }

    private <E extends DecimalEvent<?>> void decimals(
        final E event, final EventType type, final int length, final int instrumentId)
    {
        writer.init(event, type, length, instrumentId, 0);
        for (int i = 0; i < event.fieldCount(); i++)
        {
            event.decimal(i, 100 + i, i % 3);
        }
        keep();
    }

    private void keep()
    {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[SLOT_LENGTH]);
        copy.putBytes(0, writer.slot, 0, SLOT_LENGTH);
        slots.add(copy);
    }

    private static void fail(final Throwable thrown)
    {
        throw new AssertionError(thrown);
    }

    @Override
    public void onCandle(final Candle candle)
    {
        toldCount++;
        read += handler.values().candle(candle.instrumentId(), candle.intervalNs(), candle.side())
            .mantissa(Candle.Field.CLOSE);
    }

    @Override
    public void onTicker(final Ticker ticker)
    {
        toldCount++;
        read += handler.values().ticker(ticker.instrumentId()).mantissa(Ticker.Field.DELTA);
    }

    @Override
    public void onMarkPrice(final MarkPrice markPrice)
    {
        toldCount++;
        read += handler.optionChains().option(markPrice.instrumentId()).mantissa(OptionField.GAMMA);
    }

    @Override
    public void onIndexPrice(final IndexPrice indexPrice)
    {
        toldCount++;
        read += indexPrice.price();
    }

    @Override
    public void onFunding(final Funding funding)
    {
        toldCount++;
        read += handler.values().fundings().isCurrent(funding.instrumentId()) ? 1 : 0;
    }

    @Override
    public void onOpenInterest(final OpenInterest openInterest)
    {
        toldCount++;
        read += openInterest.unit().ordinal();
    }

    @Override
    public void onLiquidation(final MarketLiquidation liquidation)
    {
        toldCount++;
        read += liquidation.id();
    }

    @Override
    public void onVolumeProfile(final ProfileView profile)
    {
        toldCount++;
        read += profile.blockCount() + profile.price(41);
    }

    @Override
    public void onInstrumentDefinition(final InstrumentDefinition definition)
    {
        toldCount++;
        read += definition.expiryNs();
    }

    @Override
    public void onPriceTarget(final TargetWindow window, final PriceTarget event)
    {
        toldCount++;
        final TargetWindow previous = handler.targets().previous(1, 300);
        read += window.startNs() + (previous == null ? 0 : previous.correctedPrice());
    }
}
