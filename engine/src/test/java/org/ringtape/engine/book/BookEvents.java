package org.ringtape.engine.book;

import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.FLAG_IMAGE;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;
import static org.ringtape.engine.event.EventLayout.LEVEL_LENGTH;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.util.List;
import java.util.function.LongUnaryOperator;

import org.agrona.concurrent.UnsafeBuffer;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventDispatch;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.Loss;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;
import org.ringtape.engine.health.MarketHealth;

/** Writes events into one slot and hands each to a handler, as a ring of one slot would. */
final class BookEvents
{
    /** One level of an event. */
    record Level(boolean isBid, long price, long quantity)
    {
    }

    static final long FRESH = -1;
    /** Venue times that go with the sequences. */
    static final LongUnaryOperator BY_SEQUENCE = (sequence) -> sequence * 10;

    int sessionId = 3;
    int sessionEpoch = 1;
    /** Venue time of events without a sequence; others are at ten times their sequence. */
    long venueTimeNs;
    int priceScale;
    int quantityScale;
    int levelsPerChunk = 54;
    /** When the venue can have made the snapshots to come; {@link #FRESH} for the time of the last event. */
    long madeAfterNs = FRESH;
    /** Levels a side that the snapshots to come were asked for. */
    int askedLevels;
    /** Venue time of an event by its sequence. */
    LongUnaryOperator timeOf = BY_SEQUENCE;
    /** Receive time of the last event. */
    long nowNs = 1;
    /** Receive time of the events to come; 0 for one that follows their venue times. */
    long receiveNs;
    /** The slot, looked at as a book update: its derived line is that of the last event. */
    final BookUpdate slot = new BookUpdate();

    private final MarketHealth health;
    private final EventDispatch kinds;

    BookEvents(final MarketHealth health, final BookHandler handler)
    {
        this.health = health;
        kinds = handler == null ? new EventDispatch() : EventDispatch.of(handler::register);
        slot.wrap(new UnsafeBuffer(new byte[SLOT_LENGTH]), 0);
    }

    static Level bid(final long price, final long quantity)
    {
        return new Level(true, price, quantity);
    }

    static Level ask(final long price, final long quantity)
    {
        return new Level(false, price, quantity);
    }

    void update(final int streamId, final long previous, final long last, final Level... levels)
    {
        event(ContinuityRule.CHAINED, 0, streamId, previous, last, List.of(levels));
    }

    void snapshot(final int streamId, final long sequence, final Level... levels)
    {
        event(ContinuityRule.CHAINED, FLAG_SNAPSHOT, streamId, Long.MIN_VALUE, sequence, List.of(levels));
    }

    void image(final int streamId, final long sequence, final Level... levels)
    {
        event(ContinuityRule.IMAGE, FLAG_IMAGE, streamId, Long.MIN_VALUE, sequence, List.of(levels));
    }

    void event(
        final ContinuityRule rule,
        final int flags,
        final int streamId,
        final long previous,
        final long last,
        final List<Level> levels)
    {
        int from = 0;
        do
        {
            final int to = Math.min(levels.size(), from + levelsPerChunk);
            final int edge = (from == 0 ? FLAG_BEGIN : 0) | (to == levels.size() ? FLAG_END : 0);
            chunk(rule, flags | edge, streamId, previous, last, levels.subList(from, to));
            from = to;
        }
        while (from < levels.size());
    }

    void chunk(
        final ContinuityRule rule,
        final int flags,
        final int streamId,
        final long previous,
        final long last,
        final List<Level> levels)
    {
        fill(slot, levels);
        slot.flags(flags);
        slot.continuityRule(rule);
        slot.streamId(streamId);
        slot.instrumentId(streamId + 100);
        slot.sessionId(sessionId);
        slot.sessionEpoch(sessionEpoch);
        slot.previousSequence(previous);
        slot.lastSequence(last);
        slot.venueTimeNs(last == ABSENT ? venueTimeNs : timeOf.applyAsLong(last));
        nowNs = receiveNs != 0 ? receiveNs : Math.max(nowNs, slot.venueTimeNs() + 1);
        slot.receiveTimeNs(nowNs);
        if (slot.isSnapshot())
        {
            slot.madeAfterNs(madeAfterNs == FRESH ? nowNs : madeAfterNs);
            slot.askedLevels(askedLevels);
        }
        handle(slot);
    }

    private void handle(final EventHeader event)
    {
        health.onEvent(event);
        kinds.dispatch(event);
    }

    /** Writes one chunk with bids before asks, in the order given otherwise. */
    void fill(final BookUpdate chunk, final List<Level> levels)
    {
        chunk.init(EventType.BOOK_UPDATE, levels.size() * LEVEL_LENGTH);
        chunk.priceScale(priceScale);
        chunk.quantityScale(quantityScale);
        int index = 0;
        for (final Level level : levels)
        {
            if (level.isBid())
            {
                chunk.level(index++, level.price(), level.quantity());
            }
        }
        chunk.bidCount(index);
        for (final Level level : levels)
        {
            if (!level.isBid())
            {
                chunk.level(index++, level.price(), level.quantity());
            }
        }
        chunk.askCount(index - chunk.bidCount());
    }

    void loss(final int streamId, final LossCause cause)
    {
        final Loss loss = new Loss();
        loss.wrap(new UnsafeBuffer(new byte[SLOT_LENGTH]), 0);
        loss.init(EventType.LOSS, Loss.LENGTH);
        loss.streamId(streamId);
        loss.sessionId(sessionId);
        loss.sessionEpoch(sessionEpoch);
        loss.cause(cause);
        loss.receiveTimeNs(nowNs);
        handle(loss);
    }

    void sessionLoss()
    {
        loss(NO_ID, LossCause.RING_FULL);
    }

    void status(final SessionState state)
    {
        final SessionStatus status = new SessionStatus();
        status.wrap(new UnsafeBuffer(new byte[SLOT_LENGTH]), 0);
        status.init(EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH);
        status.sessionId(sessionId);
        status.sessionEpoch(sessionEpoch);
        status.state(state);
        status.receiveTimeNs(nowNs);
        handle(status);
    }
}
