package org.ringtape.engine.market;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.PAYLOAD_OFFSET;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.agrona.concurrent.UnsafeBuffer;
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
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
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

/** Writes events into one slot and hands each to a tape handler and a market handler, as the market agent would. */
final class MarketEvents implements MarketListener
{
    static final int VENUE = 5;

    final CounterSet counters = CounterSet.inMemory();
    final InstrumentTable instruments = new InstrumentTable(100_000);
    final List<String> told = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    final MarketHealth health = new MarketHealth();
    final TapeHandler tapes = new TapeHandler(health, 4, TapeListener.NONE, counters, errors::add);
    final MarketHandler handler = new MarketHandler(
        health, instruments, tapes.quotes(), this, counters, errors::add);
    private final EventDispatch kinds = EventDispatch.of(tapes::register, handler::register);
    final MarketValues values = handler.values();
    final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_LENGTH]);
    int sessionId = 3;
    int epoch = 1;
    int streamId = NO_ID;
    long receiveTimeNs = 1_000;
    RuntimeException thrown;

    /** Registers an instrument of the test's venue. */
    int instrument(final String symbol)
    {
        return instruments.register(VENUE, symbol);
    }

    long count(final PipelineCounter counter)
    {
        return counters.total(counter);
    }

    <E extends EventHeader> E init(
        final E event, final EventType type, final int length, final int instrumentId, final long timeNs)
    {
        slot.setMemory(0, SLOT_LENGTH, (byte)0x5A); // what was in the slot before must not matter
        event.wrap(slot, 0);
        event.init(type, length);
        event.instrumentId(instrumentId);
        event.venueId(VENUE);
        event.sessionId(sessionId);
        event.sessionEpoch(epoch);
        event.streamId(streamId);
        event.venueTimeNs(timeNs);
        event.receiveTimeNs(receiveTimeNs);
        return event;
    }

    static <E extends DecimalEvent<?>> E absent(final E event)
    {
        for (int i = 0; i < event.fieldCount(); i++)
        {
            event.decimal(i, ABSENT, 0);
        }
        return event;
    }

    void publish(final EventHeader event)
    {
        health.onEvent(event);
        kinds.dispatch(event);
    }

    void candle(final int instrumentId, final long timeNs, final long intervalNs, final int side, final long close)
    {
        final Candle candle = absent(init(new Candle(), EventType.CANDLE, Candle.LENGTH, instrumentId, timeNs));
        candle.intervalNs(intervalNs);
        candle.openTimeNs(timeNs);
        candle.side(side);
        candle.completion(0);
        candle.decimal(Candle.Field.CLOSE.ordinal(), close, 2);
        publish(candle);
    }

    void ticker(final int instrumentId, final long timeNs, final Consumer<Ticker> fields)
    {
        final Ticker ticker = absent(init(new Ticker(), EventType.TICKER, Ticker.LENGTH, instrumentId, timeNs));
        fields.accept(ticker);
        publish(ticker);
    }

    void markPrice(final int instrumentId, final long timeNs, final Consumer<MarkPrice> fields)
    {
        final MarkPrice mark = absent(
            init(new MarkPrice(), EventType.MARK_PRICE, MarkPrice.LENGTH, instrumentId, timeNs));
        fields.accept(mark);
        publish(mark);
    }

    void markPrice(final int instrumentId, final long timeNs, final long price)
    {
        markPrice(instrumentId, timeNs, (mark) -> mark.decimal(MarkPrice.Field.MARK.ordinal(), price, 1));
    }

    void indexPrice(final int instrumentId, final long timeNs, final long price)
    {
        final IndexPrice index = init(
            new IndexPrice(), EventType.INDEX_PRICE, IndexPrice.LENGTH, instrumentId, timeNs);
        index.priceScale(2);
        index.price(price);
        publish(index);
    }

    void funding(final int instrumentId, final long timeNs, final long rate)
    {
        final Funding funding = absent(init(new Funding(), EventType.FUNDING, Funding.LENGTH, instrumentId, timeNs));
        funding.periodNs(ABSENT);
        funding.decimal(Funding.Field.CURRENT.ordinal(), rate, 8);
        publish(funding);
    }

    void openInterest(final int instrumentId, final long timeNs, final long quantity)
    {
        final OpenInterest interest = absent(
            init(new OpenInterest(), EventType.OPEN_INTEREST, OpenInterest.LENGTH, instrumentId, timeNs));
        interest.unit(1);
        interest.decimal(OpenInterest.Field.QUANTITY.ordinal(), quantity, 3);
        publish(interest);
    }

    void liquidation(final int instrumentId, final long timeNs, final long price)
    {
        final MarketLiquidation liquidation = init(new MarketLiquidation(),
            EventType.MARKET_LIQUIDATION, MarketLiquidation.BASE_LENGTH, instrumentId, timeNs);
        final byte[] id = utf8("forced-" + price);
        liquidation.id(5, false, price, ~price, id, 0, id.length);
        liquidation.priceAndQuantity(price, 7);
        liquidation.rawSide(2);
        publish(liquidation);
    }

    void topOfBook(final int instrumentId, final long timeNs, final long bid, final long ask, final long sequence)
    {
        final TopOfBook top = init(new TopOfBook(), EventType.TOP_OF_BOOK, TopOfBook.LENGTH, instrumentId, timeNs);
        top.priceScale(1);
        top.quantityScale(0);
        top.lastSequence(sequence);
        top.bid(bid, bid == ABSENT ? 0 : 11);
        top.ask(ask, ask == ABSENT ? 0 : 12);
        publish(top);
    }

    /** A chunk of a profile with blocks at prices from {@code firstPrice} on. */
    void profile(
        final int instrumentId, final long timeNs, final int flags, final int scale, final long firstPrice, final int n)
    {
        final VolumeProfile profile = init(new VolumeProfile(), EventType.VOLUME_PROFILE, 0, instrumentId, timeNs);
        profile.flags(flags);
        profile.priceScale(scale);
        profile.quantityScales(scale + 1, scale + 2);
        profile.blockSize(25, 1);
        profile.blockCount(n);
        for (int i = 0; i < Math.min(n, VolumeProfile.BLOCKS_PER_SLOT); i++)
        {
            profile.block(i, firstPrice + i, 2 * (firstPrice + i), 3 * (firstPrice + i));
        }
        publish(profile);
    }

    InstrumentDefinition definition(final int instrumentId, final long timeNs)
    {
        final InstrumentDefinition definition = init(new InstrumentDefinition(),
            EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, instrumentId, timeNs);
        definition.clear();
        return definition;
    }

    void option(
        final int instrumentId,
        final InstrumentKind kind,
        final String underlying,
        final long expiryNs,
        final long strike,
        final int strikeScale,
        final InstrumentStatus status)
    {
        final InstrumentDefinition definition = definition(instrumentId, 0);
        definition.kind(kind.ordinal());
        definition.status(status.ordinal());
        definition.expiryNs(expiryNs);
        definition.decimal(InstrumentDefinition.Field.STRIKE.ordinal(), strike, strikeScale);
        final byte[] text = utf8(underlying);
        definition.text(InstrumentDefinition.Text.UNDERLYING, text, 0, text.length);
        publish(definition);
    }

    void target(
        final int instrumentId,
        final long startNs,
        final TargetStatus status,
        final long price,
        final int scale,
        final String error)
    {
        final PriceTarget target = init(
            new PriceTarget(), EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH, instrumentId, startNs);
        target.priceScale(scale);
        target.window(300, startNs, ABSENT);
        target.price(price);
        target.status(status.ordinal());
        target.interval(utf8("5min"), 0, 4);
        final byte[] source = utf8(price == ABSENT ? "" : "oracle");
        target.source(source, 0, source.length);
        target.error(utf8(error), 0, error.length());
        publish(target);
    }

    void status(final SessionState state)
    {
        final SessionStatus status = init(
            new SessionStatus(), EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH, NO_ID, 0);
        status.state(state);
        publish(status);
    }

    void loss(final int lostStreamId, final LossCause cause)
    {
        final Loss loss = init(new Loss(), EventType.LOSS, Loss.LENGTH, NO_ID, 0);
        loss.streamId(lostStreamId);
        loss.cause(cause);
        publish(loss);
    }

    static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static int end(final int payloadLength)
    {
        return PAYLOAD_OFFSET + payloadLength;
    }

    private void note(final String line)
    {
        told.add(line);
        if (thrown != null)
        {
            throw thrown;
        }
    }

    @Override
    public void onCandle(final Candle candle)
    {
        note("candle " + candle.mantissa(Candle.Field.CLOSE));
    }

    @Override
    public void onTicker(final Ticker ticker)
    {
        note("ticker " + ticker.mantissa(Ticker.Field.LAST_PRICE));
    }

    @Override
    public void onMarkPrice(final MarkPrice markPrice)
    {
        note("mark " + markPrice.mantissa(MarkPrice.Field.MARK));
    }

    @Override
    public void onIndexPrice(final IndexPrice indexPrice)
    {
        note("index " + indexPrice.price());
    }

    @Override
    public void onFunding(final Funding funding)
    {
        note("funding " + funding.mantissa(Funding.Field.CURRENT));
    }

    @Override
    public void onOpenInterest(final OpenInterest openInterest)
    {
        note("interest " + openInterest.mantissa(OpenInterest.Field.QUANTITY));
    }

    @Override
    public void onLiquidation(final MarketLiquidation liquidation)
    {
        note("liquidation " + liquidation.price());
    }

    @Override
    public void onVolumeProfile(final ProfileView profile)
    {
        note("profile of " + profile.blockCount());
    }

    @Override
    public void onInstrumentDefinition(final InstrumentDefinition definition)
    {
        note("definition " + definition.symbol());
    }

    @Override
    public void onPriceTarget(final TargetWindow window, final PriceTarget event)
    {
        note(window.startNs() + " " + window.status() + " " +
            (window.hasPrice() ? Long.toString(window.price()) : "-") + " " + window.error());
    }
}
