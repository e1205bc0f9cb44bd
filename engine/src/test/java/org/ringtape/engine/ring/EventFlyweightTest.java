package org.ringtape.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.event.EventLayout.ABSENT;
import static org.ringtape.engine.event.EventLayout.FLAG_INEXACT;
import static org.ringtape.engine.event.EventLayout.LEVELS_PER_SLOT;
import static org.ringtape.engine.event.EventLayout.NO_ID;
import static org.ringtape.engine.event.EventLayout.SLOT_LENGTH;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventHeader;
import org.ringtape.engine.event.EventType;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.event.control.SessionStatus;

/** The drawing of a slot: every field where it belongs, none over another. */
final class EventFlyweightTest
{
    private final UnsafeBuffer slots = new UnsafeBuffer(new byte[3 * SLOT_LENGTH]);

    @Test
    void shouldReadBackEveryHeaderFieldAtTheEdgesOfItsRange()
    {
        final EventHeader header = new EventHeader();
        header.wrap(slots, SLOT_LENGTH);
        header.init(EventType.TRADE, 64);
        assertEquals(NO_ID, header.instrumentId());
        assertEquals(ABSENT, header.previousSequence());
        assertTrue(header.isBegin() && header.isEnd());

        header.instrumentId(Integer.MAX_VALUE);
        header.streamId(7);
        header.venueId(0xFFFF);
        header.sessionId(0xFFFE);
        header.sessionEpoch(-1);
        header.bidCount(54);
        header.askCount(255);
        header.priceScale(-32);
        header.quantityScale(32);
        header.accountId(9);
        header.venueTimeNs(1);
        header.receiveTimeNs(2);
        header.publishTimeNs(3);
        header.firstSequence(4);
        header.lastSequence(Long.MAX_VALUE);
        header.previousSequence(6);
        header.fingerprint(-7);
        header.flags(header.flags() | FLAG_INEXACT);
        header.continuityRule(ContinuityRule.TIMED);
        header.continuityRule(ContinuityRule.CHAINED);

        assertEquals(EventType.TRADE, header.type());
        assertEquals(96 + 64, header.usedLength());
        assertEquals(Integer.MAX_VALUE, header.instrumentId());
        assertEquals(7, header.streamId());
        assertEquals(0xFFFF, header.venueId());
        assertEquals(0xFFFE, header.sessionId());
        assertEquals(-1, header.sessionEpoch());
        assertEquals(54, header.bidCount());
        assertEquals(255, header.askCount());
        assertEquals(-32, header.priceScale());
        assertEquals(32, header.quantityScale());
        assertEquals(9, header.accountId());
        assertEquals(1, header.venueTimeNs());
        assertEquals(2, header.receiveTimeNs());
        assertEquals(3, header.publishTimeNs());
        assertEquals(4, header.firstSequence());
        assertEquals(Long.MAX_VALUE, header.lastSequence());
        assertEquals(6, header.previousSequence());
        assertEquals(-7, header.fingerprint());
        assertTrue(header.isInexact());
        assertEquals(ContinuityRule.CHAINED, header.continuityRule());
        assertNeighboursUntouched();
    }

    @Test
    void shouldHoldFiftyFourLevelsAndADerivedLineWithoutOverlap()
    {
        final BookUpdate update = new BookUpdate();
        update.wrap(slots, SLOT_LENGTH);
        update.init(EventType.BOOK_UPDATE, LEVELS_PER_SLOT * 16);
        update.bidCount(50);
        update.askCount(4);
        for (int i = 0; i < LEVELS_PER_SLOT; i++)
        {
            update.level(i, 1000 + i, -i);
        }
        update.topOfBook(1, 2, 3, ABSENT);
        update.bookAfter(-3, 9, BookState.STALE, true, 10, 20, Long.MAX_VALUE);

        assertEquals(54, update.levelCount());
        assertEquals(1049, update.bidPrice(49));
        assertEquals(1050, update.askPrice(0));
        assertEquals(-53, update.askQuantity(3));
        assertEquals(1, update.bestBidPrice());
        assertEquals(2, update.bestBidQuantity());
        assertEquals(3, update.bestAskPrice());
        assertEquals(ABSENT, update.bestAskQuantity());
        assertEquals(-3, update.bookPriceScale());
        assertEquals(9, update.bookQuantityScale());
        assertEquals(BookState.STALE, update.bookState());
        assertTrue(update.isCrossed());
        assertEquals(10, update.bookBidLevels());
        assertEquals(20, update.bookAskLevels());
        assertEquals(Long.MAX_VALUE, update.bookSequence());
        assertFalse(update.isSnapshot() || update.isImage() || update.isPartial() || update.wasKept());
        assertNeighboursUntouched();
    }

    @Test
    void shouldKeepStatusTextWithinItsRoom()
    {
        final SessionStatus status = new SessionStatus();
        status.wrap(slots, SLOT_LENGTH);
        status.init(EventType.SESSION_STATUS, SessionStatus.BASE_LENGTH);
        final byte[] text = new byte[1000];
        Arrays.fill(text, (byte)'x');
        status.state(SessionState.BACKING_OFF);
        status.closeCode(1008);
        status.roundTripNs(5);
        status.text(text);
        assertEquals(SessionStatus.MAX_TEXT_LENGTH, status.text().length());
        assertEquals(SessionState.BACKING_OFF, status.state());
        assertEquals(1008, status.closeCode());
        assertEquals(5, status.roundTripNs());
        assertNeighboursUntouched();
    }

    @Test
    void shouldKnowEveryKindByItsStableId()
    {
        for (final EventType type : EventType.values())
        {
            assertEquals(type, EventType.of(type.id()));
        }
        assertEquals(EventType.NONE, EventType.of(-1));
        assertEquals(EventType.NONE, EventType.of(0xFFFF));
        assertEquals(36, EventType.TIMER.id());
    }

    private void assertNeighboursUntouched()
    {
        for (int i = 0; i < SLOT_LENGTH; i++)
        {
            assertEquals(0, slots.getByte(i));
            assertEquals(0, slots.getByte(2 * SLOT_LENGTH + i));
        }
    }
}
