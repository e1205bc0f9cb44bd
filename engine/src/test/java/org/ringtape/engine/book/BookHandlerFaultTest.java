package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;
import static org.ringtape.engine.event.EventLayout.FLAG_BEGIN;
import static org.ringtape.engine.event.EventLayout.FLAG_END;
import static org.ringtape.engine.event.EventLayout.FLAG_SNAPSHOT;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.status.PipelineCounter;

/** What does not fit, breaks off, throws or is refused. */
final class BookHandlerFaultTest
{
    private BookScenario scenario = new BookScenario();

    @Test
    void shouldJudgeEventOfSeveralChunksOnceAndTellItAtItsEnd()
    {
        scenario = BookScenario.live();
        scenario.events.levelsPerChunk = 1;
        scenario.events.update(STREAM, 110, 120, bid(1001, 5), bid(1002, 6), ask(1100, 0), ask(1150, 1));
        scenario.expect(BookState.LIVE, 120);
        scenario.expectTold("book 7 at 120");
        assertEquals(1002, scenario.book().bestBidPrice());
        assertEquals(1150, scenario.book().bestAskPrice());
    }

    @Test
    void shouldNotCallBookLiveBetweenTwoChunks()
    {
        scenario = BookScenario.live();
        chunk(FLAG_BEGIN, 110, 120, bid(1001, 5));
        assertFalse(scenario.book().isLive());
        assertEquals(BookState.GAPPED, scenario.book().state());
        assertEquals(110, scenario.book().sequence());
        chunk(FLAG_END, 110, 120, bid(1002, 5));
        scenario.expect(BookState.LIVE, 120);
        scenario.expectTold("book 7 at 120");
    }

    @Test
    void shouldKeepEveryChunkOfAnEventThatShowsAGap()
    {
        scenario = BookScenario.live();
        scenario.events.levelsPerChunk = 1;
        scenario.events.update(STREAM, 120, 130, bid(1001, 5), bid(1002, 6), ask(1099, 7));
        scenario.expectTold("gap 110 120", "LIVE to GAPPED");
        assertEquals(3, scenario.pending.usedBlocks());
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_BUFFERED);
        scenario.events.snapshot(STREAM, 125, bid(900, 1), bid(901, 1), ask(2000, 1));
        scenario.expect(BookState.LIVE, 130);
        assertEquals(4, scenario.book().bids().levels());
        assertEquals(1099, scenario.book().bestAskPrice());
        assertEquals(0, scenario.pending.usedBlocks());
    }

    @Test
    void shouldGiveUpBookWhenEventBreaksOff()
    {
        scenario = BookScenario.live();
        scenario.requestReasons.clear();
        chunk(FLAG_BEGIN, 110, 120, bid(1001, 5));
        scenario.events.update(STREAM, 120, 130, bid(1003, 5));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.expectRequests(ResyncReason.INCOMPLETE_EVENT);
        scenario.events.snapshot(STREAM, 125, bid(900, 1));
        scenario.expect(BookState.LIVE, 130);
    }

    @Test
    void shouldGiveUpBookWhenChunkHasNoBeginning()
    {
        scenario = BookScenario.live();
        chunk(FLAG_END, 110, 120, bid(1001, 5));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectTold("gap 110 -", "LIVE to GAPPED");
        assertEquals(BookState.GAPPED, scenario.events.slot.bookState());
    }

    @Test
    void shouldGiveUpBookWhenChunkBelongsToAnotherEvent()
    {
        scenario = BookScenario.live();
        chunk(FLAG_BEGIN, 110, 120, bid(1001, 5));
        chunk(FLAG_END, 120, 130, bid(1002, 5));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldLetKeptUpdatesGoWhenKeptEventBreaksOff()
    {
        scenario = BookScenario.gapped();
        chunk(FLAG_BEGIN, 130, 140, bid(1001, 5));
        scenario.events.update(STREAM, 140, 150, bid(1002, 5));
        assertEquals(1, scenario.pending.usedBlocks());
        scenario.events.snapshot(STREAM, 135, bid(900, 1));
        assertFalse(scenario.book().isLive());
        scenario.events.snapshot(STREAM, 140, bid(900, 1));
        scenario.expect(BookState.LIVE, 150);
    }

    @Test
    void shouldNotTrustSnapshotThatBreaksOff()
    {
        scenario.events.chunk(ContinuityRule.CHAINED, FLAG_SNAPSHOT | FLAG_BEGIN, STREAM, 0, 50, List.of(bid(1, 1)));
        scenario.events.update(STREAM, 50, 60, bid(2, 2));
        assertEquals(BookState.GAPPED, scenario.book().state());
        scenario.expectRequests(ResyncReason.INCOMPLETE_EVENT);
        scenario.events.snapshot(STREAM, 55, bid(3, 3));
        scenario.expect(BookState.LIVE, 60);
        assertEquals(2, scenario.book().bids().levels());
    }

    @Test
    void shouldGiveUpBookWhenValueDoesNotFit()
    {
        scenario = BookScenario.live();
        scenario.requestReasons.clear();
        scenario.events.priceScale = -10;
        scenario.events.update(STREAM, 110, 120, bid(Long.MAX_VALUE / 1_000_000_000L, 5));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_OVERFLOWS);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.expectRequests(ResyncReason.OVERFLOW);
        scenario.expectTold("LIVE to GAPPED");
        scenario.events.priceScale = 0;
        scenario.events.update(STREAM, 120, 130, bid(1000, 9));
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.events.snapshot(STREAM, 119, bid(999, 1));
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
        scenario.events.snapshot(STREAM, 120, bid(999, 1));
        scenario.expect(BookState.LIVE, 130);
    }

    @Test
    void shouldGiveUpBookWhenLaterChunkDoesNotFit()
    {
        scenario = new BookScenario(8, new BookLimits(2, 9));
        scenario.events.snapshot(STREAM, 100, bid(1, 1));
        scenario.events.levelsPerChunk = 1;
        scenario.events.update(STREAM, 100, 110, bid(2, 1), bid(3, 1), bid(2, 0), bid(4, 1));
        scenario.expect(BookState.GAPPED, 100);
        scenario.expectCount(1, PipelineCounter.BOOK_OVERFLOWS);
        scenario.expectCount(0, PipelineCounter.BOOK_UPDATES_APPLIED);
    }

    @Test
    void shouldNotAskAgainForSnapshotThatDoesNotFitUntilAnUpdateComes()
    {
        scenario = new BookScenario(8, new BookLimits(2, 9));
        scenario.events.snapshot(STREAM, 100, bid(1, 1), bid(2, 1), bid(3, 1));
        scenario.expect(BookState.GAPPED, EventLayout.ABSENT);
        scenario.expectCount(1, PipelineCounter.BOOK_OVERFLOWS);
        scenario.expectRequests();
        scenario.events.update(STREAM, 100, 110, bid(1, 1));
        scenario.expectRequests(ResyncReason.GAP);
    }

    @Test
    void shouldGiveUpBookWhenKeptUpdateDoesNotFit()
    {
        scenario = new BookScenario(8, new BookLimits(2, 9));
        scenario.events.update(STREAM, 100, 110, bid(3, 1));
        scenario.events.update(STREAM, 110, 120, bid(3, 0));
        scenario.events.snapshot(STREAM, 100, bid(1, 1), bid(2, 1));
        assertEquals(BookState.GAPPED, scenario.book().state());
        scenario.expectCount(1, PipelineCounter.BOOK_OVERFLOWS);
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_APPLIED);
        scenario.expectRequests(ResyncReason.FIRST_UPDATE, ResyncReason.OVERFLOW);
        assertEquals(0, scenario.pending.usedBlocks());
        scenario.events.snapshot(STREAM, 119, bid(1, 1));
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
        scenario.events.snapshot(STREAM, 120, bid(1, 1));
        scenario.expect(BookState.LIVE, 120);
    }

    @Test
    void shouldStillKnowWhatItHasSeenWhenALaterKeptUpdateDoesNotFit()
    {
        scenario = new BookScenario(8, new BookLimits(2, 9));
        scenario.events.update(STREAM, 100, 110, bid(1, 2));
        scenario.events.update(STREAM, 110, 120, bid(3, 1));
        scenario.events.snapshot(STREAM, 100, bid(1, 1), bid(2, 1));
        scenario.expect(BookState.GAPPED, 110);
        scenario.events.snapshot(STREAM, 119, bid(1, 1));
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
        scenario.events.snapshot(STREAM, 120, bid(1, 1));
        scenario.expect(BookState.LIVE, 120);
    }

    @Test
    void shouldLetKeptUpdatesGoWhenPoolIsFull()
    {
        scenario = new BookScenario(2, BookLimits.DEFAULT);
        scenario.events.update(STREAM, 10, 20, bid(1, 1));
        scenario.events.update(STREAM, 20, 30, bid(2, 1));
        scenario.events.update(STREAM, 30, 40, bid(3, 1));
        scenario.expectCount(3, PipelineCounter.PENDING_OVERFLOWS);
        assertEquals(0, scenario.pending.usedBlocks());
        scenario.events.snapshot(STREAM, 35, bid(9, 9));
        assertFalse(scenario.book().isLive());
        scenario.expectRequests(ResyncReason.FIRST_UPDATE, ResyncReason.SNAPSHOT_TOO_OLD);
        scenario.events.update(STREAM, 40, 50, bid(4, 1));
        scenario.events.snapshot(STREAM, 45, bid(9, 9));
        scenario.expect(BookState.LIVE, 50);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldLetPartlyKeptEventGoWhenPoolIsFull()
    {
        scenario = new BookScenario(2, BookLimits.DEFAULT);
        scenario.events.levelsPerChunk = 1;
        scenario.events.update(STREAM, 10, 20, bid(1, 1), bid(2, 1), bid(3, 1), bid(4, 1));
        assertEquals(0, scenario.pending.usedBlocks());
        scenario.expectCount(1, PipelineCounter.PENDING_OVERFLOWS);
        scenario.expectCount(0, PipelineCounter.BOOK_UPDATES_BUFFERED);
    }

    @Test
    void shouldDistrustBookWhoseListenerThrows()
    {
        scenario = BookScenario.live();
        scenario.requestReasons.clear();
        scenario.thrownByOnBook = new IllegalStateException("listener");
        scenario.events.update(STREAM, 110, 120, bid(1002, 1));
        assertSame(scenario.thrownByOnBook, scenario.errors.get(0));
        scenario.expect(BookState.GAPPED, 120);
        scenario.expectCount(1, PipelineCounter.LISTENER_ERRORS);
        scenario.expectRequests(ResyncReason.LISTENER_ERROR);
        scenario.expectTold("book 7 at 120", "LIVE to GAPPED");
        assertEquals(BookState.GAPPED, scenario.events.slot.bookState());
        scenario.thrownByOnBook = null;
        scenario.events.update(STREAM, 120, 130, bid(1003, 1));
        scenario.events.snapshot(STREAM, 125, bid(999, 1));
        scenario.expect(BookState.LIVE, 130);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldSurviveListenerThatThrowsAtEveryStateChange()
    {
        scenario.thrownByOnBookState = new IllegalStateException("listener");
        scenario.events.snapshot(STREAM, 100, bid(1, 1));
        scenario.expect(BookState.GAPPED, 100);
        scenario.expectTold("AWAITING_SNAPSHOT to LIVE", "LIVE to GAPPED");
        scenario.expectCount(2, PipelineCounter.LISTENER_ERRORS);
        scenario.expectRequests(ResyncReason.LISTENER_ERROR);
    }

    @Test
    void shouldRepeatRefusedRequestWithNextEvent()
    {
        scenario.queueFull = true;
        scenario.events.update(STREAM, 10, 20, bid(1, 1));
        scenario.expectCount(0, PipelineCounter.RESYNC_REQUESTS);
        scenario.queueFull = false;
        scenario.events.update(STREAM, 20, 30, bid(1, 1));
        scenario.expectRequests(ResyncReason.FIRST_UPDATE);
        scenario.expectCount(1, PipelineCounter.RESYNC_REQUESTS);
    }

    @Test
    void shouldRepeatRefusedRequestWhenIdle()
    {
        scenario.queueFull = true;
        scenario.events.update(STREAM, 10, 20, bid(1, 1));
        assertTrue(scenario.handler.retryPendingRequests());
        scenario.queueFull = false;
        assertFalse(scenario.handler.retryPendingRequests());
        assertFalse(scenario.handler.retryPendingRequests());
        scenario.expectRequests(ResyncReason.FIRST_UPDATE);
    }

    @Test
    void shouldForgetRefusedRequestOnceASnapshotCame()
    {
        scenario.queueFull = true;
        scenario.events.update(STREAM, 10, 20, bid(1, 1));
        scenario.events.snapshot(STREAM, 10, bid(1, 1));
        scenario.queueFull = false;
        assertFalse(scenario.handler.retryPendingRequests());
        scenario.expectRequests();
    }

    @Test
    void shouldCountCrossingOnceUntilItIsOver()
    {
        scenario = BookScenario.live();
        scenario.events.update(STREAM, 110, 111, bid(1100, 1));
        assertTrue(scenario.events.slot.isCrossed());
        scenario.events.update(STREAM, 111, 112, bid(1100, 2));
        scenario.expectCount(1, PipelineCounter.CROSSED_BOOKS);
        scenario.events.snapshot(STREAM, 112, bid(1099, 2), ask(1100, 1));
        scenario.expectCount(2, PipelineCounter.CROSSED_BOOKS); // by what was kept
        scenario.events.snapshot(STREAM, 113, bid(1099, 2), ask(1100, 1));
        scenario.expect(BookState.LIVE, 113);
        scenario.events.update(STREAM, 112, 114, bid(1101, 1));
        scenario.expectCount(3, PipelineCounter.CROSSED_BOOKS);
    }

    @Test
    void shouldReportStreamIdOutOfRange()
    {
        scenario.events.update(-1, 10, 20, bid(1, 1));
        scenario.events.update(BookHandler.MAX_STREAMS, 10, 20, bid(1, 1));
        assertEquals(2, scenario.errors.size());
    }

    @Test
    void shouldReportRuleItCannotKeepOnceAStream()
    {
        for (int i = 0; i < 3; i++)
        {
            scenario.events.event(ContinuityRule.TIMED, 0, STREAM, 1, 2, List.of(bid(1, 1)));
        }
        assertEquals(1, scenario.errors.size());
        assertEquals(BookState.AWAITING_SNAPSHOT, scenario.book().state());
        assertFalse(scenario.book().hasBids());
    }

    private void chunk(final int flags, final long previous, final long last, final BookEvents.Level level)
    {
        scenario.events.chunk(ContinuityRule.CHAINED, flags, STREAM, previous, last, List.of(level));
    }
}
