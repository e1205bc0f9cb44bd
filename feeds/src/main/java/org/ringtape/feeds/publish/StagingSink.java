package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;
import static org.ringtape.engine.event.EventLayout.FLAG_INEXACT;
import static org.ringtape.engine.event.EventLayout.FLAG_PARTIAL;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.InstrumentDefinition;
import org.ringtape.engine.event.Loss;
import org.ringtape.engine.event.LossCause;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.instrument.StreamDefinition;
import org.ringtape.engine.instrument.StreamTable;
import org.ringtape.engine.ring.EventStage;

/**
 * Turns what a decoder says into events of one session in a stage. The thread that decodes only: a receiver, or the
 * conductor for snapshots. Does not allocate.
 */
public final class StagingSink implements FrameSink
{
    private final EventStage stage;
    private final StreamTable streams;
    private final int venueId;
    private final int sessionId;
    private final ControlSink control;

    private final LevelChunks levels;
    private final BookUpdate bookUpdate = new BookUpdate();
    private final Trade trade = new Trade();
    private final TopOfBook topOfBook = new TopOfBook();
    private final Loss loss = new Loss();
    private final InstrumentDefinition definition = new InstrumentDefinition();

    private int sessionEpoch;
    private long receiveTimeNs;
    private int streamId = NO_ID;
    private ContinuityRule rule = ContinuityRule.NONE;
    private boolean severalInstruments;
    private boolean bookOpen;
    private boolean tooLarge;

    /**
     * A sink of one session.
     *
     * @param stage     to fill; the caller publishes and resets it
     * @param streams   names of streams that are ours
     * @param venueId   number of the venue
     * @param sessionId number of the session
     * @param control   told of answers to requests
     */
    public StagingSink(
        final EventStage stage,
        final StreamTable streams,
        final int venueId,
        final int sessionId,
        final ControlSink control)
    {
        this.stage = stage;
        this.streams = streams;
        this.venueId = venueId;
        this.sessionId = sessionId;
        this.control = control;
        levels = new LevelChunks(stage);
    }

    /** Forgets the last frame and begins another, received now. */
    public void beginFrame(final int epoch, final long nowNs)
    {
        stage.reset();
        sessionEpoch = epoch;
        receiveTimeNs = nowNs;
        streamId = NO_ID;
        rule = ContinuityRule.NONE;
        severalInstruments = false;
        bookOpen = false;
        tooLarge = false;
    }

    /** Says which stream the events to come belong to where no frame names it: a snapshot, or a raw connection. */
    public void stream(final StreamDefinition stream)
    {
        streamId = stream.id();
        rule = stream.rule();
        severalInstruments = stream.instrumentId() == NO_ID;
    }

    /** True if the frame has named one of our streams. */
    public boolean hasStream()
    {
        return streamId != NO_ID;
    }

    /** True if the stream named last carries several instruments, so that a new symbol on it is no surprise. */
    public boolean carriesSeveralInstruments()
    {
        return severalInstruments;
    }

    /** True if the last frame needed more slots than the stage has; some of its events are then missing. */
    public boolean isTooLarge()
    {
        return tooLarge;
    }

    /**
     * Stages, instead of the frame, that it was lost: on its stream if it named one of ours, else on the session.
     *
     * @param cause why
     */
    public void stageLoss(final LossCause cause)
    {
        stage.reset();
        if (append(loss, EventType.LOSS, Loss.LENGTH, NO_ID, 0L))
        {
            loss.frames(1);
            loss.missing(ABSENT, ABSENT);
            loss.period(receiveTimeNs, receiveTimeNs);
            loss.cause(cause);
        }
    }

    /**
     * Stages the definition of an instrument, to go before the first event that carries its id.
     *
     * @return false if it cannot be staged now: a book event is open, or the stage is full
     */
    public boolean stageInstrument(final int instrumentId, final byte[] symbol, final int offset, final int length)
    {
        if (bookOpen || !append(definition, EventType.INSTRUMENT, InstrumentDefinition.LENGTH, instrumentId, 0L))
        {
            return false;
        }
        definition.symbol(symbol, offset, length);
        return true;
    }

    @Override
    public boolean onStream(final byte[] frame, final int offset, final int length)
    {
        final int id = streams.find(venueId, frame, offset, length);
        if (id == StreamTable.UNKNOWN)
        {
            return false;
        }
        stream(streams.stream(id));
        return true;
    }

    @Override
    public void onBookStart()
    {
        bookOpen = true;
        levels.begin();
    }

    @Override
    public void onBid(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        levels.bid(price, priceScale, quantity, quantityScale);
    }

    @Override
    public void onAsk(final long price, final int priceScale, final long quantity, final int quantityScale)
    {
        levels.ask(price, priceScale, quantity, quantityScale);
    }

    @Override
    public void onBookEnd(
        final int kind,
        final int instrumentId,
        final long venueTimeNs,
        final long firstSequence,
        final long lastSequence,
        final long previousSequence,
        final boolean inexact)
    {
        bookOpen = false;
        if (!levels.end())
        {
            tooLarge = true;
            return;
        }
        final int kindFlags = kind == SNAPSHOT ? FLAG_SNAPSHOT : kind == IMAGE ? FLAG_IMAGE | FLAG_PARTIAL : 0;
        for (int i = levels.firstSlot(); i < stage.slotCount(); i++)
        {
            stage.wrap(bookUpdate, i);
            describe(bookUpdate, instrumentId, venueTimeNs);
            bookUpdate.flags(bookUpdate.flags() | kindFlags | (inexact ? FLAG_INEXACT : 0));
            bookUpdate.continuityRule(rule);
            bookUpdate.firstSequence(firstSequence);
            bookUpdate.lastSequence(lastSequence);
            bookUpdate.previousSequence(previousSequence);
        }
    }

    @Override
    public void onBookAbort()
    {
        bookOpen = false;
        levels.abort();
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final long tradeId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        if (!append(trade, EventType.TRADE, Trade.BASE_LENGTH, instrumentId, venueTimeNs))
        {
            return;
        }
        trade.priceScale(priceScale);
        trade.quantityScale(quantityScale);
        trade.continuityRule(rule);
        trade.lastSequence(tradeId);
        trade.priceAndQuantity(price, quantity);
        trade.id(IdKind.U64, tradeId, 0L);
        trade.orderIds(ABSENT, ABSENT);
        trade.aggressorAndKind(aggressor, kind);
        markInexact(trade, inexact);
    }

    @Override
    public void onTopOfBook(
        final int instrumentId,
        final long bidPrice,
        final int bidPriceScale,
        final long bidQuantity,
        final int bidQuantityScale,
        final long askPrice,
        final int askPriceScale,
        final long askQuantity,
        final int askQuantityScale,
        final long venueTimeNs,
        final long sequence,
        final boolean inexact)
    {
        if (!append(topOfBook, EventType.TOP_OF_BOOK, TopOfBook.LENGTH, instrumentId, venueTimeNs))
        {
            return;
        }
        final boolean hasBid = bidPrice != NO_QUOTE;
        final boolean hasAsk = askPrice != NO_QUOTE;
        final int priceScale = commonScale(hasBid, bidPriceScale, hasAsk, askPriceScale);
        final int quantityScale = commonScale(hasBid, bidQuantityScale, hasAsk, askQuantityScale);
        topOfBook.priceScale(priceScale);
        topOfBook.quantityScale(quantityScale);
        topOfBook.lastSequence(sequence);
        topOfBook.bid(
            hasBid ? atScale(bidPrice, bidPriceScale, priceScale) : ABSENT,
            hasBid ? atScale(bidQuantity, bidQuantityScale, quantityScale) : 0L);
        topOfBook.ask(
            hasAsk ? atScale(askPrice, askPriceScale, priceScale) : ABSENT,
            hasAsk ? atScale(askQuantity, askQuantityScale, quantityScale) : 0L);
        markInexact(topOfBook, inexact);
    }

    @Override
    public void onAcknowledged(final long requestId)
    {
        control.onAcknowledged(requestId);
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        control.onRefused(requestId, code, frame, messageOffset, messageLength);
    }

    private boolean append(
        final EventHeader flyweight,
        final EventType type,
        final int payloadLength,
        final int instrumentId,
        final long venueTimeNs)
    {
        if (!stage.append(flyweight, type, payloadLength))
        {
            tooLarge = true;
            return false;
        }
        describe(flyweight, instrumentId, venueTimeNs);
        return true;
    }

    private void describe(final EventHeader flyweight, final int instrumentId, final long venueTimeNs)
    {
        flyweight.instrumentId(instrumentId);
        flyweight.streamId(streamId);
        flyweight.venueId(venueId);
        flyweight.sessionId(sessionId);
        flyweight.sessionEpoch(sessionEpoch);
        flyweight.venueTimeNs(venueTimeNs);
        flyweight.receiveTimeNs(receiveTimeNs);
    }

    private static void markInexact(final EventHeader flyweight, final boolean inexact)
    {
        if (inexact)
        {
            flyweight.flags(flyweight.flags() | FLAG_INEXACT);
        }
    }

    private static int commonScale(
        final boolean hasBid, final int bidScale, final boolean hasAsk, final int askScale)
    {
        return hasBid && hasAsk ? Math.max(bidScale, askScale) : hasBid ? bidScale : hasAsk ? askScale : 0;
    }

    /**
     * Both sides of a quote share one scale. The coarser side is widened exactly; where that would pass 18 digits (two
     * sides 10^18 apart, seen at no venue) the event is refused like one that does not fit.
     */
    private long atScale(final long mantissa, final int scale, final int wanted)
    {
        if (!Widening.canWiden(mantissa, wanted - scale))
        {
            tooLarge = true;
            return ABSENT;
        }
        return Widening.widen(mantissa, wanted - scale);
    }
}
