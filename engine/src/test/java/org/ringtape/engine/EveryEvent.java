package org.ringtape.engine;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.LEVEL_LENGTH;
import static org.ringtape.engine.event.EventLayout.NO_ID;

import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.value.Candle;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.DecimalEvent;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.value.Funding;
import org.ringtape.engine.event.IdKind;
import org.ringtape.engine.event.value.IndexPrice;
import org.ringtape.engine.event.control.InstrumentDefinition;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.value.MarkPrice;
import org.ringtape.engine.event.value.MarketLiquidation;
import org.ringtape.engine.event.value.OpenInterest;
import org.ringtape.engine.event.value.PriceTarget;
import org.ringtape.engine.event.control.RequestOutcome;
import org.ringtape.engine.event.control.Retired;
import org.ringtape.engine.event.control.RetirementReason;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.event.control.StreamDescription;
import org.ringtape.engine.event.value.TargetStatus;
import org.ringtape.engine.event.value.Ticker;
import org.ringtape.engine.event.TopOfBook;
import org.ringtape.engine.event.Trade;
import org.ringtape.engine.event.value.VolumeProfile;
import org.ringtape.engine.ring.EventPublication;
import org.ringtape.engine.ring.EventStage;
import org.ringtape.engine.status.PipelineCounter;

/** A producer that brings every kind of event, and so has every callback of a strategy called. */
final class EveryEvent
{
    private static final int VENUE = 1;
    private static final int SESSION = 1;
    private static final int OTHER_SESSION = 2;

    /** The stream whose book is live after each {@link #image}. */
    final int bookStream;
    final int instrument;
    private final int other;
    private final int chainedStream;
    private final MarketPipeline pipeline;
    private final EventStage stage = new EventStage(8);
    private final EventPublication publication;
    private long count = 1_000;

    EveryEvent(final MarketPipeline pipeline)
    {
        this.pipeline = pipeline;
        instrument = pipeline.instruments().register(VENUE, "X");
        other = pipeline.instruments().register(VENUE, "Y");
        bookStream = pipeline.streams().register(VENUE, "x@image", instrument, ContinuityRule.IMAGE).id();
        chainedStream = pipeline.streams().register(VENUE, "y@diff", other, ContinuityRule.CHAINED).id();
        publication = new EventPublication(
            pipeline.ring(),
            pipeline.clock(),
            VENUE,
            SESSION,
            pipeline.counters().counter(PipelineCounter.FRAMES_DROPPED, SESSION, "test"),
            pipeline.counters().counter(PipelineCounter.EVENTS_PUBLISHED, SESSION, "test"));
    }

    /** A whole book; false if the ring has no room. */
    boolean image()
    {
        final BookUpdate image = stage(new BookUpdate(), EventType.BOOK_UPDATE, 2 * LEVEL_LENGTH, SESSION);
        image.flags(FLAG_BEGIN | FLAG_END | FLAG_IMAGE);
        levels(image, ContinuityRule.IMAGE, bookStream, ABSENT, count);
        return publication.offer(stage);
    }

    /** Everything else, in an order that leaves no callback out; on a session that is not the book's where it hurts. */
    boolean everything()
    {
        return gap() && trades() && values() && rest();
    }

    /** An event of a kind that this version has, but nobody handles. */
    boolean ofKind(final EventType type)
    {
        stage(new EventHeader(), type, 0, SESSION);
        return publication.offer(stage);
    }

    /** A slot of a kind that this version does not have. */
    boolean ofKind(final int typeId)
    {
        stage(new EventHeader(), EventType.FILL, 0, SESSION).typeId(typeId);
        return publication.offer(stage);
    }

    /** An update that is kept, the snapshot inside it, and one that does not join. */
    private boolean gap()
    {
        final long base = count;
        final BookUpdate kept = stage(new BookUpdate(), EventType.BOOK_UPDATE, 2 * LEVEL_LENGTH, OTHER_SESSION);
        levels(kept, ContinuityRule.CHAINED, chainedStream, base - 2, base + 5);
        if (!publication.offer(stage))
        {
            return false;
        }
        final BookUpdate snapshot = stage(new BookUpdate(), EventType.BOOK_UPDATE, 2 * LEVEL_LENGTH, OTHER_SESSION);
        snapshot.flags(FLAG_BEGIN | FLAG_END | FLAG_SNAPSHOT);
        levels(snapshot, ContinuityRule.CHAINED, chainedStream, ABSENT, base);
        if (!publication.offer(stage))
        {
            return false;
        }
        final BookUpdate broken = stage(new BookUpdate(), EventType.BOOK_UPDATE, 2 * LEVEL_LENGTH, OTHER_SESSION);
        levels(broken, ContinuityRule.CHAINED, chainedStream, base + 50, base + 60);
        return publication.offer(stage);
    }

    /** Ids that leave one out, and a tape that does not count, before and after a loss. */
    private boolean trades()
    {
        boolean published = true;
        for (int i = 0; i < 2; i++)
        {
            published &= trade(instrument, ContinuityRule.STEP) && trade(other, ContinuityRule.TIMED);
            final Loss loss = stage(new Loss(), EventType.LOSS, Loss.LENGTH, OTHER_SESSION);
            loss.streamId(NO_ID);
            loss.instrumentId(NO_ID);
            loss.cause(LossCause.RING_FULL);
            published &= publication.offer(stage);
        }
        return published && quotes();
    }

    private boolean trade(final int instrumentId, final ContinuityRule rule)
    {
        final Trade trade = stage(new Trade(), EventType.TRADE, Trade.BASE_LENGTH, OTHER_SESSION);
        trade.instrumentId(instrumentId);
        trade.streamId(bookStream + 3 + instrumentId);
        trade.continuityRule(rule);
        trade.id(IdKind.U64, 3 * count, 0);
        trade.lastSequence(3 * count);
        trade.priceAndQuantity(count, 1);
        return publication.offer(stage);
    }

    private boolean quotes()
    {
        final TopOfBook top = stage(new TopOfBook(), EventType.TOP_OF_BOOK, TopOfBook.LENGTH, SESSION);
        top.lastSequence(++count);
        top.bid(99, 1);
        top.ask(101, 1);
        return publication.offer(stage);
    }

    private boolean values()
    {
        stage.reset();
        final Candle candle = absent(add(new Candle(), EventType.CANDLE, Candle.LENGTH, SESSION));
        candle.intervalNs(60);
        candle.openTimeNs(candle.venueTimeNs());
        candle.decimal(Candle.Field.CLOSE.ordinal(), 5, 0);
        absent(add(new Ticker(), EventType.TICKER, Ticker.LENGTH, SESSION))
            .decimal(Ticker.Field.LAST_PRICE.ordinal(), 5, 0);
        absent(add(new MarkPrice(), EventType.MARK_PRICE, MarkPrice.LENGTH, SESSION))
            .decimal(MarkPrice.Field.MARK.ordinal(), 5, 0);
        add(new IndexPrice(), EventType.INDEX_PRICE, IndexPrice.LENGTH, SESSION).price(5);
        final Funding funding = absent(add(new Funding(), EventType.FUNDING, Funding.LENGTH, SESSION));
        funding.periodNs(ABSENT);
        funding.decimal(Funding.Field.CURRENT.ordinal(), 5, 0);
        final OpenInterest interest =
            absent(add(new OpenInterest(), EventType.OPEN_INTEREST, OpenInterest.LENGTH, SESSION));
        interest.decimal(OpenInterest.Field.QUANTITY.ordinal(), 5, 0);
        final MarketLiquidation liquidation =
            add(new MarketLiquidation(), EventType.MARKET_LIQUIDATION, MarketLiquidation.BASE_LENGTH, SESSION);
        liquidation.priceAndQuantity(5, 7);
        liquidation.rawSide(2);
        final VolumeProfile profile = add(new VolumeProfile(), EventType.VOLUME_PROFILE, 0, SESSION);
        profile.flags(FLAG_BEGIN | FLAG_END);
        profile.blockSize(25, 1);
        profile.blockCount(1);
        profile.block(0, 5, 1, 2);
        return publication.offer(stage);
    }

    private boolean rest()
    {
        stage.reset();
        add(new InstrumentDefinition(), EventType.INSTRUMENT, InstrumentDefinition.BASE_LENGTH, SESSION).clear();
        final PriceTarget target = add(new PriceTarget(), EventType.PRICE_TARGET, PriceTarget.BASE_LENGTH, SESSION);
        target.window(300, 300 * count, ABSENT);
        target.price(5);
        target.status(TargetStatus.OPEN.ordinal());
        add(new Retired(), EventType.RETIRED, Retired.LENGTH, SESSION).retired(1, RetirementReason.of((byte)0));
        add(new StreamDescription(), EventType.STREAM, StreamDescription.BASE_LENGTH, SESSION).name(new byte[] {'x'});
        add(new RequestOutcome(), EventType.REQUEST_OUTCOME, RequestOutcome.BASE_LENGTH, SESSION)
            .outcome(count, RequestOutcome.Kind.RESYNC, RequestOutcome.Result.GRANTED, 0);
        final SessionStatus status =
            add(new SessionStatus(), EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH, SESSION);
        status.state(SessionState.SUBSCRIBING);
        status.text(new byte[0]);
        return publication.offer(stage);
    }

    private void levels(
        final BookUpdate update, final ContinuityRule rule, final int streamId, final long previous, final long last)
    {
        update.continuityRule(rule);
        update.streamId(streamId);
        update.previousSequence(previous);
        update.lastSequence(last);
        update.level(0, 99, 1);
        update.bidCount(1);
        update.level(1, 101, 1);
        update.askCount(1);
    }

    private <E extends EventHeader> E stage(final E event, final EventType type, final int length, final int session)
    {
        stage.reset();
        return add(event, type, length, session);
    }

    private <E extends EventHeader> E add(final E event, final EventType type, final int length, final int session)
    {
        stage.append(event, type, length);
        count += 10;
        event.flags(FLAG_BEGIN | FLAG_END);
        event.venueId(VENUE);
        event.sessionId(session);
        event.sessionEpoch(1);
        event.streamId(bookStream + 7);
        event.instrumentId(instrument);
        event.venueTimeNs(pipeline.clock().nanoTime());
        event.receiveTimeNs(event.venueTimeNs());
        return event;
    }

    private static <E extends DecimalEvent<?>> E absent(final E event)
    {
        for (int i = 0; i < event.fieldCount(); i++)
        {
            event.decimal(i, ABSENT, 0);
        }
        return event;
    }
}
