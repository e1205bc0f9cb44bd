package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BUCKETED;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;
import static org.ringtape.engine.event.EventLayout.FLAG_INEXACT;
import static org.ringtape.engine.event.EventLayout.FLAG_PARTIAL;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.ringtape.codecs.sink.CandleRow;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.DecimalRow;
import org.ringtape.codecs.sink.EventId;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.InstrumentRow;
import org.ringtape.codecs.sink.PriceTargetRow;
import org.ringtape.codecs.sink.QuantityUnit;
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
import org.ringtape.engine.event.VolumeProfile;
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
    private final StreamResolver resolver;
    private final StreamActivity activity;

    private final LevelChunks levels;
    private final BookUpdate bookUpdate = new BookUpdate();
    private final Trade trade = new Trade();
    private final TopOfBook topOfBook = new TopOfBook();
    private final VolumeProfile profile = new VolumeProfile();
    private final ProfileChunks blocks;
    private final StatisticsStaging statistics = new StatisticsStaging(this);
    private final Loss loss = new Loss();
    private final InstrumentDefinition definition = new InstrumentDefinition();

    private int sessionEpoch;
    private long receiveTimeNs;
    private int streamId = NO_ID;
    private ContinuityRule rule = ContinuityRule.NONE;
    private boolean severalInstruments;
    /** Where to note events of the stream named last; null if nobody watches it. */
    private StreamActivity.Entry watched;
    private boolean bookOpen;
    private boolean tooLarge;
    private int idsHashed;
    private int textsTooLong;

    /**
     * A sink of one session.
     *
     * @param stage     to fill; the caller publishes and resets it
     * @param streams   names of streams that are ours
     * @param venueId   number of the venue
     * @param sessionId number of the session
     * @param control   told of answers to requests
     * @param resolver  asked for names of streams that are not registered
     */
    public StagingSink(
        final EventStage stage,
        final StreamTable streams,
        final int venueId,
        final int sessionId,
        final ControlSink control,
        final StreamResolver resolver)
    {
        this(stage, streams, venueId, sessionId, control, resolver, StreamActivity.NONE);
    }

    /**
     * A sink of one session that notes when watched streams bring events.
     *
     * @param stage     to fill; the caller publishes and resets it
     * @param streams   names of streams that are ours
     * @param venueId   number of the venue
     * @param sessionId number of the session
     * @param control   told of answers to requests
     * @param resolver  asked for names of streams that are not registered
     * @param activity  where to note events; also of a frame of which nothing is published in the end
     */
    public StagingSink(
        final EventStage stage,
        final StreamTable streams,
        final int venueId,
        final int sessionId,
        final ControlSink control,
        final StreamResolver resolver,
        final StreamActivity activity)
    {
        this.resolver = resolver;
        this.activity = activity;
        this.stage = stage;
        this.streams = streams;
        this.venueId = venueId;
        this.sessionId = sessionId;
        this.control = control;
        levels = new LevelChunks(stage);
        blocks = new ProfileChunks(stage);
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
        watched = null;
        bookOpen = false;
        tooLarge = false;
        idsHashed = 0;
        textsTooLong = 0;
    }

    /** Ids of the last frame that were too long to be carried, and stand as a hash. */
    public int idsHashed()
    {
        return idsHashed;
    }

    /** Texts of the last frame that were too long for their field: left out of a definition, or cut for people. */
    public int textsTooLong()
    {
        return textsTooLong;
    }

    /** Says which stream the events to come belong to where no frame names it: a snapshot, or a raw connection. */
    public void stream(final StreamDefinition stream)
    {
        streamId = stream.id();
        rule = stream.rule();
        severalInstruments = stream.instrumentId() == NO_ID;
        watched = activity.entry(streamId);
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
        if (appendSilently(loss, EventType.LOSS, Loss.LENGTH, NO_ID, 0L))
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
        if (bookOpen || !appendSilently(
            definition, EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, instrumentId, 0L))
        {
            return false;
        }
        definition.clear();
        definition.text(InstrumentDefinition.Text.SYMBOL, symbol, offset, length);
        return true;
    }

    /**
     * Stages the definition of an instrument with all that its symbol tells.
     *
     * @param row what the symbol tells; its texts may lie anywhere
     * @return false if it cannot be staged now: a book event is open, or the stage is full
     */
    public boolean stageInstrument(
        final int instrumentId, final byte[] symbol, final int offset, final int length, final InstrumentRow row)
    {
        if (!stageInstrument(instrumentId, symbol, offset, length))
        {
            return false;
        }
        statistics.fill(definition, row);
        return true;
    }

    @Override
    public boolean onStream(final byte[] frame, final int offset, final int length)
    {
        final int id = streams.find(venueId, frame, offset, length);
        final StreamDefinition stream = id == StreamTable.UNKNOWN ?
            resolver.resolve(frame, offset, length) : streams.stream(id);
        if (stream == null)
        {
            return false;
        }
        stream(stream);
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
        noteEvent();
        final int kindFlags = kind == SNAPSHOT ? FLAG_SNAPSHOT : kind == IMAGE ? FLAG_IMAGE | FLAG_PARTIAL :
            kind == BUCKETED_IMAGE ? FLAG_IMAGE | FLAG_PARTIAL | FLAG_BUCKETED : 0;
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
        trade.id(IdKind.U64, tradeId, 0L);
        trade.lastSequence(tradeId);
        fill(price, priceScale, quantity, quantityScale, ABSENT, ABSENT, aggressor, kind, inexact);
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final EventId id,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        if (!append(trade, EventType.TRADE, Trade.BASE_LENGTH, instrumentId, venueTimeNs))
        {
            return;
        }
        trade.id(id.kind().ordinal(), id.isUpperCase(), id.low(), id.high(),
            id.text().bytes(), id.text().offset(), id.text().length());
        trade.lastSequence(id.kind() == EventId.Kind.U64 ? id.low() : ABSENT);
        fill(price, priceScale, quantity, quantityScale, buyerOrderId, sellerOrderId, aggressor, kind, inexact);
        countHash(id);
    }

    private void fill(
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final boolean inexact)
    {
        trade.priceScale(priceScale);
        trade.quantityScale(quantityScale);
        trade.continuityRule(rule);
        trade.priceAndQuantity(price, quantity);
        trade.orderIds(buyerOrderId, sellerOrderId);
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
    public void onCandle(final int instrumentId, final long venueTimeNs, final CandleRow row)
    {
        statistics.onCandle(instrumentId, venueTimeNs, row);
    }

    @Override
    public void onTicker(
        final int instrumentId,
        final long venueTimeNs,
        final long openTimeNs,
        final long closeTimeNs,
        final long firstTradeId,
        final long lastTradeId,
        final long tradeCount,
        final DecimalRow decimals)
    {
        statistics.onTicker(
            instrumentId, venueTimeNs, openTimeNs, closeTimeNs,
            firstTradeId, lastTradeId, tradeCount, decimals);
    }

    @Override
    public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
    {
        statistics.onMarkPrice(instrumentId, venueTimeNs, decimals);
    }

    @Override
    public void onIndexPrice(
        final int instrumentId, final long venueTimeNs, final long price, final int scale, final boolean inexact)
    {
        statistics.onIndexPrice(instrumentId, venueTimeNs, price, scale, inexact);
    }

    @Override
    public void onFunding(
        final int instrumentId, final long venueTimeNs, final long periodNs, final DecimalRow decimals)
    {
        statistics.onFunding(instrumentId, venueTimeNs, periodNs, decimals);
    }

    @Override
    public void onOpenInterest(
        final int instrumentId, final long venueTimeNs, final QuantityUnit unit, final DecimalRow decimals)
    {
        statistics.onOpenInterest(instrumentId, venueTimeNs, unit, decimals);
    }

    @Override
    public void onLiquidation(
        final int instrumentId,
        final long venueTimeNs,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final EventId id,
        final int rawSide,
        final boolean inexact)
    {
        statistics.onLiquidation(
            instrumentId, venueTimeNs, price, priceScale,
            quantity, quantityScale, id, rawSide, inexact);
    }

    @Override
    public void onInstrument(final int instrumentId, final long venueTimeNs, final InstrumentRow row)
    {
        statistics.onInstrument(instrumentId, venueTimeNs, row);
    }

    @Override
    public void onPriceTarget(final int instrumentId, final PriceTargetRow row)
    {
        statistics.onPriceTarget(instrumentId, row);
    }

    @Override
    public void onProfileStart()
    {
        bookOpen = true;
        blocks.begin();
    }

    @Override
    public void onProfileBlock(
        final long price,
        final int priceScale,
        final long buyQuantity,
        final long sellQuantity,
        final int quantityScale)
    {
        blocks.block(price, priceScale, buyQuantity, sellQuantity, quantityScale);
    }

    @Override
    public void onProfileEnd(
        final int instrumentId,
        final long venueTimeNs,
        final long blockSize,
        final int blockSizeScale,
        final boolean inexact)
    {
        bookOpen = false;
        if (!blocks.end())
        {
            tooLarge = true;
            return;
        }
        noteEvent();
        for (int i = blocks.firstSlot(); i < stage.slotCount(); i++)
        {
            stage.wrap(profile, i);
            describe(profile, instrumentId, venueTimeNs);
            profile.blockSize(blockSize, blockSizeScale);
            markInexact(profile, inexact);
        }
    }

    @Override
    public void onProfileAbort()
    {
        bookOpen = false;
        blocks.abort();
    }

    @Override
    public void onEventMalformed(final boolean streamKnown)
    {
        if (!appendSilently(loss, EventType.LOSS, Loss.LENGTH, NO_ID, 0L))
        {
            return;
        }
        if (!streamKnown)
        {
            loss.streamId(NO_ID);
        }
        loss.frames(0);
        loss.missing(ABSENT, ABSENT);
        loss.period(receiveTimeNs, receiveTimeNs);
        loss.cause(LossCause.MALFORMED_EVENT);
    }

    void countTextTooLong()
    {
        textsTooLong++;
    }

    void countHash(final EventId id)
    {
        if (id.kind() == EventId.Kind.HASH128)
        {
            idsHashed++;
        }
    }

    @Override
    public void onReady()
    {
        control.onReady();
    }

    @Override
    public void onPong(final long timestamp)
    {
        control.onPong(timestamp);
    }

    @Override
    public void onPing(final long timestamp)
    {
        control.onPing(timestamp);
    }

    @Override
    public void onThrottled(final long requestId, final long retryAfterNs)
    {
        control.onThrottled(requestId, retryAfterNs);
    }

    @Override
    public void onCredentialsRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        control.onCredentialsRefused(requestId, code, frame, messageOffset, messageLength);
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

    /** Adds a slot of an event of the frame; false, and the frame too large, if there is no room. */
    boolean append(
        final EventHeader flyweight,
        final EventType type,
        final int payloadLength,
        final int instrumentId,
        final long venueTimeNs)
    {
        noteEvent();
        return appendSilently(flyweight, type, payloadLength, instrumentId, venueTimeNs);
    }

    private void noteEvent()
    {
        if (watched != null)
        {
            watched.note(receiveTimeNs);
        }
    }

    /** The same for what is not a sign of life of its stream. */
    private boolean appendSilently(
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

    static void markInexact(final EventHeader flyweight, final boolean inexact)
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
