package org.ringtape.feeds.publish;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BUCKETED;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;
import static org.ringtape.engine.event.EventLayout.FLAG_INEXACT;
import static org.ringtape.engine.event.EventLayout.FLAG_PARTIAL;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.ringtape.codecs.FrameDecoder;
import org.ringtape.codecs.sink.row.CandleRow;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.WireId;
import org.ringtape.codecs.sink.FrameSink;
import org.ringtape.codecs.sink.row.InstrumentRow;
import org.ringtape.codecs.sink.row.PriceTargetRow;
import org.ringtape.codecs.sink.row.InterestUnit;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.instrument.InstrumentTable;
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
    private final ControlSink control;
    private final StreamResolver resolver;

    private final FrameStaging staging;
    private final PriceStaging prices;
    private final StatisticsStaging statistics;
    private final LevelChunks levels;
    private final BookUpdate bookUpdate = new BookUpdate();
    private final VolumeProfile profile = new VolumeProfile();
    private final ProfileChunks blocks;
    private final Loss loss = new Loss();
    private final InstrumentDefinition definition = new InstrumentDefinition();
    /** Null if somebody else describes the streams. */
    private StreamDescriptions descriptions;
    private final DamagedStreams damaged;

    /** A book or a profile has begun and not ended: no other event may come between its chunks. */
    private boolean bookOpen;
    /** Of the snapshot that the frame is; see {@link #snapshotAsked}. */
    private long madeAfterNs;
    private int askedLevels;

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
        this.stage = stage;
        this.streams = streams;
        this.venueId = venueId;
        this.control = control;
        staging = new FrameStaging(stage, venueId, sessionId, activity);
        prices = new PriceStaging(staging);
        statistics = new StatisticsStaging(staging);
        levels = new LevelChunks(stage);
        blocks = new ProfileChunks(stage);
        damaged = new DamagedStreams(streams, venueId);
    }

    /** Definitions tell by this which life of an instrument's id they are of; else they tell nothing of it. */
    public StagingSink generations(final InstrumentTable instruments)
    {
        staging.generations(instruments::generation);
        return this;
    }

    /** What it stages comes by a line of the session; line 0 if that is not said. */
    public StagingSink line(final int lineId)
    {
        staging.line(lineId);
        return this;
    }

    /** Each stream is described in front of its first event on a connection. */
    public StagingSink describingStreams()
    {
        descriptions = new StreamDescriptions(staging);
        return this;
    }

    /** Forgets the last frame and begins another, received now. */
    public void beginFrame(final int epoch, final long nowNs)
    {
        staging.begin(epoch, nowNs);
        if (descriptions != null)
        {
            descriptions.beginFrame(epoch);
        }
        bookOpen = false;
        madeAfterNs = 0L;
        askedLevels = 0;
    }

    /**
     * Says how the snapshot was asked for that the frame is; holds until the next frame begins.
     *
     * @param earliestNs earliest time at which the venue can have made it, epoch nanoseconds of our clock
     * @param levels     levels a side asked for, 0 or less for the whole book
     */
    public void snapshotAsked(final long earliestNs, final int levels)
    {
        madeAfterNs = earliestNs;
        askedLevels = levels;
    }

    /** Ids of the last frame that were too long to be carried, and stand as a hash. */
    public int idsHashed()
    {
        return staging.idsHashed();
    }

    /** Texts of the last frame that were too long for their field: left out of a definition, or cut for people. */
    public int textsTooLong()
    {
        return staging.textsTooLong();
    }

    /** Says which stream the events to come belong to where no frame names it: a snapshot, or a raw connection. */
    public void stream(final StreamDefinition stream)
    {
        staging.stream(stream);
        if (descriptions != null && !bookOpen)
        {
            descriptions.stage(stream);
        }
    }

    /** What was staged is in the ring; of a sink that is not told, each frame describes its streams. */
    public void published()
    {
        if (descriptions != null)
        {
            descriptions.published();
        }
    }

    /** True if the frame has named one of our streams. */
    public boolean hasStream()
    {
        return staging.streamId() != NO_ID;
    }

    /** True if the stream named last carries several instruments, so that a new symbol on it is no surprise. */
    public boolean carriesSeveralInstruments()
    {
        return staging.carriesSeveralInstruments();
    }

    /** True if the last frame needed more slots than the stage has; some of its events are then missing. */
    public boolean isTooLarge()
    {
        return staging.isTooLarge();
    }

    /** True if an instrument is not the one of the stream that the frame has named: one of both is damaged. */
    public boolean contradicts(final int instrumentId)
    {
        return staging.contradicts(instrumentId);
    }

    /**
     * Stages, instead of the frame, that it was lost: on its stream if it named one of ours and no other, else on the
     * session.
     *
     * @param cause why
     */
    public void stageLoss(final LossCause cause)
    {
        resetStage();
        if (staging.hasSeveralStreams())
        {
            staging.forgetStream();
        }
        appendLoss(cause);
    }

    /** As {@link #stageLoss}, whatever the frame has named. */
    public void stageLossOfSession(final LossCause cause)
    {
        resetStage();
        staging.forgetStream();
        appendLoss(cause);
    }

    /**
     * Stages, instead of a frame that was malformed, that it was lost: on the streams that it names before the damage,
     * if these are all that it can have held and each is one of ours, else on the session.
     *
     * @param decoder that found it malformed
     * @param frame   bytes that hold it
     * @param offset  of its first byte
     * @param length  in bytes
     */
    public void stageDamage(final FrameDecoder decoder, final byte[] frame, final int offset, final int length)
    {
        resetStage();
        final int count = damaged.collect(decoder, frame, offset, length, staging.bundles());
        if (count == 0)
        {
            stageLossOfSession(LossCause.MALFORMED_FRAME);
        }
        for (int i = 0; i < count; i++)
        {
            staging.concern(damaged.id(i));
            appendLoss(LossCause.MALFORMED_FRAME);
        }
    }

    private void resetStage()
    {
        stage.reset();
        if (descriptions != null)
        {
            descriptions.discard();
        }
    }

    private void appendLoss(final LossCause cause)
    {
        final StreamDefinition stream = staging.streamId() == NO_ID ? null : streams.stream(staging.streamId());
        if (descriptions != null && stream != null)
        {
            descriptions.stage(stream);
        }
        if (staging.appendSilently(loss, EventType.LOSS, Loss.LENGTH, NO_ID, 0L))
        {
            loss.frames(1);
            loss.missing(ABSENT, ABSENT);
            loss.period(staging.receiveTimeNs(), staging.receiveTimeNs());
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
        if (bookOpen || !staging.appendSilently(
            definition, EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, instrumentId, 0L))
        {
            return false;
        }
        definition.clear();
        definition.generation(staging.generation(instrumentId));
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
    public void onBids(
        final long[] prices,
        final int priceScale,
        final long[] quantities,
        final int quantityScale,
        final int count)
    {
        levels.levels(true, prices, priceScale, quantities, quantityScale, count);
    }

    @Override
    public void onAsks(
        final long[] prices,
        final int priceScale,
        final long[] quantities,
        final int quantityScale,
        final int count)
    {
        levels.levels(false, prices, priceScale, quantities, quantityScale, count);
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
            staging.markTooLarge();
            return;
        }
        staging.noteEvent();
        final int kindFlags = kind == SNAPSHOT ? FLAG_SNAPSHOT : kind == IMAGE ? FLAG_IMAGE | FLAG_PARTIAL :
            kind == BUCKETED_IMAGE ? FLAG_IMAGE | FLAG_PARTIAL | FLAG_BUCKETED : 0;
        for (int i = levels.firstSlot(); i < stage.slotCount(); i++)
        {
            stage.wrap(bookUpdate, i);
            staging.describe(bookUpdate, instrumentId, venueTimeNs);
            bookUpdate.flags(bookUpdate.flags() | kindFlags | (inexact ? FLAG_INEXACT : 0));
            bookUpdate.continuityRule(staging.rule());
            bookUpdate.firstSequence(firstSequence);
            bookUpdate.lastSequence(lastSequence);
            bookUpdate.previousSequence(previousSequence);
            if (kind == SNAPSHOT)
            {
                bookUpdate.madeAfterNs(madeAfterNs);
                bookUpdate.askedLevels(askedLevels);
            }
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
        prices.onTrade(
            instrumentId, price, priceScale, quantity, quantityScale, tradeId, aggressor, kind, venueTimeNs, inexact);
    }

    @Override
    public void onTrade(
        final int instrumentId,
        final long price,
        final int priceScale,
        final long quantity,
        final int quantityScale,
        final WireId id,
        final long buyerOrderId,
        final long sellerOrderId,
        final int aggressor,
        final int kind,
        final long venueTimeNs,
        final boolean inexact)
    {
        prices.onTrade(
            instrumentId, price, priceScale, quantity, quantityScale, id,
            buyerOrderId, sellerOrderId, aggressor, kind, venueTimeNs, inexact);
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
        prices.onTopOfBook(
            instrumentId, bidPrice, bidPriceScale, bidQuantity, bidQuantityScale,
            askPrice, askPriceScale, askQuantity, askQuantityScale, venueTimeNs, sequence, inexact);
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
        final int instrumentId, final long venueTimeNs, final InterestUnit unit, final DecimalRow decimals)
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
        final WireId id,
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
        final int buyScale,
        final long sellQuantity,
        final int sellScale)
    {
        blocks.block(price, priceScale, buyQuantity, buyScale, sellQuantity, sellScale);
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
            staging.markTooLarge();
            return;
        }
        staging.noteEvent();
        for (int i = blocks.firstSlot(); i < stage.slotCount(); i++)
        {
            stage.wrap(profile, i);
            staging.describe(profile, instrumentId, venueTimeNs);
            profile.blockSize(blockSize, blockSizeScale);
            FrameStaging.markInexact(profile, inexact);
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
        if (!staging.appendSilently(loss, EventType.LOSS, Loss.LENGTH, NO_ID, 0L))
        {
            return;
        }
        if (!streamKnown)
        {
            loss.streamId(NO_ID);
        }
        loss.frames(0);
        loss.missing(ABSENT, ABSENT);
        loss.period(staging.receiveTimeNs(), staging.receiveTimeNs());
        loss.cause(LossCause.MALFORMED_EVENT);
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
    public void onGrantsStart(final byte[] subject, final int offset, final int length)
    {
        control.onGrantsStart(subject, offset, length);
    }

    @Override
    public void onGrant(final byte[] stream, final int offset, final int length)
    {
        control.onGrant(stream, offset, length);
    }

    @Override
    public void onGrantsEnd()
    {
        control.onGrantsEnd();
    }

    @Override
    public void onUnsubscribed()
    {
        control.onUnsubscribed();
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        control.onRefused(requestId, code, frame, messageOffset, messageLength);
    }
}
