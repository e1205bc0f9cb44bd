package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.status.PipelineCounter;

/** Updates and snapshots of a chained stream: the upper half of the table in the package description. */
final class BookHandlerChainTest
{
    private BookScenario scenario = new BookScenario();

    @Test
    void shouldKnowNoBookBeforeItsFirstEvent()
    {
        assertNull(scenario.handler.book(STREAM));
        assertNull(scenario.handler.book(-1));
        assertNull(scenario.handler.book(1_000_000));
    }

    @Test
    void shouldKeepFirstUpdateAndAskForSnapshot()
    {
        scenario.events.update(STREAM, 10, 20, bid(1000, 1));
        scenario.expect(BookState.AWAITING_SNAPSHOT, EventLayout.ABSENT);
        assertFalse(scenario.book().hasBids());
        scenario.expectRequests(ResyncReason.FIRST_UPDATE);
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_BUFFERED);
        scenario.expectTold();
        assertEquals(BookState.AWAITING_SNAPSHOT, scenario.events.slot.bookState());
    }

    @Test
    void shouldGoLiveAsOfSnapshotWhenNothingIsKept()
    {
        scenario.events.snapshot(STREAM, 100, bid(1000, 1000), ask(1100, 2000));
        scenario.expect(BookState.LIVE, 100);
        scenario.expectTold("AWAITING_SNAPSHOT to LIVE", "book 7 at 100");
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_APPLIED);
        assertEquals(1000, scenario.events.slot.bestBidPrice());
        assertEquals(2000, scenario.events.slot.bestAskQuantity());
        assertEquals(100, scenario.events.slot.bookSequence());
        assertEquals(1000, scenario.book().venueTimeNs());
        assertEquals(1001, scenario.book().receiveTimeNs());
    }

    @Test
    void shouldBuildABookAnewWhenTheHostAsks()
    {
        scenario = BookScenario.live();
        scenario.requestReasons.clear();
        assertTrue(scenario.handler.resync(STREAM));
        scenario.expectRequests(ResyncReason.HOST_REQUEST);
        assertEquals(BookState.GAPPED, scenario.book().state());
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.events.snapshot(STREAM, scenario.book().sequence() + 100, bid(5, 1));
        assertEquals(BookState.LIVE, scenario.book().state());
        assertFalse(scenario.handler.resync(STREAM + 1));
    }

    @Test
    void shouldReplayKeptUpdatesFromTheOneThatReachesTheSnapshot()
    {
        scenario.events.update(STREAM, 10, 20, bid(1000, 1));
        scenario.events.update(STREAM, 20, 30, bid(1000, 2));
        scenario.events.update(STREAM, 30, 40, bid(1000, 3), ask(1200, 5));
        scenario.told.clear();
        scenario.events.snapshot(STREAM, 25, bid(999, 7));
        scenario.expect(BookState.LIVE, 40);
        scenario.expectTold("AWAITING_SNAPSHOT to LIVE", "book 7 at 40");
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_SUPERSEDED);
        scenario.expectCount(2, PipelineCounter.BOOK_UPDATES_APPLIED);
        assertEquals(3, scenario.book().bids().quantityAt(1000));
        assertEquals(7, scenario.book().bids().quantityAt(999));
        assertEquals(0, scenario.pending.usedBlocks());
    }

    @Test
    void shouldApplyKeptUpdateThatEndsExactlyAtTheSnapshot()
    {
        scenario.events.update(STREAM, 10, 20, bid(1000, 1));
        scenario.events.snapshot(STREAM, 20, bid(999, 7));
        scenario.expect(BookState.LIVE, 20);
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_APPLIED);
        scenario.events.update(STREAM, 20, 35, bid(1000, 4));
        scenario.expect(BookState.LIVE, 35);
    }

    @Test
    void shouldDropKeptUpdatesOlderThanTheSnapshotAndBridgeOnTheNext()
    {
        scenario.events.update(STREAM, 10, 20, bid(1000, 1));
        scenario.events.snapshot(STREAM, 25, bid(999, 7));
        scenario.expect(BookState.LIVE, 25);
        assertEquals(0, scenario.book().bids().quantityAt(1000));
        scenario.events.update(STREAM, 20, 30, bid(1000, 9));
        scenario.expect(BookState.LIVE, 30);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldAskAgainWhenSnapshotIsOlderThanTheKeptUpdates()
    {
        scenario.events.update(STREAM, 10, 20, bid(1000, 1));
        scenario.events.snapshot(STREAM, 9, bid(999, 7));
        scenario.expect(BookState.AWAITING_SNAPSHOT, EventLayout.ABSENT);
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
        scenario.expectRequests(ResyncReason.FIRST_UPDATE, ResyncReason.SNAPSHOT_TOO_OLD);
        assertEquals(1, scenario.pending.usedBlocks());
        scenario.events.snapshot(STREAM, 10, bid(999, 7));
        scenario.expect(BookState.LIVE, 20);
    }

    @Test
    void shouldRefuseSnapshotOlderThanWhatTheBookHadBeforeALoss()
    {
        scenario = BookScenario.live();
        scenario.events.sessionLoss();
        scenario.events.snapshot(STREAM, 109, bid(999, 7));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
        scenario.events.snapshot(STREAM, 110, bid(999, 7));
        scenario.expect(BookState.LIVE, 110);
    }

    @Test
    void shouldRefuseSnapshotWithoutSequence()
    {
        scenario.events.snapshot(STREAM, EventLayout.ABSENT, bid(999, 7));
        scenario.expect(BookState.AWAITING_SNAPSHOT, EventLayout.ABSENT);
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
    }

    @Test
    void shouldIgnoreUpdateOlderThanTheSnapshotTheBookStandsOn()
    {
        scenario = BookScenario.bridging();
        scenario.events.update(STREAM, 80, 99, bid(1000, 5));
        scenario.expect(BookState.LIVE, 100);
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_SUPERSEDED);
        scenario.expectTold();
    }

    @Test
    void shouldBridgeWhenSnapshotLiesBetweenPreviousAndFirstSequence()
    {
        scenario = BookScenario.bridging();
        scenario.events.update(STREAM, 100, 140, bid(1000, 5));
        scenario.expect(BookState.LIVE, 140);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldSeeGapBehindSnapshot()
    {
        scenario = BookScenario.bridging();
        scenario.events.update(STREAM, 101, 140, bid(1000, 5));
        scenario.expect(BookState.GAPPED, 100);
        scenario.expectTold("gap 100 101", "LIVE to GAPPED");
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldApplyUpdateThatChains()
    {
        scenario = BookScenario.live();
        scenario.events.update(STREAM, 110, 115, bid(1001, 0), ask(1099, 3));
        scenario.expect(BookState.LIVE, 115);
        scenario.expectTold("book 7 at 115");
        assertEquals(1000, scenario.book().bestBidPrice());
        assertEquals(1099, scenario.events.slot.bestAskPrice());
        assertEquals(2, scenario.events.slot.bookAskLevels());
        scenario.expectCount(2, PipelineCounter.BOOK_UPDATES_APPLIED);
    }

    @Test
    void shouldCountAndIgnoreDuplicateAndLateUpdates()
    {
        scenario = BookScenario.live();
        scenario.events.update(STREAM, 90, 110, bid(1001, 77));
        scenario.events.update(STREAM, 80, 90, bid(1001, 78));
        scenario.expect(BookState.LIVE, 110);
        assertEquals(1000, scenario.book().bestBidQuantity());
        scenario.expectCount(2, PipelineCounter.BOOK_UPDATES_DUPLICATE);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.expectTold();
    }

    @Test
    void shouldReportGapOnceAndKeepTheUpdateThatShowedIt()
    {
        scenario = BookScenario.live();
        scenario.requestReasons.clear();
        scenario.events.update(STREAM, 120, 130, bid(1002, 1000));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectTold("gap 110 120", "LIVE to GAPPED");
        scenario.expectRequests(ResyncReason.GAP);
        assertEquals(BookState.GAPPED, scenario.events.slot.bookState());
        scenario.events.update(STREAM, 130, 140, bid(1003, 1000));
        scenario.expectRequests(ResyncReason.GAP);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.told.clear();
        scenario.events.snapshot(STREAM, 120, bid(900, 1));
        scenario.expect(BookState.LIVE, 140);
        scenario.expectTold("GAPPED to LIVE", "book 7 at 140");
        assertEquals(3, scenario.book().bids().levels());
    }

    @Test
    void shouldTakeOverlappingUpdateForAGap()
    {
        scenario = BookScenario.live();
        scenario.events.update(STREAM, 105, 120, bid(1002, 1000));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldCountSecondGapWhileKeepingAndStartAnew()
    {
        scenario = BookScenario.gapped();
        scenario.events.update(STREAM, 140, 150, bid(1004, 1000));
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
        scenario.expectTold("gap 130 140");
        scenario.expectRequests();
        assertEquals(1, scenario.pending.usedBlocks());
        scenario.events.snapshot(STREAM, 135, bid(900, 1));
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_TOO_OLD);
        scenario.events.snapshot(STREAM, 145, bid(900, 1));
        scenario.expect(BookState.LIVE, 150);
    }

    @Test
    void shouldCountAndIgnoreDuplicatesWhileKeeping()
    {
        scenario = BookScenario.gapped();
        scenario.events.update(STREAM, 120, 130, bid(1002, 1));
        scenario.events.update(STREAM, 110, 120, bid(1002, 2));
        scenario.expectCount(2, PipelineCounter.BOOK_UPDATES_DUPLICATE);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        assertEquals(1, scenario.pending.usedBlocks());
        scenario.events.snapshot(STREAM, 130, bid(900, 1));
        scenario.expect(BookState.LIVE, 130);
        assertEquals(1000, scenario.book().bestBidQuantity());
    }

    @Test
    void shouldLeaveLiveBookAloneWhenUnneededSnapshotComes()
    {
        scenario = BookScenario.live();
        scenario.events.snapshot(STREAM, 200, bid(1, 1));
        scenario.expect(BookState.LIVE, 110);
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_UNUSED);
        assertEquals(1001, scenario.book().bestBidPrice());
    }

    @Test
    void shouldTakeUpdateWithoutSequencesForALoss()
    {
        scenario = BookScenario.live();
        scenario.events.update(STREAM, EventLayout.ABSENT, 111, bid(1, 1));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.events.update(STREAM, 125, 120, bid(1, 1));
        assertEquals(0, scenario.pending.usedBlocks());
    }

    @Test
    void shouldKeepStreamsApart()
    {
        scenario = BookScenario.live();
        scenario.events.snapshot(8, 50, bid(1, 1));
        scenario.events.update(STREAM, 120, 130, bid(1002, 1000));
        assertTrue(scenario.handler.book(8).isLive());
        assertEquals(108, scenario.handler.book(8).instrumentId());
        assertFalse(scenario.book().isLive());
        assertEquals(STREAM, scenario.book().streamId());
    }
}
