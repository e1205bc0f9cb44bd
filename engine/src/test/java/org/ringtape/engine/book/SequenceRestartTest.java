package org.ringtape.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.ringtape.engine.book.BookEvents.ask;
import static org.ringtape.engine.book.BookEvents.bid;
import static org.ringtape.engine.book.BookScenario.STREAM;
import static org.ringtape.engine.event.BookState.GAPPED;
import static org.ringtape.engine.event.BookState.LIVE;

import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.BookUpdate;
import org.ringtape.engine.event.control.LossCause;
import org.ringtape.engine.health.ChainWatch;
import org.ringtape.engine.health.HealthReason;
import org.ringtape.engine.status.PipelineCounter;

/** A chain that begins anew on one connection, or had one wrong number, does not freeze its book. */
final class SequenceRestartTest
{
    private final BookScenario scenario = new BookScenario();
    private final BookEvents events = scenario.events;

    @Test
    void shouldResyncWhenSequenceBeginsAnewOnOneConnection()
    {
        events.snapshot(STREAM, 100_000, bid(99, 1), ask(101, 1));
        events.update(STREAM, 99_980, 100_001, bid(98, 1));
        scenario.expect(LIVE, 100_001);
        int liveEvents = 0;
        for (int i = 0; i < 60; i++)
        {
            later(5 + 3L * i, 8 + 3L * i);
            liveEvents += scenario.book().isLive() ? 1 : 0;
            if (i == 5)
            {
                assertEquals(HealthReason.SEQUENCE_RESTARTED, scenario.book().reason());
                events.snapshot(STREAM, 20, bid(49, 1), ask(51, 1));
                scenario.expect(LIVE, 23);
            }
        }
        scenario.expect(LIVE, 185);
        assertEquals(60 - 6, liveEvents, "LIVE on the old count for no event, and again from the snapshot on");
        scenario.expectCount(1, PipelineCounter.SEQUENCES_RESTARTED);
    }

    @Test
    void shouldResyncAtTheSecondStrangerWithoutTimes()
    {
        liveWithoutTimes();
        undated(5, 8);
        scenario.expect(LIVE, 110);
        undated(8, 11);
        scenario.expect(GAPPED, 110);
        assertEquals(HealthReason.SEQUENCE_RESTARTED, scenario.book().reason());
    }

    @Test
    void shouldBelieveSnapshotOfANewCountThoughAnEventOfTheOldOneWasLost()
    {
        liveWithoutTimes();
        events.loss(STREAM, LossCause.MALFORMED_EVENT);
        later(5, 8);
        later(8, 11); // a new count
        assertEquals(HealthReason.SEQUENCE_RESTARTED, scenario.book().reason());
        events.sessionLoss();
        events.snapshot(STREAM, 20, bid(49, 1), ask(51, 1));
        scenario.expect(LIVE, 20);
    }

    @Test
    void shouldKnowNoCopiesOfACountThatHasEnded()
    {
        liveWithoutTimes();
        undated(110, 120);
        undated(5, 8);
        undated(8, 11); // a new count
        undated(11, 500);
        undated(105, 110); // another one, that meets the numbers of the first
        undated(110, 120);
        scenario.expectCount(2, PipelineCounter.SEQUENCES_RESTARTED);
    }

    @Test
    void shouldPassOverLateCopiesOfWhatWasAppliedLately()
    {
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        for (int i = 0; i < 20; i++)
        {
            events.update(STREAM, 100 + i, 101 + i, bid(90, i + 1));
        }
        for (int i = 0; i < 20; i++)
        {
            events.update(STREAM, 100 + i, 101 + i, bid(90, 1000));
        }
        scenario.expect(LIVE, 120);
        scenario.expectCount(20, PipelineCounter.BOOK_UPDATES_DUPLICATE);
        scenario.expectCount(0, PipelineCounter.SEQUENCES_RESTARTED);
    }

    @Test
    void shouldGiveUpOldUpdatesThatAreNoCopiesAfterTheirLimit()
    {
        events.snapshot(STREAM, 10_000, bid(99, 1), ask(101, 1));
        events.update(STREAM, 9_999, 10_001);
        for (int i = 1; i < ChainWatch.STRANGER_LIMIT; i++)
        {
            events.update(STREAM, i, i + 1, bid(98, 1));
            scenario.expect(LIVE, 10_001);
        }
        events.update(STREAM, 500, 501, bid(98, 1));
        scenario.expect(GAPPED, 10_001);
        assertEquals(HealthReason.SEQUENCE_RESTARTED, scenario.book().reason());
    }

    @Test
    void shouldTellRestartFromCopyByTheTimeThoughSequencesMeet()
    {
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        events.update(STREAM, 100, 101);
        events.update(STREAM, 101, 102);
        later(100, 101, bid(50, 1)); // 101 once more, but later: another event
        scenario.expect(GAPPED, 102);
    }

    @Test
    void shouldRecoverFromOneSequenceOfTheFarFuture()
    {
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        events.venueTimeNs = 1_000;
        dated(90, Long.MAX_VALUE, 1_000);
        scenario.expect(LIVE, Long.MAX_VALUE);
        dated(100, 101, 2_000);
        assertNotEquals(LIVE, scenario.book().state());
        dated(101, 102, 3_000);
        snapshotAt(101, 2_500);
        scenario.expect(LIVE, 102);
        dated(102, 103, 4_000);
        scenario.expect(LIVE, 103);
    }

    @Test
    void shouldKeepNoUpdatesOfTheOldCountOnceItBeganAnew()
    {
        events.update(STREAM, 100_000, 100_001, bid(99, 1));
        later(5, 8, bid(49, 1));
        snapshotAt(6, 2_000_000);
        scenario.expect(LIVE, 8);
        assertEquals(0, scenario.book().bids().quantityAt(99));
    }

    @Test
    void shouldNotBelieveSnapshotsThatCountLessUntilAnUpdateDoes()
    {
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        events.update(STREAM, 99, 101);
        events.sessionLoss();
        for (int i = 0; i < 10; i++)
        {
            events.nowNs += 1_000_000_000L;
            events.snapshot(STREAM, 50, bid(49, 1), ask(51, 1));
            scenario.expect(GAPPED, 101);
            assertEquals(HealthReason.SNAPSHOT_STALE, scenario.book().reason());
        }
        later(50, 52);
        events.snapshot(STREAM, 51, bid(49, 1), ask(51, 1));
        scenario.expect(LIVE, 52);
    }

    private void liveWithoutTimes()
    {
        events.snapshot(STREAM, 100, bid(99, 1), ask(101, 1));
        undated(90, 110);
        scenario.expect(LIVE, 110);
    }

    /** An update later than any before it, whatever its sequence says. */
    private void later(final long previous, final long last, final BookEvents.Level... levels)
    {
        dated(previous, last, events.nowNs + 1_000, levels);
    }

    private void undated(final long previous, final long last)
    {
        dated(previous, last, 0);
    }

    private void dated(final long previous, final long last, final long timeNs, final BookEvents.Level... levels)
    {
        events.timeOf = (sequence) -> timeNs;
        events.update(STREAM, previous, last, levels);
        events.timeOf = BookEvents.BY_SEQUENCE;
    }

    private void snapshotAt(final long sequence, final long timeNs)
    {
        events.timeOf = (any) -> timeNs;
        events.snapshot(STREAM, sequence, bid(49, 1), ask(51, 1));
        events.timeOf = BookEvents.BY_SEQUENCE;
        final BookUpdate told = events.slot;
        assertEquals(scenario.book().state(), told.bookState());
    }
}
