package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookState;
import org.ringtape.engine.event.ContinuityRule;
import org.ringtape.engine.event.EventLayout;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.PipelineCounter;

/** Losses, silence, disconnects and epochs: the lower half of the table in the package description, and images. */
final class BookHandlerSessionTest
{
    private BookScenario scenario = BookScenario.live();

    @Test
    void shouldCountAnnouncedLossAndTheHoleItLeftAsOneGap()
    {
        scenario.requestReasons.clear();
        scenario.events.sessionLoss();
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectTold("gap 110 -", "LIVE to GAPPED");
        scenario.expectRequests(ResyncReason.LOSS);
        scenario.events.update(STREAM, 120, 130, bid(1005, 1));
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.expectCount(1, PipelineCounter.LOSSES);
        scenario.expectRequests(ResyncReason.LOSS);
        scenario.events.snapshot(STREAM, 120, bid(900, 1));
        scenario.expect(BookState.LIVE, 130);
    }

    @Test
    void shouldNotCountAnnouncedHoleAgainThatShowsBehindASnapshotFromBeforeIt()
    {
        scenario.events.sessionLoss();
        scenario.events.snapshot(STREAM, 110, bid(900, 1));
        scenario.expect(BookState.LIVE, 110);
        scenario.events.update(STREAM, 120, 130, bid(1005, 1));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.events.snapshot(STREAM, 120, bid(900, 1));
        scenario.events.update(STREAM, 140, 150, bid(1005, 1));
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldCountHoleThatComesAfterTheAnnouncedOne()
    {
        scenario.events.sessionLoss();
        scenario.events.update(STREAM, 120, 130, bid(1005, 1));
        scenario.events.update(STREAM, 140, 150, bid(1005, 1));
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldCountHoleOfTheNextConnectionBesideTheDisconnect()
    {
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.events.sessionEpoch++;
        scenario.events.update(STREAM, 500, 510, bid(1005, 1));
        scenario.told.clear();
        scenario.events.update(STREAM, 520, 530, bid(1005, 1));
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
        scenario.expectTold("gap 510 520");
    }

    @Test
    void shouldCountLossWhileKeepingAndLetKeptUpdatesGo()
    {
        scenario = BookScenario.gapped();
        scenario.events.sessionLoss();
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
        assertEquals(0, scenario.pending.usedBlocks());
        scenario.events.sessionLoss();
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldIgnoreDuplicateOfWhatWasSeenBeforeTheLoss()
    {
        scenario.events.sessionLoss();
        scenario.events.update(STREAM, 90, 110, bid(1005, 1));
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_DUPLICATE);
        assertEquals(0, scenario.pending.usedBlocks());
    }

    @Test
    void shouldConfineLossToItsStream()
    {
        scenario.events.snapshot(8, 10, bid(1, 1));
        scenario.events.loss(STREAM, LossCause.MALFORMED_FRAME);
        assertTrue(scenario.handler.book(8).isLive());
        assertEquals(BookState.GAPPED, scenario.book().state());
    }

    @Test
    void shouldOnlyCountLossOfUnknownStream()
    {
        scenario.events.loss(55, LossCause.RING_FULL);
        scenario.expect(BookState.LIVE, 110);
        scenario.expectCount(1, PipelineCounter.LOSSES);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldLeaveOtherSessionsAlone()
    {
        scenario.events.sessionId = 4;
        scenario.events.sessionLoss();
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.expect(BookState.LIVE, 110);
    }

    @Test
    void shouldTurnStaleWithItsSessionAndLiveAgain()
    {
        scenario.events.status(SessionState.STALE);
        scenario.expect(BookState.STALE, 110);
        assertFalse(scenario.book().isLive());
        scenario.events.status(SessionState.LIVE);
        scenario.expect(BookState.LIVE, 110);
        scenario.expectTold("LIVE to STALE", "STALE to LIVE");
    }

    @Test
    void shouldTurnLiveWithUpdateThatJoinsAStaleBook()
    {
        scenario.events.status(SessionState.STALE);
        scenario.events.update(STREAM, 90, 110, bid(1, 1));
        scenario.expect(BookState.STALE, 110);
        scenario.events.update(STREAM, 110, 120, bid(1, 1));
        scenario.expect(BookState.LIVE, 120);
        scenario.expectTold("LIVE to STALE", "STALE to LIVE", "book 7 at 120");
    }

    @Test
    void shouldSeeGapBehindAStaleBook()
    {
        scenario.events.status(SessionState.STALE);
        scenario.events.update(STREAM, 111, 120, bid(1, 1));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldOnlyBeStaleAfterSnapshotIfItsSessionIsSilent()
    {
        scenario = BookScenario.gapped();
        scenario.events.status(SessionState.STALE);
        scenario.expect(BookState.GAPPED, 110);
        scenario.events.snapshot(STREAM, 125, bid(1, 1));
        scenario.expect(BookState.STALE, 130);
        scenario.events.status(SessionState.LIVE);
        scenario.expect(BookState.LIVE, 130);
    }

    @Test
    void shouldCountDisconnectOnceHoweverItIsTold()
    {
        scenario.requestReasons.clear();
        scenario.events.loss(EventLayout.NO_ID, LossCause.DISCONNECTED);
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.events.status(SessionState.BACKING_OFF);
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.expectRequests();
    }

    @Test
    void shouldAskForSnapshotWithFirstUpdateOfTheNextConnection()
    {
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.requestReasons.clear();
        scenario.events.sessionEpoch++;
        scenario.events.status(SessionState.LIVE);
        scenario.expectRequests();
        scenario.events.update(STREAM, 500, 510, bid(1, 1));
        scenario.expectRequests(ResyncReason.GAP);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
        scenario.events.snapshot(STREAM, 505, bid(2, 1));
        scenario.expect(BookState.LIVE, 510);
    }

    @Test
    void shouldTakeUnaskedSnapshotOfTheNextConnection()
    {
        scenario.events.status(SessionState.FAILED);
        scenario.events.sessionEpoch++;
        scenario.events.snapshot(STREAM, 505, bid(2, 1));
        scenario.expect(BookState.LIVE, 505);
        assertEquals(1, scenario.book().bids().levels());
        scenario.events.update(STREAM, 500, 510, bid(1, 1));
        scenario.expect(BookState.LIVE, 510);
    }

    @Test
    void shouldAcceptLowerSequencesAfterReconnect()
    {
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.events.sessionEpoch++;
        scenario.events.snapshot(STREAM, 5, bid(2, 1));
        scenario.events.update(STREAM, 5, 6, bid(1, 1));
        scenario.expect(BookState.LIVE, 6);
    }

    @Test
    void shouldCountNoGapButTrustNoBookOnceTheHostHasClosedTheSession()
    {
        final long sequence = scenario.book().sequence();
        scenario.events.status(SessionState.CLOSED);
        scenario.expect(BookState.STALE, sequence);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldForgetRequestThatTheConnectionTookWithIt()
    {
        scenario = BookScenario.gapped();
        scenario.events.status(SessionState.BACKING_OFF);
        scenario.events.sessionEpoch++;
        scenario.events.update(STREAM, 500, 510, bid(1, 1));
        scenario.expectRequests(ResyncReason.GAP);
    }

    @Test
    void shouldPassOverStragglersAndSnapshotsOfConnectionThatIsDown()
    {
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.requestReasons.clear();
        scenario.events.update(STREAM, 110, 120, bid(1, 1));
        scenario.events.snapshot(STREAM, 120, bid(1, 1));
        scenario.expect(BookState.GAPPED, 110);
        scenario.expectCount(2, PipelineCounter.EVENTS_OF_OLD_EPOCH);
        scenario.expectRequests();
        assertEquals(BookState.GAPPED, scenario.events.slot.bookState());
    }

    @Test
    void shouldPassOverEventsOfReplacedConnection()
    {
        scenario.events.sessionEpoch = 2;
        scenario.events.snapshot(STREAM, 200, bid(2, 1));
        scenario.events.sessionEpoch = 1;
        scenario.events.update(STREAM, 200, 210, bid(3, 1));
        scenario.events.snapshot(STREAM, 220, bid(3, 1));
        scenario.events.sessionLoss();
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.expect(BookState.LIVE, 200);
        scenario.expectCount(4, PipelineCounter.EVENTS_OF_OLD_EPOCH);
    }

    @Test
    void shouldTakeNewerEpochForTheEndOfTheOldConnection()
    {
        scenario.events.snapshot(8, 10, bid(1, 1));
        scenario.told.clear();
        scenario.events.sessionEpoch++;
        scenario.events.update(STREAM, 110, 120, bid(1, 1));
        scenario.expect(BookState.GAPPED, 110);
        assertEquals(BookState.GAPPED, scenario.handler.book(8).state());
        scenario.expectCount(2, PipelineCounter.BOOK_GAPS);
        scenario.events.snapshot(STREAM, 115, bid(1, 1));
        scenario.expect(BookState.LIVE, 120);
    }

    @Test
    void shouldLeaveBookThatKnowsNothingAwaitingThroughLosses()
    {
        scenario = new BookScenario();
        scenario.events.snapshot(STREAM, EventLayout.ABSENT, bid(1, 1));
        scenario.events.sessionLoss();
        scenario.events.status(SessionState.DISCONNECTED);
        scenario.expect(BookState.AWAITING_SNAPSHOT, EventLayout.ABSENT);
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldReplaceBookWithEveryImage()
    {
        scenario.events.image(9, 10, bid(5, 1), bid(4, 1), ask(6, 1));
        scenario.events.image(9, 11, bid(3, 2));
        final OrderBook book = scenario.handler.book(9);
        assertTrue(book.isLive());
        assertEquals(11, book.sequence());
        assertEquals(1, book.bids().levels());
        assertFalse(book.hasAsks());
        assertEquals(List.of("AWAITING_SNAPSHOT to LIVE", "book 9 at 10", "book 9 at 11"), scenario.told);
    }

    @Test
    void shouldIgnoreImageOlderThanTheLast()
    {
        scenario.events.image(9, 10, bid(5, 1));
        scenario.events.image(9, 9, bid(6, 1));
        assertEquals(5, scenario.handler.book(9).bestBidPrice());
        scenario.expectCount(1, PipelineCounter.BOOK_UPDATES_DUPLICATE);
    }

    @Test
    void shouldDistrustImageAfterLossUntilTheNext()
    {
        scenario.requestReasons.clear();
        scenario.events.image(9, 10, bid(5, 1));
        scenario.events.loss(9, LossCause.RING_FULL);
        assertEquals(BookState.GAPPED, scenario.handler.book(9).state());
        scenario.events.image(9, 20, bid(6, 1));
        assertTrue(scenario.handler.book(9).isLive());
        scenario.expectCount(0, PipelineCounter.BOOK_GAPS);
        scenario.expectRequests();
    }

    @Test
    void shouldAcceptLowerImageSequenceAfterReconnect()
    {
        scenario.events.image(9, 10, bid(5, 1));
        scenario.events.sessionEpoch++;
        scenario.events.image(9, 2, bid(6, 1));
        assertEquals(2, scenario.handler.book(9).sequence());
    }

    @Test
    void shouldGiveUpImageThatDoesNotFitOrBreaksOffUntilTheNext()
    {
        scenario.events.image(9, 10, bid(5, -1));
        assertEquals(BookState.GAPPED, scenario.handler.book(9).state());
        scenario.expectCount(1, PipelineCounter.BOOK_OVERFLOWS);
        scenario.events.chunk(
            ContinuityRule.IMAGE, EventLayout.FLAG_BEGIN, 9, EventLayout.ABSENT, 11, List.of(bid(7, 1)));
        scenario.events.image(9, 12, bid(8, 1));
        assertTrue(scenario.handler.book(9).isLive());
        assertEquals(1, scenario.handler.book(9).bids().levels());
    }

    @Test
    void shouldHashStateAndLevelsButNotScales()
    {
        final BookScenario other = BookScenario.live();
        assertEquals(scenario.handler.stateHash(), other.handler.stateHash());
        other.events.priceScale = 1;
        other.events.update(STREAM, 110, 120, bid(5, 1));
        final long widened = other.handler.stateHash();
        other.events.update(STREAM, 120, 130, bid(5, 0));
        assertEquals(1, other.book().priceScale());
        assertEquals(scenario.handler.stateHash(), other.handler.stateHash());
        assertFalse(widened == other.handler.stateHash());
        other.events.status(SessionState.STALE);
        assertFalse(scenario.handler.stateHash() == other.handler.stateHash());
    }
}
