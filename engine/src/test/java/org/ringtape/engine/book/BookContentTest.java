package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;
import static org.ringtape.engine.event.BookState.AWAITING_SNAPSHOT;
import static org.ringtape.engine.event.BookState.GAPPED;
import static org.ringtape.engine.event.BookState.LIVE;
import static org.ringtape.engine.event.EventLayout.ABSENT;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.status.PipelineCounter;

/** Content that joins and is wrong all the same: crossed books, and a touch beyond what the snapshot told. */
final class BookContentTest
{
    private final BookScenario scenario = new BookScenario();
    private final BookEvents events = scenario.events;

    @Test
    void shouldSayThatTheRangeIsExhaustedWhenAFullSideIsEmptied()
    {
        events.askedLevels = 5;
        events.priceScale = 1;
        events.snapshot(STREAM, 100,
            bid(999, 1), bid(998, 1), bid(997, 1), bid(996, 1), bid(995, 1),
            ask(1000, 1), ask(1001, 1), ask(1002, 1), ask(1003, 1), ask(1004, 1));
        events.update(STREAM, 98, 101);
        scenario.expect(LIVE, 101);
        assertEquals(995, scenario.book().bids().knownTo());
        assertEquals(1004, scenario.book().asks().knownTo());
        scenario.requestReasons.clear();
        events.update(STREAM, 101, 110,
            bid(999, 0), bid(998, 0), bid(997, 0), bid(996, 0), bid(995, 0), ask(997, 3));
        scenario.expect(GAPPED, 110);
        assertEquals(HealthReason.RANGE_EXHAUSTED, scenario.book().reason());
        scenario.expectRequests(ResyncReason.RANGE_EXHAUSTED);
        events.snapshot(STREAM, 110, bid(990, 1), ask(997, 3));
        scenario.expect(LIVE, 110);
        assertEquals(ABSENT, scenario.book().bids().knownTo(), "fewer than asked for: the whole side");
    }

    @Test
    void shouldSayThatTheRangeIsExhaustedWhenTheTouchPassesIt()
    {
        events.askedLevels = 2;
        events.snapshot(STREAM, 100, bid(99, 1), bid(98, 1), ask(101, 1), ask(102, 1));
        events.update(STREAM, 100, 101, ask(105, 7));
        scenario.expect(LIVE, 101);
        events.update(STREAM, 101, 102, ask(101, 0));
        scenario.expect(LIVE, 102);
        events.update(STREAM, 102, 103, ask(102, 0)); // 105 is best, but 103 may exist
        scenario.expect(GAPPED, 103);
        assertEquals(HealthReason.RANGE_EXHAUSTED, scenario.book().reason());
    }

    @Test
    void shouldSayThatTheRangeIsExhaustedShortlyBeforeItsEnd()
    {
        events.askedLevels = 11;
        final BookEvents.Level[] levels = new BookEvents.Level[12];
        for (int i = 0; i <= 10; i++)
        {
            levels[i] = bid(1000 - 10 * i, 1);
        }
        levels[11] = ask(1010, 1);
        events.snapshot(STREAM, 100, levels);
        for (int i = 0; i < 9; i++)
        {
            events.update(STREAM, 100 + i, 101 + i, bid(1000 - 10 * i, 0));
            scenario.expect(LIVE, 101 + i);
        }
        events.update(STREAM, 109, 110, bid(910, 0)); // 900 is left, and the last known
        scenario.expect(GAPPED, 110);
    }

    @Test
    void shouldKeepTheKnownRangeWhenTheBookWidens()
    {
        events.askedLevels = 2;
        events.snapshot(STREAM, 100, bid(99, 1), bid(98, 1), ask(101, 1), ask(102, 1));
        events.priceScale = 2;
        events.update(STREAM, 100, 101, bid(99_01, 1));
        assertEquals(98_00, scenario.book().bids().knownTo());
        assertEquals(102_00, scenario.book().asks().knownTo());
        events.update(STREAM, 101, 102, bid(99_01, 0), bid(99_00, 0), bid(98_00, 0));
        scenario.expect(GAPPED, 102);
    }

    @Test
    void shouldNotBoundASideOfASnapshotOfTheWholeBook()
    {
        events.askedLevels = 0;
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        events.update(STREAM, 100, 101, bid(99, 0), ask(101, 0));
        scenario.expect(LIVE, 101);
        assertEquals(ABSENT, scenario.book().asks().knownTo());
    }

    @Test
    void shouldNotBelieveABookThatIsCrossed()
    {
        events.snapshot(STREAM, 100, bid(185, 1), ask(186, 1));
        scenario.requestReasons.clear();
        scenario.told.clear();
        events.update(STREAM, 100, 101, bid(3220, 1));
        scenario.expect(GAPPED, 101);
        assertEquals(HealthReason.CROSSED, scenario.book().reason());
        scenario.expectTold("LIVE to GAPPED");
        scenario.expectCount(1, PipelineCounter.CROSSED_BOOKS);
        scenario.expectRequests(ResyncReason.CROSSED);
        events.snapshot(STREAM, 101, bid(3219, 1), ask(3221, 1));
        scenario.expect(LIVE, 101);
    }

    @Test
    void shouldNotBelieveASnapshotThatIsCrossedByWhatWasKept()
    {
        events.update(STREAM, 98, 101, bid(185, 1), ask(186, 1));
        events.snapshot(STREAM, 100, bid(3220, 1), bid(3219, 1), ask(3221, 1));
        scenario.expect(GAPPED, 101);
        assertEquals(HealthReason.CROSSED, scenario.book().reason());
        scenario.expectRequests(ResyncReason.FIRST_UPDATE, ResyncReason.CROSSED);
        scenario.expectCount(1, PipelineCounter.CROSSED_BOOKS);
    }

    @Test
    void shouldRefuseASnapshotThatIsCrossedByItself()
    {
        events.update(STREAM, 99, 100);
        events.snapshot(STREAM, 100, bid(186, 1), ask(185, 1));
        assertEquals(AWAITING_SNAPSHOT, scenario.book().state());
        assertEquals(HealthReason.CROSSED, scenario.book().reason());
        scenario.expectCount(1, PipelineCounter.SNAPSHOTS_REFUSED);
        scenario.expectRequests(ResyncReason.FIRST_UPDATE, ResyncReason.SNAPSHOT_REFUSED);
        events.snapshot(STREAM, 100, bid(185, 1), ask(186, 1));
        scenario.expect(LIVE, 100);
    }

    @Test
    void shouldNotBoundASideByASnapshotThatIsGone()
    {
        events.askedLevels = 1;
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        assertEquals(99, scenario.book().bids().knownTo());
        scenario.handler.resync(STREAM);
        events.snapshot(STREAM, 101, bid(186, 1), ask(185, 1)); // refused
        assertEquals(ABSENT, scenario.book().bids().knownTo());
        assertEquals(ABSENT, scenario.book().asks().knownTo());
    }

    @Test
    void shouldNotBelieveImagesThatAreCrossedUntilOneIsNot()
    {
        events.image(STREAM, 10, bid(186, 1), ask(185, 1));
        scenario.expect(GAPPED, 10);
        assertEquals(HealthReason.CROSSED, scenario.book().reason());
        events.image(STREAM, 11, bid(186, 1), ask(185, 1));
        scenario.expect(GAPPED, 11);
        scenario.expectCount(1, PipelineCounter.CROSSED_BOOKS);
        events.image(STREAM, 12, bid(185, 1), ask(186, 1));
        scenario.expect(LIVE, 12);
        scenario.expectRequests();
    }
}
