package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;
import static org.ringtape.engine.event.BookState.GAPPED;
import static org.ringtape.engine.event.BookState.LIVE;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.health.ChainWatch;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.status.PipelineCounter;

/** A snapshot makes its book LIVE only if it is from behind the last loss, and not ahead of its stream. */
final class SnapshotProofTest
{
    private static final long SECOND = 1_000_000_000L;

    private BookScenario scenario = new BookScenario();
    private BookEvents events = scenario.events;

    @Test
    void shouldNotBeLiveOnSnapshotFromBeforeALoss()
    {
        liveAt101();
        lossAt(60 * SECOND);
        cached(101, 55 * SECOND);
        scenario.expect(GAPPED, 101);
        assertEquals(HealthReason.SNAPSHOT_STALE, scenario.book().reason());
        scenario.expectRequests(ResyncReason.LOSS, ResyncReason.SNAPSHOT_TOO_OLD);
        assertEquals(2, scenario.book().bids().levels(), "the content is there to look at");
        cached(101, 59 * SECOND);
        scenario.expect(GAPPED, 101);
        cached(107, 60 * SECOND);
        scenario.expect(LIVE, 107);
    }

    @Test
    void shouldNotBeLiveOnSnapshotThatReachesNoFurtherThanWhatWasKnownBeforeAnEventWasLost()
    {
        liveAt101();
        lossAt(60 * SECOND);
        for (int i = 0; i < 10; i++)
        {
            cached(101, (61 + 30 * i) * SECOND);
            scenario.expect(GAPPED, 101);
        }
        events.update(STREAM, 101, 105, bid(995, 0));
        scenario.expect(LIVE, 105);
    }

    @Test
    void shouldBeLiveOnSnapshotOfTheSameSequenceIfTheLossMayNotConcernTheStream()
    {
        liveAt101();
        events.nowNs = 60 * SECOND;
        events.sessionLoss();
        scenario.expect(GAPPED, 101);
        cached(101, 59 * SECOND);
        scenario.expect(GAPPED, 101);
        cached(101, 60 * SECOND);
        scenario.expect(LIVE, 101);
    }

    @Test
    void shouldBelieveTheFirstSnapshotOfAStreamThatLostNothing()
    {
        cached(101, 0);
        scenario.expect(LIVE, 101);
    }

    @Test
    void shouldNotBeLiveOnSnapshotOfWhichNothingIsKnownOnceSomethingWasLost()
    {
        liveAt101();
        lossAt(60 * SECOND);
        cached(110, 0);
        scenario.expect(GAPPED, 110);
        events.update(STREAM, 108, 112);
        scenario.expect(LIVE, 112);
        scenario.expectTold("gap 101 -", "LIVE to GAPPED", "GAPPED to LIVE", "book 7 at 112");
    }

    @Test
    void shouldBeLiveOnceAnUpdateJoinsTheUnprovenSnapshot()
    {
        liveAt101();
        lossAt(60 * SECOND);
        cached(105, 55 * SECOND);
        scenario.expect(GAPPED, 105);
        events.update(STREAM, 105, 108, bid(990, 0));
        scenario.expect(LIVE, 108);
        scenario.expectCount(1, PipelineCounter.BOOK_GAPS);
    }

    @Test
    void shouldBeLiveOnceTheUnprovenSnapshotIsSeenToContainAnUpdate()
    {
        liveAt101();
        lossAt(60 * SECOND);
        cached(110, 55 * SECOND);
        scenario.expect(GAPPED, 110);
        events.update(STREAM, 105, 108, bid(990, 0));
        scenario.expect(LIVE, 110);
        events.update(STREAM, 108, 112);
        scenario.expect(LIVE, 112);
    }

    @Test
    void shouldGapWhenTheHoleShowsBehindTheUnprovenSnapshot()
    {
        liveAt101();
        lossAt(60 * SECOND);
        cached(101, 55 * SECOND);
        events.update(STREAM, 105, 108, bid(990, 0));
        scenario.expect(GAPPED, 101);
        events.snapshot(STREAM, 106, bid(980, 1), ask(1010, 1));
        scenario.expect(LIVE, 108);
    }

    @Test
    void shouldTakeAnySnapshotThatReachesKeptUpdates()
    {
        liveAt101();
        lossAt(60 * SECOND);
        events.update(STREAM, 105, 108, bid(990, 3));
        cached(106, 0);
        scenario.expect(LIVE, 108);
    }

    @Test
    void shouldAskForALaterSnapshotOnceKeptUpdatesHadToBeLetGo()
    {
        scenario = new BookScenario(2, BookLimits.DEFAULT);
        events = scenario.events;
        events.update(STREAM, 100, 101);
        events.update(STREAM, 101, 102);
        events.nowNs = 70 * SECOND;
        events.update(STREAM, 102, 103); // no third block: all are let go
        cached(103, 65 * SECOND);
        scenario.expect(GAPPED, 103);
        cached(103, 70 * SECOND);
        scenario.expect(LIVE, 103);
    }

    @Test
    void shouldNeedNoProofForABookThatOnlyItsHostDistrusts()
    {
        liveAt101();
        scenario.handler.resync(STREAM);
        cached(101, 0);
        scenario.expect(LIVE, 101);
    }

    @Test
    void shouldNeedNoProofOnceAnUpdateHasJoinedTheUnprovenSnapshot()
    {
        shouldBeLiveOnceAnUpdateJoinsTheUnprovenSnapshot();
        scenario.handler.resync(STREAM);
        cached(108, 0);
        scenario.expect(LIVE, 108);
    }

    @Test
    void shouldTellLiveOnceBehindKeptUpdates()
    {
        events.update(STREAM, 95, 100, bid(999, 5));
        events.update(STREAM, 100, 103, bid(999, 6));
        scenario.told.clear();
        events.snapshot(STREAM, 100, ask(1010, 1)); // lacks part of the update that ends where it stands
        scenario.expectTold("AWAITING_SNAPSHOT to LIVE", "book 7 at 103");
        assertEquals(6, scenario.book().bids().quantityAt(999));
    }

    @Test
    void shouldGiveUpSnapshotAheadOfItsStreamByTheVenuesTime()
    {
        stampedSnapshot(5_000, 10 * SECOND);
        scenario.expect(LIVE, 5_000);
        stamped(100, 101, 11 * SECOND); // within the slack: the stream may lag
        scenario.expect(LIVE, 5_000);
        for (int i = 1; i < ChainWatch.AHEAD_LIMIT; i++)
        {
            stamped(100 + i, 101 + i, 11 * SECOND + i);
            scenario.expect(LIVE, 5_000);
        }
        stamped(110, 111, 12 * SECOND);
        scenario.expect(GAPPED, 5_000);
        assertEquals(HealthReason.SNAPSHOT_AHEAD, scenario.book().reason());
        scenario.expectRequests(ResyncReason.SNAPSHOT_AHEAD);
        stampedSnapshot(110, 12 * SECOND);
        scenario.expect(LIVE, 111);
    }

    @Test
    void shouldNotBelieveAnotherSnapshotAheadUntilAnUpdateJoins()
    {
        shouldGiveUpSnapshotAheadOfItsStreamByTheVenuesTime();
        stampedSnapshot(5_000, 10 * SECOND);
        scenario.expect(LIVE, 111);
        scenario.handler.resync(STREAM);
        stamped(111, 112, 14 * SECOND);
        stampedSnapshot(6_000, 10 * SECOND);
        scenario.expect(GAPPED, 6_000);
        assertEquals(HealthReason.SNAPSHOT_AHEAD, scenario.book().reason());
        stamped(112, 113, 14 * SECOND);
        scenario.expect(GAPPED, 6_000);
        stamped(5_990, 6_001, 15 * SECOND);
        scenario.expect(LIVE, 6_001);
    }

    @Test
    void shouldBelieveSnapshotsOfTheNextConnectionWhateverTheLastOneContradicted()
    {
        stampedSnapshot(5_000, 10 * SECOND);
        for (int i = 0; i < ChainWatch.AHEAD_LIMIT; i++)
        {
            stamped(100 + i, 101 + i, 12 * SECOND);
        }
        assertEquals(HealthReason.SNAPSHOT_AHEAD, scenario.book().reason());
        events.sessionEpoch++;
        stampedSnapshot(110, 13 * SECOND);
        scenario.expect(LIVE, 110);
    }

    @Test
    void shouldGiveUpSnapshotAheadOfItsStreamByOurTimeIfTheVenueTellsNone()
    {
        stampedSnapshot(5_000, 0);
        for (int i = 0; i < 10; i++)
        {
            stamped(100 + i, 101 + i, 0);
        }
        scenario.expect(LIVE, 5_000);
        events.nowNs += ChainWatch.AHEAD_SLACK_UNDATED_NS + 1;
        stamped(110, 111, 0);
        stamped(111, 112, 0);
        scenario.expect(GAPPED, 5_000);
        assertEquals(HealthReason.SNAPSHOT_AHEAD, scenario.book().reason());
    }

    @Test
    void shouldTakeALowerSnapshotBehindAnUnprovenOneThatWasAhead()
    {
        shouldGiveUpSnapshotAheadOfItsStreamByTheVenuesTime();
        scenario.handler.resync(STREAM);
        stamped(111, 112, 14 * SECOND);
        stampedSnapshot(6_000, 10 * SECOND);
        scenario.expect(GAPPED, 6_000);
        stampedSnapshot(113, 14 * SECOND);
        scenario.expect(GAPPED, 113);
        stamped(112, 114, 15 * SECOND);
        scenario.expect(LIVE, 114);
    }

    @Test
    void shouldNotBelieveSnapshotBeyondKeptUpdatesThatAreLater()
    {
        stamped(100, 101, 20 * SECOND);
        stampedSnapshot(5_000, 10 * SECOND);
        scenario.expect(GAPPED, 5_000);
        assertEquals(HealthReason.SNAPSHOT_AHEAD, scenario.book().reason());
        stamped(101, 102, 21 * SECOND);
        scenario.expect(GAPPED, 5_000);
        stamped(102, 103, 22 * SECOND);
        stampedSnapshot(103, 22 * SECOND);
        scenario.expect(LIVE, 103);
    }

    @Test
    void shouldAskForNothingWhileTheVenueRefusesTheStream()
    {
        liveAt101();
        events.loss(STREAM, LossCause.STREAM_REFUSED);
        scenario.expect(GAPPED, 101);
        assertEquals(HealthReason.FAILED, scenario.book().reason());
        events.update(STREAM, 101, 102);
        scenario.expectRequests();
        assertEquals(0, scenario.pending.usedBlocks());
        assertFalse(scenario.book().isLive());
        events.sessionEpoch++;
        events.update(STREAM, 200, 201);
        scenario.expectRequests(ResyncReason.GAP);
        events.snapshot(STREAM, 201, bid(990, 1), ask(1010, 1));
        scenario.expect(LIVE, 201);
    }

    @Test
    void shouldLetGoWhatItKeptForAStreamThatTheVenueRefuses()
    {
        liveAt101();
        events.update(STREAM, 102, 103);
        assertEquals(1, scenario.pending.usedBlocks());
        scenario.requestReasons.clear();
        events.loss(STREAM, LossCause.STREAM_REFUSED);
        assertEquals(0, scenario.pending.usedBlocks());
        assertEquals(HealthReason.FAILED, scenario.book().reason());
        scenario.handler.resync(STREAM);
        scenario.expectRequests(ResyncReason.HOST_REQUEST);
    }

    private void liveAt101()
    {
        events.snapshot(STREAM, 100, bid(995, 1), bid(990, 1), ask(1010, 1));
        events.update(STREAM, 98, 101);
        scenario.expect(LIVE, 101);
        scenario.requestReasons.clear();
        scenario.told.clear();
    }

    private void lossAt(final long timeNs)
    {
        events.nowNs = timeNs;
        events.loss(STREAM, LossCause.MALFORMED_FRAME);
        scenario.expect(GAPPED, 101);
        assertEquals(HealthReason.LOSS, scenario.book().reason());
        assertEquals(timeNs, scenario.book().stateSinceNs());
    }

    private void cached(final long sequence, final long madeAfterNs)
    {
        events.madeAfterNs = madeAfterNs;
        events.snapshot(STREAM, sequence, bid(995, 1), bid(990, 1), ask(1010, 1));
        events.madeAfterNs = BookEvents.FRESH;
    }

    private void stampedSnapshot(final long sequence, final long timeNs)
    {
        events.timeOf = (any) -> timeNs;
        events.snapshot(STREAM, sequence, bid(990, 1), ask(1010, 1));
    }

    private void stamped(final long previous, final long last, final long timeNs)
    {
        events.timeOf = (any) -> timeNs;
        events.update(STREAM, previous, last);
    }
}
